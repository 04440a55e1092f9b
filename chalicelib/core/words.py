"""Values as people write them, in the language of the reader."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, datetime

from chalicelib.core.language import Language
from chalicelib.core.periods import AMSTERDAM, Month
from chalicelib.core.values import dataclass

_MONTHS = {
    Language.NL: "januari februari maart april mei juni juli augustus september oktober november "
    "december",
    Language.EN: "January February March April May June July August September October November "
    "December",
}
_WEEKDAYS = {
    Language.NL: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    Language.EN: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


class Worded(ABC):
    """A value of a room that has words of its own, as the facts of refusals may be."""

    @abstractmethod
    def in_words(self, language: Language) -> str:
        """Return how people write it."""


@dataclass(frozen=True)
class Told(Worded):
    """A value of which only the words are kept, in each language."""

    words: Mapping[str, str]

    @classmethod
    def of(cls, value: object) -> "Told":
        return cls({it.value: in_words(value, it) for it in Language})

    def in_words(self, language: Language) -> str:
        return self.words[language]


def in_words(value: object, language: Language) -> str:
    """Return days, instants and months in words, and anything else as it is."""
    if isinstance(value, Worded):
        return value.in_words(language)
    if isinstance(value, datetime):
        local = value.astimezone(AMSTERDAM)
        return f"{_day(local.date(), language)}, {local:%H:%M}"
    if isinstance(value, date):
        return _day(value, language)
    if isinstance(value, Month):
        return month_in_words(value, language)
    return str(value)


def month_in_words(month: Month, language: Language) -> str:
    """Return "maart 2026"."""
    return f"{_MONTHS[language].split()[month.number - 1]} {month.year}"


def day_of_year_in_words(day: int, month: int, language: Language) -> str:
    """Return "31 december"."""
    return f"{day} {_MONTHS[language].split()[month - 1]}"


def weekday_in_words(day: date, language: Language) -> str:
    """Return "maandag"."""
    return _WEEKDAYS[language].split()[day.weekday()]


def _day(day: date, language: Language) -> str:
    """Return "maandag 2 maart 2026"."""
    month = month_in_words(Month.of(day), language)
    return f"{weekday_in_words(day, language)} {day.day} {month}"
