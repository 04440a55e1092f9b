"""Giving up one day and getting another, decided as one."""

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal

from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass
from chalicelib.policies.amounts import Amount, CapKind, Exchanges, size_number
from chalicelib.policies.cancelling import BookedPart
from chalicelib.policies.credits import Credits
from chalicelib.policies.leads import (
    Lead,
    day_ahead,
    deadline,
    first_day_in_time,
    is_in_time,
    last_day_ahead,
    today_at,
)
from chalicelib.policies.refusals import (
    AlreadyExchanged,
    ClosingDayExcluded,
    OtherSize,
    OutsideExchangeWindow,
    PublicHolidayExcluded,
    TooEarly,
    TooLate,
    YearlyLimitReached,
)
from chalicelib.policies.spans import Span
from chalicelib.policies.windows import Window


@dataclass(frozen=True)
class Exchanging:
    """Which days can be given up, until when, how far ahead (`horizon`), and for which days.

    `public_holidays` and `closing_days` say whether those can be given up. `re_exchange_allowed`: a
    day that came from an exchange can be exchanged again. At most `max_per_year` are granted in the
    calendar year of the given day. `counts_for_cap`: what the given day is worth is taken of the
    cap on what is earned for the days of a year.
    """

    deadline: Lead = field(default_factory=day_ahead)
    window: Window = field(default_factory=Window)
    horizon: Span | None = None
    max_per_year: int | None = None
    counts_for_cap: bool = False
    re_exchange_allowed: bool = True
    same_size_only: bool = False
    public_holidays: bool = False
    closing_days: bool = False


def why_not_exchanged(
    exchanging: Exchanging,
    credits_: Credits,
    given: BookedPart,
    wanted_day: date,
    *,
    hours: Decimal,
    exchanges_this_year: int,
    earned_this_year: Decimal,
    now: datetime,
) -> PortalError | None:
    """Return the rule against giving this day for that one (of so many hours), or None."""
    return (
        _why_not_given(exchanging, given, now)
        or _why_not_wanted(exchanging, credits_, given, wanted_day, hours=hours, now=now)
        or _why_not_one_more(exchanging, given.day, exchanges_this_year)
        or (exchanging.counts_for_cap and _why_not_within_cap(credits_, given, earned_this_year))
        or None
    )


def _why_not_within_cap(
    credits_: Credits, given: BookedPart, earned_this_year: Decimal
) -> PortalError | None:
    cap = next((it for it in credits_.caps if it.kind is CapKind.YEAR), None)
    if cap is None or earned_this_year + credits_.cost_of(given.hours) <= cap.amount:
        return None
    return YearlyLimitReached(limit=Amount(cap.amount, credits_.unit), year=given.day.year)


def _why_not_given(exchanging: Exchanging, given: BookedPart, now: datetime) -> PortalError | None:
    day, lead = given.day, exchanging.deadline
    if given.is_public_holiday and not exchanging.public_holidays:
        return PublicHolidayExcluded(day=day)
    if given.is_closing_day and not given.is_public_holiday and not exchanging.closing_days:
        return ClosingDayExcluded(day=day)
    if given.was_exchanged and not exchanging.re_exchange_allowed:
        return AlreadyExchanged(day=day)
    if not is_in_time(lead, day, now=now, opens=given.opens):
        earliest = first_day_in_time(lead, now=now, opens=given.opens)
        return TooLate(day=day, until=deadline(lead, day, given.opens), earliest=earliest)
    latest = last_day_ahead(exchanging.horizon, now=now) if exchanging.horizon else None
    return TooEarly(day=day, latest=latest) if latest and day > latest else None


def _why_not_wanted(
    exchanging: Exchanging,
    credits_: Credits,
    given: BookedPart,
    wanted_day: date,
    *,
    hours: Decimal,
    now: datetime,
) -> PortalError | None:
    days = exchanging.window.of(given.day, given_on=today_at(now))
    if wanted_day not in days:
        return OutsideExchangeWindow(day=wanted_day, days=days)
    if not exchanging.same_size_only:
        return None
    sizes = credits_.sizes
    is_same = size_number(given.hours, sizes) == size_number(hours, sizes)
    return None if is_same else OtherSize(day=wanted_day)


def _why_not_one_more(exchanging: Exchanging, day: date, so_far: int) -> PortalError | None:
    most = exchanging.max_per_year
    if most is None or so_far < most:
        return None
    return YearlyLimitReached(limit=Exchanges(most), year=day.year)
