"""What phones make of a feed: by the library that reads calendars, over the change of the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from chalicelib.bookings.feeds import FeedDays
from chalicelib.bookings.ical import as_calendar
from chalicelib.contracts.model import every
from chalicelib.core.language import Language
from chalicelib.core.periods import AMSTERDAM, days_between
from chalicelib.days.calendar import ChildBook, days_of
from chalicelib.days.model import Absence, DayEntry, RequestState
from chalicelib.families.model import Child
from chalicelib.occupancy.model import AbsenceReason
from tests.bookings.situations import (
    BORN,
    MONDAY,
    NOW,
    TUESDAY,
    a_contract,
    a_request,
)
from tests.builders import LADYBIRDS, ORGANISATION, a_configuration


def events(text):
    calendar = icalendar.Calendar.from_ical(text)
    return {str(it["uid"]): it for it in calendar.walk("VEVENT")}


DAYS = list(days_between(date(2028, 2, 28), date(2028, 3, 31)))


def a_feed(days=DAYS, absences=None, language=Language.NL):
    return a_feed_of(a_contract(), days=days, absences=absences, language=language)


def a_feed_of(*contracts, days=(MONDAY,), absences=None, language=Language.NL):
    book = ChildBook("noor", contracts, absences or {})
    configuration = a_configuration()
    return FeedDays(
        organisation_id=ORGANISATION,
        language=language,
        children={"noor": Child("noor", "fam", "1", "Noor", "Jansen", BORN)},
        books={"noor": book},
        days=days_of(book, days, configuration, language),
        configuration=configuration,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("day", "opens_in_utc"),
    [
        (date(2028, 2, 29), "06:30"),  # a day that most years do not have
        (date(2028, 3, 21), "06:30"),
        (date(2028, 3, 28), "05:30"),  # the clock went forward on the 26th
    ],
)
def test_a_slot_begins_at_the_same_time_of_day_before_and_after_the_clock_changes(
    day, opens_in_utc
):
    event = events(as_calendar(a_feed()))[f"noor.{day}.contract-of-noor@zonnebloem"]

    starts = event["dtstart"].dt
    assert f"{starts:%H:%M}" == "07:30"
    assert f"{starts - starts.utcoffset():%H:%M}" == opens_in_utc


def test_the_calendar_says_itself_when_the_clock_changes():
    calendar = icalendar.Calendar.from_ical(as_calendar(a_feed()))

    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == AMSTERDAM.key
    offsets = {it["tzoffsetto"].td for it in zone.walk() if "tzoffsetto" in it}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_a_holiday_is_cancelled_and_called_by_its_name():
    easter = date(2028, 4, 17)
    event = events(as_calendar(a_feed(days=[easter], language=Language.EN)))

    (found,) = event.values()
    assert found["status"] == "CANCELLED"
    assert found["summary"] == "Noor, Lieveheersbeestjes (closed: Easter Monday)"


def test_a_day_that_was_cancelled_and_had_again_is_two_events():
    absence = Absence(LADYBIRDS.group_id, AbsenceReason.HOLIDAY, at=NOW, by="anna")
    back = a_request(day=TUESDAY, state=RequestState.GRANTED)
    entry = DayEntry(back, (absence,))

    found = events(as_calendar(a_feed(days=[TUESDAY], absences={TUESDAY: entry})))

    assert {uid: str(it["status"]) for uid, it in found.items()} == {
        f"noor.{TUESDAY}.contract-of-noor@zonnebloem": "CANCELLED",
        f"noor.{TUESDAY}.ladybirds.extra@zonnebloem": "CONFIRMED",
    }


MORNING, AFTERNOON = LADYBIRDS.slot.halves


def two_contracts(**morning):
    return (
        replace(a_contract(contract_id="early", days=every({0}, MORNING)), **morning),
        a_contract(contract_id="late", days=every({0}, AFTERNOON)),
    )


def test_the_id_of_a_day_does_not_lean_on_what_else_there_is_that_day():
    both = events(as_calendar(a_feed_of(*two_contracts())))
    late = events(as_calendar(a_feed_of(*two_contracts(until=date(2026, 10, 31)))))

    assert len(both) == 2
    assert list(late) == [f"noor.{MONDAY}.late@zonnebloem"]
    assert late.keys() < both.keys()


def test_the_id_of_a_day_stays_when_its_contract_gets_other_terms():
    first = a_contract(contract_id="first")
    ended = replace(first, number="4711", until=MONDAY - timedelta(days=1))
    then = replace(first, contract_id="second", number="4711", version=2, start=MONDAY)

    before = events(as_calendar(a_feed_of(first)))
    after = events(as_calendar(a_feed_of(ended, then)))

    assert list(after) == list(before)


def test_the_number_of_a_change_fits_into_what_phones_keep_it_in():
    feed = a_feed_of(a_contract())
    entry = DayEntry().said(datetime(2087, 12, 31, tzinfo=UTC))
    book = replace(feed.books["noor"], entries={MONDAY: entry})

    (event,) = events(as_calendar(replace(feed, books={"noor": book}))).values()

    assert 0 < event["sequence"] < 2**31


def test_names_that_mean_something_to_calendars_are_only_names():
    feed = a_feed(days=[TUESDAY])
    child = replace(feed.children["noor"], first_name="Bo;\r\nATTENDEE:mailto:x,\\ 小美 🌼")

    (event,) = events(as_calendar(replace(feed, children={"noor": child}))).values()

    assert str(event["summary"]).startswith("Bo;\nATTENDEE:mailto:x,\\ 小美 🌼")
    assert "attendee" not in event
