"""Who comes to a group on a day, and what stands in the way. No input or output here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from chalicelib.core.ages import ages_in_months
from chalicelib.core.errors import Conflict
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.occupancy.ratio import workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import CareType, Group

GroupOnDay: TypeAlias = tuple[str, date]  # a group's id first
_Ends: TypeAlias = tuple[time, time]  # of a slot
_BySlot: TypeAlias = dict[_Ends, dict[str, date]]  # by child, when it was born


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
    """A part of the day in which nobody comes or goes: who is there, by birth date."""

    slot: Slot
    children: Mapping[str, date]
    day: date

    @property
    def ages(self) -> list[int]:
        """In months."""
        return ages_in_months(self.children.values(), self.day)


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
        by_slot = self._by_slot()
        edges = sorted({edge for slot in by_slot for edge in slot})
        for opens, closes in pairwise(edges):
            there = _at(opens, by_slot)
            if there:
                yield Part(Slot(opens, closes), _among(there, by_slot), self.day)

    def fullest(self, slot: Slot) -> list[dict[str, date]]:
        """Return who is there, by birth date, at the fullest moments of this part of the day.

        Who is there at any other moment is there at one of these too, among more. It is nobody if
        nobody is there at all.
        """
        by_slot = {
            (opens, closes): born
            for (opens, closes), born in self._by_slot().items()
            if opens < slot.closes and slot.opens < closes
        }
        begins = {max(opens, slot.opens) for opens, _ in by_slot}
        there = {_at(moment, by_slot) for moment in begins}
        return [_among(it, by_slot) for it in there if not any(it < other for other in there)]

    def _by_slot(self) -> _BySlot:
        """Return who comes, by the ends of the slots: most children share a few."""
        found: _BySlot = {}
        for it in self.coming:
            ends = it.slot.opens, it.slot.closes
            if ends in found:
                found[ends][it.child_id] = it.birth_date
            else:
                found[ends] = {it.child_id: it.birth_date}
        return found

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


def _at(moment: time, by_slot: _BySlot) -> frozenset[_Ends]:
    """Return which slots are on at that moment."""
    return frozenset([it for it in by_slot if it[0] <= moment < it[1]])


def _among(slots: Iterable[_Ends], by_slot: _BySlot) -> dict[str, date]:
    """Return who comes in any of these slots; a child is there once."""
    there: dict[str, date] = {}
    for ends in slots:
        there.update(by_slot[ends])
    return there
