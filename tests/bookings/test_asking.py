"""A parent asks for a day, and it is there at once, with all that follows from it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.bookings.model import PartOfDay, Pay
from chalicelib.core.errors import PortalError
from chalicelib.core.periods import Month
from chalicelib.days import service as days
from chalicelib.days.calendar import DayState
from chalicelib.days.model import RequestState
from chalicelib.policies.model import ByStaff, Deciding
from tests.bookings.builders import (
    a_child_in_care,
    approve,
    ask,
    cancel,
    credits_of,
    day_list,
    decide_at_once,
    decline,
    exchange,
    fill,
    fill_up,
    give_credit,
    request_of,
    the_day,
    withdraw,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, instant
from tests.builders import ORGANISATION
from tests.credits.builders import a_grant

BY_STAFF = replace(instant(), deciding=Deciding(ByStaff(), ByStaff()))


@pytest.fixture
def family():
    made = a_child_in_care()
    fill(THURSDAY, MONDAY)
    return made


def states_of(family, *on: date) -> list[DayState]:
    (child,) = family.children
    book = days.books_of([child.child_id], [Month(2026, 11)], organisation_id=ORGANISATION)
    found = days.days_in(book[child.child_id], on, organisation_id=ORGANISATION, now=NOW)
    return [it.state for it in found]


def code_of(work) -> str:
    with pytest.raises(PortalError) as refused:
        work()
    return refused.value.code


def coming(day=THURSDAY) -> list[str]:
    return [child.child_id for child, _ in day_list(day).coming]


def test_a_day_that_is_decided_at_once_is_in_the_month_and_in_the_list_of_the_group(family):
    granted = ask(family)

    assert (granted.state, granted.price) == (RequestState.GRANTED, 10952)
    assert states_of(family, THURSDAY) == [DayState.GRANTED]
    assert coming() == [family.children[0].child_id]


def test_credit_pays_first_and_what_is_left_of_it_stays(family):
    give_credit(family, a_grant(hours="12"))

    granted = ask(family)

    assert (granted.payment.credit_hours, granted.price) == (Decimal("10.5"), 0)
    assert [it.left for it in credits_of(family).credits] == [Decimal("1.5")]


def test_who_would_rather_keep_the_credit_pays_by_invoice(family):
    give_credit(family, a_grant())
    assert ask(family, pay=Pay.INVOICE).price == 10952
    assert [it.left for it in credits_of(family).credits] == [Decimal("10.5")]


def test_a_price_that_was_agreed_is_never_exceeded(family):
    assert code_of(lambda: ask(family, agreed=10951)) == "PriceChanged"
    assert coming() == []
    assert ask(family, agreed=10952).state is RequestState.GRANTED


def test_a_full_day_is_refused_and_nothing_is_spent(family):
    give_credit(family, a_grant())
    fill_up(12)

    assert code_of(lambda: ask(family)) == "GroupIsFull"
    assert [it.left for it in credits_of(family).credits] == [Decimal("10.5")]
    assert states_of(family, THURSDAY) == []


def test_a_full_day_can_be_waited_for_and_takes_nothing_yet(family):
    give_credit(family, a_grant())
    fill_up(12)

    assert ask(family, or_wait=True).state is RequestState.WAITING
    assert states_of(family, THURSDAY) == [DayState.WAITING]
    assert [it.left for it in credits_of(family).credits] == [Decimal("10.5")]


def test_what_waits_for_a_colleague_has_its_credit_taken_and_gets_it_back_when_declined(family):
    decide_at_once(replace(BY_STAFF))
    give_credit(family, a_grant())

    asked = ask(family)
    assert asked.state is RequestState.REQUESTED
    assert credits_of(family).credits == ()

    declined = decline(asked, "Te weinig collega's")
    assert (declined.state, declined.decision.reason) == (
        RequestState.DECLINED,
        "Te weinig collega's",
    )
    assert [it.left for it in credits_of(family).credits] == [Decimal("10.5")]
    assert coming() == []


def test_what_a_colleague_grants_costs_what_was_shown_and_no_credit_twice(family):
    decide_at_once(replace(BY_STAFF))
    give_credit(family, a_grant(hours="5.5"))

    asked = ask(family)
    granted = approve(asked)

    assert granted.price == asked.price == 5215
    assert granted.state is RequestState.GRANTED
    assert credits_of(family).credits == ()
    assert coming() == [family.children[0].child_id]


def test_a_request_is_withdrawn_once(family):
    decide_at_once(replace(BY_STAFF))
    give_credit(family, a_grant())
    asked = ask(family)

    assert withdraw(family).state is RequestState.WITHDRAWN
    assert [it.left for it in credits_of(family).credits] == [Decimal("10.5")]
    assert code_of(lambda: withdraw(family)) == "AlreadyDecided"
    assert code_of(lambda: approve(asked)) == "AlreadyDecided"


def test_an_exchange_gives_one_day_and_gets_the_other(family):
    granted = exchange(family, MONDAY)

    assert (granted.state, granted.price) == (RequestState.GRANTED, 0)
    assert states_of(family, MONDAY, THURSDAY) == [DayState.CANCELLED, DayState.GRANTED]
    assert (coming(MONDAY), coming(THURSDAY)) == ([], [family.children[0].child_id])


def test_an_exchange_for_a_full_day_leaves_both_days_as_they_were(family):
    fill_up(12)

    assert code_of(lambda: exchange(family, MONDAY)) == "GroupIsFull"
    assert states_of(family, MONDAY, THURSDAY) == [DayState.CONTRACT]
    assert coming(MONDAY) == [family.children[0].child_id]


def test_a_day_that_was_given_is_not_given_twice(family):
    exchange(family, MONDAY)
    friday = date(2026, 11, 13)
    fill(friday)
    assert code_of(lambda: exchange(family, MONDAY, friday)) == "GivenDayNotBooked"


def test_half_a_day_is_had_for_half_the_price(family):
    granted = ask(family, part=PartOfDay.MORNING)
    assert (str(granted.slot), granted.price) == ("07:30-13:00", 5737)


def test_a_day_nobody_has_written_down_yet_is_not_given_away(family):
    assert code_of(lambda: ask(family, date(2026, 11, 18), is_filled=False)) == "GroupDayNotReady"


def test_a_cancelled_day_is_a_place_for_somebody_else(family):
    fill_up(11, MONDAY)
    other = a_child_in_care("020304", weekdays={3})
    assert code_of(lambda: ask(other, MONDAY)) == "GroupIsFull"

    cancel(family, MONDAY)

    assert ask(other, MONDAY).state is RequestState.GRANTED
    assert the_day(MONDAY).taken == 12


def test_who_cancelled_a_day_may_come_on_it_after_all_by_asking(family):
    cancel(family, MONDAY)
    asked = ask(family, MONDAY)

    assert (asked.state, asked.price) == (RequestState.GRANTED, 0)  # with what cancelling gave
    assert states_of(family, MONDAY) == [DayState.CANCELLED, DayState.GRANTED]
    assert coming(MONDAY) == [family.children[0].child_id]


def test_the_other_half_of_a_granted_half_day_is_not_asked_for_in_its_place(family):
    morning = ask(family, part=PartOfDay.MORNING)

    assert code_of(lambda: ask(family, part=PartOfDay.AFTERNOON)) == "DayAlreadyBooked"
    assert request_of(family) == morning


def test_a_granted_day_that_was_cancelled_too_late_stays_paid_and_is_not_asked_for_again(family):
    granted = ask(family)
    cancel(family, THURSDAY)

    assert code_of(lambda: ask(family)) == "DayAlreadyBooked"
    assert request_of(family) == granted
