"""Event patterns, as in the `FilterCriteria` of an event source."""

import json
from collections.abc import Callable
from typing import Any

Passes = Callable[[dict[str, Any]], bool]


class UnknownRule(ValueError):
    """A rule that the local run cannot imitate."""


def compile_filters(criteria: dict[str, Any] | None) -> Passes:
    """Return whether an event passes at least one filter; without filters each one passes.

    :raises UnknownRule: a filter uses a rule that is not known here.
    """
    patterns = [json.loads(it["Pattern"]) for it in (criteria or {}).get("Filters", [])]
    for pattern in patterns:
        _check(pattern)
    return lambda event: not patterns or any(_passes(event, it) for it in patterns)


def _check(pattern: dict[str, Any]) -> None:
    for wanted in pattern.values():
        if isinstance(wanted, dict):
            _check(wanted)
            continue
        for rule in wanted:
            if isinstance(rule, dict) and rule.keys() - {
                "exists",
                "prefix",
                "suffix",
                "anything-but",
            }:
                raise UnknownRule(json.dumps(rule))


def _passes(value: dict[str, Any], pattern: dict[str, Any]) -> bool:
    return all(_one(value, name, wanted) for name, wanted in pattern.items())


def _one(value: dict[str, Any], name: str, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        inner = value.get(name)
        return _passes(inner if isinstance(inner, dict) else {}, wanted)
    return any(_meets(value, name, rule) for rule in wanted)


def _meets(value: dict[str, Any], name: str, rule: Any) -> bool:
    if not isinstance(rule, dict):
        return name in value and bool(value[name] == rule)
    if "exists" in rule:
        return (name in value) is rule["exists"]
    found = value.get(name)
    if not isinstance(found, str):
        return False
    if "anything-but" in rule:
        return found not in rule["anything-but"]
    return found.startswith(rule.get("prefix", "")) and found.endswith(rule.get("suffix", ""))
