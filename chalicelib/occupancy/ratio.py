"""How many workers a group needs for its children: the staff ratio (BKR).

A table is data: for children from an age up to another, the most that 1, 2, 3 ... workers may care
for. Which ages count is told by the children who are there at that moment, not by the group's name.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property

from chalicelib.core.values import dataclass

BABY = 0  # years


@dataclass(frozen=True)
class Most:
    """At most so many children, of whom at most so many babies (None: all of them may be)."""

    children: int
    babies: int | None = None


Row = Sequence[Sequence[Most]]  # for each number of workers what is allowed: any one of these


@dataclass(frozen=True)
class Ratios:
    """The rules for one care type, from a day on; `rows` by the ages in years, from and below.

    `at_any_number` says that a row goes on as it began: the most per worker, without an end.
    """

    since: date
    rows: Mapping[tuple[int, int], Row]
    at_any_number: bool = False

    @cached_property
    def most_babies(self) -> int | None:
        """Return how many babies there may be among older children, however many workers."""
        mixed = [row for (age, below), row in self.rows.items() if (age, below - age) > (BABY, 1)]
        told = [it.babies for row in mixed for each in row for it in each if it.babies is not None]
        return max(told, default=None)

    @cached_property
    def needed(self) -> "_Needed":
        return _Needed(self)

    def years(self, ages_in_months: Iterable[int]) -> list[int]:
        """Return ages in years, in order; who is out of the table counts as the nearest in it."""
        return sorted(map(self._years.__getitem__, ages_in_months))

    @cached_property
    def _years(self) -> "_Years":
        return _Years(min(it[0] for it in self.rows), max(it[1] for it in self.rows) - 1)

    def row_of(self, years: AbstractSet[int]) -> Row:
        """Return the narrowest row in which all of these ages are."""
        fitting = [
            (below - age, row)
            for (age, below), row in self.rows.items()
            if age <= min(years) and max(years) < below
        ]
        return min(fitting, key=lambda it: it[0])[1]


class _Years(dict[int, int]):
    """Ages in years by those in months; each is worked out once."""

    def __init__(self, youngest: int, oldest: int) -> None:
        super().__init__()
        self._youngest, self._oldest = youngest, oldest

    def __missing__(self, months: int) -> int:
        years = self[months] = min(max(months // 12, self._youngest), self._oldest)
        return years


class _Needed(dict[tuple[int, int, int, int], int | None]):
    """How many workers are needed by the row from the youngest age to the oldest.

    Two numbers come after them: of the children, and of the babies among them. Each is worked out
    once.
    """

    def __init__(self, ratios: Ratios) -> None:
        super().__init__()
        self._ratios = ratios

    def __missing__(self, key: tuple[int, int, int, int]) -> int | None:
        youngest, oldest, count, babies = key
        row = self._ratios.row_of({youngest, oldest})
        workers = self[key] = _by_the_row(row, count, babies, self._ratios)
        return workers


def workers_needed(ages_in_months: Iterable[int], ratios: Ratios) -> int | None:
    """Return how few workers may care for these children, or None if no number may.

    Who is older makes no room for who is younger: the youngest by themselves, up to each age, need
    their workers too. So nobody who stays at home makes another worker necessary.
    """
    return workers_for(ratios.years(ages_in_months), ratios)


def workers_for(years: Sequence[int], ratios: Ratios) -> int | None:
    """Return the same for ages in years, in order, as the table knows them (`Ratios.years`)."""
    needed, youngest, babies = 0, years[0] if years else BABY, years.count(BABY)
    for oldest in set(years):
        among = bisect_right(years, oldest)
        workers = ratios.needed[youngest, oldest, among, babies]
        if workers is None:
            return None
        needed = max(needed, workers)
    return needed


def most_children(
    ages_in_years: AbstractSet[int], workers: int, ratios: Ratios, *, babies: int = 0
) -> int:
    """Return how many children of these ages so many workers may care for, `babies` among them.

    It is the table's own number; 0 if there are too many babies, or no workers.
    """
    allowed = _at(ratios.row_of(ages_in_years), workers, ratios)
    fitting = [it.children for it in allowed if it.babies is None or babies <= it.babies]
    return max(fitting, default=0)


def _by_the_row(row: Row, count: int, babies: int, ratios: Ratios) -> int | None:
    last = count if ratios.at_any_number else len(row)
    for workers in range(1, last + 1):
        for most in _at(row, workers, ratios):
            if count <= most.children and babies <= (count if most.babies is None else most.babies):
                return workers
    return None


def _at(row: Row, workers: int, ratios: Ratios) -> Sequence[Most]:
    if workers < 1:
        return ()
    if ratios.at_any_number:
        return [Most(row[0][0].children * workers)]
    return row[min(workers, len(row)) - 1]
