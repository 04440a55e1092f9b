"""When a day may be asked for, what it costs, who has a place, and how old children are."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.capacity import GroupBook, group_day
from chalicelib.bookings.credits import balance_of
from chalicelib.bookings.model import (
    AlreadyDecided,
    Decision,
    ExtraDayState,
    check_is_free,
    check_when,
    contract_for,
    parse_request_id,
    price_of,
)
from chalicelib.bookings.words import hours_in_words, rule_in_words
from chalicelib.contracts.model import groups_of
from chalicelib.core.ages import age_in_months, is_birthday
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.organisations.model import ClosingDay
from tests.bookings.builders import (
    MONDAY,
    NOW,
    THURSDAY,
    TODAY,
    a_configuration,
    a_contract,
    a_credit,
    an_extra_day,
)
from tests.builders import LADYBIRDS


def refusal_of(rule, *arguments, **named) -> str | None:
    try:
        rule(*arguments, **named)
    except PortalError as refusal:
        return refusal.code
    return None


WHEN = [
    # today, days of notice, day asked for, and what is said
    (date(2026, 11, 2), 2, date(2026, 11, 1), "TooLate"),
    (date(2026, 11, 2), 2, date(2026, 11, 3), "TooLate"),
    (date(2026, 11, 2), 2, date(2026, 11, 4), None),
    (date(2026, 11, 2), 0, date(2026, 11, 2), None),
    (date(2026, 12, 31), 1, date(2027, 1, 1), None),
    (date(2026, 11, 2), 2, date(2027, 11, 2), None),
    (date(2026, 11, 2), 2, date(2027, 11, 3), "TooEarly"),
    (date(2028, 2, 29), 2, date(2029, 2, 28), None),
    (date(2028, 2, 29), 2, date(2029, 3, 1), "TooEarly"),
    (date(2026, 11, 2), 2, date.min, "TooLate"),
    (date(2026, 11, 2), 2, date.max, "TooEarly"),
]


@pytest.mark.parametrize(("today", "notice", "day", "refusal"), WHEN)
def test_a_day_is_asked_for_in_time_and_at_most_a_year_ahead(today, notice, day, refusal):
    assert refusal_of(check_when, day, today=today, notice_days=notice) == refusal


OF_WHICH_CONTRACT = [
    # (start and end of contract 1 and of 2, group asked for, contract it is or refusal)
    (((1, None), (5, None)), None, "1"),
    (((5, None), (1, None)), None, "2"),
    (((1, 11), (5, None)), None, "2"),
    (((1, 12), (5, None)), None, "1"),
    (((1, None), (5, None)), "owls", "2"),
    (((1, None), (13, None)), "owls", "NoContractThatDay"),
    (((1, 11), (13, None)), None, "NoContractThatDay"),
    (((1, None), (5, None)), "beavers", "NoContractThatDay"),
]


@pytest.mark.parametrize(("periods", "group", "expected"), OF_WHICH_CONTRACT)
def test_an_extra_day_is_of_a_contract_that_runs_that_day(periods, group, expected):
    contracts = [
        a_contract(
            contract_id=name,
            group_id=group_id,
            start=date(2026, 11, start),
            until=date(2026, 11, until) if until else None,
        )
        for name, group_id, (start, until) in zip("12", ("ladybirds", "owls"), periods, strict=True)
    ]

    refusal = refusal_of(contract_for, contracts, THURSDAY, group_id=group)

    assert (refusal or contract_for(contracts, THURSDAY, group_id=group).contract_id) == expected


FREE = [
    (MONDAY, None, "DayAlreadyBooked"),
    (THURSDAY, None, None),
    (THURSDAY, ExtraDayState.REQUESTED, "DayAlreadyAsked"),
    (THURSDAY, ExtraDayState.GRANTED, "DayAlreadyBooked"),
    (THURSDAY, ExtraDayState.DECLINED, None),
    (THURSDAY, ExtraDayState.WITHDRAWN, None),
    (MONDAY, ExtraDayState.DECLINED, "DayAlreadyBooked"),
]


@pytest.mark.parametrize(("day", "state", "refusal"), FREE)
def test_a_day_is_booked_once(day, state, refusal):
    asked = an_extra_day(day=day, state=state) if state else None

    assert refusal_of(check_is_free, day, [a_contract()], asked) == refusal


@pytest.mark.parametrize("state", set(ExtraDayState) - {ExtraDayState.REQUESTED})
def test_only_what_waits_can_be_decided_or_withdrawn(state):
    settled, decision = an_extra_day(state=state), Decision("petra", NOW, 1, 12)

    for change in (
        settled.withdrawn,
        lambda: settled.granted(decision),
        lambda: settled.declined(decision),
    ):
        with pytest.raises(AlreadyDecided):
            change()


PRICES = [
    # (hours, cents per hour, cents)
    ("10.5", 1043, 10952),  # 109.515
    ("11", 890, 9790),
    ("5.25", 998, 5240),  # 52.395
    ("0.5", 1, 1),
    ("0.1", 4, 0),
]


@pytest.mark.parametrize(("hours", "rate", "price"), PRICES)
def test_a_price_is_rounded_half_up_once(hours, rate, price):
    assert price_of(Decimal(hours), rate) == price


REQUEST_IDS = [
    ("f.c.2026-11-12", ("f.c", THURSDAY)),
    ("f.c.2026-02-29", None),
    ("f.c", None),
    ("2026-11-12", ("", THURSDAY)),
    ("", None),
]


@pytest.mark.parametrize(("text", "parsed"), REQUEST_IDS)
def test_a_request_id_names_child_and_day(text, parsed):
    assert parse_request_id(text) == parsed


def test_groups_of_ended_contracts_are_out_and_those_to_come_are_in():
    contracts = [
        a_contract(group_id="ended", until=TODAY - timedelta(days=1)),
        a_contract(group_id="last-day", until=TODAY),
        a_contract(group_id="to-come", start=TODAY + timedelta(days=30)),
    ]

    assert groups_of(contracts, today=TODAY) == {"last-day", "to-come"}


def that_day(contracts=(), extra=(), *, day=MONDAY, places=3, closing_days=()):
    group = replace(LADYBIRDS, places=places)
    book = GroupBook(contracts, {child: Decimal(11) for child in extra})
    return group_day(book, group, day, a_configuration(group, closing_days=closing_days))


def some_contracts(*children, **what):
    return [a_contract(child, **what) for child in children]


OCCUPANCY = [
    # (children by contract, children extra, taken, places left, extra days at most)
    ("", "", 0, 3, 3),
    ("ab", "", 2, 1, 1),
    ("ab", "c", 3, 0, 1),
    ("a", "bc", 3, 0, 2),
    ("abcde", "", 5, 0, 0),  # contracts may overfill a group
    ("ab", "b", 2, 1, 2),  # one child, one place
]


@pytest.mark.parametrize(("by_contract", "extra", "taken", "left", "most"), OCCUPANCY)
def test_places_are_counted_by_child(by_contract, extra, taken, left, most):
    occupied = that_day(some_contracts(*by_contract), extra)

    assert (occupied.taken, occupied.places_left, occupied.most_extra_days) == (taken, left, most)


def test_two_contracts_of_a_child_on_one_day_take_one_place():
    twice = [a_contract(hours_per_day=Decimal(5)), a_contract(contract_id="2")]

    assert [it.hours for it in that_day(twice).attendances] == [Decimal("15.5")]


def test_contracts_of_other_weekdays_and_other_times_take_no_place():
    contracts = [
        a_contract("a", weekdays=frozenset({2})),
        a_contract("b", until=MONDAY - timedelta(days=1)),
        a_contract("c", start=MONDAY + timedelta(days=1)),
    ]

    assert that_day(contracts).taken == 0


def test_nobody_comes_to_a_closed_group():
    closed = that_day(some_contracts("a"), "b", closing_days=(ClosingDay(MONDAY, "Studiedag"),))

    assert (closed.taken, closed.places_left, closed.closing_reason) == (0, 0, "Studiedag")
    assert not closed.is_open


AGES = [
    # born on, on what day, then how many months, and whether it is a birthday
    (date(2024, 2, 29), date(2027, 2, 28), 35, False),
    (date(2024, 2, 29), date(2027, 3, 1), 36, True),
    (date(2024, 2, 29), date(2028, 2, 29), 48, True),
    (date(2024, 2, 29), date(2028, 3, 1), 48, False),
    (date(2026, 8, 31), date(2026, 9, 30), 0, False),
    (date(2026, 8, 31), date(2026, 10, 1), 1, False),
    (date(2023, 11, 2), date(2026, 11, 2), 36, True),
    (date(2026, 11, 2), date(2026, 11, 2), 0, False),  # born today
    (date(2026, 12, 2), date(2026, 11, 2), 0, False),  # not born yet
    (date.min, date.min, 0, False),
]


@pytest.mark.parametrize(("born", "day", "months", "birthday"), AGES)
def test_ages_are_whole_months(born, day, months, birthday):
    assert (age_in_months(born, day), is_birthday(born, day)) == (months, birthday)


def test_the_balance_is_what_is_still_valid_and_names_what_expires_first():
    ledger = [
        a_credit(credit_id="late", hours=Decimal(11), valid_until=date(2027, 4, 8)),
        a_credit(credit_id="today", hours=Decimal("5.5"), valid_until=TODAY),
        a_credit(credit_id="gone", hours=Decimal(3), valid_until=TODAY - timedelta(days=1)),
    ]

    balance = balance_of(ledger, today=TODAY)

    assert (balance.hours, balance.first_expiry) == (Decimal("16.5"), TODAY)
    assert [it.credit_id for it in balance.credits] == ["gone", "today", "late"]


def test_without_credits_there_is_nothing_and_nothing_expires():
    balance = balance_of([], today=TODAY)

    assert (balance.hours, balance.first_expiry) == (Decimal(0), None)


HOURS = [
    ("10.50", "10,5", "10.5"),
    ("11", "11", "11"),
    ("100", "100", "100"),
    ("5.25", "5,25", "5.25"),
]


@pytest.mark.parametrize(("hours", "dutch", "english"), HOURS)
def test_hours_are_written_as_people_do(hours, dutch, english):
    assert hours_in_words(Decimal(hours), Language.NL) == dutch
    assert hours_in_words(Decimal(hours), Language.EN) == english


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", [ExtraDayState.GRANTED, ExtraDayState.DECLINED])
def test_the_rule_that_decided_is_told_with_its_numbers(state, language):
    words = rule_in_words(state, Decision("petra", NOW, 11, 12), language)

    assert "11" in words
    assert "12" in words
    assert "{" not in words
