"""What goes over the wire about messages."""

from datetime import datetime
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.http.fields import Cursor, Id, Name, Text
from chalicelib.messages.model import About, Conversation, Message, Side, Thread

MessageCount = Annotated[int, Meta(ge=0, le=10**9)]


class ConversationStart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    about: About
    subject: Name
    text: Text
    group_id: Id | None = None


class MessageWriting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: Text


class ReadingMark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`until` is the newest message that was read."""

    until: Id


class ConversationClosing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`message_count` is what it was when the conversation was read."""

    message_count: MessageCount


class ConversationQuery(Struct, frozen=True, kw_only=True):
    cursor: Cursor | None = None


class StaffInboxQuery(Struct, frozen=True, kw_only=True):
    """All that this colleague may see, or the office's own, or one group's."""

    cursor: Cursor | None = None
    inbox: Literal["all", "office"] = "all"
    group_id: Id | None = None


class ConversationView(Struct, frozen=True, kw_only=True):
    conversation_id: str
    family_id: str
    about: About
    group_id: str | None
    subject: str
    is_open: bool
    opened_at: datetime
    message_count: int
    last_at: datetime
    last_side: Side
    last_author: str
    last_words: str

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        return cls(
            conversation_id=conversation.conversation_id,
            family_id=conversation.family_id,
            about=conversation.about,
            group_id=conversation.group_id,
            subject=conversation.subject,
            is_open=conversation.is_open,
            opened_at=conversation.opened_at,
            message_count=conversation.message_count,
            last_at=conversation.last_at,
            last_side=conversation.last_side,
            last_author=conversation.last_author,
            last_words=conversation.last_words,
        )


class FamilyConversationView(Struct, frozen=True, kw_only=True):
    """`unread` is how many messages this parent has not read."""

    conversation: ConversationView
    unread: int


class FamilyConversationListView(Struct, frozen=True, kw_only=True):
    conversations: list[FamilyConversationView]
    next: str | None


class StaffConversationView(Struct, frozen=True, kw_only=True):
    """`is_unread` if the family has written something that no colleague has read."""

    conversation: ConversationView
    family_name: str
    is_unread: bool

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        return cls(
            conversation=ConversationView.of(conversation),
            family_name=conversation.family_name,
            is_unread=conversation.is_unread,
        )


class StaffConversationListView(Struct, frozen=True, kw_only=True):
    conversations: list[StaffConversationView]
    next: str | None


class MessageView(Struct, frozen=True, kw_only=True):
    """`is_seen` if a colleague has read it, or wrote it."""

    message_id: str
    side: Side
    author: str
    is_mine: bool
    is_seen: bool
    text: str
    sent_at: datetime

    @classmethod
    def of(cls, message: Message, *, reader: str, is_seen: bool) -> Self:
        return cls(
            message_id=message.message_id,
            side=message.side,
            author=message.author_name,
            is_mine=message.author_id == reader,
            is_seen=is_seen or message.side is Side.STAFF,
            text=message.text,
            sent_at=message.sent_at,
        )


class ThreadView(Struct, frozen=True, kw_only=True):
    """The newest message comes first."""

    conversation: ConversationView
    messages: list[MessageView]
    next: str | None

    @classmethod
    def of(cls, thread: Thread, *, reader: str, cursor: str | None) -> Self:
        return cls(
            conversation=ConversationView.of(thread.conversation),
            messages=_messages(thread, reader),
            next=cursor,
        )


class StaffThreadView(Struct, frozen=True, kw_only=True):
    """The newest message comes first."""

    conversation: StaffConversationView
    messages: list[MessageView]
    next: str | None

    @classmethod
    def of(cls, thread: Thread, *, reader: str, cursor: str | None) -> Self:
        return cls(
            conversation=StaffConversationView.of(thread.conversation),
            messages=_messages(thread, reader),
            next=cursor,
        )


def _messages(thread: Thread, reader: str) -> list[MessageView]:
    is_read = thread.conversation.is_read
    return [
        MessageView.of(it, reader=reader, is_seen=is_read(it.message_id))
        for it in thread.messages.items
    ]
