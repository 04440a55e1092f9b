"""Before and after school are two contracts in one group: a day of both is given up as one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.bookings.model import PartOfDay
from chalicelib.contracts.model import every
from chalicelib.core.slots import Slot
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.policies.model import Cap, CapKind, Credits, HoursBefore
from tests.bookings.builders import (
    a_family_with_accounts,
    cancel,
    contracts,
    credits_of,
    day_list,
    decide_at_once,
    exchange,
    fill,
    fill_up,
    the_day,
)
from tests.bookings.situations import MONDAY, THURSDAY, TUESDAY, a_contract, instant
from tests.builders import LADYBIRDS

NEXT_MONDAY = date(2026, 11, 16)
BEFORE, AFTER = Slot.parse("07:30-08:30"), Slot.parse("15:00-18:00")
LET_GO = instant(granted_cancellable_until=HoursBefore(24))


@pytest.fixture
def family():
    made = a_family_with_accounts()
    child_id = made.children[0].child_id
    before = a_contract(child_id, days=every({0, 1}, BEFORE))
    after = a_contract(child_id, days=every({0, 1}, AFTER))
    contracts(before, replace(after, contract_id="after-school"))
    fill(MONDAY, TUESDAY, THURSDAY, NEXT_MONDAY)
    return made


def earned(family) -> list[Decimal]:
    return [it.left for it in credits_of(family).credits]


def test_both_parts_pay_for_the_day_that_they_are_exchanged_for(family):
    asked = exchange(family, MONDAY, part=PartOfDay.MORNING)

    assert asked.payment.exchanged_hours == 4
    assert asked.payment.invoice_hours == LADYBIRDS.slot.halves[0].hours - 4
    assert [it.absent for it in the_day(MONDAY).presences] == [AbsenceReason.EXCHANGED] * 2


def test_both_parts_are_one_credit_and_count_under_a_cap(family):
    capped = replace(instant(), credits=Credits(caps=(Cap(CapKind.YEAR, Decimal(6)),)))
    decide_at_once(capped)

    (cancelled,) = cancel(family, MONDAY)
    (later,) = cancel(family, TUESDAY, NEXT_MONDAY)

    assert [(it.booked.day, it.booked.hours) for it in cancelled.days] == [(MONDAY, 4)]
    assert [getattr(it.outcome, "amount", it.outcome) for it in later.days[:1]] == [2]
    assert later.days[1].outcome.code == "YearlyLimitReached"
    assert earned(family) == [4, 2]


def test_both_parts_come_again_when_the_other_day_is_let_go(family):
    decide_at_once(LET_GO)
    exchange(family, MONDAY)

    cancel(family, THURSDAY)

    assert [it.slot for _, it in day_list(MONDAY).coming] == [BEFORE, AFTER]
    assert earned(family) == []


def test_both_parts_are_credit_when_one_has_no_place_any_more(family):
    decide_at_once(LET_GO)
    exchange(family, MONDAY)
    fill_up(LADYBIRDS.places, MONDAY, slot=AFTER)

    cancel(family, THURSDAY)

    assert earned(family) == [4]
    assert {it.absent for it in the_day(MONDAY).of(family.children[0].child_id)} == {
        AbsenceReason.OTHER
    }
