"""A public holiday or a closing day on a day of the contract is worth what the rules say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import cancelling
from chalicelib.bookings.cancelling import Absences
from chalicelib.bookings.schemas import CancellationListView
from chalicelib.core.callers import Role
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.core.periods import Period
from chalicelib.days.model import RequestState
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType, ClosingDay
from chalicelib.organisations.opening import OpeningCalendar
from chalicelib.policies.model import Cancelling, Exchanging, HoursBefore, Policy
from chalicelib.policies.samples import samples
from tests.bookings.builders import (
    a_child_in_care,
    anna_of,
    approve,
    cancel,
    credits_of,
    decide_at_once,
    exchange,
    fill,
    the_day,
)
from tests.bookings.situations import NOW, THURSDAY, TODAY, instant
from tests.builders import ORGANISATION, a_caller

CHRISTMAS = date(2026, 12, 25)  # a Friday
STUDY_DAY = date(2026, 11, 13)  # another
FRIDAY = date(2026, 11, 20)
CLOSING = replace(instant(), cancelling=Cancelling(closing_days=True))


@pytest.fixture
def family():
    made = a_child_in_care(weekdays={4})
    transaction = Transaction()
    closing = ClosingDay(STUDY_DAY, "Studiedag")
    organisations.put_closing_day(closing, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
    organisations.forget(ORGANISATION)
    fill(STUDY_DAY, FRIDAY, CHRISTMAS)
    return made


def the_rules_of(name: str) -> None:
    decide_at_once(samples()[name].policy(CareType.DAY_CARE, effective_from=TODAY))


def exchanging(**what: bool) -> Policy:
    return replace(
        instant(granted_cancellable_until=HoursBefore(24)), exchanging=Exchanging(**what)
    )


def shown(family, *days: date) -> CancellationListView:
    wanted = Absences([it.child_id for it in family.children], days, AbsenceReason.HOLIDAY)
    found = cancelling.quote_cancelling(
        caller=anna_of(family), family_id=family.family_id, wanted=wanted, now=NOW
    )
    return CancellationListView.of(found, Language.EN)


def refusal_of(act, *args: object) -> str:
    with pytest.raises(PortalError) as refused:
        act(*args)
    return refused.value.code


def left(family) -> list[Decimal]:
    return [it.left for it in credits_of(family).credits]


@pytest.mark.parametrize("name", ["korein", "voor-dag-en-dou", "dreamzzz"])
def test_who_promises_a_credit_for_a_public_holiday_gives_it_and_gives_it_once(name, family):
    the_rules_of(name)
    (offered,) = shown(family, CHRISTMAS).days
    assert (offered.hours, offered.credit) == (Decimal("10.5"), Decimal("10.5"))

    cancel(family, CHRISTMAS)

    assert left(family) == [Decimal("10.5")]
    assert shown(family, CHRISTMAS).days == shown(family, CHRISTMAS).refused == []
    assert refusal_of(cancel, family, CHRISTMAS) == "NothingToCancel"
    assert refusal_of(exchange, family, CHRISTMAS) == "GivenDayNotBooked"


def test_a_public_holiday_is_exchanged_where_dreamzzz_says_so_and_once(family):
    the_rules_of("dreamzzz")

    asked = exchange(family, CHRISTMAS)
    granted = approve(asked)

    assert (granted.state, granted.price) == (RequestState.GRANTED, 0)
    assert granted.payment.exchanged_hours == Decimal("10.5")
    assert len(the_day(THURSDAY).coming) == 1
    assert [it.absent for it in the_day(CHRISTMAS).presences] == [AbsenceReason.EXCHANGED]
    assert refusal_of(exchange, family, CHRISTMAS, FRIDAY) == "DayAlreadyBooked"
    assert refusal_of(cancel, family, CHRISTMAS) == "NothingToCancel"


@pytest.mark.parametrize("name", ["bink", "kinderrijk"])
def test_who_gives_nothing_for_a_public_holiday_says_why_and_leaves_it(name, family):
    the_rules_of(name)

    told = shown(family, CHRISTMAS, FRIDAY)
    cancel(family, CHRISTMAS, FRIDAY)

    assert [it.day for it in told.days] == [FRIDAY]
    assert told.skipped == [CHRISTMAS]
    assert [(it.day, it.nothing_because.code) for it in told.refused] == [
        (CHRISTMAS, "PublicHolidayExcluded")
    ]
    assert len(left(family)) == 1
    assert [it.absent for it in the_day(CHRISTMAS).presences] == [None]
    assert refusal_of(cancel, family, CHRISTMAS) == "NothingToCancel"
    assert refusal_of(exchange, family, CHRISTMAS) == "PublicHolidayExcluded"


def test_a_closing_day_is_worth_what_is_said_of_closing_days(family):
    assert [it.nothing_because.code for it in shown(family, STUDY_DAY).refused] == [
        "ClosingDayExcluded"
    ]
    assert refusal_of(exchange, family, STUDY_DAY) == "ClosingDayExcluded"
    decide_at_once(CLOSING)

    cancel(family, STUDY_DAY, CHRISTMAS)

    assert [it.grant.given_up for it in credits_of(family).credits] == [STUDY_DAY]


def test_a_closed_day_for_which_nobody_gets_a_credit_stays_as_it_is(family):
    decide_at_once(replace(CLOSING, cancelling=Cancelling(rules=(), closing_days=True)))

    assert [it.nothing_because.code for it in shown(family, STUDY_DAY).refused] == [
        "ReasonEarnsNothing"
    ]
    assert refusal_of(cancel, family, STUDY_DAY) == "NothingToCancel"


def test_weeks_without_care_give_nothing_whatever_the_rules_say():
    calendar = OpeningCalendar("school", (Period(date(2026, 12, 21), date(2027, 1, 1)),))
    by = a_caller(staff_role=Role.ADMINISTRATOR)
    organisations.set_calendar(calendar, by=by, now=NOW)
    family = a_child_in_care(weekdays={4}, calendar="school")
    the_rules_of("dreamzzz")

    told = shown(family, CHRISTMAS)

    assert told.days == told.refused == []
    assert refusal_of(exchange, family, CHRISTMAS) == "GivenDayNotBooked"


def test_a_closed_day_that_was_given_can_be_given_again_once_the_other_is_let_go(family):
    decide_at_once(exchanging(public_holidays=True))
    exchange(family, CHRISTMAS)

    cancel(family, THURSDAY)

    assert left(family) == []
    assert exchange(family, CHRISTMAS).state is RequestState.GRANTED
