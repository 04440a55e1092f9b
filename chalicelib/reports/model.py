"""Daily reports, and what can be true of a day. No input or output here."""

from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise

from chalicelib.core.errors import Conflict, Malformed
from chalicelib.core.values import dataclass


class FutureDay(Conflict):
    """There is nothing to tell about a day that has not come yet."""

    facts = ("day",)


class BeforeBirth(Conflict):
    """The child was not born yet."""

    facts = ("day", "birth_date")


class ReportChanged(Conflict):
    """Somebody else changed the report since `yours` was read: `current` is what stands now."""

    facts = ("current", "yours")


class SleepEndsTooEarly(Malformed):
    """A sleep ends when it begins, or before."""

    facts = ("start", "until")


class SleepsOverlap(Malformed):
    """The sleep from `start` on begins before the one before it has ended."""

    facts = ("start",)


class Mood(StrEnum):
    CHEERFUL = "cheerful"
    CALM = "calm"
    TIRED = "tired"
    SAD = "sad"
    UNWELL = "unwell"


class NappyKind(StrEnum):
    DRY = "dry"
    WET = "wet"
    DIRTY = "dirty"
    TOILET = "toilet"


@dataclass(frozen=True)
class Sleep:
    """By the clock on the wall; without `until` the child is still asleep."""

    start: time
    until: time | None = None


@dataclass(frozen=True)
class Bottle:
    at: time
    millilitres: int


@dataclass(frozen=True)
class Meal:
    text: str
    at: time | None = None


@dataclass(frozen=True)
class Nappy:
    kind: NappyKind
    at: time | None = None


@dataclass(frozen=True)
class Temperature:
    """In tenths of a degree Celsius: 385 is 38.5."""

    tenths: int
    at: time


@dataclass(frozen=True)
class Medicine:
    name: str
    dose: str
    at: time


@dataclass(frozen=True)
class Notes:
    """What is told about a day; the text is as it was typed."""

    sleeps: tuple[Sleep, ...] = ()
    bottles: tuple[Bottle, ...] = ()
    meals: tuple[Meal, ...] = ()
    nappies: tuple[Nappy, ...] = ()
    temperatures: tuple[Temperature, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    mood: Mood | None = None
    text: str | None = None


@dataclass(frozen=True)
class Version:
    """What somebody (an account id) wrote at a moment. A number is missing for the publication."""

    number: int
    notes: Notes
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class DailyReport:
    """`version` grows with each change and with the publication: who changes it, names it."""

    child_id: str
    day: date
    version: int
    notes: Notes
    written_by: str
    written_at: datetime
    published_at: datetime | None = None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def corrected_at(self) -> datetime | None:
        """Return when it was last changed after parents could read it, if it was."""
        is_corrected = self.published_at is not None and self.written_at > self.published_at
        return self.written_at if is_corrected else None


def check_day(day: date, *, birth_date: date, today: date) -> None:
    """:raises FutureDay, BeforeBirth: nobody can tell about that day."""
    if day > today:
        raise FutureDay(day=day)
    if day < birth_date:
        raise BeforeBirth(day=day, birth_date=birth_date)


def check_notes(notes: Notes) -> None:
    """:raises SleepEndsTooEarly, SleepsOverlap: nobody sleeps like that."""
    for sleep in notes.sleeps:
        if sleep.until is not None and sleep.until <= sleep.start:
            raise SleepEndsTooEarly(start=f"{sleep.start:%H:%M}", until=f"{sleep.until:%H:%M}")
    in_order = sorted(notes.sleeps, key=lambda it: it.start)
    for first, second in pairwise(in_order):
        if first.until is None or second.start < first.until:
            raise SleepsOverlap(start=f"{second.start:%H:%M}")
