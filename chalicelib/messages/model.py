"""Conversations and messages, and the rules about them. No input or output here."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from chalicelib.core.errors import Conflict, Malformed
from chalicelib.core.ids import new_id
from chalicelib.core.pages import Page
from chalicelib.core.values import dataclass

EXCERPT = 140  # characters


class GroupMissing(Malformed):
    """A conversation with a group names the group, and one with the office names none."""


class NewMessage(Conflict):
    """There is a message that was not there when the conversation was read."""


class About(StrEnum):
    OFFICE = "office"
    GROUP = "group"


class Side(StrEnum):
    FAMILY = "family"
    STAFF = "staff"


@dataclass(frozen=True)
class Message:
    """The text is as it was typed. Ids sort by time, and never clash."""

    message_id: str
    side: Side
    author_id: str
    author_name: str
    text: str
    sent_at: datetime

    @property
    def excerpt(self) -> str:
        """Return how it begins, in one line."""
        words = " ".join(self.text.split())
        return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"


@dataclass(frozen=True)
class Conversation:
    """Without a group it is with the office.

    `asked_until` is the family's last message, `read_until` the last one a colleague has read.
    """

    conversation_id: str
    family_id: str
    family_name: str
    group_id: str | None
    subject: str
    opened_at: datetime
    message_count: int
    last_message_id: str
    last_at: datetime
    last_side: Side
    last_author: str
    last_words: str
    is_open: bool = True
    asked_until: str | None = None
    read_until: str | None = None

    @property
    def about(self) -> About:
        return About.GROUP if self.group_id else About.OFFICE

    @property
    def is_unread(self) -> bool:
        """Tell whether the family has written something that no colleague has read."""
        return self.asked_until is not None and not self.is_read(self.asked_until)

    def is_read(self, message_id: str) -> bool:
        """Tell whether a colleague has read this message."""
        return self.read_until is not None and message_id <= self.read_until


@dataclass(frozen=True)
class Thread:
    """A conversation with some of its messages, the newest first."""

    conversation: Conversation
    messages: Page[Message]


@dataclass(frozen=True)
class Unread:
    """A message that an account has not read."""

    conversation_id: str
    message_id: str

    @property
    def family_id(self) -> str:
        return family_of(self.conversation_id)

    def __str__(self) -> str:
        return f"{self.conversation_id}#{self.message_id}"

    @classmethod
    def parse(cls, text: str) -> "Unread":
        conversation_id, _, message_id = text.partition("#")
        return cls(conversation_id, message_id)


@dataclass(frozen=True)
class FamilyInbox:
    """Conversations of a family, and by id how many messages of each this parent has not read."""

    conversations: Page[Conversation]
    unread: Mapping[str, int]


def new_conversation_id(family_id: str) -> str:
    """Return an id off which the family can be read."""
    return f"{family_id}.{new_id()[:10]}"


def family_of(conversation_id: str) -> str:
    """Return the id of the family that the conversation belongs to."""
    return conversation_id.partition(".")[0]


def new_message_id(now: datetime) -> str:
    """Return an id that sorts by time; two of the same microsecond differ in what follows."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{new_id()[:8]}"


def check_group(about: About, group_id: str | None) -> None:
    """:raises GroupMissing: it is about a group that is not named, or the other way round."""
    if (about is About.GROUP) != (group_id is not None):
        raise GroupMissing
