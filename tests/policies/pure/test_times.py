"""Until when, from when, and how long: by the clock and the calendar of Amsterdam."""

from datetime import date, time, timedelta

import pytest

from chalicelib.core.periods import AMSTERDAM
from chalicelib.policies.leads import deadline, first_day_in_time, is_in_time
from chalicelib.policies.model import (
    AfterEarning,
    AfterGivenDay,
    AtOnce,
    BeforeGivenDay,
    ClockTime,
    ContractNotice,
    Days,
    FromWeek,
    HoursBefore,
    Never,
    PublicHolidayCredit,
    Span,
    SpanUnit,
    UntilWeek,
    WholeDays,
    Window,
    YearEnd,
)
from tests.policies.builders import local

EIGHT = time(8)
# The clock goes forward at 2:00 on 29 March 2026, back at 3:00 on 25 October 2026.
DEADLINES = [
    # rule, day, care begins, last minute in Amsterdam
    (HoursBefore(24), date(2026, 11, 12), EIGHT, "2026-11-11T08:00"),
    (HoursBefore(24), date(2026, 11, 12), None, "2026-11-11T00:00"),
    (HoursBefore(24), date(2026, 3, 29), EIGHT, "2026-03-28T07:00"),
    (HoursBefore(24), date(2026, 10, 25), EIGHT, "2026-10-24T09:00"),
    (HoursBefore(72), date(2026, 1, 1), EIGHT, "2025-12-29T08:00"),
    (HoursBefore(48, time(9, 30)), date(2026, 11, 12), EIGHT, "2026-11-10T09:30"),
    (HoursBefore(0), date(2026, 11, 12), EIGHT, "2026-11-12T08:00"),
    (ClockTime(1, time(18, 30)), date(2026, 3, 30), EIGHT, "2026-03-29T18:30"),
    (ClockTime(1, time(18, 30)), date(2026, 10, 26), None, "2026-10-25T18:30"),
    (ClockTime(0, time(8, 30)), date(2026, 2, 28), EIGHT, "2026-02-28T08:30"),
    (ClockTime(1, time(18, 30)), date(2028, 3, 1), EIGHT, "2028-02-29T18:30"),
    (WholeDays(4), date(2026, 11, 12), EIGHT, "2026-11-08T23:59"),
    (WholeDays(0), date(2026, 11, 12), EIGHT, "2026-11-12T23:59"),
    (WholeDays(1), date(2026, 10, 26), EIGHT, "2026-10-25T23:59"),
]


@pytest.mark.parametrize(("lead", "day", "opens", "last"), DEADLINES)
def test_the_last_minute_is_in_time_and_the_next_is_not(lead, day, opens, last):
    last_minute = local(last)

    assert deadline(lead, day, opens) == last_minute
    assert is_in_time(lead, day, now=last_minute + timedelta(seconds=59), opens=opens)
    assert not is_in_time(lead, day, now=last_minute + timedelta(minutes=1), opens=opens)


@pytest.mark.parametrize(("lead", "day", "opens", "last"), DEADLINES)
def test_the_first_day_in_time_is_told_to_who_is_too_late(lead, day, opens, last):
    just_in_time = local(last)
    too_late = just_in_time + timedelta(minutes=1)

    assert first_day_in_time(lead, now=just_in_time, opens=opens) == day
    assert first_day_in_time(lead, now=too_late, opens=opens) == day + timedelta(days=1)


def test_somebody_in_another_time_zone_has_the_same_deadline():
    now = local("2026-11-11T08:00")

    assert is_in_time(
        HoursBefore(24), date(2026, 11, 12), now=now.astimezone(AMSTERDAM), opens=EIGHT
    )
    assert deadline(HoursBefore(24), date(2026, 11, 12), EIGHT) == now


def months(count: int) -> Span:
    return Span(count, SpanUnit.MONTHS)


def days(count: int) -> Span:
    return Span(count, SpanUnit.DAYS)


