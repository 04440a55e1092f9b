from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.periods import Month, Period
from chalicelib.invoices.prices import (
    MonthlyCare,
    PartMonth,
    Rounding,
    Share,
    care_days,
    hours_per_month,
    price_of_hours,
    share_of_month,
)

NOVEMBER = Month(2026, 11)
LEAP_FEBRUARY = Month(2028, 2)
MONDAY_TUESDAY = (0, 1)


def care(hours, days, weeks, rate, rounding=Rounding.EXACT, **share):
    return MonthlyCare((Decimal(hours),) * days, weeks, rate, rounding, **share)


@pytest.mark.parametrize(
    ("terms", "amounts"),
    [
        (("11", 51, 890, Rounding.EXACT), (41608, 83215, 124823)),
        (("10.5", 52, 1043, Rounding.EXACT), (47457, 94913, 142370)),
        (("11", 52, 1043, Rounding.HOURS_2DP_TRUNCATED), (49709, 99419, 149128)),
        (("11", 52, 1043, Rounding.EXACT), (49716, 99433, 149149)),
        (("11", 52, 1043, Rounding.HOURS_2DP_HALF_UP), (49720, 99440, 149159)),
        (("11", 52, 0, Rounding.EXACT), (0, 0, 0)),
    ],
)
def test_a_month_of_one_two_and_three_days_costs_what_real_invoices_say(terms, amounts):
    hours, *rest = terms
    assert tuple(care(hours, n, *rest).amount for n in (1, 2, 3)) == amounts


@pytest.mark.parametrize(
    ("hours", "weeks", "rounding", "monthly"),
    [
        ("33", 51, Rounding.EXACT, "140.25"),
        ("11", 52, Rounding.HOURS_2DP_HALF_UP, "47.67"),
        ("11", 52, Rounding.HOURS_2DP_TRUNCATED, "47.66"),
        ("3.5", 12, Rounding.EXACT, "3.5"),
        ("5.25", 41, Rounding.HOURS_2DP_HALF_UP, "17.94"),
        ("5.25", 41, Rounding.HOURS_2DP_TRUNCATED, "17.93"),
    ],
)
def test_hours_a_month_are_hours_a_week_times_weeks_by_twelve(hours, weeks, rounding, monthly):
    assert hours_per_month(Decimal(hours), weeks, rounding) == Decimal(monthly)


def test_days_of_different_lengths_are_each_cut_off_before_they_are_added():
    mixed = MonthlyCare((Decimal(11), Decimal("5.5")), 52, 1043, Rounding.HOURS_2DP_TRUNCATED)
    assert mixed.monthly_hours == (Decimal("47.66"), Decimal("23.83"))
    assert mixed.hours == Decimal("71.49")
    assert mixed.amount == 74564


def test_part_of_a_month_is_rounded_once_with_everything_else():
    # 11 x 51 x 8.90 / 12 x 9/13 = 288.0519...; 416.08 x 9/13 would be the same cent, 3 days not.
    assert care("11", 1, 51, 890, share=Share(9, 13)).amount == 28805
    assert care("11", 3, 51, 890, share=Share(1, 2)).amount == 62411
    assert care("11", 3, 51, 890, share=Share(0, 13)).amount == 0
    assert care("11", 3, 51, 890, share=Share(1, 2)).hours == Decimal("70.13")


hours_of_a_day = st.integers(0, 2400).map(lambda hundredths: Decimal(hundredths) / 100)


@given(
    days=st.lists(hours_of_a_day, max_size=7).map(tuple),
    weeks=st.integers(0, 53),
    rate=st.integers(0, 10_000),
    out_of=st.integers(1, 31),
    data=st.data(),
)
def test_the_price_is_the_exact_fraction_rounded_half_up(days, weeks, rate, out_of, data):
    share = Share(data.draw(st.integers(0, out_of)), out_of)
    exact = sum(map(Fraction, days), Fraction(0)) * weeks * rate * share.days / (12 * out_of)
    assert MonthlyCare(days, weeks, rate, share=share).amount == int(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("hours", "rate", "amount"),
    [("5.5", 1071, 5891), ("11", 1043, 11473), ("0.5", 1043, 522), ("0", 1043, 0)],
)
def test_an_extra_day_costs_its_hours_times_the_rate_half_up(hours, rate, amount):
    assert price_of_hours(Decimal(hours), rate) == amount


