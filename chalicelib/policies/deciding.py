"""Who decides about a request, when, and up to how many children."""

from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, TypeAlias

from chalicelib.core.values import dataclass
from chalicelib.policies.spans import within_reason


class Capacity(StrEnum):
    """Up to what a day is granted: the registered places, or what the planned workers allow too."""

    REGISTERED = "registered"
    STAFFED = "staffed"


@dataclass(frozen=True)
class Instant:
    """The portal decides at once."""

    kind: ClassVar[str] = "instant"

    def decided_on(self, _wanted_day: date, *, asked_on: date) -> date:
        return asked_on


@dataclass(frozen=True)
class ByStaff:
    """A colleague decides, within so many days if that is promised."""

    kind: ClassVar[str] = "staff"

    answer_within_days: int | None = None

    def decided_on(self, wanted_day: date, *, asked_on: date) -> date | None:
        """Return by when it is promised: never after the day itself; None if it is not."""
        if self.answer_within_days is None:
            return None
        return min(within_reason(asked_on) + timedelta(days=self.answer_within_days), wanted_day)


@dataclass(frozen=True)
class Collected:
    """Requests for a day are collected until so many days before it, then granted in order."""

    kind: ClassVar[str] = "collected"

    days_before: int

    def decided_on(self, wanted_day: date, *, asked_on: date) -> date:
        """Return that day; who asks later is decided about at once."""
        return max(within_reason(wanted_day) - timedelta(days=self.days_before), asked_on)


@dataclass(frozen=True)
class Monthly:
    """All requests are granted once a month, in order of asking, on this day of the month."""

    kind: ClassVar[str] = "monthly"

    day_of_month: int

    def decided_on(self, wanted_day: date, *, asked_on: date) -> date:
        """Return the first such day after the day of asking; never after the wanted day."""
        asked_on = within_reason(asked_on)
        this_month = asked_on.replace(day=self.day_of_month)
        next_month = (asked_on.replace(day=1) + timedelta(days=32)).replace(day=self.day_of_month)
        decided = this_month if asked_on < this_month else next_month
        return max(min(decided, wanted_day), asked_on)


Decision: TypeAlias = Instant | ByStaff | Collected | Monthly


@dataclass(frozen=True)
class Deciding:
    """Who decides about extra days and about exchanges, and up to which capacity."""

    extra_days: Decision = field(default_factory=ByStaff)
    exchanges: Decision = field(default_factory=ByStaff)
    capacity: Capacity = Capacity.REGISTERED
