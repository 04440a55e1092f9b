"""Letterheads, what became of letters, and addresses that take no mail, in DynamoDB.

pk                               sk            what
ORG#<org>#LETTERHEAD             LETTERHEAD    what this organisation's mails look like
ORG#<org>#LETTER#<letter>        LETTER        what became of a letter (ttl)
ORG#<org>#ADDRESS#<hash>         ADDRESS       an address that bounced or complained

What became of the newest letter about something, as `account-<id>`, stands on the item of that
thing itself, `ORG#<org>#ACCOUNT#<id>` and `ACCOUNT`: who lists those knows it without a look.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, find, is_condition_failed
from chalicelib.aws.transactions import Transaction
from chalicelib.core.ids import fingerprint
from chalicelib.mail.message import Letterhead, LetterState

KEPT = timedelta(days=400)
Words: TypeAlias = tuple[str, ...]
_LAST_WORDS = ("bounced", "complained")
_AFTER_SENT = ("sent", "delivered", *_LAST_WORDS)


class _LetterheadItem(Item):
    name = UnicodeAttribute()
    colour = UnicodeAttribute()
    origin = UnicodeAttribute()
    email = UnicodeAttribute()
    phone = UnicodeAttribute()
    address = UnicodeAttribute()
    logo_key = UnicodeAttribute(null=True)


class _LetterItem(Item):
    letter_id = UnicodeAttribute()
    letter_state = UnicodeAttribute()
    letter_at = UTCDateTimeAttribute()
    message_id = UnicodeAttribute(null=True)


class _SubjectItem(Item):
    """What letters are about, of which other rooms know the rest."""

    letter_id = UnicodeAttribute()
    letter_state = UnicodeAttribute()
    letter_at = UTCDateTimeAttribute()


class _AddressItem(Item):
    why = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class MailStore:
    """The mail of one organisation."""

    def __init__(self, organisation_id: str) -> None:
        self._org = f"ORG#{organisation_id}"

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

    def letter(self, letter_id: str) -> LetterState | None:
        """Return what became of a letter about nothing else, once it is known."""
        item = find(self._letter(letter_id))
        return LetterState(letter_id, item.letter_state, item.letter_at) if item else None

    def mark_sent(
        self, letter_id: str, message_id: str, *, about: str | None, now: datetime
    ) -> None:
        """Note it, unless an event has told more already, or there is a newer letter."""
        if about:
            self._mark_subject(about, letter_id, "sent", unless=_AFTER_SENT, now=now)
        else:
            more = [_LetterItem.message_id.set(message_id)]
            self._mark_letter(letter_id, "sent", more, unless=_AFTER_SENT, now=now)

    def mark_event(self, letter_id: str, state: str, *, about: str | None, now: datetime) -> None:
        """Note it, unless there is a newer letter.

        What bounced or complained is not delivered any more.
        """
        if about:
            self._mark_subject(about, letter_id, state, unless=_LAST_WORDS, now=now)
        else:
            self._mark_letter(letter_id, state, [], unless=_LAST_WORDS, now=now)

    def _mark_letter(
        self, letter_id: str, state: str, more: Sequence[Action], *, unless: Words, now: datetime
    ) -> None:
        was = _LetterItem.letter_state
        actions = [
            _LetterItem.letter_id.set(letter_id),
            was.set(state),
            _LetterItem.letter_at.set(now),
            _LetterItem.ttl.set(now + KEPT),
            *more,
        ]
        is_open = was.does_not_exist() | ~was.is_in(*unless)
        _update(self._letter(letter_id), actions, condition=is_open)

    def _mark_subject(
        self, about: str, letter_id: str, state: str, *, unless: Words, now: datetime
    ) -> None:
        was = _SubjectItem.letter_state
        _update(
            self._subject(about),
            [was.set(state), _SubjectItem.letter_at.set(now)],
            condition=(_SubjectItem.letter_id == letter_id) & ~was.is_in(*unless),
        )

    def refuse_address(self, email: str, why: str, *, now: datetime) -> None:
        item = self._address(email)
        item.why = why
        item.at = now
        item.save()

    def is_refused(self, email: str) -> bool:
        return find(self._address(email)) is not None

    def accept_address(self, email: str, *, transaction: Transaction) -> None:
        transaction.delete(self._address(email))

    def _letter(self, letter_id: str) -> _LetterItem:
        return _LetterItem(f"{self._org}#LETTER#{letter_id}", "LETTER")

    def _subject(self, about: str) -> _SubjectItem:
        kind, _, name = about.partition("-")
        return _SubjectItem(f"{self._org}#{kind.upper()}#{name}", kind.upper())

    def _address(self, email: str) -> _AddressItem:
        return _AddressItem(f"{self._org}#ADDRESS#{fingerprint(email.casefold())}", "ADDRESS")


def _update(item: Item, actions: list[Action], *, condition: Condition) -> None:
    try:
        item.update(actions, condition=condition)
    except UpdateError as error:
        if not is_condition_failed(error):
            raise
