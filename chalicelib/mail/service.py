"""Post letters, deliver them, and keep what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib.aws import files, mailbox
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.mail.logo import Logo
from chalicelib.mail.message import Letter, Letterhead, LetterState
from chalicelib.mail.store import MailStore
from chalicelib.observability import count
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.settings import settings

QUEUE = "mail"
STATES = {"Delivery": "delivered", "Bounce": "bounced", "Complaint": "complained"}


def post(letter: Letter, *, transaction: Transaction, now: datetime) -> None:
    """Let the letter go if, and only if, the transaction is committed."""
    errand = Errand(letter.organisation_id, QUEUE, letter.plain(), letter.letter_id)
    outbox.put(errand, transaction=transaction, now=now)
    if letter.about:
        MailStore(letter.organisation_id).put_newest(
            letter.about, letter.letter_id, transaction=transaction, now=now
        )


def deliver(errand: Errand, now: datetime) -> None:
    """Give the letter to SES, unless its address takes no mail. Run twice, it may go twice."""
    # Everybody who posts a letter imports this room; only its worker writes messages.
    from chalicelib.mail import rendering

    letter = Letter.of(errand.body)
    store = MailStore(letter.organisation_id)
    if store.is_refused(letter.to.email):
        store.mark_event(letter.subject, letter.letter_id, "bounced", now=now)
        return
    letterhead = store.letterhead()
    message = rendering.render(
        letter,
        letterhead,
        logo=Logo(files.read(letterhead.logo_key)) if letterhead.logo_key else None,
        sender=settings().mail_from,
        events=settings().mail_events,
    )
    for file in letter.attachments:
        rendering.attach(
            message, files.read(file.key), name=file.name, content_type=file.content_type
        )
    message_id = mailbox.send(message.as_bytes(), to=letter.to.email)
    store.mark_sent(letter.subject, letter.letter_id, message_id, now=now)
    count("LettersSent")


def note_event(event: Mapping[str, Any], *, now: datetime) -> None:
    """Keep what SES tells of a letter; after a hard bounce or a complaint the address rests."""
    state = STATES.get(event.get("eventType", ""))
    tags = event.get("mail", {}).get("tags", {})
    if state is None or "organisation" not in tags or "letter" not in tags:
        return
    is_soft = event.get("bounce", {}).get("bounceType", "Permanent") != "Permanent"
    if state == "bounced" and is_soft:
        return
    store = MailStore(tags["organisation"][0])
    (letter_id,), (subject,) = tags["letter"], tags.get("about", tags["letter"])
    store.mark_event(subject, letter_id, state, now=now)
    if state != "delivered":
        for email in event["mail"]["destination"]:
            store.refuse_address(email, state, now=now)


def newest_about(
    subjects: Sequence[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, LetterState]:
    """Return by what they are about the newest letters, and what became of each.

    About whom no letter was posted for more than a year is left out.
    """
    return MailStore(organisation_id, at_hand=at_hand).newest(subjects)


def keys_about(subjects: Iterable[str], *, organisation_id: str) -> list[Key]:
    """Return where `newest_about` will look, for who reads that together with something else."""
    return [MailStore(organisation_id).key(subject) for subject in subjects]


def accept_address(email: str, *, organisation_id: str, transaction: Transaction) -> None:
    """Send to an address again that bounced before: a colleague has checked it."""
    MailStore(organisation_id).accept_address(email, transaction=transaction)


def set_letterhead(
    letterhead: Letterhead, *, organisation_id: str, transaction: Transaction
) -> None:
    MailStore(organisation_id).put_letterhead(letterhead, transaction=transaction)
