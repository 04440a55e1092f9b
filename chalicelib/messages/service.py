"""What parents can do with messages."""

from collections import Counter
from datetime import date, datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import day_of
from chalicelib.families import access
from chalicelib.families.model import Family
from chalicelib.messages.model import (
    About,
    Conversation,
    FamilyInbox,
    Message,
    Side,
    Thread,
    Unread,
    check_group,
    family_of,
    new_conversation_id,
    new_message_id,
)
from chalicelib.messages.store import MessageStore
from chalicelib.messages.unread_store import UnreadStore

CONVERSATIONS = 20  # on a page
MESSAGES = 50  # idem


def start_conversation(
    *,
    caller: Caller,
    family_id: str,
    about: About,
    group_id: str | None,
    subject: str,
    text: str,
    now: datetime,
) -> Conversation:
    """Write to the office, or to a group in which a child of the family is.

    :raises NotFound: it is not the caller's family, or no group of its children.
    :raises GroupMissing: it is about a group that is not named, or the other way round.
    """
    check_group(about, group_id)
    family = access.own_family_for(caller, family_id, today=day_of(now))
    if group_id and not any(group_id in child.group_ids for child in family.children):
        raise NotFound
    first = _message(caller, family, text, now)
    conversation = Conversation(
        conversation_id=new_conversation_id(family_id),
        family_id=family_id,
        family_name=family.name,
        group_id=group_id,
        subject=subject,
        opened_at=now,
        message_count=1,
        last_message_id=first.message_id,
        last_at=now,
        last_side=Side.FAMILY,
        last_author=first.author_name,
        last_words=first.excerpt,
        asked_until=first.message_id,
    )
    transaction = Transaction()
    MessageStore(caller.organisation_id).open(conversation, first, transaction=transaction)
    _tell_other_parents(conversation.conversation_id, first, family, caller, transaction)
    note("messages.start", conversation.conversation_id, caller, transaction, now)
    transaction.commit()
    return conversation


def post_message(
    *, caller: Caller, family_id: str, conversation_id: str, text: str, now: datetime
) -> Message:
    """Add to a conversation of the caller's family; a closed one opens again.

    :raises NotFound: it is not there, or not of this family.
    """
    family = _own_family(caller, family_id, conversation_id, today=day_of(now))
    message = _message(caller, family, text, now)
    transaction = Transaction()
    MessageStore(caller.organisation_id).add(conversation_id, message, transaction=transaction)
    _tell_other_parents(conversation_id, message, family, caller, transaction)
    note("messages.post", conversation_id, caller, transaction, now)
    transaction.commit()
    return message


def list_conversations(
    *, caller: Caller, family_id: str, after: str | None, today: date
) -> FamilyInbox:
    """Return a page of the family's conversations, the newest activity first.

    :raises NotFound: it is not the caller's family.
    """
    access.own_family_for(caller, family_id, today=today)
    store = MessageStore(caller.organisation_id)
    page = store.of_family(family_id, limit=CONVERSATIONS, after=after)
    unread = _unread(caller).of(caller.account_id)
    return FamilyInbox(page, Counter(it.conversation_id for it in unread))


def read_conversation(
    *, caller: Caller, family_id: str, conversation_id: str, after: str | None, today: date
) -> Thread:
    """Return a conversation with a page of its messages, the newest first.

    :raises NotFound: it is not there, or not of the caller's family.
    """
    _own_family(caller, family_id, conversation_id, today=today)
    store = MessageStore(caller.organisation_id, at_hand=caller.at_hand)
    return store.thread(conversation_id, limit=MESSAGES, after=after)


def mark_read(
    *, caller: Caller, family_id: str, conversation_id: str, until: str, now: datetime
) -> None:
    """Take what this parent has read, up to and including a message, out of the unread ones.

    :raises NotFound: it is not there, or not of the caller's family.
    """
    _own_family(caller, family_id, conversation_id, today=day_of(now))
    unread = _unread(caller)
    read = [
        it
        for it in unread.of(caller.account_id)
        if it.conversation_id == conversation_id and it.message_id <= until
    ]
    transaction = Transaction()
    MessageStore(caller.organisation_id).check_exists(conversation_id, transaction=transaction)
    unread.remove(read, caller.account_id, transaction=transaction)
    note("messages.read", conversation_id, caller, transaction, now)
    transaction.commit()


def unread_along(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where `unread_count` will look."""
    return [UnreadStore(organisation_id).key(own_account_id)]


def unread_count(*, caller: Caller) -> int:
    """Return how many messages this parent has not read, in all families, in one request.

    It is none if it was read along with the session (`unread_along`).
    """
    own = caller.families_as(PARENTS)
    unread = _unread(caller).of(caller.account_id)
    return sum(it.family_id in own for it in unread)


def note(
    action: str, conversation_id: str, by: Caller, transaction: Transaction, now: datetime
) -> None:
    """Leave a record of it in the audit trail."""
    about = f"conversation/{conversation_id}"
    audit.note(action, about, by=by, transaction=transaction, now=now)


def parents_in(family: Family, today: date) -> set[str]:
    """Return the accounts of those who are parents in the family today."""
    parents = [it for it in family.parents if it.has_access(PARENTS, today)]
    return {it.account_id for it in parents if it.account_id}


def _own_family(caller: Caller, family_id: str, conversation_id: str, *, today: date) -> Family:
    """:raises NotFound: the conversation, or the family, is not the caller's."""
    if family_of(conversation_id) != family_id:
        raise NotFound
    return access.own_family_for(caller, family_id, today=today)


def _unread(caller: Caller) -> UnreadStore:
    return UnreadStore(caller.organisation_id, at_hand=caller.at_hand)


def _message(caller: Caller, family: Family, text: str, now: datetime) -> Message:
    """Return the message; who share an account both sign it."""
    authors = family.parents_with(caller.account_id)
    return Message(
        message_id=new_message_id(now),
        side=Side.FAMILY,
        author_id=caller.account_id,
        author_name=" / ".join(it.name for it in authors if it.has_access(PARENTS, day_of(now))),
        text=text,
        sent_at=now,
    )


def _tell_other_parents(
    conversation_id: str,
    message: Message,
    family: Family,
    caller: Caller,
    transaction: Transaction,
) -> None:
    others = parents_in(family, day_of(message.sent_at)) - {caller.account_id}
    unread = Unread(conversation_id, message.message_id)
    UnreadStore(caller.organisation_id).add(unread, sorted(others), transaction=transaction)
