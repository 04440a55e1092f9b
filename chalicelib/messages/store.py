"""Conversations in DynamoDB.

pk                                   sk              what
ORG#<org>#CONVERSATION#<id>          CONVERSATION    the conversation
ORG#<org>#CONVERSATION#<id>          <message>       a message, never changed
ORG#<org>#CONVERSATION#<id>#INBOX    OWN             a copy, for the list of its group or the office
ORG#<org>#CONVERSATION#<id>#INBOX    ALL             a copy, for the list of everything

gsi1pk                               gsi1sk          what
ORG#<org>#FAMILY#<family>#MESSAGES   <message>       a family's conversations, by last message
ORG#<org>#INBOX#OFFICE               <message>       those with the office
ORG#<org>#INBOX#GROUP#<group>        <message>       those with a group
ORG#<org>#INBOX#ALL                  <message>       all

Messages sort before their conversation, so that one query, newest first, begins with it. A message
is added without a look at those before it: two at once are both there.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, find, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import NotFound, PortalError
from chalicelib.core.pages import Page
from chalicelib.messages.model import Conversation, Message, Side, Thread

ALL = "ALL"
OFFICE_INBOX = "OFFICE"


class _ThreadItem(Item):
    """A conversation, or one `message` of it: they are read together."""

    conversation_id = UnicodeAttribute(null=True)
    family_id = UnicodeAttribute(null=True)
    family_name = UnicodeAttribute(null=True)
    group_id = UnicodeAttribute(null=True)
    subject = UnicodeAttribute(null=True)
    opened_at = UTCDateTimeAttribute(null=True)
    message_count = NumberAttribute(null=True)
    last_message_id = UnicodeAttribute(null=True)
    last_at = UTCDateTimeAttribute(null=True)
    last_side = UnicodeAttribute(null=True)
    last_author = UnicodeAttribute(null=True)
    last_words = UnicodeAttribute(null=True)
    is_open = BooleanAttribute(null=True)
    asked_until = UnicodeAttribute(null=True)
    read_until = UnicodeAttribute(null=True)
    message = JSONAttribute(null=True)


class MessageStore:
    """The conversations of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, conversation_id: str) -> Key:
        """Return where the conversation stands."""
        return key_of(self._item(conversation_id))

    def find(self, conversation_id: str) -> Conversation:
        """:raises NotFound: there is no such conversation."""
        item = find(self._item(conversation_id), at_hand=self._at_hand)
        if item is None:
            raise NotFound
        return _conversation(item)

    def thread(self, conversation_id: str, *, limit: int, after: str | None) -> Thread:
        """Return the conversation and a page of messages; `after` is the last one before it.

        :raises NotFound: there is no such conversation.
        """
        found = _ThreadItem.query(
            self._pk(conversation_id),
            _ThreadItem.sk < after if after else None,
            limit=limit + 2,
            scan_index_forward=False,
            consistent_read=True,
        )
        items = list(found)
        head = None if after or not items else items.pop(0)
        conversation = _conversation(head) if head else self.find(conversation_id)
        messages = [_message(item) for item in items]
        last = messages[limit - 1].message_id if len(messages) > limit else None
        return Thread(conversation, Page(messages[:limit], last))

    def of_family(self, family_id: str, *, limit: int, after: str | None) -> Page[Conversation]:
        """Return conversations, newest activity first; the last second may be missing."""
        return self._lists([self._family_list(family_id)], limit=limit, after=after)

    def inbox(self, inboxes: Sequence[str], *, limit: int, after: str | None) -> Page[Conversation]:
        """Return the conversations of these inboxes as one list; one request for each inbox."""
        return self._lists([self._inbox(name) for name in inboxes], limit=limit, after=after)

    def open(self, conversation: Conversation, first: Message, *, transaction: Transaction) -> None:
        lists = {
            "CONVERSATION": self._family_list(conversation.family_id),
            "OWN": self._inbox(inbox_of(conversation.group_id)),
            "ALL": self._inbox(ALL),
        }
        for item in self._copies(conversation.conversation_id):
            _fill(item, conversation)
            item.gsi1pk, item.gsi1sk = lists[item.sk], conversation.last_message_id
            transaction.put(item, condition=_ThreadItem.pk.does_not_exist())
        self._put(conversation.conversation_id, first, transaction)

    def add(self, conversation_id: str, message: Message, *, transaction: Transaction) -> None:
        """Add the message, and open the conversation again if it was closed.

        :raises NotFound: on commit, if there is no such conversation.
        """
        actions = [
            _ThreadItem.gsi1sk.set(message.message_id),
            _ThreadItem.last_message_id.set(message.message_id),
            _ThreadItem.last_at.set(message.sent_at),
            _ThreadItem.last_side.set(message.side),
            _ThreadItem.last_author.set(message.author_name),
            _ThreadItem.last_words.set(message.excerpt),
            _ThreadItem.is_open.set(True),
            _ThreadItem.message_count.add(1),
        ]
        if message.side is Side.FAMILY:
            actions.append(_ThreadItem.asked_until.set(message.message_id))
        self._change(conversation_id, actions, transaction=transaction)
        self._put(conversation_id, message, transaction)

    def close(
        self,
        conversation_id: str,
        *,
        message_count: int,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Close the conversation if it has this number of messages, otherwise refuse."""
        self._change(
            conversation_id,
            [_ThreadItem.is_open.set(False)],
            condition=_ThreadItem.message_count == message_count,
            otherwise=otherwise,
            transaction=transaction,
        )

    def reopen(self, conversation_id: str, *, transaction: Transaction) -> None:
        """:raises NotFound: on commit, if there is no such conversation."""
        is_open = _ThreadItem.is_open.set(True)
        self._change(conversation_id, [is_open], transaction=transaction)

    def mark_read(self, conversation_id: str, *, until: str, transaction: Transaction) -> None:
        """Let it be known that a colleague has read up to and including this message.

        :raises NotFound: on commit, if there is no such conversation.
        """
        actions = [_ThreadItem.read_until.set(until)]
        self._change(conversation_id, actions, transaction=transaction)

    def check_exists(self, conversation_id: str, *, transaction: Transaction) -> None:
        """:raises NotFound: on commit, if there is no such conversation."""
        transaction.check(
            self._item(conversation_id), condition=_ThreadItem.pk.exists(), otherwise=NotFound()
        )

    def _lists(
        self, partitions: Sequence[str], *, limit: int, after: str | None
    ) -> Page[Conversation]:
        found = [
            _conversation(item)
            for partition in partitions
            for item in _ThreadItem.gsi1.query(
                partition,
                _ThreadItem.gsi1sk < after if after else None,
                limit=limit + 1,
                scan_index_forward=False,
            )
        ]
        found.sort(key=lambda it: it.last_message_id, reverse=True)
        last = found[limit - 1].last_message_id if len(found) > limit else None
        return Page(found[:limit], last)

    def _change(
        self,
        conversation_id: str,
        actions: Sequence[Action],
        *,
        transaction: Transaction,
        condition: Condition | None = None,
        otherwise: PortalError | None = None,
    ) -> None:
        """Change the conversation and what lists show of it."""
        exists = _ThreadItem.pk.exists()
        for item in self._copies(conversation_id):
            is_head = item.sk == "CONVERSATION"
            transaction.update(
                item,
                actions,
                condition=exists & condition if is_head and condition is not None else exists,
                otherwise=otherwise if is_head and otherwise else NotFound(),
            )

    def _put(self, conversation_id: str, message: Message, transaction: Transaction) -> None:
        item = _ThreadItem(self._pk(conversation_id), message.message_id)
        item.message = {**vars(message), "sent_at": message.sent_at.isoformat()}
        transaction.put(item, condition=_ThreadItem.pk.does_not_exist())

    def _copies(self, conversation_id: str) -> Iterator[_ThreadItem]:
        yield self._item(conversation_id)
        yield _ThreadItem(f"{self._pk(conversation_id)}#INBOX", "OWN")
        yield _ThreadItem(f"{self._pk(conversation_id)}#INBOX", "ALL")

    def _item(self, conversation_id: str) -> _ThreadItem:
        return _ThreadItem(self._pk(conversation_id), "CONVERSATION")

    def _pk(self, conversation_id: str) -> str:
        return f"{self._org}#CONVERSATION#{conversation_id}"

    def _family_list(self, family_id: str) -> str:
        return f"{self._org}#FAMILY#{family_id}#MESSAGES"

    def _inbox(self, name: str) -> str:
        return f"{self._org}#INBOX#{name}"


def inbox_of(group_id: str | None) -> str:
    """Return the name of the inbox of a group, or without one of the office."""
    return f"GROUP#{group_id}" if group_id else OFFICE_INBOX


def _fill(item: _ThreadItem, conversation: Conversation) -> None:
    for name, value in vars(conversation).items():
        setattr(item, name, value)


def _conversation(item: _ThreadItem) -> Conversation:
    return Conversation(
        conversation_id=item.conversation_id,
        family_id=item.family_id,
        family_name=item.family_name,
        group_id=item.group_id,
        subject=item.subject,
        opened_at=item.opened_at,
        message_count=int(item.message_count),
        last_message_id=item.last_message_id,
        last_at=item.last_at,
        last_side=Side(item.last_side),
        last_author=item.last_author,
        last_words=item.last_words,
        is_open=item.is_open,
        asked_until=item.asked_until,
        read_until=item.read_until,
    )


def _message(item: _ThreadItem) -> Message:
    plain: dict[str, Any] = item.message
    return Message(
        message_id=plain["message_id"],
        side=Side(plain["side"]),
        author_id=plain["author_id"],
        author_name=plain["author_name"],
        text=plain["text"],
        sent_at=datetime.fromisoformat(plain["sent_at"]),
    )