@pytest.mark.parametrize(
    ("counted", "month", "start", "until", "share"),
    [
        # November 2026 has Mondays and Tuesdays on 2 3, 9 10, 16 17, 23 24 and 30.
        (PartMonth.BY_CARE_DAYS, NOVEMBER, date(2026, 11, 10), None, (6, 9)),
        (PartMonth.BY_CARE_DAYS, NOVEMBER, date(2025, 1, 1), date(2026, 11, 2), (1, 9)),
        (PartMonth.BY_CARE_DAYS, NOVEMBER, date(2026, 11, 4), date(2026, 11, 8), (0, 9)),
        (PartMonth.BY_CARE_DAYS, NOVEMBER, date(2025, 1, 1), None, (9, 9)),
        (PartMonth.BY_CALENDAR_DAYS, NOVEMBER, date(2026, 11, 10), None, (21, 30)),
        (PartMonth.BY_CALENDAR_DAYS, LEAP_FEBRUARY, date(2028, 2, 29), None, (1, 29)),
        (PartMonth.BY_CALENDAR_DAYS, Month(2027, 2), date(2027, 1, 1), None, (28, 28)),
        (PartMonth.HALF_MONTH, NOVEMBER, date(2026, 11, 15), None, (2, 2)),
        (PartMonth.HALF_MONTH, NOVEMBER, date(2026, 11, 16), None, (1, 2)),
        (PartMonth.HALF_MONTH, NOVEMBER, date(2026, 1, 1), date(2026, 11, 15), (1, 2)),
        (PartMonth.HALF_MONTH, NOVEMBER, date(2026, 1, 1), date(2026, 11, 16), (2, 2)),
    ],
)
def test_part_of_a_month_is_counted_as_the_organisation_counts(counted, month, start, until, share):
    days = care_days(MONDAY_TUESDAY, month)
    part = share_of_month(counted, month, Period(start, until), days)
    assert (part.days, part.out_of) == share
    assert part.counted is counted


@pytest.mark.parametrize("counted", PartMonth)
@pytest.mark.parametrize(
    "period",
    [Period(date(2026, 12, 1)), Period(date(2025, 1, 1), date(2026, 10, 31))],
)
def test_a_contract_outside_the_month_has_no_part_in_it(counted, period):
    assert share_of_month(counted, NOVEMBER, period, care_days(MONDAY_TUESDAY, NOVEMBER)) is None


def test_a_month_that_is_closed_on_every_care_day_is_counted_by_calendar_days():
    closed = set(NOVEMBER.days)
    days = care_days(MONDAY_TUESDAY, NOVEMBER, closed=closed)
    part = share_of_month(PartMonth.BY_CARE_DAYS, NOVEMBER, Period(date(2026, 11, 16)), days)
    assert days == set()
    assert part == Share(15, 30, PartMonth.BY_CALENDAR_DAYS)


def test_closed_days_are_no_care_days():
    days = care_days(MONDAY_TUESDAY, NOVEMBER, closed={date(2026, 11, 2), date(2026, 11, 4)})
    assert len(days) == 8
    assert date(2026, 11, 2) not in days


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: care("24.01", 1, 52, 890),
        lambda: care("-1", 1, 52, 890),
        lambda: care("NaN", 1, 52, 890),
        lambda: care("Infinity", 1, 52, 890),
        lambda: care("11", 1, 54, 890),
        lambda: care("11", 1, -1, 890),
        lambda: care("11", 1, 52, -1),
        lambda: price_of_hours(Decimal(25), 890),
        lambda: price_of_hours(Decimal(5), -890),
        lambda: Share(2, 1),
        lambda: Share(0, 0),
    ],
)
def test_what_cannot_be_is_not_priced(impossible):
    with pytest.raises(ValueError, match=r"hours|weeks|rate|part of a month"):
        impossible()
