"""Contracts and the days they give. No input or output here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from chalicelib.core.periods import Month, Period
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType


@dataclass(frozen=True, order=True)
class CareDay:
    """One day of every week: Monday is 0. `hours` are those that are paid.

    They are the slot's own, unless the contract has it otherwise: some pay eleven hours for a slot
    of ten and a half.
    """

    weekday: int
    slot: Slot
    hours: Decimal


@dataclass(frozen=True)
class Contract:
    """Weekly days of a child in a group, from `start` up to and including `until`, if it ends.

    The hourly rate is in cents. `number` is what the back office calls it, if it came from there;
    a change from a day on is another row with the same number and the next `version`. `calendar`
    names the opening calendar that says which weeks it has, if it has not all of them.
    """

    contract_id: str
    child_id: str
    group_id: str
    care_type: CareType
    days: tuple[CareDay, ...]
    weeks_per_year: int
    hourly_rate: int
    start: date
    until: date | None = None
    number: str = ""
    version: int = 1
    calendar: str | None = None

    @property
    def period(self) -> Period:
        return Period(self.start, self.until)

    @property
    def product(self) -> str:
        """What is sold, like "day_care/40": which care, in how many weeks of a year."""
        return f"{self.care_type}/{self.weeks_per_year}"

    @cached_property
    def by_weekday(self) -> Mapping[int, CareDay]:
        return {it.weekday: it for it in self.days}

    @cached_property
    def longest(self) -> CareDay | None:
        """The day of the week with most hours; of several the first."""
        return max(self.days, key=lambda it: it.hours, default=None)

    @property
    def has_days(self) -> bool:
        """Tell whether it is more than history: what is called off ends before it begins."""
        return self.until is None or self.until >= self.start

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(it.weekday for it in self.days)

    @property
    def hours_per_week(self) -> Decimal:
        return sum((it.hours for it in self.days), Decimal(0))

    def is_active_in(self, month: Month) -> bool:
        return self.period.within(month) is not None

    def runs_on(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)

    def on(self, day: date) -> CareDay | None:
        """Return what was agreed for that day, if anything was; whether it is open is not asked."""
        return self.by_weekday.get(day.weekday()) if self.runs_on(day) else None

    def covers(self, day: date) -> bool:
        """Tell whether it has the child come that day, if the group is open."""
        return self.on(day) is not None


@dataclass(frozen=True)
class ChildContracts:
    """All contracts of a child. `mark` changes with each change; it is None without any.

    `changed_at` is when there were others last; it is None as long as they are the first.
    """

    child_id: str
    contracts: tuple[Contract, ...] = ()
    mark: str | None = None
    changed_at: datetime | None = None


def every(weekdays: Iterable[int], slot: Slot, hours: Decimal | None = None) -> tuple[CareDay, ...]:
    """Return the same slot on each of these weekdays, with its own hours unless others are paid."""
    return tuple(CareDay(it, slot, hours or slot.hours) for it in sorted(set(weekdays)))


def product_on(contracts: Iterable[Contract], day: date, group_id: str) -> str | None:
    """Return what the contract sells that has the child come to the group that day, if one does."""
    found = (it for it in contracts if it.group_id == group_id and it.covers(day))
    return next((it.product for it in found), None)


def hours_on(contracts: Iterable[Contract], day: date, group_id: str) -> Decimal:
    """Return the hours for which contracts have the child come to the group that day."""
    there = [it.on(day) for it in contracts if it.group_id == group_id]
    return sum((it.hours for it in there if it), Decimal(0))


def in_order(contracts: Iterable[Contract]) -> list[Contract]:
    """Return them as they began; of several that began together, by id."""
    return sorted(contracts, key=lambda it: (it.start, it.contract_id))


def by_group(contracts: Iterable[Contract]) -> dict[str, list[Contract]]:
    """Return the contracts that have days, by group."""
    found: dict[str, list[Contract]] = {}
    for contract in contracts:
        if contract.has_days:
            found.setdefault(contract.group_id, []).append(contract)
    return found


def groups_of(contracts: Iterable[Contract], *, today: date) -> frozenset[str]:
    """Return the groups in which a child comes, or will come: those of ended contracts are out."""
    return frozenset(
        it.group_id for it in contracts if it.has_days and (it.until is None or it.until >= today)
    )
