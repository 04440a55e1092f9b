"""Group-days in DynamoDB.

pk                       sk           what
ORG#<org>#GROUP#<group>  DAY#<date>   who comes that day, and its places and workers
ORG#<org>#GROUP#<group>  CHANGES      contract changes on their way, one attribute per child
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Self

from pynamodb.attributes import BooleanAttribute, MapAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, find, find_together, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.values import dataclass
from chalicelib.occupancy.changes import ContractChange
from chalicelib.occupancy.model import GroupDay, GroupOnDay, SomebodyWasFaster
from chalicelib.occupancy.plain import change_of, plain_change, presences_as_text, presences_of
from chalicelib.organisations.model import Group


class _DayItem(Item):
    """`workers` only if they were planned for this very day."""

    version = NumberAttribute(null=True)
    presences = UnicodeAttribute(null=True)
    places = NumberAttribute(null=True)
    workers = NumberAttribute(null=True)
    closed = BooleanAttribute(null=True)
    is_filled = BooleanAttribute(null=True)


class _ChangesItem(Item):
    """A map for each child: two changes at once write the same item, not each other's part."""

    entries: Mapping[str, Any]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        item = super().from_raw_data(data)
        maps = {name: value["M"] for name, value in data.items() if "M" in value}
        item.entries = {name: MapAttribute().deserialize(value) for name, value in maps.items()}
        return item


@dataclass(frozen=True)
class Found:
    """Group-days as they are written, and the changes that are on their way into them."""

    days: Mapping[GroupOnDay, GroupDay]
    changes: Mapping[str, list[ContractChange]]


