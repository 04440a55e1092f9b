"""What care costs: hours times rate, in whole cents, rounded in ways that have a name.

Hours a month = hours a week x weeks a year / 12. Organisations differ in where they round and in
how they count part of a month; both are settings, and an invoice remembers which one decided.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from chalicelib.core.periods import Month, Period
from chalicelib.core.values import dataclass

MONTHS = 12
HOURS_IN_A_DAY = 24
WEEKS_IN_A_YEAR = 53
HALFWAY = 15

_HUNDREDTH = Decimal("0.01")
# Enough for any product of what passes the checks below, so that only a division is ever rounded.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Rounding(StrEnum):
    """Where a monthly price is rounded: once, at its amount, or first at the hours of each day."""

    EXACT = "exact"
    HOURS_2DP_HALF_UP = "hours_2dp_half_up"
    HOURS_2DP_TRUNCATED = "hours_2dp_truncated"


class PartMonth(StrEnum):
    """How part of a month counts."""

    BY_CARE_DAYS = "by_care_days"
    BY_CALENDAR_DAYS = "by_calendar_days"
    HALF_MONTH = "half_month"


@dataclass(frozen=True)
class Share:
    """The part of a month that is paid: so many `days` out of so many, counted in one way."""

    days: int
    out_of: int
    counted: PartMonth = PartMonth.BY_CARE_DAYS

    def __post_init__(self) -> None:
        if not 0 <= self.days <= self.out_of or self.out_of == 0:
            raise ValueError(f"{self.days} out of {self.out_of} is no part of a month")

    @property
    def is_whole(self) -> bool:
        return self.days == self.out_of


WHOLE_MONTH = Share(1, 1)


@dataclass(frozen=True)
class MonthlyCare:
    """What the price of a contract for a month is made of.

    `day_hours` are the hours of each care day of the week: (11, 11) is two days of eleven hours.
    `hourly_rate` is in cents.

    :raises ValueError: a day above 24 hours, a year above 53 weeks, or anything below zero.
    """

    day_hours: tuple[Decimal, ...]
    weeks_per_year: int
    hourly_rate: int
    rounding: Rounding = Rounding.EXACT
    share: Share = WHOLE_MONTH

    def __post_init__(self) -> None:
        _check_hours(*self.day_hours)
        _check_rate(self.hourly_rate)
        if not 0 <= self.weeks_per_year <= WEEKS_IN_A_YEAR:
            raise ValueError(f"there are no {self.weeks_per_year} weeks in a year")

    @property
    def hours_per_week(self) -> Decimal:
        return sum(self.day_hours, Decimal(0))

    @property
    def monthly_hours(self) -> tuple[Decimal, ...]:
        """The hours in a whole month of each care day of the week, as this rounding has them."""
        return tuple(
            hours_per_month(hours, self.weeks_per_year, self.rounding) for hours in self.day_hours
        )

    @property
    def hours(self) -> Decimal:
        """The hours paid for this month, to two decimals: for people and the annual statement."""
        return _divide(self._twelfths_of_hours, MONTHS * self.share.out_of, _HUNDREDTH)

    @property
    def amount(self) -> int:
        """The price in cents, rounded half up once, after every other step."""
        cents = _EXACT.multiply(self._twelfths_of_hours, self.hourly_rate)
        return int(_divide(cents, MONTHS * self.share.out_of, Decimal(1)))

    @property
    def _twelfths_of_hours(self) -> Decimal:
        """Twelve times the hours, times the days counted: all that comes before a division."""
        if self.rounding is Rounding.EXACT:
            yearly = _EXACT.multiply(self.hours_per_week, self.weeks_per_year)
        else:
            yearly = _EXACT.multiply(sum(self.monthly_hours, Decimal(0)), MONTHS)
        return _EXACT.multiply(yearly, self.share.days)


def hours_per_month(
    hours_per_week: Decimal, weeks_per_year: int, rounding: Rounding = Rounding.EXACT
) -> Decimal:
    """Return hours a week x weeks a year / 12: to two decimals, or exact as far as digits go."""
    yearly = _EXACT.multiply(hours_per_week, weeks_per_year)
    if rounding is Rounding.EXACT:
        return _EXACT.divide(yearly, MONTHS)
    truncated = rounding is Rounding.HOURS_2DP_TRUNCATED
    return _divide(yearly, MONTHS, _HUNDREDTH, ROUND_DOWN if truncated else ROUND_HALF_UP)


def price_of_hours(hours: Decimal, hourly_rate: int) -> int:
    """Return the price in cents of single hours, such as those of an extra day, half up.

    :raises ValueError: more than 24 hours, or anything below zero.
    """
    _check_hours(hours)
    _check_rate(hourly_rate)
    return int(_divide(_EXACT.multiply(hours, hourly_rate), 1, Decimal(1)))


def care_days(
    weekdays: Collection[int], month: Month, *, closed: Collection[date] = ()
) -> set[date]:
    """Return the dates in the month that fall on these weekdays (0 is Monday) and are open."""
    return {day for day in month.days if day.weekday() in weekdays and day not in closed}


def share_of_month(
    counted: PartMonth, month: Month, period: Period, care_dates: Iterable[date]
) -> Share | None:
    """Return what part of the month the period covers; None if it covers none of it.

    `care_dates` are the days of care that the contract would have in the whole month; a month
    without a single one (all closed) is counted by calendar days, as 0 out of 0 says nothing.
    A half month is each of 1-15 and 16-end in which the period has a day.
    """
    part = period.within(month)
    if part is None:
        return None
    dates = [day for day in care_dates if day in month]
    if counted is PartMonth.BY_CARE_DAYS and dates:
        return Share(sum(day in part for day in dates), len(dates), counted)
    if counted is PartMonth.HALF_MONTH:
        return Share(1 + (part.start.day <= HALFWAY < _last(part).day), 2, counted)
    days = (_last(part) - part.start).days + 1
    return Share(days, month.last_day.day, PartMonth.BY_CALENDAR_DAYS)


def _last(part: Period) -> date:
    if part.until is None:
        raise ValueError("a part of a month has an end")
    return part.until


def _divide(value: Decimal, by: int, unit: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    return _EXACT.divide(value, by).quantize(unit, rounding, context=_EXACT)


def _check_hours(*hours: Decimal) -> None:
    for each in hours:
        if not (each.is_finite() and 0 <= each <= HOURS_IN_A_DAY):
            raise ValueError(f"no day has {each} hours")


def _check_rate(hourly_rate: int) -> None:
    if hourly_rate < 0:
        raise ValueError("an hourly rate is not below zero")
