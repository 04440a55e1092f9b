"""How far ahead of a day something has to be done: until an instant, by the clock in Amsterdam.

A month of quotes asks this hundreds of times for the same days: what is found is kept.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import ClassVar, TypeAlias

from chalicelib.core.periods import AMSTERDAM
from chalicelib.core.values import dataclass
from chalicelib.policies.spans import Span, within_reason

KEPT = 8192  # instants: a year of days with some times of day, a few hundred bytes each
MIDNIGHT, LAST_MINUTE = time(), time(23, 59)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class HoursBefore:
    """Hours that really pass, before the care begins, or before a fixed time of its day.

    24 hours before 8:00 on the Sunday when the clock goes back are 9:00 on Saturday.
    """

    kind: ClassVar[str] = "hours_before"

    hours: int
    clock: time | None = None

    def over_at(self, day: date, opens: time | None = None) -> datetime:
        """Return the first instant that is too late.

        Where nobody knows when the care begins, it is at midnight.
        """
        return _over_at(day, 0, self.clock or opens or MIDNIGHT, self.hours)


@dataclass(frozen=True)
class ClockTime:
    """Until a time on the day that many days before; 0 is the day itself."""

    kind: ClassVar[str] = "clock_time"

    days: int
    clock: time

    def over_at(self, day: date, _opens: time | None = None) -> datetime:
        return _over_at(day, self.days, self.clock, 0)


@dataclass(frozen=True)
class WholeDays:
    """Until midnight of the day that many days before: 23:59 is in time."""

    kind: ClassVar[str] = "whole_days"

    days: int

    def over_at(self, day: date, _opens: time | None = None) -> datetime:
        return _over_at(day, self.days, LAST_MINUTE, 0)


Lead: TypeAlias = HoursBefore | ClockTime | WholeDays


def day_ahead() -> Lead:
    """Return what holds where nobody says otherwise."""
    return HoursBefore(24)


def deadline(lead: Lead, day: date, opens: time | None = None) -> datetime:
    """Return the last minute, in UTC, in which it may be done."""
    return lead.over_at(day, opens) - MINUTE


def is_in_time(lead: Lead, day: date, *, now: datetime, opens: time | None = None) -> bool:
    """Tell whether it may still be done; the minute of the deadline is in time."""
    return now < lead.over_at(day, opens)


@lru_cache(maxsize=KEPT)
def first_day_in_time(lead: Lead, *, now: datetime, opens: time | None = None) -> date:
    """Return the first day for which it may still be done."""
    ahead = lead.hours // 24 - 1 if isinstance(lead, HoursBefore) else lead.days
    day = within_reason(today_at(now)) + timedelta(days=max(0, ahead))
    while not is_in_time(lead, day, now=now, opens=opens):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=KEPT)
def last_day_ahead(most: Span, *, now: datetime) -> date:
    """Return the last day that is not too far ahead."""
    return most.after(today_at(now))


@lru_cache(maxsize=KEPT)
def today_at(now: datetime) -> date:
    """Return the day it is in Amsterdam."""
    return now.astimezone(AMSTERDAM).date()


@lru_cache(maxsize=KEPT)
def _over_at(day: date, days: int, clock: time, hours: int) -> datetime:
    on = within_reason(day) - timedelta(days=days)
    return datetime.combine(on, clock, AMSTERDAM).astimezone(UTC) - timedelta(hours=hours) + MINUTE
