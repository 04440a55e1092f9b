"""Parts of a day, by the clock on the wall: a slot has as many hours on the day it changes."""

from collections.abc import Iterable
from datetime import time
from decimal import Decimal

from chalicelib.core.values import dataclass

MINUTES = 60


@dataclass(frozen=True, order=True)
class Slot:
    """From a time up to another of the same day; `str` gives "08:00-18:30", which sorts by time."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            message = f"a slot ends after it begins: {self.opens}-{self.closes}"
            raise ValueError(message)

    @classmethod
    def parse(cls, text: str) -> "Slot":
        """:raises ValueError: it is not like "08:00-18:30", or ends before it begins."""
        opens, _, closes = text.partition("-")
        return cls(time.fromisoformat(opens), time.fromisoformat(closes))

    @property
    def hours(self) -> Decimal:
        return Decimal(_minutes(self.closes) - _minutes(self.opens)) / MINUTES

    def overlaps(self, other: "Slot") -> bool:
        return self.opens < other.closes and other.opens < self.closes

    def within(self, other: "Slot") -> bool:
        return other.opens <= self.opens and self.closes <= other.closes

    def __contains__(self, moment: time) -> bool:
        return self.opens <= moment < self.closes

    @property
    def halves(self) -> "tuple[Slot, Slot]":
        """Return morning and afternoon: they meet at one o'clock, or half-way of a short day."""
        one = time(13)
        if self.opens < one < self.closes:
            return Slot(self.opens, one), Slot(one, self.closes)
        half = (_minutes(self.opens) + _minutes(self.closes)) // 2
        middle = time(half // MINUTES, half % MINUTES)
        return Slot(self.opens, middle), Slot(middle, self.closes)

    def first_hours(self, hours: Decimal) -> "Slot":
        """Return the part with which it begins that has so many hours; itself, if it has fewer."""
        end = _minutes(self.opens) + int(hours * MINUTES)
        closes = min(end, _minutes(self.closes))
        return Slot(self.opens, time(closes // MINUTES, closes % MINUTES))

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


def hours_of(slots: Iterable[Slot]) -> Decimal:
    """Return the hours of all slots together."""
    return sum((it.hours for it in slots), Decimal(0))


def _minutes(moment: time) -> int:
    return moment.hour * MINUTES + moment.minute
