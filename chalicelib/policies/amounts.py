"""Hours and points: what a day is worth, and how much of it one may have."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.core.words import Worded

HUNDREDTH = Decimal("0.01")
NOTHING = Decimal(0)


class Unit(StrEnum):
    HOURS = "hours"
    POINTS = "points"


_WORDS = {
    Language.NL: {Unit.HOURS: ("uur", "uur"), Unit.POINTS: ("punt", "punten")},
    Language.EN: {Unit.HOURS: ("hour", "hours"), Unit.POINTS: ("point", "points")},
}


@dataclass(frozen=True)
class Amount(Worded):
    """So many hours or points."""

    amount: Decimal
    unit: Unit

    def in_words(self, language: Language) -> str:
        """Return "10,5 uur" or "1 point"."""
        one, many = _WORDS[language][self.unit]
        return f"{number_in_words(self.amount, language)} {one if self.amount == 1 else many}"


@dataclass(frozen=True)
class Exchanges(Worded):
    """So many days that were exchanged."""

    count: int

    def in_words(self, language: Language) -> str:
        """Return "1 ruildag" or "5 exchanges"."""
        one, many = {Language.NL: ("ruildag", "ruildagen"), Language.EN: ("exchange", "exchanges")}[
            language
        ]
        return f"{self.count} {one if self.count == 1 else many}"


@dataclass(frozen=True)
class Size:
    """What a day of at most `up_to_hours` is worth; the last size has no such limit."""

    up_to_hours: Decimal | None
    amount: Decimal


class CapKind(StrEnum):
    """Of what a cap is the most: what is earned for the days of a calendar year, or is left."""

    YEAR = "year"
    BALANCE = "balance"


@dataclass(frozen=True)
class Cap:
    """The most that can be earned for the days of a year, or left at any time.

    What was used makes room under a cap on the balance, and none under one on the year. `partly`
    says whether a day that does not fit any more gives what still fits, or nothing.
    """

    kind: CapKind
    amount: Decimal
    partly: bool = True

    def room(self, *, earned_this_year: Decimal, balance: Decimal) -> Decimal:
        """Return how much still fits; never below 0."""
        taken = earned_this_year if self.kind is CapKind.YEAR else balance
        return max(NOTHING, self.amount - taken)


def worth(hours: Decimal, sizes: Sequence[Size]) -> Decimal:
    """Return what a day of so many hours is worth; without sizes its hours."""
    for size in sizes:
        if size.up_to_hours is None or hours <= size.up_to_hours:
            return size.amount
    return hours


def size_number(hours: Decimal, sizes: Sequence[Size]) -> Decimal | int:
    """Return what two days of the same size have in common: their place in the sizes, or hours."""
    for number, size in enumerate(sizes):
        if size.up_to_hours is None or hours <= size.up_to_hours:
            return number
    return hours


def rounded(amount: Decimal, sizes: Sequence[Size]) -> Decimal:
    """Return the amount in hundredths; where every size is in whole points, in whole points."""
    is_whole = sizes and all(it.amount == it.amount.to_integral_value() for it in sizes)
    return amount.quantize(Decimal(1) if is_whole else HUNDREDTH, rounding=ROUND_HALF_UP)


def number_in_words(number: Decimal, language: Language) -> str:
    """Return "10,5" in Dutch and "10.5" in English, without zeros at the end."""
    text = f"{number.normalize():f}" if number else "0"
    return text if language is Language.EN else text.replace(".", ",")
