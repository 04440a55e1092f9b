"""Calendar feeds in DynamoDB.

pk                             sk               what
ORG#<org>#ACCOUNT#<account>    CALENDAR-FEED    the fingerprint of its token, and since when
"""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.aws.table import Item, find, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class KeptFeed:
    """Which token opens the feed, without what is needed to use it."""

    fingerprint: str
    made_at: datetime


class _FeedItem(Item):
    fingerprint = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()


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
        return KeptFeed(item.fingerprint, item.made_at) if item else None

    def put(self, account_id: str, feed: KeptFeed, *, transaction: Transaction) -> None:
        """Let this be the account's feed; the address of the one before leads nowhere then."""
        item = self._item(account_id)
        item.fingerprint, item.made_at = feed.fingerprint, feed.made_at
        transaction.put(item)

    def remove(self, account_id: str, *, transaction: Transaction) -> None:
        transaction.delete(self._item(account_id))

    def _item(self, account_id: str) -> _FeedItem:
        return _FeedItem(f"ORG#{self._org}#ACCOUNT#{account_id}", "CALENDAR-FEED")
