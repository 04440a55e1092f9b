"""What colleagues can do with messages."""

from datetime import datetime

from chalicelib.accounts import service as accounts
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import OFFICE, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.families import service as families
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee
from chalicelib.messages.mails import MESSAGES_PAGE, ColleagueAnswered
from chalicelib.messages.model import (
    Conversation,
    Message,
    NewMessage,
    Side,
    Thread,
    Unread,
    new_message_id,
)
from chalicelib.messages.service import CONVERSATIONS, MESSAGES, note, parents_in
from chalicelib.messages.store import ALL, OFFICE_INBOX, MessageStore, inbox_of
from chalicelib.messages.unread_store import UnreadStore
from chalicelib.organisations import service as organisations


def list_inbox(
    *, caller: Caller, group_id: str | None, office_only: bool, after: str | None
) -> Page[Conversation]:
    """Return a page of conversations, the newest activity first.

    The office sees all, those with itself only, or those with one group; a group worker those
    with one or all of the own groups.

    :raises NotFound: it is not an inbox of this colleague.
    """
    inboxes = _inboxes(caller, group_id, office_only=office_only)
    store = _store(caller)
    return store.inbox(inboxes, limit=CONVERSATIONS, after=after)


def read_thread(*, caller: Caller, conversation_id: str, after: str | None) -> Thread:
    """Return a conversation with a page of its messages, the newest first.

    :raises NotFound: it is not there, or not for this colleague.
    """
    store = _store(caller)
    thread = store.thread(conversation_id, limit=MESSAGES, after=after)
    _check_may_see(caller, thread.conversation)
    return thread


def answer(*, caller: Caller, conversation_id: str, text: str, now: datetime) -> Message:
    """Add an answer, and mail the parents that it is there; a closed conversation opens again.

    :raises NotFound: it is not there, or not for this colleague.
    """
    organisation_id = caller.organisation_id
    store = _store(caller)
    conversation = store.find(conversation_id)
    _check_may_see(caller, conversation)
    family = families.get_family(
        conversation.family_id, organisation_id=organisation_id, at_hand=caller.at_hand
    )
    parents = sorted(parents_in(family, day_of(now)) - {caller.account_id})
    people = accounts.addressees_of([*parents, caller.account_id], organisation_id=organisation_id)
    message = Message(
        message_id=new_message_id(now),
        side=Side.STAFF,
        author_id=caller.account_id,
        author_name=_name_of(caller, people.get(caller.account_id), now),
        text=text,
        sent_at=now,
    )
    transaction = Transaction()
    store.add(conversation_id, message, transaction=transaction)
    unread = Unread(conversation_id, message.message_id)
    UnreadStore(organisation_id).add(unread, parents, transaction=transaction)
    told = ColleagueAnswered(
        colleague=message.author_name,
        subject=conversation.subject,
        page=f"{MESSAGES_PAGE}/{conversation_id}",
    )
    for parent in parents:
        if parent in people:
            letter = told.to(people[parent], organisation_id=organisation_id)
            mail.post(letter, transaction=transaction, now=now)
    note("messages.answer", conversation_id, caller, transaction, now)
    transaction.commit()
    return message


def close_conversation(
    *, caller: Caller, conversation_id: str, message_count: int, now: datetime
) -> None:
    """Close it, if it has no more messages than this colleague has seen.

    :raises NotFound: it is not there, or not for this colleague.
    :raises NewMessage: somebody has written meanwhile.
    """
    store = _store(caller)
    _check_may_see(caller, store.find(conversation_id))
    transaction = Transaction()
    store.close(
        conversation_id,
        message_count=message_count,
        otherwise=NewMessage(),
        transaction=transaction,
    )
    note("messages.close", conversation_id, caller, transaction, now)
    transaction.commit()


def reopen_conversation(*, caller: Caller, conversation_id: str, now: datetime) -> None:
    """:raises NotFound: it is not there, or not for this colleague."""
    store = _store(caller)
    _check_may_see(caller, store.find(conversation_id))
    transaction = Transaction()
    store.reopen(conversation_id, transaction=transaction)
    note("messages.reopen", conversation_id, caller, transaction, now)
    transaction.commit()


def mark_read_by_staff(*, caller: Caller, conversation_id: str, until: str, now: datetime) -> None:
    """Let parents see that a colleague has read up to and including this message.

    :raises NotFound: it is not there, or not for this colleague.
    """
    store = _store(caller)
    conversation = store.find(conversation_id)
    _check_may_see(caller, conversation)
    until = min(until, new_message_id(now))  # what is not written yet is not read either
    if conversation.is_read(until):
        return
    transaction = Transaction()
    store.mark_read(conversation_id, until=until, transaction=transaction)
    note("messages.read", conversation_id, caller, transaction, now)
    transaction.commit()


def _store(caller: Caller) -> MessageStore:
    return MessageStore(caller.organisation_id, at_hand=caller.at_hand)


def _inboxes(caller: Caller, group_id: str | None, *, office_only: bool) -> list[str]:
    is_office = caller.staff_role in OFFICE
    is_foreign = group_id is not None and not is_office and group_id not in caller.group_ids
    if is_foreign or (office_only and not is_office):
        raise NotFound
    if group_id:
        return [inbox_of(group_id)]
    if is_office:
        return [OFFICE_INBOX if office_only else ALL]
    return [inbox_of(it) for it in sorted(caller.group_ids)]


def _check_may_see(caller: Caller, conversation: Conversation) -> None:
    """:raises NotFound: it is not with the caller's group, and the caller is not of the office."""
    if caller.staff_role not in OFFICE and conversation.group_id not in caller.group_ids:
        raise NotFound


def _name_of(caller: Caller, colleague: Addressee | None, now: datetime) -> str:
    """Return the colleague's name; if there is none, it is the organisation that answers."""
    if colleague:
        return colleague.name
    return organisations.configuration_of(caller.organisation_id, now=now).organisation.name
