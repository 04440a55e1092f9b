"""Letterheads, what became of letters, and addresses that take no mail, in DynamoDB.

pk                               sk            what
ORG#<org>#LETTERHEAD             LETTERHEAD    what this organisation's mails look like
ORG#<org>#LETTER#<subject>       LETTER        what became of the newest letter about it (ttl)
ORG#<org>#ADDRESS#<hash>         ADDRESS       an address that bounced or complained

A letter that is about nothing else is about itself: its subject is its id.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.aws.table import Item, find, find_many, is_condition_failed
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.ids import fingerprint
from chalicelib.mail.message import Letterhead, LetterState

KEPT = timedelta(days=400)


class _LetterheadItem(Item):
    name = UnicodeAttribute()
    colour = UnicodeAttribute()
    origin = UnicodeAttribute()
    email = UnicodeAttribute()
    phone = UnicodeAttribute()
    address = UnicodeAttribute()
    logo_key = UnicodeAttribute(null=True)


class _LetterItem(Item):
    subject = UnicodeAttribute()
    letter_id = UnicodeAttribute()
    state = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    message_id = UnicodeAttribute(null=True)


class _AddressItem(Item):
    why = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class MailStore:
    """The mail of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, subject: str) -> Key:
        """Return where it stands, for what is read together with something else."""
        return f"{self._org}#LETTER#{subject}", "LETTER"

    def put_letterhead(self, letterhead: Letterhead, *, transaction: Transaction) -> None:
        transaction.put(
            _LetterheadItem(
                f"{self._org}#LETTERHEAD",
                "LETTERHEAD",
                name=letterhead.name,
                colour=letterhead.colour,
                origin=letterhead.origin,
                email=letterhead.email,
                phone=letterhead.phone,
                address=letterhead.address,
                logo_key=letterhead.logo_key,
            )
        )

    def letterhead(self) -> Letterhead:
        """:raises LookupError: the organisation has none, so it is no organisation."""
        item = find(_LetterheadItem(f"{self._org}#LETTERHEAD", "LETTERHEAD"))
        if item is None:
            raise LookupError(self._org)
        return Letterhead(
            name=item.name,
            colour=item.colour,
            origin=item.origin,
            email=item.email,
            phone=item.phone,
            address=item.address,
            logo_key=item.logo_key,
        )

    def put_newest(
        self, subject: str, letter_id: str, *, transaction: Transaction, now: datetime
    ) -> None:
        """Let this be the newest letter: what is told of earlier ones is not noted any more."""
        transaction.put(
            _LetterItem(
                *self.key(subject),
                ttl=now + KEPT,
                subject=subject,
                letter_id=letter_id,
                state="posted",
                at=now,
            )
        )

    def mark_sent(self, subject: str, letter_id: str, message_id: str, *, now: datetime) -> None:
        """Note it, unless an event has told more already, or there is a newer letter."""
        was_not_sent = _LetterItem.state.does_not_exist() | (_LetterItem.state == "posted")
        actions = [_LetterItem.message_id.set(message_id)]
        self._mark(subject, letter_id, "sent", actions, condition=was_not_sent, now=now)

    def mark_event(self, subject: str, letter_id: str, state: str, *, now: datetime) -> None:
        """Note it, unless there is a newer letter.

        What bounced or complained is not delivered any more.
        """
        is_last_word = _LetterItem.state.is_in("bounced", "complained")
        self._mark(subject, letter_id, state, [], condition=~is_last_word, now=now)

    def _mark(
        self,
        subject: str,
        letter_id: str,
        state: str,
        actions: list[Any],
        *,
        condition: Any,
        now: datetime,
    ) -> None:
        newest = _LetterItem.letter_id
        is_newest = newest.does_not_exist() | (newest == letter_id)
        try:
            _LetterItem(*self.key(subject)).update(
                [
                    _LetterItem.subject.set(subject),
                    _LetterItem.letter_id.set(letter_id),
                    _LetterItem.state.set(state),
                    _LetterItem.at.set(now),
                    _LetterItem.ttl.set(now + KEPT),
                    *actions,
                ],
                condition=is_newest & condition,
            )
        except UpdateError as error:
            if not is_condition_failed(error):
                raise

    def newest(self, subjects: Sequence[str]) -> dict[str, LetterState]:
        """Return what became of the newest letters about these, in one request per 100."""
        found = find_many(_LetterItem, map(self.key, subjects), at_hand=self._at_hand)
        return {it.subject: LetterState(it.letter_id, it.state, it.at) for it in found}

    def refuse_address(self, email: str, why: str, *, now: datetime) -> None:
        item = self._address(email)
        item.why = why
        item.at = now
        item.save()

    def is_refused(self, email: str) -> bool:
        return find(self._address(email)) is not None

    def accept_address(self, email: str, *, transaction: Transaction) -> None:
        transaction.delete(self._address(email))

    def _address(self, email: str) -> _AddressItem:
        return _AddressItem(f"{self._org}#ADDRESS#{fingerprint(email.casefold())}", "ADDRESS")
