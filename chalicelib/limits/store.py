"""Buckets in DynamoDB.

pk                                 sk              what
ORG#<org>#LIMIT#<limit>#<whose>    <window>        tries in this window (ttl)
"""

from datetime import datetime

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, is_condition_failed
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import PortalError
from chalicelib.limits.model import Limit


class _BucketItem(Item):
    tries = NumberAttribute()


class LimitStore:
    """The buckets of one organisation."""

    def __init__(self, organisation_id: str) -> None:
        self._org = organisation_id

    def add(self, limit: Limit, whose: str, now: datetime) -> bool:
        """Count one more try, or return False if the bucket is full."""
        counted: list[Action] = [_BucketItem.tries.add(1), _BucketItem.ttl.set(_gone(limit, now))]
        try:
            self._item(limit, whose, now).update(counted, condition=_room_left(limit))
        except UpdateError as error:
            if is_condition_failed(error):
                return False
            raise
        return True

    def plan_add(
        self,
        limit: Limit,
        whose: str,
        now: datetime,
        *,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Count one more try, if all else in the transaction goes well."""
        transaction.update(
            self._item(limit, whose, now),
            [_BucketItem.tries.add(1), _BucketItem.ttl.set(_gone(limit, now))],
            condition=_room_left(limit),
            otherwise=otherwise,
        )

    def plan_take_off(
        self, limit: Limit, whose: str, now: datetime, *, transaction: Transaction
    ) -> None:
        transaction.update(
            self._item(limit, whose, now),
            [_BucketItem.tries.add(-1), _BucketItem.ttl.set(_gone(limit, now))],
        )

    def clear(self, limit: Limit, whose: str, now: datetime, *, transaction: Transaction) -> None:
        transaction.delete(self._item(limit, whose, now))

    def _item(self, limit: Limit, whose: str, now: datetime) -> _BucketItem:
        pk = f"ORG#{self._org}#LIMIT#{limit.name}#{whose}"
        return _BucketItem(pk, limit.window_of(now).isoformat())


def _room_left(limit: Limit) -> Condition:
    has_room: Condition = _BucketItem.tries.does_not_exist() | (_BucketItem.tries < limit.most)
    return has_room


def _gone(limit: Limit, now: datetime) -> datetime:
    return limit.window_of(now) + 2 * limit.within
