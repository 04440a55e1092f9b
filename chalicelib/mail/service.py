"""Post letters, deliver them, and keep what became of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.aws import files, mailbox
from chalicelib.aws.transactions import Transaction
from chalicelib.mail.logo import Logo
from chalicelib.mail.message import Letter, Letterhead
from chalicelib.mail.store import MailStore
from chalicelib.observability import count
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.settings import settings

QUEUE = "mail"
STATES = {"Delivery": "delivered", "Bounce": "bounced", "Complaint": "complained"}


def post(letter: Letter, *, transaction: Transaction, now: datetime) -> None:
    """Let the letter go if, and only if, the transaction is committed.

    Of one that is about something the caller writes that it is the newest about it.
    """
    errand = Errand(letter.organisation_id, QUEUE, letter.plain(), letter.letter_id)
    outbox.put(errand, transaction=transaction, now=now)


def deliver(errand: Errand, now: datetime) -> None:
    """Give the letter to SES, unless its address takes no mail. Run twice, it may go twice."""
    # Everybody who posts a letter imports this room; only its worker writes messages.
    from chalicelib.mail import rendering

    letter = Letter.of(errand.body)
    store = MailStore(letter.organisation_id)
    if store.is_refused(letter.to.email):
        store.mark_event(letter.letter_id, "bounced", about=letter.about, now=now)
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
    store.mark_sent(letter.letter_id, message_id, about=letter.about, now=now)
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
    (letter_id,), (about,) = tags["letter"], tags.get("about", [None])
    store.mark_event(letter_id, state, about=about, now=now)
    if state != "delivered":
        for email in event["mail"]["destination"]:
            store.refuse_address(email, state, now=now)


def accept_address(email: str, *, organisation_id: str, transaction: Transaction) -> None:
    """Send to an address again that bounced before: a colleague has checked it."""
    MailStore(organisation_id).accept_address(email, transaction=transaction)


def set_letterhead(
    letterhead: Letterhead, *, organisation_id: str, transaction: Transaction
) -> None:
    MailStore(organisation_id).put_letterhead(letterhead, transaction=transaction)
