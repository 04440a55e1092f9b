"""When a year has no care: public holidays, and the weeks that an opening calendar leaves out."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from chalicelib.core.errors import Malformed
from chalicelib.core.language import Language
from chalicelib.core.periods import Period, days_between
from chalicelib.core.values import dataclass

LUSTRUM = 5  # years: the fifth of May is a day off for many in 2025, 2030, ...


class PeriodTooLong(Malformed):
    """A period without care begins on a day, and ends at most a year later."""

    facts = ("first",)


class PublicHoliday(StrEnum):
    """Days on which organisations may be closed; which ones are is their own choice."""

    NEW_YEARS_DAY = "new_years_day"
    GOOD_FRIDAY = "good_friday"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    LIBERATION_DAY_IN_LUSTRA = "liberation_day_in_lustra"
    ASCENSION_DAY = "ascension_day"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"


LIBERATION = frozenset({PublicHoliday.LIBERATION_DAY, PublicHoliday.LIBERATION_DAY_IN_LUSTRA})
# Who has not chosen observes what the law calls a public holiday, and 5 May in lustrum years.
BY_LAW = frozenset(PublicHoliday) - {PublicHoliday.GOOD_FRIDAY, PublicHoliday.LIBERATION_DAY}

HOLIDAY_WORDS = {
    Language.NL: {
        PublicHoliday.NEW_YEARS_DAY: "Nieuwjaarsdag",
        PublicHoliday.GOOD_FRIDAY: "Goede Vrijdag",
        PublicHoliday.EASTER_MONDAY: "Tweede paasdag",
        PublicHoliday.KINGS_DAY: "Koningsdag",
        PublicHoliday.LIBERATION_DAY: "Bevrijdingsdag",
        PublicHoliday.LIBERATION_DAY_IN_LUSTRA: "Bevrijdingsdag",
        PublicHoliday.ASCENSION_DAY: "Hemelvaartsdag",
        PublicHoliday.WHIT_MONDAY: "Tweede pinksterdag",
        PublicHoliday.CHRISTMAS_DAY: "Eerste kerstdag",
        PublicHoliday.SECOND_CHRISTMAS_DAY: "Tweede kerstdag",
    },
    Language.EN: {
        PublicHoliday.NEW_YEARS_DAY: "New Year's Day",
        PublicHoliday.GOOD_FRIDAY: "Good Friday",
        PublicHoliday.EASTER_MONDAY: "Easter Monday",
        PublicHoliday.KINGS_DAY: "King's Day",
        PublicHoliday.LIBERATION_DAY: "Liberation Day",
        PublicHoliday.LIBERATION_DAY_IN_LUSTRA: "Liberation Day",
        PublicHoliday.ASCENSION_DAY: "Ascension Day",
        PublicHoliday.WHIT_MONDAY: "Whit Monday",
        PublicHoliday.CHRISTMAS_DAY: "Christmas Day",
        PublicHoliday.SECOND_CHRISTMAS_DAY: "Boxing Day",
    },
}

# What the library calls them in Dutch; without a language it takes that of the machine.
_BY_NAME = {
    "Nieuwjaarsdag": PublicHoliday.NEW_YEARS_DAY,
    "Goede vrijdag": PublicHoliday.GOOD_FRIDAY,
    "Tweede paasdag": PublicHoliday.EASTER_MONDAY,
    "Koninginnedag": PublicHoliday.KINGS_DAY,
    "Koningsdag": PublicHoliday.KINGS_DAY,
    "Bevrijdingsdag": PublicHoliday.LIBERATION_DAY,
    "Hemelvaartsdag": PublicHoliday.ASCENSION_DAY,
    "Tweede pinksterdag": PublicHoliday.WHIT_MONDAY,
    "Eerste kerstdag": PublicHoliday.CHRISTMAS_DAY,
    "Tweede kerstdag": PublicHoliday.SECOND_CHRISTMAS_DAY,
}


@dataclass(frozen=True)
class OpeningCalendar:
    """The weeks that contracts of fewer than 52 weeks do not have: `closed`, with both ends.

    As school holidays: a contract of 40 weeks names the calendar of its schools.
    """

    name: str
    closed: tuple[Period, ...] = ()

    def has_care(self, day: date) -> bool:
        return not any(day in it for it in self.closed)

    def days_off(self) -> frozenset[date]:
        """Return every day without care, for who asks about many days."""
        return frozenset(
            day for it in self.closed for day in days_between(it.start, it.until or it.start)
        )


def check_period(period: Period) -> None:
    """:raises PeriodTooLong: it ends before it begins, or goes on for more than a year."""
    last = period.until or date.max
    if not 0 <= (last - period.start).days <= 366:  # noqa: PLR2004 - days of a leap year
        raise PeriodTooLong(first=period.start)


@cache
def holidays_in(year: int) -> Mapping[date, frozenset[PublicHoliday]]:
    """Return what each holiday of the year is called here; two may meet on a day.

    The library is 5 MB and takes a quarter of a second: whoever asks about a day pays for it once.
    """
    from holidays.constants import OPTIONAL, PUBLIC
    from holidays.countries.netherlands import Netherlands

    found: dict[date, frozenset[PublicHoliday]] = {}
    kinds = (PUBLIC, OPTIONAL)
    known = Netherlands(years=year, categories=kinds, language="nl")  # type: ignore[no-untyped-call]
    for day in known:
        named = {_BY_NAME[it] for it in known.get_list(day) if it in _BY_NAME}
        if PublicHoliday.LIBERATION_DAY in named and year % LUSTRUM == 0:
            named |= LIBERATION
        if named:
            found[day] = frozenset(named)
    return found


def observed_on(day: date, observed: frozenset[PublicHoliday]) -> PublicHoliday | None:
    """Return the holiday that it is for who observes these; of two, the first of the enum."""
    named = holidays_in(day.year).get(day)
    if not named:
        return None
    return next((it for it in PublicHoliday if it in named and it in observed), None)
