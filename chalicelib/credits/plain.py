"""Credits as the plain values that the table keeps; what is None is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.credits.model import (
    Cause,
    Credit,
    Entry,
    EntryKind,
    Grant,
    Open,
    RuleVersion,
    Use,
    Why,
)
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit

_DAYS = frozenset(
    {"earned_on", "usable_from", "usable_until", "given_up", "own_until", "reduced_on"}
)
_DECIMALS = frozenset({"amount", "given_hours"})


def plain_open(open_: Open) -> dict[str, Any]:
    """Return all of it but the child and the version, which have places of their own."""
    credits_ = [
        _kept(grant=plain_grant(it.grant), left=str(it.left), warned=it.warned)
        for it in open_.credits
    ]
    return _kept(credits=credits_, last=open_.last.isoformat() if open_.last else None)


def open_of(child_id: str, version: int, plain: Mapping[str, Any]) -> Open:
    credits_ = [
        Credit(grant_of(it["grant"]), Decimal(it["left"]), it.get("warned"))
        for it in plain["credits"]
    ]
    last = datetime.fromisoformat(plain["last"]) if "last" in plain else None
    return Open(child_id, version, tuple(credits_), last)


def plain_use(use: Use) -> dict[str, Any]:
    """Return what a request keeps of the credits that pay it."""
    return {"grant": plain_grant(use.grant), "amount": str(use.amount)}


def use_of(plain: Mapping[str, Any]) -> Use:
    return Use(grant_of(plain["grant"]), Decimal(plain["amount"]))


def plain_entry(entry: Entry) -> dict[str, Any]:
    return _kept(
        entry_id=entry.entry_id,
        at=entry.at.isoformat(),
        kind=entry.kind.value,
        grant=plain_grant(entry.grant),
        change=str(entry.change),
        cause=_plain_cause(entry.cause),
        by=entry.by,
        rule=_plain_rule(entry.rule),
    )


def entry_of(plain: Mapping[str, Any]) -> Entry:
    return Entry(
        entry_id=plain["entry_id"],
        at=datetime.fromisoformat(plain["at"]),
        kind=EntryKind(plain["kind"]),
        grant=grant_of(plain["grant"]),
        change=Decimal(plain["change"]),
        cause=_cause_of(plain["cause"]),
        by=plain.get("by"),
        rule=_rule_of(plain["rule"]) if "rule" in plain else None,
    )


def plain_grant(grant: Grant) -> dict[str, Any]:
    values = {it.name: getattr(grant, it.name) for it in fields(grant)}
    days = {name: values[name].isoformat() for name in _DAYS if values[name]}
    amounts = {name: str(values[name]) for name in _DECIMALS if values[name] is not None}
    rule = _plain_rule(grant.rule)
    absent = dict.fromkeys(_DAYS | _DECIMALS)
    return _kept(**{**values, **absent, **days, **amounts, **_enums(grant), "rule": rule})


def grant_of(plain: Mapping[str, Any]) -> Grant:
    values: dict[str, Any] = dict(plain)
    for name in _DAYS & plain.keys():
        values[name] = date.fromisoformat(plain[name])
    for name in _DECIMALS & plain.keys():
        values[name] = Decimal(plain[name])
    if "care_type" in plain:
        values["care_type"] = CareType(plain["care_type"])
    if "rule" in plain:
        values["rule"] = _rule_of(plain["rule"])
    return Grant(**values | {"unit": Unit(plain["unit"]), "cause": _cause_of(plain["cause"])})


def _enums(grant: Grant) -> dict[str, Any]:
    care_type = grant.care_type.value if grant.care_type else None
    return {
        "unit": grant.unit.value,
        "cause": _plain_cause(grant.cause),
        "care_type": care_type,
    }


def _plain_rule(rule: RuleVersion | None) -> list[Any] | None:
    return [rule.care_type.value, rule.version] if rule else None


def _rule_of(plain: Sequence[Any]) -> RuleVersion:
    care_type, version = plain
    return RuleVersion(CareType(care_type), int(version))


def _plain_cause(cause: Cause) -> dict[str, Any]:
    return _kept(why=cause.why.value, facts=dict(cause.facts) or None, text=cause.text or None)


def _cause_of(plain: Mapping[str, Any]) -> Cause:
    return Cause(Why(plain["why"]), dict(plain.get("facts", {})), plain.get("text", ""))


def _kept(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
