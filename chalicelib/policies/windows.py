"""From when and until when something may be used, seen from the day that was given up."""

from dataclasses import field
from datetime import date, timedelta
from typing import ClassVar, TypeAlias

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.core.words import Worded, in_words
from chalicelib.policies.spans import Span, monday_of, within_reason

SUNDAY = timedelta(days=6)
_WORDS = {
    Language.NL: ("van {first} tot en met {last}", "vanaf {first}"),
    Language.EN: ("from {first} up to and including {last}", "from {first} on"),
}


@dataclass(frozen=True)
class Days(Worded):
    """From a day up to and including another; None: for ever."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def in_words(self, language: Language) -> str:
        """Return "from Monday 2 March 2026 on"."""
        ending, endless = _WORDS[language]
        first = in_words(self.first, language)
        return (ending if self.last else endless).format(
            first=first, last=in_words(self.last, language)
        )


@dataclass(frozen=True)
class AtOnce:
    """From the day on which it was given."""

    kind: ClassVar[str] = "at_once"

    def first_day(self, _given_up: date, *, given_on: date) -> date:
        return given_on


@dataclass(frozen=True)
class YearStart:
    """From 1 January of the year of the day that was given up."""

    kind: ClassVar[str] = "year_start"

    def first_day(self, given_up: date, *, given_on: date) -> date:  # noqa: ARG002 - as the others
        return date(within_reason(given_up).year, 1, 1)


@dataclass(frozen=True)
class BeforeGivenDay:
    """From so long before the day that was given up; of 0 days: from that day on."""

    kind: ClassVar[str] = "before_given_day"

    span: Span

    def first_day(self, given_up: date, *, given_on: date) -> date:  # noqa: ARG002 - as the others
        return self.span.before(given_up)


@dataclass(frozen=True)
class FromWeek:
    """From the Monday of the week of the given day (0), of the week before (-1), and so on."""

    kind: ClassVar[str] = "from_week"

    weeks: int

    def first_day(self, given_up: date, *, given_on: date) -> date:  # noqa: ARG002 - as the others
        return monday_of(given_up, weeks_on=self.weeks)


@dataclass(frozen=True)
class Never:
    """It does not expire."""

    kind: ClassVar[str] = "never"

    def last_day(self, _given_up: date, *, given_on: date) -> None:  # noqa: ARG002 - as the others
        return None


@dataclass(frozen=True)
class YearEnd:
    """Until the first such day on or after the day that was given up, or years later.

    31 December is the end of the calendar year; 29 February is the 28th where there is none.
    """

    kind: ClassVar[str] = "year_end"

    month: int = 12
    day: int = 31
    years_later: int = 0

    def last_day(self, given_up: date, *, given_on: date) -> date:  # noqa: ARG002 - as the others
        given_up = within_reason(given_up)
        year = given_up.year + self.years_later
        end = _date(year, self.month, self.day)
        is_over = (end.month, end.day) < (given_up.month, given_up.day)
        return _date(year + 1, self.month, self.day) if is_over else end


@dataclass(frozen=True)
class AfterGivenDay:
    """Until so long after the day that was given up."""

    kind: ClassVar[str] = "after_given_day"

    span: Span

    def last_day(self, given_up: date, *, given_on: date) -> date:  # noqa: ARG002 - as the others
        return self.span.after(given_up)


@dataclass(frozen=True)
class AfterEarning:
    """Until so long after the day on which it was given."""

    kind: ClassVar[str] = "after_earning"

    span: Span

    def last_day(self, _given_up: date, *, given_on: date) -> date:
        return self.span.after(given_on)


@dataclass(frozen=True)
class UntilWeek:
    """Until the Sunday of the week of the given day (0), of the week after (1), and so on."""

    kind: ClassVar[str] = "until_week"

    weeks: int

    def last_day(self, given_up: date, *, given_on: date) -> date:  # noqa: ARG002 - as the others
        return monday_of(given_up, weeks_on=self.weeks) + SUNDAY


From: TypeAlias = AtOnce | YearStart | BeforeGivenDay | FromWeek
Until: TypeAlias = Never | YearEnd | AfterGivenDay | AfterEarning | UntilWeek


@dataclass(frozen=True)
class Window:
    """The days, both included, on which something may be used."""

    usable_from: From = field(default_factory=AtOnce)
    usable_until: Until = field(default_factory=YearEnd)

    def of(self, given_up: date, *, given_on: date) -> Days:
        """Return the days for what was given on a day, in place of the day that was given up."""
        first = self.usable_from.first_day(given_up, given_on=given_on)
        return Days(first, self.usable_until.last_day(given_up, given_on=given_on))


def _date(year: int, month: int, day: int) -> date:
    """Return the day, or the last one of a month that is shorter."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
