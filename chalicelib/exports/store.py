"""Exports in DynamoDB.

pk                                   sk                 what
ORG#<org>#FAMILY#<family>#EXPORTS    EXPORT#<export>    an export (ttl); its id begins with the time
ORG#<org>#FAMILY#<family>#EXPORTS    RUNNING            the one that is being made, if one is
"""

from collections.abc import Sequence
from datetime import datetime

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition

from chalicelib.aws.table import Item, find, key_of, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.exports.model import GIVEN_UP, RECORDED, Archive, Export, ExportRuns, Making

_RECENT = 20


class _ExportItem(Item):
    family_id = UnicodeAttribute()
    export_id = UnicodeAttribute()
    asked_at = UTCDateTimeAttribute()
    tell = JSONAttribute()
    photos = NumberAttribute(default=0)
    fingerprint = UnicodeAttribute(null=True)
    upload_id = UnicodeAttribute(null=True)
    parts = NumberAttribute(null=True)
    etags = JSONAttribute(null=True)
    key = UnicodeAttribute(null=True)
    size = NumberAttribute(null=True)
    made_at = UTCDateTimeAttribute(null=True)
    failed_at = UTCDateTimeAttribute(null=True)


class _RunningItem(Item):
    export_id = UnicodeAttribute()
    until = UTCDateTimeAttribute()


class ExportStore:
    """The exports of one family."""

    def __init__(
        self, organisation_id: str, family_id: str, *, at_hand: AtHand | None = None
    ) -> None:
        self._pk = f"ORG#{organisation_id}#FAMILY#{family_id}#EXPORTS"
        self._at_hand = at_hand

    def key(self, export_id: str) -> Key:
        """Return where the export stands."""
        return key_of(self._item(export_id))

    @property
    def running_key(self) -> Key:
        """Where it stands whether one is being made."""
        return key_of(self._lock())

    def get(self, export_id: str) -> Export | None:
        item = find(self._item(export_id), at_hand=self._at_hand)
        return _export(item) if item else None

    def running(self, now: datetime) -> Export | None:
        """Return the export that is being made, unless it hangs."""
        lock = find(self._lock(), at_hand=self._at_hand)
        return self.get(lock.export_id) if lock and lock.until > now else None

    def list(self, *, limit: int, after: str | None) -> Page[Export]:
        """Return the exports of the family, the newest first."""
        newest = query_page(
            _ExportItem,
            self._pk,
            _ExportItem.sk.startswith("EXPORT#"),
            limit=limit,
            after=after,
            newest_first=True,
        )
        return newest.map(_export)

    def archive_of(self, fingerprint: str, *, now: datetime) -> Archive | None:
        """Return what a recent export of the same files has made, if it lives long enough."""
        recent = _ExportItem.query(
            self._pk,
            _ExportItem.sk.startswith("EXPORT#"),
            limit=_RECENT,
            scan_index_forward=False,
            consistent_read=True,
        )
        same = (_export(item).archive for item in recent if item.fingerprint == fingerprint)
        return next((it for it in same if it and it.can_be_reused(now)), None)

    def start(self, export: Export, *, transaction: Transaction, now: datetime) -> None:
        """:raises ExportRuns: on commit, if another one of the family is being made."""
        lock = self._lock()
        lock.export_id, lock.until = export.export_id, now + GIVEN_UP
        is_free = _RunningItem.pk.does_not_exist() | (_RunningItem.until <= now)
        transaction.put(lock, condition=is_free, otherwise=ExportRuns())
        item = self._item(export.export_id)
        item.family_id, item.export_id = export.family_id, export.export_id
        item.asked_at, item.tell = export.asked_at, list(export.tell)
        item.ttl = now + RECORDED
        transaction.put(item)

    def begin(self, export_id: str, making: Making, *, photos: int) -> None:
        """Note what is being made now; parts of an earlier plan are forgotten."""
        self._item(export_id).update(
            [
                _ExportItem.fingerprint.set(making.fingerprint),
                _ExportItem.upload_id.set(making.upload_id),
                _ExportItem.parts.set(making.parts),
                _ExportItem.etags.set([]),
                _ExportItem.photos.set(photos),
            ],
            condition=_is_open(),
        )

    def note_parts(self, export_id: str, upload_id: str, etags: Sequence[str]) -> None:
        """:raises pynamodb.exceptions.UpdateError: another worker has taken over."""
        self._item(export_id).update(
            [_ExportItem.etags.set([*etags])],
            condition=_is_open() & (_ExportItem.upload_id == upload_id),
        )

    def forget_parts(self, export_id: str) -> None:
        self._item(export_id).update(
            [_ExportItem.upload_id.remove(), _ExportItem.etags.remove()], condition=_is_open()
        )

    def finish(
        self,
        export_id: str,
        archive: Archive,
        *,
        fingerprint: str,
        photos: int,
        transaction: Transaction,
    ) -> None:
        """:raises Busy: on commit, if another worker was first."""
        actions = [
            _ExportItem.key.set(archive.key),
            _ExportItem.size.set(archive.size),
            _ExportItem.made_at.set(archive.made_at),
            _ExportItem.fingerprint.set(fingerprint),
            _ExportItem.photos.set(photos),
            _ExportItem.upload_id.remove(),
            _ExportItem.etags.remove(),
        ]
        transaction.update(self._item(export_id), actions, condition=_is_open(), otherwise=Busy())
        self._unlock(export_id, transaction)

    def fail(self, export_id: str, *, transaction: Transaction, now: datetime) -> None:
        """:raises Busy: on commit, if another worker was first."""
        failed = [_ExportItem.failed_at.set(now)]
        transaction.update(self._item(export_id), failed, condition=_is_open(), otherwise=Busy())
        self._unlock(export_id, transaction)

    def _unlock(self, export_id: str, transaction: Transaction) -> None:
        """Let the next export begin, unless it has begun because this one hung."""
        lock = find(self._lock())
        if lock and lock.export_id == export_id:
            is_ours = _RunningItem.export_id == export_id
            transaction.delete(self._lock(), condition=is_ours, otherwise=Busy())

    def _item(self, export_id: str) -> _ExportItem:
        return _ExportItem(self._pk, f"EXPORT#{export_id}")

    def _lock(self) -> _RunningItem:
        return _RunningItem(self._pk, "RUNNING")


def _is_open() -> Condition:
    is_over = _ExportItem.key.exists() | _ExportItem.failed_at.exists()
    is_open: Condition = _ExportItem.pk.exists() & ~is_over
    return is_open


def _export(item: _ExportItem) -> Export:
    return Export(
        export_id=item.export_id,
        family_id=item.family_id,
        asked_at=item.asked_at,
        tell=tuple(item.tell),
        photos=int(item.photos),
        making=_making(item),
        archive=_archive(item),
        has_failed=item.failed_at is not None,
    )


def _making(item: _ExportItem) -> Making | None:
    if item.upload_id is None:
        return None
    return Making(item.fingerprint, item.upload_id, int(item.parts), tuple(item.etags))


def _archive(item: _ExportItem) -> Archive | None:
    return Archive(item.key, int(item.size), item.made_at) if item.key else None