SPANS = [
    (months(1), date(2026, 1, 31), date(2026, 2, 28)),
    (months(1), date(2028, 1, 31), date(2028, 2, 29)),
    (months(12), date(2028, 2, 29), date(2029, 2, 28)),
    (months(3), date(2026, 11, 30), date(2027, 2, 28)),
    (Span(12, SpanUnit.WEEKS), date(2026, 11, 2), date(2027, 1, 25)),
    (days(0), date(2026, 11, 2), date(2026, 11, 2)),
    (days(1), date(2026, 12, 31), date(2027, 1, 1)),
]


@pytest.mark.parametrize(("span", "day", "after"), SPANS)
def test_months_end_where_the_calendar_ends_them(span, day, after):
    assert span.after(day) == after


def test_a_month_before_the_end_of_march_is_the_end_of_february():
    assert months(1).before(date(2026, 3, 31)) == date(2026, 2, 28)


GIVEN_UP, GIVEN_ON = date(2026, 11, 12), date(2026, 11, 2)  # a Thursday, and a Monday before it
WINDOWS = [
    (Window(), date(2026, 11, 2), date(2026, 12, 31)),
    (Window(AtOnce(), Never()), date(2026, 11, 2), None),
    (
        Window(BeforeGivenDay(months(1)), AfterGivenDay(months(2))),
        date(2026, 10, 12),
        date(2027, 1, 12),
    ),
    (Window(BeforeGivenDay(days(0)), AfterGivenDay(days(0))), GIVEN_UP, GIVEN_UP),
    (Window(FromWeek(-1), UntilWeek(1)), date(2026, 11, 2), date(2026, 11, 22)),
    (Window(FromWeek(0), UntilWeek(0)), date(2026, 11, 9), date(2026, 11, 15)),
    (Window(AtOnce(), AfterEarning(months(3))), date(2026, 11, 2), date(2027, 2, 2)),
    (Window(AtOnce(), YearEnd(years_later=1)), date(2026, 11, 2), date(2027, 12, 31)),
    (Window(AtOnce(), YearEnd(7, 31)), date(2026, 11, 2), date(2027, 7, 31)),
    (Window(AtOnce(), YearEnd(11, 12)), date(2026, 11, 2), date(2026, 11, 12)),
    (Window(AtOnce(), YearEnd(2, 29, 1)), date(2026, 11, 2), date(2028, 2, 29)),
    (Window(AtOnce(), YearEnd(2, 30)), date(2026, 11, 2), date(2027, 2, 28)),
]


@pytest.mark.parametrize(("window", "first", "last"), WINDOWS)
def test_a_window_hangs_on_the_day_that_was_given_up(window, first, last):
    assert window.of(GIVEN_UP, given_on=GIVEN_ON) == Days(first, last)


HOLIDAYS = [
    # King's Day is a Monday in 2026, Ascension a Thursday
    (PublicHolidayCredit(weekday_before=5), date(2026, 4, 27), date(2026, 4, 25)),
    (PublicHolidayCredit(weekday_before=5), date(2026, 5, 14), date(2026, 5, 9)),
    (PublicHolidayCredit(weekday_before=0), date(2026, 4, 27), date(2026, 4, 20)),
    (PublicHolidayCredit(days_before=7), date(2026, 4, 27), date(2026, 4, 20)),
    (PublicHolidayCredit(), date(2026, 4, 27), date(2026, 4, 27)),
]


@pytest.mark.parametrize(("credit", "holiday", "given_on"), HOLIDAYS)
def test_the_credit_for_a_public_holiday_comes_before_it(credit, holiday, given_on):
    assert credit.given_on(holiday) == given_on


NOTICES = [
    (ContractNotice(), date(2026, 1, 31), date(2026, 2, 28)),
    (ContractNotice(), date(2026, 11, 15), date(2026, 12, 15)),
    (ContractNotice(at_month_end=True), date(2026, 11, 15), date(2026, 12, 31)),
    (ContractNotice(days(30)), date(2026, 11, 15), date(2026, 12, 15)),
]


@pytest.mark.parametrize(("notice", "given_on", "last"), NOTICES)
def test_a_contract_ends_after_its_notice(notice, given_on, last):
    assert notice.last_day(given_on) == last
