"""What a cancelled day earns hangs on what was earned before, of the same kind."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.bookings.earning import grant_for, outcome_for
from chalicelib.bookings.weighing import offer_for
from chalicelib.credits.model import Cause, Why
from chalicelib.days.model import Absence, DayEntry
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    Cap,
    CapKind,
    Credits,
    Earned,
    Exchanging,
    Reason,
    Scope,
    Size,
    Unit,
    YearlyLimitReached,
)
from tests.bookings.situations import (
    MONDAY,
    NOW,
    THURSDAY,
    a_contract,
    a_situation,
    gives,
    instant,
    wanted,
)
from tests.builders import LADYBIRDS, OWLS, a_configuration
from tests.credits.builders import a_grant, open_with

AFTER_SCHOOL = replace(OWLS, care_type=CareType.OUT_OF_SCHOOL)
OTHERS = replace(LADYBIRDS, group_id="bees")
CHILD, CARE = Scope.CHILD, Scope.CARE_TYPE
NARROW = frozenset({CHILD, CARE, Scope.GROUP})

EARNED = [
    # the cap, where 21 hours were earned before, the scope, and what a Monday gives
    (CapKind.YEAR, LADYBIRDS, {CHILD, CARE}, None),
    (CapKind.YEAR, OTHERS, {CHILD, CARE}, None),
    (CapKind.YEAR, OTHERS, NARROW, "10.5"),
    (CapKind.YEAR, AFTER_SCHOOL, {CHILD, CARE}, "10.5"),
    (CapKind.YEAR, AFTER_SCHOOL, {CHILD}, None),
    (CapKind.BALANCE, LADYBIRDS, {CHILD, CARE}, None),
    (CapKind.BALANCE, OTHERS, NARROW, "10.5"),
    (CapKind.BALANCE, AFTER_SCHOOL, {CHILD, CARE}, "10.5"),
    (CapKind.BALANCE, AFTER_SCHOOL, {CHILD}, None),
]


def outcome(policy: Any, **what: Any) -> Any:
    configuration = a_configuration(LADYBIRDS, AFTER_SCHOOL, OTHERS)
    situation = a_situation(policy=policy, configuration=configuration, **what)
    (booked,) = situation.booked_on(MONDAY)
    return outcome_for(booked, policy, situation, reason=Reason.SICK, now=NOW)


def capped(kind: CapKind, scope: Iterable[Scope]) -> Any:
    caps = (Cap(kind, Decimal(21)),)
    return replace(instant(), credits=Credits(caps=caps, scope=frozenset(scope)))


@pytest.mark.parametrize(("kind", "group", "scope", "given"), EARNED)
def test_a_cap_counts_what_is_for_the_same_as_the_credit_of_the_day(kind, group, scope, given):
    before = Absence(
        group.group_id, AbsenceReason.SICK, NOW, "anna", earned=Decimal(21), unit=Unit.HOURS
    )
    grant = a_grant(hours=21, care_type=group.care_type, group_id=group.group_id)
    found = outcome(
        capped(kind, scope),
        entries={date(2026, 11, 3): DayEntry(absences=(before,))},
        open_=open_with(grant),
        contracts=[a_contract()],
    )

    assert getattr(found, "amount", None) == (Decimal(given) if given else None)


FORTY_WEEKS, ALL_WEEKS = "day_care/40", "day_care/52"
BY_PRODUCT = frozenset({CHILD, Scope.PRODUCT})


@pytest.mark.parametrize(("weeks", "given"), [(40, None), (52, "10.5")])
@pytest.mark.parametrize("kind", CapKind)
def test_where_credits_are_for_one_product_a_cap_counts_what_that_gave(kind, weeks, given):
    tuesdays = a_contract(contract_id="other", weekdays={1}, weeks_per_year=weeks)
    before = Absence(
        LADYBIRDS.group_id, AbsenceReason.SICK, NOW, "anna", earned=Decimal(21), unit=Unit.HOURS
    )
    found = outcome(
        capped(kind, BY_PRODUCT),
        entries={date(2026, 11, 3): DayEntry(absences=(before,))},
        open_=open_with(a_grant(hours=21, product=tuesdays.product)),
        contracts=[a_contract(weekdays={0}, weeks_per_year=40), tuesdays],
    )

    assert getattr(found, "amount", None) == (Decimal(given) if given else None)


def seven_a_year() -> Any:
    """A day is a point, seven a year, by credits and exchanges together."""
    credits_ = Credits(
        unit=Unit.POINTS,
        sizes=(Size(None, Decimal(1)),),
        caps=(Cap(CapKind.YEAR, Decimal(7), partly=False),),
    )
    return replace(instant(), credits=credits_, exchanging=Exchanging(counts_for_cap=True))


def absences(count: int, **what: Any) -> dict[date, DayEntry]:
    """So many Mondays and Tuesdays of September and October on which Noor stayed away."""
    days = [date(2026, 9, 7) + timedelta(weeks=it // 2, days=it % 2) for it in range(count)]
    it = Absence(LADYBIRDS.group_id, AbsenceReason.OTHER, NOW, "anna", **what)
    return {day: DayEntry(absences=(it,)) for day in days}


EXCHANGED = {"exchanged_for": THURSDAY}
CANCELLED = {"earned": Decimal(1), "unit": Unit.POINTS}


@pytest.mark.parametrize("what", [EXCHANGED, CANCELLED])
@pytest.mark.parametrize(("count", "is_left"), [(6, True), (7, False)])
def test_credits_and_exchanges_are_one_right_where_the_rules_say_so(what, count, is_left):
    entries, policy = absences(count, **what), seven_a_year()
    situation = a_situation(entries=entries, policy=policy)

    with nullcontext() if is_left else pytest.raises(YearlyLimitReached):
        offer_for(situation, wanted(gives=gives()))
    assert isinstance(outcome(policy, entries=entries), Earned) is is_left


def test_a_credit_knows_what_the_contract_of_the_given_day_sells():
    contracts = [
        a_contract(contract_id="tuesdays", weekdays={1}),
        a_contract(weekdays={0}, weeks_per_year=40),
    ]
    situation = a_situation(contracts=contracts)
    (booked,) = situation.booked_on(MONDAY)
    policy = instant()
    earned = outcome_for(booked, policy, situation, reason=Reason.SICK, now=NOW)

    grant = grant_for(
        earned,
        Cause(Why.CANCELLED, {"day": MONDAY.isoformat(), "reason": "sick"}),
        policy=policy,
        group_id=LADYBIRDS.group_id,
        situation=situation,
    )

    assert grant.product == FORTY_WEEKS
    assert contracts[0].product == ALL_WEEKS


def test_what_was_imported_counts_whatever_it_was_for():
    found = outcome(capped(CapKind.BALANCE, NARROW), open_=open_with(a_grant(hours=21)))
    assert found.code == "BalanceLimitReached"
