"""Noor, who comes to the Ladybirds on Mondays and Tuesdays; today is Monday 2 November 2026."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.bookings.model import Wanted
from chalicelib.bookings.situation import Situation
from chalicelib.contracts.model import Contract, every
from chalicelib.core.slots import Slot
from chalicelib.credits.model import Open
from chalicelib.days.calendar import ChildBook
from chalicelib.days.model import DayEntry, DayRef, Payment, Request, RequestKind, RequestState
from chalicelib.families.model import Child, Family
from chalicelib.occupancy.model import GroupDay, Presence, Source
from chalicelib.organisations.model import CareType, Configuration
from chalicelib.policies.model import Instant, Policies, Policy, default_policy
from tests.builders import LADYBIRDS, a_configuration

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 9)
TUESDAY = date(2026, 11, 10)
THURSDAY = date(2026, 11, 12)
HORIZON = date(2028, 5, 31)
BORN = date(2024, 6, 15)
DAY = Slot.parse("07:30-18:00")


def a_contract(child_id: str = "noor", **what: Any) -> Contract:
    """Mondays and Tuesdays, 10.5 hours at € 10.43, since last year.

    `weekdays` and `hours` make other days of it.
    """
    hours = what.pop("hours", Decimal("10.5"))
    weekdays = what.pop("weekdays", {0, 1})
    contract = Contract(
        contract_id=f"contract-of-{child_id}",
        child_id=child_id,
        group_id=LADYBIRDS.group_id,
        care_type=CareType.DAY_CARE,
        days=every(weekdays, LADYBIRDS.slot.first_hours(hours), hours),
        weeks_per_year=52,
        hourly_rate=1043,
        start=date(2025, 3, 1),
    )
    return replace(contract, **what)


def instant(**asking: Any) -> Policy:
    """The rules of whoever has none, but the portal decides at once."""
    policy = default_policy(CareType.DAY_CARE)
    deciding = replace(policy.deciding, extra_days=Instant(), exchanges=Instant())
    return replace(policy, deciding=deciding, asking=replace(policy.asking, **asking))


def a_presence(child_id: str = "saar", **what: Any) -> Presence:
    slot = what.get("slot", DAY)
    usual = Presence(child_id, BORN, slot, slot.hours, Source.CONTRACT, "contract")
    return replace(usual, **what)


def crowd(count: int, **what: Any) -> list[Presence]:
    return [a_presence(f"crowd-{it}", **what) for it in range(count)]


def a_group_day(day: date = THURSDAY, presences: Iterable[Presence] = (), **what: Any) -> GroupDay:
    group_day = GroupDay(LADYBIRDS.group_id, day, version=1).as_planned_for(LADYBIRDS)
    for presence in presences:
        group_day = group_day.with_presence(presence)
    return replace(group_day, **what)


def a_request(**what: Any) -> Request:
    request = Request(
        kind=RequestKind.EXTRA,
        child_id="noor",
        day=THURSDAY,
        slot=DAY,
        group_id=LADYBIRDS.group_id,
        care_type=CareType.DAY_CARE,
        contract_id="contract-of-noor",
        payment=Payment(invoice_hours=Decimal("10.5"), hourly_rate=1043),
        state=RequestState.REQUESTED,
        asked_by="anna",
        asked_at=NOW,
    )
    return replace(request, **what)


def a_situation(
    *group_days: GroupDay,
    contracts: Iterable[Contract] | None = None,
    entries: Mapping[date, DayEntry] | None = None,
    open_: Open | None = None,
    policy: Policy | None = None,
    configuration: Configuration | None = None,
    now: datetime = NOW,
) -> Situation:
    """Noor's days in November, with room everywhere unless a group-day says otherwise."""
    days = {(it.group_id, it.day): it for it in map(a_group_day, _november())}
    days |= {(it.group_id, it.day): it for it in group_days}
    agreed = tuple(contracts) if contracts is not None else (a_contract(),)
    noor = Child("noor", "fam", "1", "Noor", "Jansen", BORN)
    return Situation(
        family=Family("fam", "010203", "Jansen", children=(noor,)),
        child=noor,
        book=ChildBook("noor", agreed, entries or {}),
        credits=open_ or Open("noor"),
        group_days=days,
        policies=Policies((policy or instant(),)),
        configuration=configuration or a_configuration(),
        horizon=HORIZON,
        now=now,
    )


def wanted(day: date = THURSDAY, **what: Any) -> Wanted:
    return replace(Wanted(day), **what)


def gives(day: date = MONDAY) -> DayRef:
    return DayRef(day, LADYBIRDS.group_id)


def _november() -> list[date]:
    return [date(2026, 11, day) for day in range(1, 31)]
