"""Contracts, extra days and credits in DynamoDB.

pk                         sk                        what
ORG#<org>#CHILD#<child>    CONTRACTS                 all contracts of a child
ORG#<org>#CHILD#<child>    MONTH#<month>             extra days of a month, one attribute per date
ORG#<org>#CHILD#<child>    CREDIT#<until>#<id>       an entry of the ledger, never changed
ORG#<org>#GROUP#<group>    ROSTER                    contracts of a group, one attribute per child
ORG#<org>#GROUP#<group>    DAY#<date>                extra days granted, one attribute per child
ORG#<org>#REQUESTS         <asked at>#<request>      a request that waits for a decision

What many write to has an attribute for each writer: two families of one group, or two days of one
month, change the same item and never each other's part of it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from pynamodb.attributes import JSONAttribute, MapAttribute, NumberAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, ItemT, find_many, find_together, key_of, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.calendar import ChildBook
from chalicelib.bookings.capacity import GroupBook
from chalicelib.bookings.credits import Credit
from chalicelib.bookings.model import (
    IS_OVER,
    AlreadyDecided,
    DayAlreadyAsked,
    ExtraDay,
    ExtraDayState,
)
from chalicelib.bookings.plain import (
    credit_of,
    extra_day_of,
    plain_credit,
    plain_extra_day,
)
from chalicelib.contracts.model import Contract
from chalicelib.contracts.plain import contract_of, plain_contract
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.occupancy.model import GroupIsFull

GroupOnDay = tuple[str, date]


class _Document(Item):
    """An item with an attribute, a map, for each child or date that has a part in it."""

    entries: Mapping[str, Any]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        item = super().from_raw_data(data)
        maps = {name: value["M"] for name, value in data.items() if "M" in value}
        item.entries = {name: MapAttribute().deserialize(value) for name, value in maps.items()}
        return item


class _DayItem(_Document):
    taken = NumberAttribute(null=True)


class _ContractsItem(Item):
    what = JSONAttribute()


class _CreditItem(Item):
    what = JSONAttribute()


class _RequestItem(Item):
    what = JSONAttribute()


@dataclass(frozen=True)
class Books:
    """What was read together: of children, and of groups on a day."""

    children: Mapping[str, ChildBook] = field(default_factory=dict)
    groups: Mapping[GroupOnDay, GroupBook] = field(default_factory=dict)


class BookingStore:
    """The bookings of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def keys(
        self,
        *,
        children: Collection[str] = (),
        months: Collection[Month] = (),
        groups: Collection[GroupOnDay] = (),
    ) -> list[Key]:
        """Return where these books stand, for who reads them together with something else."""
        return [key_of(it) for it in self._items(children, months, groups)]

    def books(
        self,
        *,
        children: Collection[str] = (),
        months: Collection[Month] = (),
        groups: Collection[GroupOnDay] = (),
    ) -> Books:
        """Return the contracts of the children, their extra days in these months, and the groups.

        One consistent request per 100 items, all together.
        """
        found = _Found(self._items(children, months, groups), self._at_hand)
        return Books(
            {child: self._child_book(child, months, found) for child in children},
            {group: self._group_book(group, found) for group in groups},
        )

    def put_contracts(
        self,
        books: Sequence[ChildBook],
        after: Mapping[str, Sequence[Contract]],
        *,
        transaction: Transaction,
    ) -> None:
        """Replace the contracts of these children, in the rosters of their groups as well.

        :raises Busy: on commit, if somebody else replaced them since the books were read.
        """
        changes: dict[str, list[Action]] = {}
        for book in books:
            newer = after[book.child_id]
            self._replace(book, newer, transaction)
            for group_id in sorted({it.group_id for it in (*book.contracts, *newer)}):
                own = [it for it in newer if it.group_id == group_id]
                changes.setdefault(group_id, []).append(_entry(book.child_id, own))
        for group_id, actions in changes.items():
            transaction.update(self._roster(group_id), actions)

    def ask(self, extra_day: ExtraDay, *, transaction: Transaction) -> None:
        """:raises DayAlreadyAsked: on commit, if the other parent was faster."""
        name = extra_day.day.isoformat()
        is_free = Path([name]).does_not_exist() | Path([name, "state"]).is_in(
            *sorted(it.value for it in IS_OVER)
        )
        transaction.update(
            self._month(extra_day.child_id, Month.of(extra_day.day)),
            [Path([name]).set(plain_extra_day(extra_day))],
            condition=is_free,
            otherwise=DayAlreadyAsked(day=extra_day.day),
        )
        item = self._request(extra_day)
        item.what = plain_extra_day(extra_day)
        transaction.put(item)

    def settle(self, extra_day: ExtraDay, *, transaction: Transaction) -> None:
        """Let the request be granted, declined or withdrawn.

        :raises AlreadyDecided: on commit, if it is not waiting any more.
        """
        name = extra_day.day.isoformat()
        transaction.update(
            self._month(extra_day.child_id, Month.of(extra_day.day)),
            [Path([name]).set(plain_extra_day(extra_day))],
            condition=Path([name, "state"]) == ExtraDayState.REQUESTED.value,
            otherwise=AlreadyDecided(),
        )
        transaction.delete(self._request(extra_day))

    def take_place(
        self,
        extra_day: ExtraDay,
        *,
        most: int,
        mark: str | None,
        full: GroupIsFull,
        transaction: Transaction,
    ) -> None:
        """Add the child to the group's day as one of at most `most` extra days.

        :raises Busy: on commit, if `most` was counted from other contracts than those of now.
        :raises GroupIsFull: on commit, if the last place went to somebody else: `full`.
        """
        if most <= 0:
            raise full
        is_as_read = _is_as_read(_Document, mark)
        roster = self._roster(extra_day.group_id)
        transaction.check(roster, condition=is_as_read, otherwise=Busy())
        child = Path([extra_day.child_id])
        transaction.update(
            self._day(extra_day.group_id, extra_day.day),
            [child.set({"hours": str(extra_day.hours)}), _DayItem.taken.add(1)],
            condition=child.does_not_exist()
            & (_DayItem.taken.does_not_exist() | (_DayItem.taken < most)),
            otherwise=full,
        )

    def requests(self, *, limit: int, after: str | None) -> Page[ExtraDay]:
        """Return what waits for a decision, the oldest first."""
        found = query_page(_RequestItem, f"{self._org}#REQUESTS", limit=limit, after=after)
        return found.map(lambda item: extra_day_of(item.what))

    def credits_of(self, child_id: str, *, since: date) -> list[Credit]:
        """Return the entries that are, or were until that day, valid; first to expire first."""
        keys = _CreditItem.sk.between(f"CREDIT#{since}", "CREDIT#~")
        found = _CreditItem.query(self._child(child_id), keys, consistent_read=True)
        return [credit_of(item.what) for item in found]

    def unknown_credits(self, ledger: Collection[Credit]) -> list[Credit]:
        """Return those that are not in the ledger yet."""
        items = {it.credit_id: self._credit(it) for it in ledger}
        found = find_many(_CreditItem, [(item.pk, item.sk) for item in items.values()])
        known = {item.sk for item in found}
        return [it for it in ledger if items[it.credit_id].sk not in known]

    def add_credit(self, credit: Credit, *, transaction: Transaction) -> None:
        """:raises Busy: on commit, if somebody else has added it meanwhile."""
        item = self._credit(credit)
        item.what = plain_credit(credit)
        transaction.put(item, condition=_CreditItem.pk.does_not_exist(), otherwise=Busy())

    def _items(
        self,
        children: Collection[str],
        months: Collection[Month],
        groups: Collection[GroupOnDay],
    ) -> list[Item]:
        wanted: list[Item] = [self._contracts(child) for child in children]
        wanted += [self._month(child, month) for child in children for month in months]
        wanted += [item for group in groups for item in (self._roster(group[0]), self._day(*group))]
        return wanted

    def _replace(
        self, book: ChildBook, after: Sequence[Contract], transaction: Transaction
    ) -> None:
        item = self._contracts(book.child_id)
        item.what = [plain_contract(it) for it in after]
        is_as_read = _is_as_read(_ContractsItem, book.mark)
        transaction.put(item, condition=is_as_read, otherwise=Busy())

    def _child_book(self, child_id: str, months: Collection[Month], found: "_Found") -> ChildBook:
        contracts = found.of(self._contracts(child_id))
        documents = [found.of(self._month(child_id, month)) for month in months]
        extra_days = [it for each in documents if each for it in each.entries.values()]
        return ChildBook(
            child_id,
            tuple(contract_of(it) for it in contracts.what) if contracts else (),
            tuple(sorted(map(extra_day_of, extra_days), key=lambda it: it.day)),
            contracts.written_by if contracts else None,
        )

    def _group_book(self, group: GroupOnDay, found: "_Found") -> GroupBook:
        roster, day = found.of(self._roster(group[0])), found.of(self._day(*group))
        entries = roster.entries.values() if roster else ()
        contracts = [it for each in entries for it in json.loads(each["contracts"])]
        extra = day.entries if day else {}
        return GroupBook(
            tuple(contract_of(it) for it in contracts),
            {child: Decimal(it["hours"]) for child, it in extra.items()},
            roster.written_by if roster else None,
        )

    def _child(self, child_id: str) -> str:
        return f"{self._org}#CHILD#{child_id}"

    def _group(self, group_id: str) -> str:
        return f"{self._org}#GROUP#{group_id}"

    def _contracts(self, child_id: str) -> _ContractsItem:
        return _ContractsItem(self._child(child_id), "CONTRACTS")

    def _month(self, child_id: str, month: Month) -> _Document:
        return _Document(self._child(child_id), f"MONTH#{month}")

    def _roster(self, group_id: str) -> _Document:
        return _Document(self._group(group_id), "ROSTER")

    def _day(self, group_id: str, day: date) -> _DayItem:
        return _DayItem(self._group(group_id), f"DAY#{day}")

    def _request(self, extra_day: ExtraDay) -> _RequestItem:
        asked_at = extra_day.asked_at.isoformat(timespec="microseconds")
        return _RequestItem(f"{self._org}#REQUESTS", f"{asked_at}#{extra_day.request_id}")

    def _credit(self, credit: Credit) -> _CreditItem:
        sk = f"CREDIT#{credit.valid_until}#{credit.credit_id}"
        return _CreditItem(self._child(credit.child_id), sk)


class _Found:
    """Items by their keys, each as the class it was asked with."""

    def __init__(self, wanted: Sequence[Item], at_hand: AtHand | None) -> None:
        found = find_together(*wanted, at_hand=at_hand)
        self._items = {key_of(it): it for it in found if it}

    def of(self, item: ItemT) -> ItemT | None:
        found = self._items.get(key_of(item))
        return found if isinstance(found, type(item)) else None


def _is_as_read(kind: type[Item], mark: str | None) -> Condition:
    """Nobody has written the item since it had this mark; None: since it was not there."""
    return kind.written_by == mark if mark else kind.pk.does_not_exist()


def _entry(child_id: str, contracts: Sequence[Contract]) -> Action:
    """Return what makes these the contracts of the child in the roster of their group.

    As text: no condition looks into them, and a roster is read as a whole.
    """
    if not contracts:
        return Path([child_id]).remove()
    text = json.dumps([plain_contract(it) for it in contracts], ensure_ascii=False)
    return Path([child_id]).set({"contracts": text})
