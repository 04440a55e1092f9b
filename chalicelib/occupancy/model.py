"""Who comes to a group on a day, and what stands in the way. No input or output here."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from chalicelib.core.ages import age_in_months
from chalicelib.core.errors import Conflict
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.occupancy.ratio import workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import CareType, Group

GroupOnDay: TypeAlias = tuple[str, date]  # a group's id first


class ClosedDay(Conflict):
    """The group is closed that day."""

    facts = ("day",)


class GroupIsFull(Conflict):
    """Every registered place in the group is taken at some moment of that day."""

    facts = ("day", "group")


class RatioExceeded(Conflict):
    """The workers who were planned may not care for one child more."""

    facts = ("day", "group", "workers")


class BabyLimit(Conflict):
    """There would be more babies among the children than the ratio allows."""

    facts = ("day", "group")


class SomebodyWasFaster(Conflict):
    """A group-day was written since it was read: read it again, and decide again."""


class Source(StrEnum):
    CONTRACT = "contract"
    EXTRA = "extra"
    EXCHANGE = "exchange"


class AbsenceReason(StrEnum):
    """Why a child does not come on a day of its own; that frees its place."""

    HOLIDAY = "holiday"
    SICK = "sick"
    OTHER = "other"
    EXCHANGED = "exchanged"


@dataclass(frozen=True)
class Presence:
    """A child's part of a group-day. `hours` are those that are paid, the slot when it is there.

    `contract_id` is the contract it follows from, or whose terms an extra day has. With a reason
    to be absent it takes no place.
    """

    child_id: str
    birth_date: date
    slot: Slot
    hours: Decimal
    source: Source
    contract_id: str
    absent: AbsenceReason | None = None

    @property
    def order(self) -> tuple[str, Slot, str, str]:
        return self.child_id, self.slot, self.source.value, self.contract_id

    def is_same(self, other: "Presence") -> bool:
        """Tell whether it is the same part of the day, for the same cause; hours may differ."""
        return self.order[:3] == other.order[:3]


@dataclass(frozen=True)
class Part:
    """A part of the day in which nobody comes or goes; a child is in it once."""

    slot: Slot
    children: Sequence[Presence]
    day: date

    @cached_property
    def child_ids(self) -> frozenset[str]:
        return frozenset(it.child_id for it in self.children)

    def ages_in_months(self, *, without: str | None = None) -> list[int]:
        """Return how old the children are that day, all of them or all but one."""
        return [
            age_in_months(it.birth_date, self.day) for it in self.children if it.child_id != without
        ]

    @cached_property
    def ages(self) -> Sequence[int]:
        """In months."""
        return tuple(self.ages_in_months())


@dataclass(frozen=True)
class GroupDay:
    """One day of one group. The children of presences that overlap are there together.

    `version` counts its writes: 0 was never written. `places` are the registered ones, `workers`
    those who are planned: for this very day if `is_planned`, else as always in this group. Until
    it `is_filled`, only what happened to this day is known, and not the contracts. `changes_mark`
    says which changes of contracts were on their way when it was read.
    """

    group_id: str
    day: date
    version: int = 0
    presences: tuple[Presence, ...] = ()
    places: int = 0
    workers: int = 0
    closed: bool = False
    is_planned: bool = False
    is_filled: bool = True
    changes_mark: str | None = None

    @property
    def key(self) -> GroupOnDay:
        return self.group_id, self.day

    @property
    def coming(self) -> list[Presence]:
        """Return who comes; nobody does on a closed day."""
        return [] if self.closed else [it for it in self.presences if it.absent is None]

    @property
    def absent(self) -> list[Presence]:
        return [it for it in self.presences if it.absent is not None]

    def of(self, child_id: str) -> list[Presence]:
        """Return the child's parts of the day, the absent ones as well."""
        return [it for it in self.presences if it.child_id == child_id]

    def with_presence(self, presence: Presence) -> "GroupDay":
        """Return it with this part of the day, instead of the same one if there is one."""
        others = [it for it in self.presences if not it.is_same(presence)]
        return self._with([*others, presence])

    def without(self, child_id: str, *, sources: AbstractSet[Source] | None = None) -> "GroupDay":
        """Return it without the child, or without what the child has from these sources."""
        return self._with(
            it
            for it in self.presences
            if it.child_id != child_id or (sources is not None and it.source not in sources)
        )

    def with_child(self, child_id: str, presences: Iterable[Presence]) -> "GroupDay":
        """Return it with these as all the child's parts of the day, whatever they were before."""
        return self._with([*self.without(child_id).presences, *presences])

    def with_contracts(self, child_id: str, presences: Iterable[Presence]) -> "GroupDay":
        """Return it with these as the child's presences by contract, whatever they were before.

        Who had cancelled the day stays absent.
        """
        old = [it for it in self.of(child_id) if it.source is Source.CONTRACT]
        reason = next((it.absent for it in old if it.absent), None)
        kept = [replace(it, absent=it.absent or reason) for it in presences]
        others = self.without(child_id, sources={Source.CONTRACT}).presences
        return self._with([*others, *kept])

    def as_planned_for(self, group: Group) -> "GroupDay":
        """Return it with the group's places, and its workers unless others are planned that day."""
        workers = self.workers if self.is_planned else group.workers
        if (self.places, self.workers) == (group.places, workers):
            return self
        return replace(self, places=group.places, workers=workers)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The day from edge to edge of the slots, where anybody is there."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[Part]:
        coming = self.coming
        edges = sorted({it for each in coming for it in (each.slot.opens, each.slot.closes)})
        for opens, closes in pairwise(edges):
            there = {it.child_id: it for it in coming if it.slot.opens <= opens < it.slot.closes}
            if there:
                yield Part(Slot(opens, closes), tuple(there.values()), self.day)

    def children_at(self, moment: time) -> list[Presence]:
        return list({it.child_id: it for it in self.coming if moment in it.slot}.values())

    @property
    def taken(self) -> int:
        """Return the most children who are there at the same moment."""
        return max((len(it.children) for it in self.parts), default=0)

    def free_places(self, slot: Slot | None = None) -> int:
        """Return how many places are left at every moment of the slot, or of the whole day.

        None are left on a closed day. It is never below 0, although contracts may overfill a group.
        """
        taken = [len(it.children) for it in self.parts if slot is None or it.slot.overlaps(slot)]
        return 0 if self.closed else max(0, self.places - max(taken, default=0))

    @property
    def is_overfull(self) -> bool:
        return self.taken > self.places

    def workers_needed(self, care_type: CareType) -> int | None:
        """Return how many the fullest part of the day needs, or None if no number will do."""
        ratios = ratios_on(care_type, self.day)
        needed = [workers_needed(it.ages, ratios) for it in self.parts]
        told = [it for it in needed if it is not None]
        return max(told, default=0) if len(told) == len(needed) else None

    def _with(self, presences: Iterable[Presence]) -> "GroupDay":
        return replace(self, presences=tuple(sorted(presences, key=lambda it: it.order)))
