"""Answers that are kept, in DynamoDB.

pk                          sk             what
ORG#<org>#ACCOUNT#<acc>     ONCE#<key>     the answer to a request with this key (ttl)
"""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from chalicelib.aws.table import Item, find, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.once.model import KEPT, Answer, AnsweredBefore, Asked


class _AnswerItem(Item):
    what = UnicodeAttribute()
    body = UnicodeAttribute()


class OnceStore:
    """The answers of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = organisation_id
        self._at_hand = at_hand

    def key(self, asked: Asked) -> Key:
        """Return where the answer stands, for who reads it with something else."""
        return key_of(self._item(asked))

    def answer(self, asked: Asked) -> Answer | None:
        item = find(self._item(asked), at_hand=self._at_hand)
        return Answer(item.what, item.body) if item else None

    def keep(self, asked: Asked, body: str, *, transaction: Transaction, now: datetime) -> None:
        """:raises AnsweredBefore: on commit, if the same request was answered meanwhile."""
        item = self._item(asked)
        item.what, item.body, item.ttl = asked.what, body, now + KEPT
        transaction.put(item, condition=_AnswerItem.pk.does_not_exist(), otherwise=AnsweredBefore())

    def _item(self, asked: Asked) -> _AnswerItem:
        return _AnswerItem(f"ORG#{self._org}#ACCOUNT#{asked.account_id}", f"ONCE#{asked.key}")
