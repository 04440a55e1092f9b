"""How old a child is on a day. Who was born on 29 February is a year older on 1 March."""

from collections.abc import Iterable
from datetime import date, timedelta

MONTHS_IN_A_YEAR = 12


def age_in_months(birth_date: date, day: date) -> int:
    """Return the months that are complete; 0 before the birth.

    Who was born on the 31st is a month older on the 1st where a month has no 31st.
    """
    months = (day.year - birth_date.year) * MONTHS_IN_A_YEAR + day.month - birth_date.month
    if day.day < birth_date.day:
        months -= 1
    return months if months > 0 else 0  # noqa: FURB136 - it is asked for every child of a day


def ages_in_months(birth_dates: Iterable[date], day: date) -> list[int]:
    """Return `age_in_months` of many, faster: a group's day asks for those of all its children."""
    months, day_of_month = day.year * MONTHS_IN_A_YEAR + day.month, day.day
    ages = [
        months - it.year * MONTHS_IN_A_YEAR - it.month - (it.day > day_of_month)
        for it in birth_dates
    ]
    return [max(0, it) for it in ages] if min(ages, default=0) < 0 else ages


def age_in_years(birth_date: date, day: date) -> int:
    """Return the years that are complete; 0 before the birth."""
    return age_in_months(birth_date, day) // MONTHS_IN_A_YEAR


def is_birthday(birth_date: date, day: date) -> bool:
    """Tell whether the child turns a year older: born on 29 February, it may be on 1 March."""
    if day <= birth_date:
        return False
    return age_in_years(birth_date, day) > age_in_years(birth_date, day - timedelta(days=1))
