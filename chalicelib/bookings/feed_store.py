"""Calendar feeds in DynamoDB.

pk                             sk               what
ORG#<org>#ACCOUNT#<account>    CALENDAR-FEED    its token (a hash), whom it showed, its readings
"""

from collections.abc import Collection
from datetime import datetime

from pynamodb.attributes import (
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, find, is_being_changed, is_condition_failed, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class KeptFeed:
    """Which token opens the feed, without what is needed to use it.

    `child_ids` are the children that it showed last: where to look first, and nothing more.
    Readings count until `busy_until`, in seconds.
    """

    fingerprint: str
    made_at: datetime
    child_ids: frozenset[str] = frozenset()
    busy_until: int = 0


class _FeedItem(Item):
    fingerprint = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()
    child_ids = UnicodeSetAttribute(null=True)
    busy_until = NumberAttribute(null=True)


class FeedStore:
    """The calendar feeds of one organisation's accounts: at most one for each."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = organisation_id
        self._at_hand = at_hand

    def key(self, account_id: str) -> Key:
        """Return where the feed stands, for who reads it together with something else."""
        return key_of(self._item(account_id))

    def get(self, account_id: str) -> KeptFeed | None:
        item = find(self._item(account_id), at_hand=self._at_hand)
        return _feed(item) if item else None

    def put(self, account_id: str, feed: KeptFeed, *, transaction: Transaction) -> None:
        """Let this be the account's feed; the address of the one before leads nowhere then."""
        item = self._item(account_id)
        item.fingerprint, item.made_at = feed.fingerprint, feed.made_at
        item.child_ids = set(feed.child_ids) or None
        transaction.put(item)

    def remove(self, account_id: str, *, transaction: Transaction) -> None:
        transaction.delete(self._item(account_id))

    def read_first(
        self, account_id: str, fingerprint: str, *, at: int, until: int
    ) -> KeptFeed | None:
        """Count a reading until then, if none counts any more, and return the feed of this token.

        It is one request. None: there is no such feed, or readings count still.
        """
        rested = _FeedItem.busy_until.does_not_exist() | (_FeedItem.busy_until <= at)
        return self._change(account_id, fingerprint, [_FeedItem.busy_until.set(until)], rested)

    def read_again(
        self, account_id: str, fingerprint: str, *, seconds: int, most: int
    ) -> KeptFeed | None:
        """Let readings count so much longer, if they count until `most` at most now."""
        has_room = _FeedItem.busy_until <= most
        return self._change(account_id, fingerprint, [_FeedItem.busy_until.add(seconds)], has_room)

    def learn(self, account_id: str, fingerprint: str, child_ids: Collection[str]) -> None:
        """Note whom it showed, unless it has another token by now."""
        shown = _FeedItem.child_ids
        noted = shown.set(set(child_ids)) if child_ids else shown.remove()
        self._change(account_id, fingerprint, [noted])

    def _change(
        self,
        account_id: str,
        fingerprint: str,
        actions: list[Action],
        condition: Condition | None = None,
    ) -> KeptFeed | None:
        """Return the feed after the change, or None if it was not made."""
        item, is_right = self._item(account_id), _FeedItem.fingerprint == fingerprint
        try:
            item.update(actions, condition=is_right if condition is None else is_right & condition)
        except UpdateError as error:
            if is_condition_failed(error) or is_being_changed(error):
                return None
            raise
        return _feed(item)

    def _item(self, account_id: str) -> _FeedItem:
        return _FeedItem(f"ORG#{self._org}#ACCOUNT#{account_id}", "CALENDAR-FEED")


def _feed(item: _FeedItem) -> KeptFeed:
    child_ids = frozenset(item.child_ids or ())
    return KeptFeed(item.fingerprint, item.made_at, child_ids, int(item.busy_until or 0))
