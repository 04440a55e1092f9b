"""What parents have not read, in DynamoDB.

pk                                      sk        what
ORG#<org>#ACCOUNT#<account>#MESSAGES    UNREAD    the set of messages that a parent has not read

Messages are added to the set and taken out of it without a look at what else is in it: what comes
in while somebody reads stays unread.
"""

from collections.abc import Collection, Iterable

from pynamodb.attributes import UnicodeSetAttribute

from chalicelib.aws.table import Item, find, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.messages.model import Unread


class _UnreadItem(Item):
    messages = UnicodeSetAttribute(null=True)


class UnreadStore:
    """What the accounts of one organisation have not read."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, account_id: str) -> Key:
        """Return where it stands what the account has not read."""
        return key_of(self._item(account_id))

    def of(self, account_id: str) -> list[Unread]:
        item = find(self._item(account_id), at_hand=self._at_hand)
        return [Unread.parse(text) for text in (item.messages or ())] if item else []

    def add(self, unread: Unread, account_ids: Iterable[str], *, transaction: Transaction) -> None:
        for account_id in account_ids:
            added = _UnreadItem.messages.add({str(unread)})
            transaction.update(self._item(account_id), [added])

    def remove(
        self, read: Collection[Unread], account_id: str, *, transaction: Transaction
    ) -> None:
        if read:
            gone = _UnreadItem.messages.delete({str(each) for each in read})
            transaction.update(self._item(account_id), [gone])

    def _item(self, account_id: str) -> _UnreadItem:
        return _UnreadItem(f"{self._org}#ACCOUNT#{account_id}#MESSAGES", "UNREAD")
