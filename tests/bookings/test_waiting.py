"""A full day is waited for: who asked first comes first, when a place is free."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings import waiting
from chalicelib.bookings.model import Pay, PriceChanged
from chalicelib.bookings.ruling import rule_in_words
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.days import service as days
from chalicelib.days.model import RequestState
from chalicelib.policies.model import Collected, Deciding
from tests.aws_events import when
from tests.bookings.builders import (
    a_child_in_care,
    approve,
    ask,
    cancel,
    credits_of,
    decide_at_once,
    exchange,
    fill,
    fill_up,
    give_credit,
    the_day,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, instant
from tests.builders import LADYBIRDS, ORGANISATION
from tests.credits.builders import a_grant

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def full():
    """The Mondays' own child, and eleven others on a Monday."""
    own = a_child_in_care("010203")
    fill_up(11, MONDAY)
    return own


def in_line(number: str, *, now=NOW, day=MONDAY):
    family = a_child_in_care(number, weekdays={3})
    assert ask(family, day, or_wait=True, now=now).state is RequestState.WAITING
    return family


def look(day=MONDAY, now=LATER) -> int:
    return waiting.fill_day(
        organisation_id=ORGANISATION, group_id=LADYBIRDS.group_id, day=day, now=now
    )


def state_of(family, day=MONDAY):
    (child,) = family.children
    book = days.books_of([child.child_id], [Month.of(day)], organisation_id=ORGANISATION)
    return book[child.child_id].entry(day).request


def test_the_first_in_line_gets_the_place_that_comes_free(full):
    first, second = in_line("1"), in_line("2", now=NOW + timedelta(minutes=1))

    assert look() == 0
    cancel(full, MONDAY)
    assert look() == 1

    assert state_of(first).state is RequestState.GRANTED
    assert state_of(second).state is RequestState.WAITING
    assert the_day(MONDAY).taken == 12


def test_who_waited_and_who_was_collected_read_how_it_was_decided(full):
    rule = Collected(5)
    waits = in_line("1")
    decide_at_once(replace(instant(), deciding=Deciding(rule, rule)))
    collected = a_child_in_care("2", weekdays={4})
    ask(collected, THURSDAY)
    cancel(full, MONDAY)

    look()
    waiting.decide_due(organisation_id=ORGANISATION, now=datetime(2026, 11, 7, 4, tzinfo=UTC))

    first, second = (
        rule_in_words(it, Language.EN) for it in (state_of(waits), state_of(collected, THURSDAY))
    )
    assert first == (
        "A place came free, and this request was the first in order: 11 of the 12 places were "
        "taken."
    )
    assert second.startswith("It was decided in order of asking, on the day that is meant for it.")


def test_whose_given_day_is_gone_reads_that_long_before_the_day(full, delivered, sent_mails):
    gives = a_child_in_care("1", weekdays={3})
    exchange(gives, THURSDAY, MONDAY, or_wait=True)
    cancel(gives, THURSDAY)
    cancel(full, MONDAY)

    assert look() == 0

    ended = state_of(gives)
    assert (ended.state, ended.decision.code) == (RequestState.LAPSED, "GivenDayNotBooked")
    gone = "Je kind komt niet meer op donderdag 12 november 2026, de dag die je zou inleveren."
    assert rule_in_words(ended, Language.NL) == gone
    delivered()
    assert any(gone in it.get_body(("plain",)).get_content() for it in sent_mails())


def test_looking_twice_gives_nothing_twice(full):
    in_line("1")
    cancel(full, MONDAY)
    assert (look(), look()) == (1, 0)
    assert the_day(MONDAY).taken == 12


def test_it_is_paid_when_there_is_a_place_and_with_credit_that_came_meanwhile(full):
    family = in_line("1")
    give_credit(family, a_grant())
    cancel(full, MONDAY)
    look()

    paid = state_of(family).payment
    assert (paid.credit_hours, paid.price) == (Decimal("10.5"), 0)
    assert credits_of(family).credits == ()


