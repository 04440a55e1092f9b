"""Credits in DynamoDB.

pk                         sk                      what
ORG#<org>#CHILD#<child>    CREDITS                 what is open, with a version: the sum of entries
ORG#<org>#CHILD#<child>    ENTRY#<instant>#<id>    an entry of the ledger, never changed

gsi1pk                      gsi1sk           what
ORG#<org>#CREDITS-EXPIRE    <day>#<child>    what is open, by when the first of it expires

What is open is written in the transaction that writes its entries, and only if nobody has written
it since it was read.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date

from pynamodb.attributes import JSONAttribute, NumberAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.aws.table import Item, find_together, key_of, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.credits.entries import granted
from chalicelib.credits.model import Entry, EntryKind, Grant, Open
from chalicelib.credits.plain import entry_of, open_of, plain_entry, plain_open


class _OpenItem(Item):
    version = NumberAttribute()
    what = JSONAttribute()


class _EntryItem(Item):
    what = JSONAttribute()


class CreditStore:
    """The credits of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def keys(self, child_ids: Collection[str]) -> list[Key]:
        """Return where it stands what these children have, for who reads it with something else."""
        return [key_of(self._open(child_id)) for child_id in child_ids]

    def open_of(self, child_ids: Collection[str]) -> dict[str, Open]:
        """Return what each child has open; one consistent request per 100, or none if at hand."""
        wanted = [self._open(child_id) for child_id in child_ids]
        found = find_together(*wanted, at_hand=self._at_hand)
        return dict(zip(child_ids, map(_open_in, child_ids, found), strict=True))

    def with_unknown(self, grants: Collection[Grant]) -> tuple[dict[str, Open], list[Grant]]:
        """Return what the children of these grants have, and the grants that no entry tells of.

        One consistent request per 100 items, all together.
        """
        child_ids = list(dict.fromkeys(it.child_id for it in grants))
        by_id = {it.grant_id: it for it in grants}
        entries = [self._entry(granted(it)) for it in by_id.values()]
        found = find_together(*map(self._open, child_ids), *entries)
        opened, known = found[: len(child_ids)], found[len(child_ids) :]
        unknown = [it for it, item in zip(by_id.values(), known, strict=True) if item is None]
        return dict(zip(child_ids, map(_open_in, child_ids, opened), strict=True)), unknown

    def write(
        self, before: Open, after: Open, entries: Sequence[Entry], *, transaction: Transaction
    ) -> None:
        """Write what is open, and the entries that say why.

        They stay together in a transaction that is done in parts.

        :raises Busy: on commit, if somebody has written either since they were read.
        """
        item = self._open(after.child_id)
        item.version, item.what = after.version, plain_open(after)
        if after.first_expiry:
            item.gsi1pk = f"{self._org}#CREDITS-EXPIRE"
            item.gsi1sk = f"{after.first_expiry}#{after.child_id}"
        with transaction.together():
            transaction.put(item, condition=_is_as_read(before), otherwise=Busy())
            for entry in entries:
                self._add(entry, transaction)

    def ledger(self, child_id: str, *, limit: int, after: str | None) -> Page[Entry]:
        """Return a page of entries, the newest first."""
        keys = _EntryItem.sk.startswith("ENTRY#")
        page = query_page(
            _EntryItem,
            self._child(child_id),
            keys,
            limit=limit,
            after=after,
            newest_first=True,
        )
        return page.map(lambda item: entry_of(item.what))

    def expiring_before(self, day: date) -> Iterator[str]:
        """Yield the children of whom something expires before that day, the first to expire first.

        A child of just now may be missing, or one too many: look at what it has.
        """
        found = _OpenItem.gsi1.query(f"{self._org}#CREDITS-EXPIRE", _OpenItem.gsi1sk < f"{day}")
        for item in found:
            yield item.gsi1sk.partition("#")[2]

    def _add(self, entry: Entry, transaction: Transaction) -> None:
        item = self._entry(entry)
        item.what = plain_entry(entry)
        is_new = _EntryItem.pk.does_not_exist() if entry.kind is EntryKind.GRANT else None
        transaction.put(item, condition=is_new, otherwise=Busy())

    def _child(self, child_id: str) -> str:
        return f"{self._org}#CHILD#{child_id}"

    def _open(self, child_id: str) -> _OpenItem:
        return _OpenItem(self._child(child_id), "CREDITS")

    def _entry(self, entry: Entry) -> _EntryItem:
        instant = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        return _EntryItem(self._child(entry.grant.child_id), f"ENTRY#{instant}#{entry.entry_id}")


def _is_as_read(before: Open) -> Condition:
    """Nobody has written it since it had this version; 0: since it was not there."""
    if before.version:
        return _OpenItem.version == before.version
    return _OpenItem.pk.does_not_exist()


def _open_in(child_id: str, item: Item | None) -> Open:
    if not isinstance(item, _OpenItem):
        return Open(child_id)
    return open_of(child_id, int(item.version), item.what)
