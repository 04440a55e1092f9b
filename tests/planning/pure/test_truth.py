"""Whatever a group-day says, holding it against the months makes it say what follows from them."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from chalicelib.core.periods import Period
from chalicelib.core.slots import Slot
from chalicelib.days.calendar import ChildBook
from chalicelib.days.model import Absence, DayEntry, RequestKind, RequestState
from chalicelib.days.presences import presences_of
from chalicelib.occupancy.model import AbsenceReason, Source
from chalicelib.organisations.opening import OpeningCalendar
from chalicelib.planning.truth import filled
from tests.bookings.situations import (
    BORN,
    NOW,
    a_contract,
    a_group_day,
    a_presence,
    a_request,
)
from tests.builders import LADYBIRDS, a_configuration

FIRST = date(2028, 2, 14)  # two weeks and a bit: over 29 February
DAYS = [FIRST + timedelta(days=it) for it in range(21)]
CHILDREN = ["noor", "saar", "bo"]
SLOTS = [Slot.parse(it) for it in ("07:30-18:00", "07:30-13:00", "13:00-18:00")]
A_DAY = some.sampled_from(DAYS)


@some.composite
def contracts_of(draw, child_id):
    """What may have come of a contract that changes, stops, and goes on."""
    return [
        a_contract(
            child_id,
            contract_id=f"{child_id}-{number}",
            weekdays=draw(some.frozensets(some.integers(0, 6))),
            start=draw(A_DAY),
            until=draw(some.none() | A_DAY),
            calendar=draw(some.sampled_from([None, "schools"])),
        )
        for number in range(draw(some.integers(0, 2)))
    ]


@some.composite
def entries_of(draw, child_id):
    group_id = LADYBIRDS.group_id
    entries = {}
    for day in draw(some.sets(A_DAY, max_size=8)):
        request = a_request(
            child_id=child_id,
            day=day,
            slot=draw(some.sampled_from(SLOTS)),
            kind=draw(some.sampled_from(RequestKind)),
            state=draw(some.sampled_from(RequestState)),
        )
        absence = Absence(group_id, draw(some.sampled_from(AbsenceReason)), at=NOW, by="anna")
        entries[day] = DayEntry(
            draw(some.sampled_from([None, request])),
            draw(some.sampled_from([(), (absence,)])),
        )
    return entries


@some.composite
def books(draw):
    return {
        child_id: ChildBook(child_id, draw(contracts_of(child_id)), draw(entries_of(child_id)))
        for child_id in draw(some.sets(some.sampled_from(CHILDREN)))
    }


@some.composite
def group_days(draw):
    """As they may stand there: with children who come, who were cancelled, or were never agreed."""
    presences = [
        a_presence(
            draw(some.sampled_from([*CHILDREN, "nobody"])),
            slot=draw(some.sampled_from(SLOTS)),
            source=draw(some.sampled_from(Source)),
            absent=draw(some.sampled_from([None, *AbsenceReason])),
        )
        for _ in range(draw(some.integers(0, 6)))
    ]
    return a_group_day(draw(A_DAY), presences)


HALF_TERM = Period(date(2028, 2, 21), date(2028, 2, 25))
SCHOOLS = OpeningCalendar("schools", (HALF_TERM,))
CONFIGURATION = replace(a_configuration(), calendars={SCHOOLS.name: SCHOOLS})
BIRTHS = dict.fromkeys(CHILDREN, BORN)


@given(books=books(), group_day=group_days())
def test_a_day_says_what_follows_from_the_months_and_nothing_else(books, group_day):
    mended = filled(group_day, books, BIRTHS, CONFIGURATION)

    derived = [
        presence
        for book in books.values()
        for presence in presences_of(BORN, book, [group_day.day], CONFIGURATION).get(
            group_day.key, ()
        )
    ]
    assert mended.presences == tuple(sorted(derived, key=lambda it: it.order))
    assert mended.is_filled


@given(books=books(), group_day=group_days())
def test_holding_it_against_them_again_changes_nothing(books, group_day):
    mended = filled(group_day, books, BIRTHS, CONFIGURATION)

    assert filled(mended, books, BIRTHS, CONFIGURATION) == mended