def test_credit_that_a_parent_chose_to_keep_is_kept(full):
    family = a_child_in_care("1", weekdays={3})
    give_credit(family, a_grant())
    ask(family, MONDAY, pay=Pay.INVOICE, or_wait=True)

    cancel(full, MONDAY)
    look()

    paid = state_of(family).payment
    assert (paid.credit_hours, paid.invoice_hours) == (0, Decimal("10.5"))
    assert len(credits_of(family).credits) == 1


def test_who_would_pay_more_than_was_said_is_told_so_instead(full):
    family = a_child_in_care("1", weekdays={3})
    give_credit(family, a_grant())
    ask(family, MONDAY, or_wait=True)
    friday = date(2026, 11, 13)
    fill(friday)
    ask(family, friday)  # spends the credit that the Monday would have cost

    cancel(full, MONDAY)
    assert look() == 0

    ended = state_of(family)
    assert (ended.state, ended.decision.code) == (RequestState.LAPSED, "PriceChanged")


def test_whose_day_is_too_near_by_now_waits_no_more(full):
    family = in_line("1")
    cancel(full, MONDAY)

    assert look(now=datetime(2026, 11, 8, 20, tzinfo=UTC)) == 0

    ended = state_of(family)
    assert (ended.state, ended.decision.code) == (RequestState.LAPSED, "TooLate")


@pytest.mark.usefixtures("full")
def test_who_waited_in_vain_is_told_when_the_day_is_over():
    family = in_line("1")
    after = datetime(2026, 11, 10, 3, tzinfo=UTC)
    assert waiting.let_old_ones_lapse(organisation_id=ORGANISATION, now=after) == 1
    assert waiting.let_old_ones_lapse(organisation_id=ORGANISATION, now=after) == 0
    assert state_of(family).state is RequestState.LAPSED


def test_collected_requests_are_granted_in_order_of_asking_on_their_day():
    rule = Collected(5)
    decide_at_once(replace(instant(), deciding=Deciding(rule, rule)))
    fill_up(11, THURSDAY)
    first = a_child_in_care("1")
    second = a_child_in_care("2")
    ask(second, THURSDAY, now=NOW + timedelta(minutes=1))
    ask(first, THURSDAY)

    before = datetime(2026, 11, 6, 4, tzinfo=UTC)
    on_the_day = datetime(2026, 11, 7, 4, tzinfo=UTC)
    assert waiting.decide_due(organisation_id=ORGANISATION, now=before) == 0
    assert waiting.decide_due(organisation_id=ORGANISATION, now=on_the_day) == 1

    assert state_of(first, THURSDAY).state is RequestState.GRANTED
    declined = state_of(second, THURSDAY)
    assert (declined.state, declined.decision.code) == (RequestState.DECLINED, "GroupIsFull")


def test_a_place_that_comes_free_behind_the_first_in_line_is_still_the_first_ones(full):
    first, second = in_line("1"), in_line("2", now=NOW + timedelta(minutes=1))
    steps = iter([lambda: cancel(full, MONDAY)])

    def somebody_cancels(params, **_: object) -> None:
        """When the second is looked at, and there was no room for the first."""
        if second.family_id in str(params["body"]):
            for step in steps:
                step()

    with when("before-call.dynamodb.BatchGetItem", somebody_cancels):
        assert look() == 1

    assert state_of(first).state is RequestState.GRANTED
    assert state_of(second).state is RequestState.WAITING


def test_a_colleague_does_not_grant_it_with_credit_that_was_spent_since(full):
    family = a_child_in_care("1", weekdays={3})
    give_credit(family, a_grant())
    waits = ask(family, MONDAY, or_wait=True)
    friday = date(2026, 11, 13)
    fill(friday)
    ask(family, friday)  # spends the credit that the Monday would have cost
    cancel(full, MONDAY)

    with pytest.raises(PriceChanged):
        approve(waits)
    give_credit(family, a_grant("another"))
    assert approve(waits).state is RequestState.GRANTED
    assert credits_of(family).credits == ()
