"""Days and months as parents and staff count them: on the calendar of the Netherlands."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from chalicelib.core.values import dataclass

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
A_SECOND = timedelta(seconds=1)


def day_of(moment: datetime) -> date:
    """Return the day it is in Amsterdam at that moment."""
    return moment.astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """Return the instant, in UTC, at which the day begins in Amsterdam."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def later(now: datetime, before: datetime | None) -> datetime:
    """Return the moment of a change, a second after the one before it at least.

    Who wants to know which of two is the newer one can tell by that, whatever clocks say.
    """
    return max(now, before + A_SECOND) if before else now


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; `str` gives "2026-11", which sorts as time does."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """:raises ValueError: it is not like "2026-11"."""
        return cls.of(date.fromisoformat(f"{text}-01"))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return Month.of(self.first_day - timedelta(days=1))

    @property
    def days(self) -> Iterator[date]:
        return days_between(self.first_day, self.last_day)

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True)
class Period:
    """From a day up to and including another; without `until` it goes on."""

    start: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)

    def within(self, month: Month) -> "Period | None":
        """Return the part of it that lies in the month, if there is one."""
        start = max(self.start, month.first_day)
        until = min(self.until or month.last_day, month.last_day)
        return Period(start, until) if start <= until else None


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first up to and including the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
