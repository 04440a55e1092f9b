"""A feed as the calendars of phones read it: iCalendar (RFC 5545), written by a library."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chalicelib.bookings.feeds import FeedDays
from chalicelib.contracts.model import Contract
from chalicelib.core.language import Language
from chalicelib.core.periods import AMSTERDAM, start_of
from chalicelib.days.calendar import BookedDay, DayState
from chalicelib.days.model import DayEntry

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
REFRESH = timedelta(hours=1)  # how often phones are asked to look again
_STATUS = {
    DayState.CONTRACT: "CONFIRMED",
    DayState.GRANTED: "CONFIRMED",
    DayState.REQUESTED: "TENTATIVE",
    DayState.WAITING: "TENTATIVE",
    DayState.CANCELLED: "CANCELLED",
    DayState.CLOSED: "CANCELLED",
}  # of what was asked for in vain, nothing is shown
_NAME = {Language.NL: "Opvang bij {}", Language.EN: "Childcare at {}"}
_WORDS = {
    Language.NL: {
        DayState.REQUESTED: "aangevraagd",
        DayState.WAITING: "op de wachtlijst",
        DayState.CANCELLED: "afgemeld",
        DayState.CLOSED: "gesloten",
    },
    Language.EN: {
        DayState.REQUESTED: "asked for",
        DayState.WAITING: "on the waiting list",
        DayState.CANCELLED: "cancelled",
        DayState.CLOSED: "closed",
    },
}


def as_calendar(feed: FeedDays) -> str:
    """Return one event for each slot in which a child comes, may come, or does not after all.

    The id of an event stays the same whatever becomes of its day.
    """
    from icalendar import Calendar

    organisation = feed.configuration.organisation.name
    calendar = Calendar()
    calendar.add("prodid", "-//Kiekeboe//kiekeboe//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _NAME[feed.language].format(organisation))
    calendar.add("x-wr-timezone", AMSTERDAM.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    shown = [it for it in feed.days if it.state in _STATUS]
    for booked in shown:
        calendar.add_component(_event(booked, feed))
    if shown:
        years = shown[0].day.year, shown[-1].day.year + 1
        calendar.add_missing_timezones(
            first_date=date(years[0], 1, 1), last_date=date(years[1], 12, 31)
        )
    text: str = calendar.to_ical().decode()
    return text


def _uid(booked: BookedDay, feed: FeedDays) -> str:
    """Return child.day.contract, whatever terms it has by then, or what names the request."""
    if booked.request:
        return f"{booked.request.request_id}.extra"
    return f"{booked.child_id}.{booked.day}.{_first_row(booked, feed).contract_id}"


def _first_row(booked: BookedDay, feed: FeedDays) -> Contract:
    """Return the contract as it began: another one for each change of its terms follows it."""
    rows = feed.books[booked.child_id].contracts
    own = next(it for it in rows if it.contract_id == booked.contract_id)
    same = [it for it in rows if own.number and it.number == own.number]
    return min(same, key=lambda it: (it.version, it.start), default=own)


def _event(booked: BookedDay, feed: FeedDays) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{_uid(booked, feed)}@{feed.organisation_id}")
    event.add("summary", _summary(booked, feed))
    event.add("dtstart", _at(booked.day, booked.slot.opens))
    event.add("dtend", _at(booked.day, booked.slot.closes))
    changed_at = _changed_at(booked, feed)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", _sequence(changed_at))
    event.add("status", _STATUS[booked.state])
    event.add("transp", "TRANSPARENT")  # the child is away then, and not its parent
    event.add("location", feed.configuration.location(booked.group.location_id).name)
    return event


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, AMSTERDAM)


def _summary(booked: BookedDay, feed: FeedDays) -> str:
    """Return "Noor, Lieveheersbeestjes (gesloten: Eerste Kerstdag)"."""
    child = feed.children[booked.child_id].first_name
    state = _WORDS[feed.language].get(booked.state)
    if state is None:
        return f"{child}, {booked.group.name}"
    why = f"{state}: {booked.reason}" if booked.reason else state
    return f"{child}, {booked.group.name} ({why})"


def _changed_at(booked: BookedDay, feed: FeedDays) -> datetime:
    """Return when anything last changed what becomes of the day, or else when its contract began.

    It never goes back: a day that comes back was changed by that.
    """
    book = feed.books[booked.child_id]
    said = _said_at(booked, book.entry(booked.day))
    known = [it for it in (said, book.changed_at, feed.configuration.opening_changed_at) if it]
    if booked.request is None and book.changed_at is None:
        known.append(min(start_of(_first_row(booked, feed).start), feed.now))
    return max(known)


def _said_at(booked: BookedDay, entry: DayEntry) -> datetime | None:
    """Return when somebody said something about the day last; once only the words had a time."""
    if entry.said_at:
        return entry.said_at
    if booked.absence:
        return booked.absence.at
    if booked.request is None:
        return None
    decision = booked.request.decision
    return decision.at if decision else booked.request.asked_at


def _sequence(changed_at: datetime) -> int:
    """Return a number that grows with each change: seconds, of which 32 bits last until 2088."""
    return max(0, int((changed_at - EPOCH).total_seconds()))
