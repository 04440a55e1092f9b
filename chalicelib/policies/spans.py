"""Lengths of time as rules name them: days, weeks and months of the calendar."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.core.values import dataclass

DAYS_IN_A_WEEK = 7
MONTHS_IN_A_YEAR = 12
# Nobody's rules reach further; what is added to a day in between is always a date.
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(9000, 1, 1)


class SpanUnit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Span:
    """So many days, weeks or months; a month from 31 January on is 28 or 29 February."""

    count: int
    unit: SpanUnit

    def after(self, day: date) -> date:
        return self._moved(day, self.count)

    def before(self, day: date) -> date:
        return self._moved(day, -self.count)

    def _moved(self, day: date, count: int) -> date:
        day = within_reason(day)
        if self.unit is SpanUnit.MONTHS:
            return _months_on(day, count)
        step = DAYS_IN_A_WEEK if self.unit is SpanUnit.WEEKS else 1
        return day + timedelta(days=count * step)


def within_reason(day: date) -> date:
    """Return the day, or the first or last that rules are made for."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def monday_of(day: date, *, weeks_on: int = 0) -> date:
    """Return the Monday of the day's week, or of that many weeks after it."""
    day = within_reason(day)
    return day + timedelta(days=weeks_on * DAYS_IN_A_WEEK - day.weekday())


def _months_on(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, MONTHS_IN_A_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
