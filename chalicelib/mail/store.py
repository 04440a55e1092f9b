"""Letterheads, what became of letters, and addresses that take no mail, in DynamoDB.

pk                               sk            what
ORG#<org>#LETTERHEAD             LETTERHEAD    what this organisation's mails look like
ORG#<org>#LETTER#<letter>        LETTER        what became of a letter (ttl)
ORG#<org>#ADDRESS#<hash>         ADDRESS       an address that bounced or complained
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.aws.table import Item, find, find_many, is_condition_failed
from chalicelib.aws.transactions import Transaction
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
    letter_id = UnicodeAttribute()
    state = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    message_id = UnicodeAttribute(null=True)


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

    def mark_sent(self, letter_id: str, message_id: str, *, now: datetime) -> None:
        """Note it, unless an event has told more already."""
        self._mark(
            letter_id,
            "sent",
            [_LetterItem.message_id.set(message_id)],
            condition=_LetterItem.state.does_not_exist(),
            now=now,
        )

    def mark_event(self, letter_id: str, state: str, *, now: datetime) -> None:
        """Note it; what bounced or complained is not delivered any more."""
        is_last_word = _LetterItem.state.is_in("bounced", "complained")
        self._mark(letter_id, state, [], condition=~is_last_word, now=now)

    def _mark(
        self, letter_id: str, state: str, actions: list[Any], *, condition: Any, now: datetime
    ) -> None:
        try:
            self._letter(letter_id).update(
                [
                    _LetterItem.letter_id.set(letter_id),
                    _LetterItem.state.set(state),
                    _LetterItem.at.set(now),
                    _LetterItem.ttl.set(now + KEPT),
                    *actions,
                ],
                condition=condition,
            )
        except UpdateError as error:
            if not is_condition_failed(error):
                raise

    def states(self, letter_ids: Sequence[str]) -> list[LetterState]:
        """Return what became of these letters; those that were not sent yet are left out."""
        keys = [(item.pk, item.sk) for item in map(self._letter, letter_ids)]
        return [
            LetterState(item.letter_id, item.state, item.at)
            for item in find_many(_LetterItem, keys)
        ]

    def refuse_address(self, email: str, why: str, *, now: datetime) -> None:
        item = self._address(email)
        item.why = why
        item.at = now
        item.save()

    def is_refused(self, email: str) -> bool:
        return find(self._address(email)) is not None

    def accept_address(self, email: str) -> None:
        self._address(email).delete()

    def _letter(self, letter_id: str) -> _LetterItem:
        return _LetterItem(f"{self._org}#LETTER#{letter_id}", "LETTER")

    def _address(self, email: str) -> _AddressItem:
        return _AddressItem(f"{self._org}#ADDRESS#{fingerprint(email.casefold())}", "ADDRESS")
