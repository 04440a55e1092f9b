"""Buckets in DynamoDB.

pk                                 sk              what
ORG#<org>#LIMIT#<limit>#<whose>    <window>        tries in this window (ttl)
"""

from datetime import datetime

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.aws.table import Item, find, is_condition_failed
from chalicelib.limits.model import Limit


class _BucketItem(Item):
    tries = NumberAttribute()


class LimitStore:
    """The buckets of one organisation."""

    def __init__(self, organisation_id: str) -> None:
        self._org = organisation_id

    def add(self, limit: Limit, whose: str, now: datetime) -> bool:
        """Count one more try, or return False if the bucket is full."""
        room_left = _BucketItem.tries.does_not_exist() | (_BucketItem.tries < limit.most)
        gone = limit.window_of(now) + 2 * limit.within
        try:
            self._item(limit, whose, now).update(
                [_BucketItem.tries.add(1), _BucketItem.ttl.set(gone)], condition=room_left
            )
        except UpdateError as error:
            if is_condition_failed(error):
                return False
            raise
        return True

    def take_off(self, limit: Limit, whose: str, now: datetime) -> None:
        """Count one try less, if there is one."""
        try:
            self._item(limit, whose, now).update(
                [_BucketItem.tries.add(-1)], condition=_BucketItem.tries >= 1
            )
        except UpdateError as error:
            if not is_condition_failed(error):
                raise

    def tries(self, limit: Limit, whose: str, now: datetime) -> int:
        item = find(self._item(limit, whose, now))
        return int(item.tries) if item else 0

    def clear(self, limit: Limit, whose: str, now: datetime) -> None:
        self._item(limit, whose, now).delete()

    def _item(self, limit: Limit, whose: str, now: datetime) -> _BucketItem:
        pk = f"ORG#{self._org}#LIMIT#{limit.name}#{whose}"
        return _BucketItem(pk, limit.window_of(now).isoformat())
