"""Contracts in DynamoDB.

pk                                sk           what
ORG#<org>#CHILD#<child>           CONTRACTS    all contracts of a child
ORG#<org>#GROUP#<group>#ROSTER    <child>      those of a child in the group (ttl)

The first is the truth. A roster is for who asks who is in a group: a child leaves it when the last
of its contracts there has been over for more than a year.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.aws.table import Item, find_together, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.contracts.model import ChildContracts, Contract, by_group
from chalicelib.contracts.plain import contract_of, plain_contract
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.periods import later, start_of

LISTED = timedelta(days=400)  # after its end, a contract is still in the roster


class _ContractsItem(Item):
    what = JSONAttribute()
    changed_at = UTCDateTimeAttribute(null=True)


class _RosterItem(Item):
    """`what` is JSON in which letters stay letters."""

    what = UnicodeAttribute()


class ContractStore:
    """The contracts of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def keys(self, child_ids: Collection[str]) -> list[Key]:
        """Return where the contracts of these children stand."""
        return [key_of(self._contracts(it)) for it in child_ids]

    def children(self, child_ids: Collection[str]) -> dict[str, ChildContracts]:
        """Return what there is of each child, in one consistent request per 100."""
        wanted = {it: self._contracts(it) for it in child_ids}
        found = find_together(*wanted.values(), at_hand=self._at_hand)
        return {
            child: _child_contracts(child, item) for child, item in zip(wanted, found, strict=True)
        }

    def roster(self, group_id: str) -> list[Contract]:
        """Return all contracts in the group, by child."""
        found = _RosterItem.query(self._roster(group_id), consistent_read=True)
        return [contract_of(it) for item in found for it in json.loads(item.what)]

    def replace(
        self,
        changes: Iterable[tuple[ChildContracts, Sequence[Contract]]],
        *,
        transaction: Transaction,
        now: datetime,
    ) -> None:
        """Let these be the contracts of each child, in the rosters of its groups as well.

        :raises Busy: on commit, if somebody else replaced them since they were read.
        """
        for before, after in changes:
            self._replace(before, after, transaction, now)
            known, wanted = by_group(before.contracts), by_group(after)
            for group_id in sorted({*known, *wanted}):
                if known.get(group_id) != wanted.get(group_id):
                    own = wanted.get(group_id, [])
                    self._list(before.child_id, group_id, own, transaction)

    def check(self, known: ChildContracts, *, transaction: Transaction) -> None:
        """Write nothing, but insist on what was read.

        :raises Busy: on commit, if somebody else replaced the contracts since.
        """
        item, is_as_read = self._contracts(known.child_id), _is_as_read(known)
        transaction.check(item, condition=is_as_read, otherwise=Busy())

    def _replace(
        self,
        before: ChildContracts,
        after: Sequence[Contract],
        transaction: Transaction,
        now: datetime,
    ) -> None:
        item = self._contracts(before.child_id)
        item.what = [plain_contract(it) for it in after]
        item.changed_at = later(now, before.changed_at) if before.contracts else None
        transaction.put(item, condition=_is_as_read(before), otherwise=Busy())

    def _list(
        self, child_id: str, group_id: str, contracts: Sequence[Contract], transaction: Transaction
    ) -> None:
        item = _RosterItem(self._roster(group_id), child_id)
        if not contracts:
            transaction.delete(item)
            return
        item.what = _as_text(contracts)
        ends = [it.until for it in contracts]
        last = max((it for it in ends if it is not None), default=None)
        if None not in ends and last is not None and last < date.max - LISTED:
            item.ttl = start_of(last + LISTED)
        transaction.put(item)

    def _contracts(self, child_id: str) -> _ContractsItem:
        return _ContractsItem(f"{self._org}#CHILD#{child_id}", "CONTRACTS")

    def _roster(self, group_id: str) -> str:
        return f"{self._org}#GROUP#{group_id}#ROSTER"


def _is_as_read(known: ChildContracts) -> Condition:
    if known.mark:
        return _ContractsItem.written_by == known.mark
    return _ContractsItem.pk.does_not_exist()


def _as_text(contracts: Sequence[Contract]) -> str:
    return json.dumps([plain_contract(it) for it in contracts], ensure_ascii=False)


def _child_contracts(child_id: str, item: Item | None) -> ChildContracts:
    if not isinstance(item, _ContractsItem):
        return ChildContracts(child_id)
    contracts = tuple(contract_of(it) for it in item.what)
    return ChildContracts(child_id, contracts, item.written_by, item.changed_at)
