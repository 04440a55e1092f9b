"""A month is derived: from contracts, the group's weekdays, closing days, and extra days."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.language import Language
from chalicelib.core.periods import Month, Period
from chalicelib.days.calendar import ChildBook, DayState, days_let_go, days_of, granted_days
from chalicelib.days.model import IS_OVER, Absence, DayEntry, RequestState
from chalicelib.days.presences import presences_of
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.organisations.model import ClosingDay
from chalicelib.organisations.opening import OpeningCalendar
from tests.bookings.situations import BORN, MONDAY, NOW, THURSDAY, a_contract, a_request
from tests.builders import LADYBIRDS, a_configuration

FIRST, LAST = date(2027, 11, 20), date(2028, 3, 10)  # over a year's end and 29 February
SPAN = st.dates(FIRST, LAST)
HOLIDAYS = {date(2027, 12, 25), date(2027, 12, 26), date(2028, 1, 1)}


def said(*requests):
    return {it.day: DayEntry(it) for it in requests}


def month_of(month, *contracts, closing_days=(), requests=(), groups=()):
    book = ChildBook("noor", contracts, said(*requests))
    configuration = a_configuration(*groups, closing_days=closing_days)
    return days_of(book, Month.parse(month).days, configuration)


def dates(booked, state=DayState.CONTRACT):
    return [it.day.day for it in booked if it.state is state]


CONTRACTS = [
    # (what the contract is, month, the days of the month on which the child comes)
    ({}, "2026-11", [2, 3, 9, 10, 16, 17, 23, 24, 30]),
    ({"start": date(2026, 11, 10)}, "2026-11", [10, 16, 17, 23, 24, 30]),  # began on a Tuesday
    ({"until": date(2026, 11, 16)}, "2026-11", [2, 3, 9, 10, 16]),
    ({"start": date(2026, 11, 10), "until": date(2026, 11, 10)}, "2026-11", [10]),
    ({"start": date(2026, 12, 1)}, "2026-11", []),
    ({"until": date(2026, 10, 31)}, "2026-11", []),
    ({}, "2026-12", [1, 7, 8, 14, 15, 21, 22, 28, 29]),
    ({}, "2027-01", [4, 5, 11, 12, 18, 19, 25, 26]),
    ({}, "2028-02", [1, 7, 8, 14, 15, 21, 22, 28, 29]),  # the 29th is a Tuesday
    ({}, "2026-10", [5, 6, 12, 13, 19, 20, 26, 27]),  # the clock went back on the 25th
    ({"weekdays": frozenset({5, 6})}, "2026-11", []),  # the group is closed in the weekend
    ({"weekdays": frozenset()}, "2026-11", []),
]


@pytest.mark.parametrize(("what", "month", "days"), CONTRACTS)
def test_a_child_comes_on_the_days_of_its_contract(what, month, days):
    assert dates(month_of(month, a_contract(**what))) == days


def test_a_contract_day_on_which_the_group_never_opens_is_shown_as_closed():
    booked = month_of("2026-11", a_contract(weekdays=frozenset({4, 5})))

    assert dates(booked) == [6, 13, 20, 27]
    assert dates(booked, DayState.CLOSED) == [7, 14, 21, 28]


CLOSINGS = [
    (ClosingDay(date(2026, 11, 9), "Studiedag"), [9]),
    (ClosingDay(date(2026, 11, 9), "Studiedag", location_id="north"), [9]),
    (ClosingDay(date(2026, 11, 9), "Studiedag", location_id="south"), []),
    (ClosingDay(date(2026, 11, 9), "Sinterklaas", closes_at=time(16)), []),
    (ClosingDay(date(2026, 11, 11), "Sint-Maarten"), []),  # a Wednesday: no contract day
]


@pytest.mark.parametrize(("closing", "days"), CLOSINGS)
def test_nobody_comes_on_a_closing_day_and_the_month_says_why(closing, days):
    closed = [
        it
        for it in month_of("2026-11", a_contract(), closing_days=(closing,))
        if it.state is DayState.CLOSED
    ]

    assert [it.day.day for it in closed] == days
    assert all(it.hours == 0 and it.reason == closing.reason for it in closed)


def test_two_contracts_of_one_child_are_both_in_the_month():
    owls = replace(LADYBIRDS, group_id="owls", name="Uilen")
    afternoon = a_contract(
        contract_id="later", group_id="owls", weekdays=frozenset({1}), hours=Decimal(3)
    )

    booked = month_of("2026-11", a_contract(), afternoon, groups=(LADYBIRDS, owls))

    third = [(it.group.name, it.hours) for it in booked if it.day.day == 3]
    assert third == [("Lieveheersbeestjes", Decimal("10.5")), ("Uilen", Decimal(3))]


SHOWN = [it for it in RequestState if it is not RequestState.CANCELLED]


@pytest.mark.parametrize("state", SHOWN)
def test_a_day_that_was_asked_shows_its_state(state):
    asked = a_request(state=state)

    (booked,) = [it for it in month_of("2026-11", a_contract(), requests=(asked,)) if it.request]

    assert (booked.day, booked.state.value, booked.hours) == (THURSDAY, state.value, asked.hours)


def test_a_granted_day_that_was_let_go_is_not_in_the_month_any_more():
    asked = a_request(state=RequestState.CANCELLED)
    assert [it for it in month_of("2026-11", a_contract(), requests=(asked,)) if it.request] == []


@pytest.mark.parametrize("state", SHOWN)
def test_a_day_that_was_closed_afterwards_costs_nothing(state):
    asked = a_request(state=state)
    book = ChildBook("noor", (a_contract(),), said(asked))
    configuration = a_configuration(closing_days=(ClosingDay(THURSDAY, "Storm"),))

    booked = days_of(book, [THURSDAY], configuration)

    assert [it.state.value for it in booked] == [state.value if state in IS_OVER else "closed"]
    assert granted_days(book, configuration) == []


def test_a_contract_that_came_later_takes_an_extra_day_over():
    granted = a_request(state=RequestState.GRANTED)
    book = ChildBook("noor", (a_contract(weekdays=frozenset({3})),), said(granted))

    assert [it.state for it in days_of(book, [THURSDAY], a_configuration())] == [DayState.CONTRACT]
    assert granted_days(book, a_configuration()) == []


def away(reason=AbsenceReason.SICK, **what):
    return Absence(LADYBIRDS.group_id, reason, NOW, "anna", **what)


def test_a_day_that_was_cancelled_is_in_the_month_with_its_reason():
    entries = {MONDAY: DayEntry(absences=(away(),))}
    (booked,) = days_of(ChildBook("noor", (a_contract(),), entries), [MONDAY], a_configuration())

    assert (booked.state, booked.hours) == (DayState.CANCELLED, 0)
    assert booked.absence.reason is AbsenceReason.SICK


def test_a_granted_day_that_was_cancelled_too_late_is_still_paid():
    granted = a_request(state=RequestState.GRANTED)
    book = ChildBook(
        "noor", (a_contract(),), {THURSDAY: DayEntry(granted, (away(of_request=True),))}
    )

    assert [it.state for it in days_of(book, [THURSDAY], a_configuration())] == [DayState.CANCELLED]
    assert granted_days(book, a_configuration()) == [granted]


def test_the_day_of_a_group_has_the_child_as_its_month_has_it():
    granted = a_request(state=RequestState.GRANTED)
    entries = {MONDAY: DayEntry(absences=(away(),)), THURSDAY: DayEntry(granted)}
    book = ChildBook("noor", (a_contract(),), entries)
    days = list(Month.parse("2026-11").days)

    found = presences_of(BORN, book, days, a_configuration())

    there = {day for (_, day), those in found.items() if any(it.absent is None for it in those)}
    coming = {it.day for it in days_of(book, days, a_configuration()) if it.comes}
    assert there == coming
    (absent,) = found[LADYBIRDS.group_id, MONDAY]
    assert absent.absent is AbsenceReason.SICK


@st.composite
def a_contract_somewhen(draw):
    start = draw(SPAN)
    until = draw(st.none() | st.dates(start, LAST))
    return a_contract(
        contract_id=draw(st.sampled_from("abc")),
        weekdays=frozenset(draw(st.sets(st.integers(0, 6)))),
        start=start,
        until=until,
    )


@given(
    contracts=st.lists(a_contract_somewhen(), max_size=3),
    group_days=st.sets(st.integers(0, 6)),
    closed=st.sets(SPAN, max_size=20),
    extra=st.dictionaries(SPAN, st.sampled_from(SHOWN), max_size=10),
)
def test_a_month_is_what_one_gets_by_walking_through_every_day(
    contracts, group_days, closed, extra
):
    group = replace(LADYBIRDS, weekdays=tuple(group_days))
    configuration = a_configuration(group, closing_days=[ClosingDay(it, "Dicht") for it in closed])
    requests = [a_request(day=day, state=state) for day, state in extra.items()]
    book = ChildBook("noor", tuple(contracts), said(*requests))
    expected, day = [], FIRST
    while day <= LAST:
        is_open = day.weekday() in group_days and day not in {*closed, *HOLIDAYS}
        comes = 0
        for contract in contracts:
            has_begun = day >= contract.start
            has_ended = contract.until is not None and day > contract.until
            if has_begun and not has_ended and day.weekday() in contract.weekdays:
                expected.append((day, "contract" if is_open else "closed"))
                comes += 1
        if day in extra and not comes:
            state = extra[day].value
            is_shown = is_open or state in {it.value for it in IS_OVER}
            expected.append((day, state if is_shown else "closed"))
        day += timedelta(days=1)

    derived, month = [], Month.of(FIRST)
    while month <= Month.of(LAST):
        days = [day for day in month.days if FIRST <= day <= LAST]
        derived += [(it.day, it.state.value) for it in days_of(book, days, configuration)]
        month = month.next

    assert derived == expected


def test_weeks_without_care_are_told_by_the_name_of_the_calendar():
    holidays = OpeningCalendar("Schoolvakanties", (Period(date(2026, 11, 9), date(2026, 11, 15)),))
    configuration = replace(a_configuration(), calendars={holidays.name: holidays})
    book = ChildBook("noor", (a_contract(calendar=holidays.name),))
    days = list(Month.parse("2026-11").days)

    booked = days_of(book, days, configuration)

    assert [(it.day.day, it.reason) for it in booked if it.state is DayState.CLOSED] == [
        (9, "Schoolvakanties"),
        (10, "Schoolvakanties"),
    ]
    there = {day.day for _, day in presences_of(BORN, book, days, configuration)}
    assert there == {2, 3, 16, 17, 23, 24, 30}


@pytest.mark.parametrize(
    ("language", "name"), [(Language.NL, "Tweede kerstdag"), (Language.EN, "Boxing Day")]
)
def test_a_public_holiday_has_its_name_in_the_language_of_the_reader(language, name):
    contract = a_contract(weekdays={4, 5}, group_id="always")
    always = replace(LADYBIRDS, group_id="always", weekdays=tuple(range(7)))
    book = ChildBook("noor", (contract,))
    (booked,) = days_of(book, [date(2026, 12, 26)], a_configuration(always), language)
    assert (booked.state, booked.reason) == (DayState.CLOSED, name)


GONE = [
    # (what became of the granted day, the weekdays of the contract)
    (RequestState.CANCELLED, {0, 1}),
    (RequestState.GRANTED, {3}),  # a contract that came later has taken it over
]


@pytest.mark.parametrize(("state", "weekdays"), GONE)
def test_a_granted_day_that_is_none_any_more_is_only_in_the_list_of_those(state, weekdays):
    asked = a_request(state=state)
    book = ChildBook("noor", (a_contract(weekdays=weekdays),), said(asked))
    configuration = a_configuration()

    shown = days_of(book, [THURSDAY], configuration)
    (gone,) = days_let_go(book, [MONDAY, THURSDAY], configuration)

    assert [it.request for it in shown if it.request] == []
    assert (gone.state, gone.hours, gone.request) == (DayState.CANCELLED, 0, asked)


@pytest.mark.parametrize("state", sorted(set(RequestState) - {RequestState.CANCELLED}))
def test_what_is_in_the_month_or_was_never_granted_was_not_let_go(state):
    book = ChildBook("noor", (a_contract(),), said(a_request(state=state)))

    assert days_let_go(book, [THURSDAY], a_configuration()) == []