class OccupancyStore:
    """The group-days of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def keys(self, wanted: Iterable[GroupOnDay]) -> list[Key]:
        """Return where these group-days stand, with the changes on their way into them."""
        return [key_of(it) for it in self._items(list(wanted))]

    def find(self, wanted: Collection[GroupOnDay], groups: Mapping[str, Group]) -> Found:
        """Return each group-day, written or not; one consistent request per 100 items.

        What was never written has the places and workers of its group.
        """
        items = self._items(list(wanted))
        found = {key_of(it): it for it in find_together(*items, at_hand=self._at_hand) if it}
        marks, changes = {}, {}
        for group_id in {it[0] for it in wanted}:
            item = found.get(key_of(self._changes(group_id)))
            entries = item.entries if isinstance(item, _ChangesItem) else {}
            changes[group_id] = [change_of(*it) for it in sorted(entries.items())]
            marks[group_id] = item.written_by if item else None
        days = {}
        for group_id, day in wanted:
            item = found.get(key_of(self._day(group_id, day)))
            stands = item if isinstance(item, _DayItem) else self._day(group_id, day)
            days[group_id, day] = _group_day(stands, groups[group_id], day, marks[group_id])
        return Found(days, changes)

    def day_keys(self, wanted: Iterable[GroupOnDay]) -> list[Key]:
        """Return where these group-days stand, without the changes on their way into them."""
        return [key_of(self._day(*it)) for it in wanted]

    def written(
        self, wanted: Collection[GroupOnDay], groups: Mapping[str, Group]
    ) -> dict[GroupOnDay, GroupDay]:
        """Return each group-day as it stands; one consistent request per 100.

        What was never written has the places and workers of its group.
        """
        asked = [self._day(*it) for it in wanted]
        found = {key_of(it): it for it in find_together(*asked, at_hand=self._at_hand) if it}
        stands = {it: found.get(key_of(item)) for it, item in zip(wanted, asked, strict=True)}
        return {
            (group_id, day): _group_day(
                item if isinstance(item, _DayItem) else self._day(group_id, day),
                groups[group_id],
                day,
                None,
            )
            for (group_id, day), item in stands.items()
        }

    def changes(self, group_id: str) -> list[ContractChange]:
        """Return what is on its way into the days of a group, by child."""
        item = find(self._changes(group_id))
        return [change_of(*it) for it in sorted(item.entries.items())] if item else []

    def put(
        self,
        *group_days: GroupDay,
        transaction: Transaction,
        takes_place: bool = False,
        closes: bool = False,
    ) -> None:
        """Write group-days with all their presences, if they are still as they were read.

        Who `takes_place` insists that no other contracts are on their way either: one place is not
        given away and contracted at the same moment. Only who `closes` writes whether it is closed:
        others may know it from a configuration of a minute ago.

        :raises SomebodyWasFaster: on commit, if one was written since.
        """
        for group_day in group_days:
            transaction.update(
                self._day(group_day.group_id, group_day.day),
                [*_written(group_day), *_closed(group_day, closes=closes)],
                condition=_is_as_read(group_day),
                otherwise=SomebodyWasFaster(),
            )
        marks = {it.group_id: it.changes_mark for it in group_days if takes_place}
        for group_id, mark in marks.items():
            is_as_read = (
                _ChangesItem.written_by == mark if mark else _ChangesItem.pk.does_not_exist()
            )
            item = self._changes(group_id)
            transaction.check(item, condition=is_as_read, otherwise=SomebodyWasFaster())

    def check(self, *group_days: GroupDay, transaction: Transaction) -> None:
        """Write nothing to these, but insist that they are still as they were read.

        :raises SomebodyWasFaster: on commit, if one was written since.
        """
        for it in group_days:
            item, is_as_read = self._day(it.group_id, it.day), _is_as_read(it)
            transaction.check(item, condition=is_as_read, otherwise=SomebodyWasFaster())

    def add_changes(
        self, changes: Mapping[str, Iterable[ContractChange]], *, transaction: Transaction
    ) -> None:
        """Let these changes, by group, be seen by whoever reads a group-day from now on.

        A newer change of a child takes the place of an older one.
        """
        for group_id, those in changes.items():
            actions: list[Action] = [Path([it.child_id]).set(plain_change(it)) for it in those]
            if actions:
                transaction.update(self._changes(group_id), actions)

    def remove_change(
        self, group_id: str, change: ContractChange, *, transaction: Transaction
    ) -> None:
        """Take out a change that every group-day has in it by now.

        :raises SomebodyWasFaster: on commit, if a newer change of the child has come since, or
            this one was taken out before.
        """
        child = [change.child_id]
        transaction.update(
            self._changes(group_id),
            [Path(child).remove()],
            condition=Path([*child, "change_id"]) == change.change_id,
            otherwise=SomebodyWasFaster(),
        )

    def _items(self, wanted: list[GroupOnDay]) -> list[Item]:
        groups = dict.fromkeys(group_id for group_id, _ in wanted)
        return [*(self._day(*it) for it in wanted), *(self._changes(it) for it in groups)]

    def _group(self, group_id: str) -> str:
        return f"{self._org}#GROUP#{group_id}"

    def _day(self, group_id: str, day: date) -> _DayItem:
        return _DayItem(self._group(group_id), f"DAY#{day}")

    def _changes(self, group_id: str) -> _ChangesItem:
        return _ChangesItem(self._group(group_id), "CHANGES")


def _group_day(item: _DayItem, group: Group, day: date, mark: str | None) -> GroupDay:
    return GroupDay(
        group_id=group.group_id,
        day=day,
        version=int(item.version or 0),
        presences=presences_of(item.presences) if item.presences else (),
        places=group.places if item.places is None else int(item.places),
        workers=group.workers if item.workers is None else int(item.workers),
        closed=bool(item.closed),
        is_planned=item.workers is not None,
        is_filled=bool(item.is_filled),
        changes_mark=mark,
    )


def _is_as_read(group_day: GroupDay) -> Condition:
    if group_day.version:
        return _DayItem.version == group_day.version
    return _DayItem.version.does_not_exist()


def _written(group_day: GroupDay) -> list[Action]:
    workers = _DayItem.workers
    return [
        _DayItem.version.set(group_day.version + 1),
        _DayItem.presences.set(presences_as_text(group_day.presences)),
        _DayItem.places.set(group_day.places),
        _DayItem.is_filled.set(group_day.is_filled),
        workers.set(group_day.workers) if group_day.is_planned else workers.remove(),
    ]


def _closed(group_day: GroupDay, *, closes: bool) -> list[Action]:
    return [_DayItem.closed.set(group_day.closed)] if closes else []
