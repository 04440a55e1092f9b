"""What goes over the wire about public holidays and opening calendars."""

from datetime import date
from typing import Annotated, Self

from msgspec import Meta, Struct

from chalicelib.core.language import Language
from chalicelib.core.periods import Period
from chalicelib.http.fields import Day
from chalicelib.organisations.model import Configuration
from chalicelib.organisations.opening import (
    HOLIDAY_WORDS,
    OpeningCalendar,
    PublicHoliday,
    holidays_in,
)


class ClosedPeriod(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both days are in it."""

    first: Day
    last: Day


class OpeningCalendarBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`closed` are the periods that contracts with this calendar do not have."""

    closed: Annotated[list[ClosedPeriod], Meta(max_length=100)]

    def calendar(self, name: str) -> OpeningCalendar:
        return OpeningCalendar(name, tuple(Period(it.first, it.last) for it in self.closed))


class OpeningCalendarView(Struct, frozen=True, kw_only=True):
    name: str
    closed: list[ClosedPeriod]

    @classmethod
    def of(cls, calendar: OpeningCalendar) -> Self:
        closed = [ClosedPeriod(first=it.start, last=it.until or it.start) for it in calendar.closed]
        return cls(name=calendar.name, closed=closed)


class OpeningCalendarListView(Struct, frozen=True, kw_only=True):
    calendars: list[OpeningCalendarView]

    @classmethod
    def of(cls, configuration: Configuration) -> Self:
        calendars = sorted(configuration.calendars.values(), key=lambda it: it.name)
        return cls(calendars=[OpeningCalendarView.of(it) for it in calendars])


class ObservedHolidays(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All public holidays on which the organisation is closed."""

    observed: Annotated[list[PublicHoliday], Meta(max_length=20)]


class PublicHolidayView(Struct, frozen=True, kw_only=True):
    """`day` is when it is in the year that was asked for; 5 May of a lustrum is not in each."""

    holiday: PublicHoliday
    name: str
    day: date | None
    is_observed: bool


class PublicHolidayListView(Struct, frozen=True, kw_only=True):
    year: int
    holidays: list[PublicHolidayView]

    @classmethod
    def of(cls, observed: frozenset[PublicHoliday], year: int, language: Language) -> Self:
        days = {it: day for day, named in holidays_in(year).items() for it in named}
        holidays = [
            PublicHolidayView(
                holiday=it,
                name=HOLIDAY_WORDS[language][it],
                day=days.get(it),
                is_observed=it in observed,
            )
            for it in PublicHoliday
        ]
        return cls(year=year, holidays=holidays)
