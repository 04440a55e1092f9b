"""Groups that contracts fill beyond their places. The contracts come in all the same."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from chalicelib.core.values import dataclass
from chalicelib.imports.cells.values import WEEKDAYS
from chalicelib.imports.rows import ContractRow, GroupRow

WEEK = 7


@dataclass(frozen=True)
class Overfull:
    """On a weekday a group has `count` children from `start` on, and later up to `over` too many.

    `contract` is the one that is over: the last to start, and the last in the file of those.
    """

    group: GroupRow
    weekday: int
    start: date
    count: int
    over: int
    contract: ContractRow

    @property
    def day(self) -> str:
        return WEEKDAYS[self.weekday]


def find_overfull(
    contracts: Sequence[ContractRow], groups: Mapping[object, GroupRow], *, today: date
) -> Iterator[Overfull]:
    """Yield what is overfull, from today on, by group and weekday."""
    taken: dict[tuple[object, int], list[ContractRow]] = defaultdict(list)
    for contract in contracts:
        for weekday in contract.weekdays:
            taken[contract.group_key, weekday].append(contract)
    for (key, weekday), there in taken.items():
        found = _overfull(groups[key], weekday, there, today) if key in groups else None
        if found:
            yield found


def _overfull(
    group: GroupRow, weekday: int, contracts: list[ContractRow], today: date
) -> Overfull | None:
    starts = sorted(contract.period.start for contract in contracts)
    ends = sorted(contract.period.until for contract in contracts if contract.period.until)
    days = sorted({_first(weekday, max(start, today)) for start in starts})
    counts = [(day, bisect_right(starts, day) - bisect_left(ends, day)) for day in days]
    beyond = [(day, count) for day, count in counts if count > group.places]
    if not beyond:
        return None
    start, count = beyond[0]
    there = [contract for contract in contracts if start in contract.period]
    last = max(there, key=lambda contract: (contract.period.start, contract.origin))
    over = max(count for _, count in beyond) - group.places
    return Overfull(group, weekday, start, count, over, last)


def _first(weekday: int, day: date) -> date:
    """Return the first such weekday on or after the day."""
    return day + timedelta(days=(weekday - day.weekday()) % WEEK)
