"""A policy as plain JSON and back: the form in the table, in samples and on the wire.

The names are those of the fields; a value of several kinds says which by `kind`. What is left out
has its default.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from chalicelib.policies.model import Policy


def plain_policy(policy: Policy) -> dict[str, Any]:
    """Return the document with every field."""
    return {field.name: _plain(getattr(policy, field.name)) for field in fields(policy)}


def policy_of(what: Mapping[str, Any]) -> Policy:
    """Return the policy of a document that has the right shape."""
    return _read(Policy, what)  # type: ignore[no-any-return] # what is asked for comes back


def _plain(value: Any) -> Any:
    for kind, plain in _PLAIN.items():
        if isinstance(value, kind):
            return plain(value)
    return _plain_fields(value) if is_dataclass(value) else value


def _plain_fields(value: Any) -> dict[str, Any]:
    what = {it.name: _plain(getattr(value, it.name)) for it in fields(value)}
    return what if "kind" in what or not hasattr(value, "kind") else {"kind": value.kind} | what


def _read(kind: Any, what: Any) -> Any:
    if what is None:
        return None
    origin = get_origin(kind)
    if origin in (Sequence, frozenset):
        (inner,) = get_args(kind)
        return (frozenset if origin is frozenset else tuple)(_read(inner, it) for it in what)
    if origin is types.UnionType:
        return _read(_chosen(kind, what), what)
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{it: _read(_types(kind)[it], what[it]) for it in _names(kind) & what.keys()})
    if kind in (date, time):
        return kind.fromisoformat(what)
    return kind(what)


def _chosen(union: Any, what: Any) -> Any:
    kinds = [it for it in get_args(union) if it is not types.NoneType]
    if len(kinds) == 1:
        return kinds[0]
    return next(it for it in kinds if it.kind == what["kind"])


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _names(kind: Any) -> frozenset[str]:
    return frozenset(it.name for it in fields(kind))


_PLAIN: dict[type, Callable[[Any], Any]] = {
    Enum: lambda it: it.value,
    frozenset: lambda it: sorted(map(_plain, it)),
    tuple: lambda it: [*map(_plain, it)],
    time: lambda it: it.isoformat("minutes"),
    date: lambda it: it.isoformat(),
    Decimal: lambda it: f"{it.normalize():f}",
}
