"""The outbox in DynamoDB.

pk                            sk        gsi1pk                        gsi1sk              what
ORG#<org>#ERRAND#<errand>     ERRAND    ORG#<org>#OUTBOX#<shard>      <put at>#<errand>   to be done
ORG#<org>#ERRAND#<errand>     ERRAND    -                             -                   done (ttl)
"""

from datetime import datetime, timedelta

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.aws.table import Item, find, is_condition_failed
from chalicelib.aws.transactions import Transaction
from chalicelib.outbox.model import KEPT, SHARDS, Errand, StillClaimed


class _ErrandItem(Item):
    organisation_id = UnicodeAttribute()
    errand_id = UnicodeAttribute()
    queue = UnicodeAttribute()
    body = JSONAttribute()
    claimed_until = UTCDateTimeAttribute(null=True)


class OutboxStore:
    """The outbox of one organisation."""

    def __init__(self, organisation_id: str) -> None:
        self._org = organisation_id

    def add(self, errand: Errand, *, transaction: Transaction, now: datetime) -> None:
        item = self._item(errand.errand_id)
        item.gsi1pk = f"ORG#{self._org}#OUTBOX#{errand.shard}"
        item.gsi1sk = f"{now.isoformat()}#{errand.errand_id}"
        item.organisation_id = self._org
        item.errand_id = errand.errand_id
        item.queue = errand.queue
        item.body = dict(errand.body)
        transaction.put(item)

    def claim(self, errand_id: str, *, lasting: timedelta, now: datetime) -> Errand | None:
        """Return the errand to the one who may do it now, and None if it is done or gone.

        :raises StillClaimed: somebody else is at it.
        """
        item = self._item(errand_id)
        unclaimed = _ErrandItem.claimed_until.does_not_exist() | (_ErrandItem.claimed_until <= now)
        try:
            item.update(
                [_ErrandItem.claimed_until.set(now + lasting)],
                condition=_ErrandItem.gsi1pk.exists() & unclaimed,
            )
        except UpdateError as error:
            if not is_condition_failed(error):
                raise
            if self._waits(errand_id):
                raise StillClaimed from error
            return None
        return _errand(item)

    def release(self, errand_id: str) -> None:
        """Let the next worker try at once."""
        self._item(errand_id).update(
            [_ErrandItem.claimed_until.remove()], condition=_ErrandItem.pk.exists()
        )

    def mark_done(self, errand_id: str, *, now: datetime) -> None:
        """Take the errand out of the outbox; it stays readable for a month."""
        self._item(errand_id).update(
            [
                _ErrandItem.gsi1pk.remove(),
                _ErrandItem.gsi1sk.remove(),
                _ErrandItem.ttl.set(now + KEPT),
            ]
        )

    def put_before(self, moment: datetime) -> list[Errand]:
        """Return the errands that have waited since then, oldest first in each shard."""
        return [
            _errand(item)
            for shard in range(SHARDS)
            for item in _ErrandItem.gsi1.query(
                f"ORG#{self._org}#OUTBOX#{shard}", _ErrandItem.gsi1sk < moment.isoformat()
            )
        ]

    def _waits(self, errand_id: str) -> bool:
        item = find(self._item(errand_id))
        return item is not None and item.gsi1pk is not None

    def _item(self, errand_id: str) -> _ErrandItem:
        return _ErrandItem(f"ORG#{self._org}#ERRAND#{errand_id}", "ERRAND")


def _errand(item: _ErrandItem) -> Errand:
    return Errand(item.organisation_id, item.queue, item.body, item.errand_id)
