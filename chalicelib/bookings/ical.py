"""A feed as the calendars of phones read it: iCalendar (RFC 5545), written by a library."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from chalicelib.bookings.feeds import FeedDays
from chalicelib.core.language import Language
from chalicelib.core.periods import AMSTERDAM, start_of
from chalicelib.days.calendar import BookedDay, DayState

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
    for booked, uid in zip(shown, _ids(shown), strict=True):
        calendar.add_component(_event(booked, f"{uid}@{feed.organisation_id}", feed))
    if shown:
        years = shown[0].day.year, shown[-1].day.year + 1
        calendar.add_missing_timezones(
            first_date=date(years[0], 1, 1), last_date=date(years[1], 12, 31)
        )
    text: str = calendar.to_ical().decode()
    return text


def _ids(shown: Iterable[BookedDay]) -> list[str]:
    """Return child.day.group for each; of what stands beside that, with what it is."""
    ids: list[str] = []
    for booked in shown:
        uid = f"{booked.child_id}.{booked.day}.{booked.group.group_id}"
        uid += ".extra" if booked.request else ""
        ids.append(uid if uid not in ids else f"{uid}.{booked.contract_id}")
    return ids


def _event(booked: BookedDay, uid: str, feed: FeedDays) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("summary", _summary(booked, feed))
    event.add("dtstart", _at(booked.day, booked.slot.opens))
    event.add("dtend", _at(booked.day, booked.slot.closes))
    changed_at = _changed_at(booked, feed)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", _sequence(booked, feed))
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
    """Return when somebody said something about the day, or else when its contract began."""
    if booked.absence:
        return booked.absence.at
    if booked.request:
        decision = booked.request.decision
        return decision.at if decision else booked.request.asked_at
    starts = [
        it.start
        for it in feed.books[booked.child_id].contracts
        if it.contract_id == booked.contract_id
    ]
    return min(start_of(starts[0]), feed.now)


def _sequence(booked: BookedDay, feed: FeedDays) -> int:
    """Return a number that grows with what becomes of the day."""
    versions = {it.contract_id: it.version for it in feed.books[booked.child_id].contracts}
    decided = bool(booked.request and booked.request.decision)
    is_off = _STATUS[booked.state] == "CANCELLED"
    return 3 * (versions.get(booked.contract_id, 1) - 1) + decided + is_off
