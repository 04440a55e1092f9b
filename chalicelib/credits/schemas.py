"""What goes over the wire about credits. Hours and points are decimals as text."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct

from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.credits import words
from chalicelib.credits.correcting import Correction
from chalicelib.credits.model import Credit, Entry, Open
from chalicelib.credits.service import Ledger
from chalicelib.http.fields import Cursor, Day, tidy
from chalicelib.policies.model import Amount, Unit

UnitName = Literal["hours", "points"]
# Hundredths at the finest, and never nothing.
SignedAmount = Annotated[
    str, Meta(pattern=r"^-?(?!0+(\.0+)?$)[0-9]{1,4}(\.[0-9]{1,2})?$(?!\n)", max_length=8)
]
Version = Annotated[int, Meta(ge=0, le=10**9)]
# Goes into a mail and into the ledger: shorter than other texts.
Reason = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        pattern=r"^(?=[\s\S]*\S)[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$(?!\n)",
    ),
]


class CreditsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class CorrectionWriting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A negative `amount` takes, of what expires first.

    `version` is that of the credits which the colleague looked at. What is given can be used up to
    and including `usable_until`; null: it does not expire.
    """

    amount: SignedAmount
    unit: UnitName
    reason: Reason
    version: Version
    usable_until: Day | None = None

    def correction(self) -> Correction:
        amount = Amount(Decimal(self.amount), Unit(self.unit))
        return Correction(amount, tidy(self.reason), self.usable_until, self.version)


@dataclass(frozen=True)
class Reader:
    """Who reads a ledger, in which language and on which day."""

    language: Language
    today: date
    is_office: bool


class CreditView(Struct, frozen=True, kw_only=True):
    """What is left of a credit, for days from `usable_from` up to and including `usable_until`.

    `cause` is in words, and so is the `rule` that gave it, if one did.
    """

    grant_id: str
    unit: UnitName
    left: Decimal
    granted: Decimal
    earned_on: date
    given_up: date | None
    usable_from: date
    usable_until: date | None
    cause: str
    rule: str | None

    @classmethod
    def of(cls, credit: Credit, language: Language) -> Self:
        grant = credit.grant
        return cls(
            grant_id=grant.grant_id,
            unit=grant.unit.value,
            left=credit.left,
            granted=grant.amount,
            earned_on=grant.earned_on,
            given_up=grant.given_up,
            usable_from=grant.usable_from,
            usable_until=grant.usable_until,
            cause=words.cause_in_words(grant.cause, language),
            rule=words.rule_in_words(grant.rule, language),
        )


class CreditEntryView(Struct, frozen=True, kw_only=True):
    """What was done: `change` is below 0 if it took something. `what` and `cause` are in words.

    `by` is the account of who did it, null if it went by itself; only the office is told.
    """

    entry_id: str
    at: datetime
    kind: Literal["grant", "use", "return", "expiry", "correction", "ended", "moved"]
    grant_id: str
    unit: UnitName
    change: Decimal
    usable_until: date | None
    what: str
    cause: str
    rule: str | None
    by: str | None

    @classmethod
    def of(cls, entry: Entry, language: Language, *, is_for_office: bool) -> Self:
        grant = entry.grant
        return cls(
            entry_id=entry.entry_id,
            at=entry.at,
            kind=entry.kind.value,
            grant_id=grant.grant_id,
            unit=grant.unit.value,
            change=entry.change,
            usable_until=grant.usable_until,
            what=words.kind_in_words(entry.kind, language),
            cause=words.entry_in_words(entry, language),
            rule=words.rule_in_words(entry.rule or grant.rule, language),
            by=entry.by if is_for_office else None,
        )


class CreditBalanceView(Struct, frozen=True, kw_only=True):
    """What is left today, and the version that a correction names."""

    version: int
    hours: Decimal
    points: Decimal

    @classmethod
    def of(cls, open_: Open, today: date) -> Self:
        return cls(
            version=open_.version,
            hours=open_.balance(Unit.HOURS, today),
            points=open_.balance(Unit.POINTS, today),
        )


class CreditLedgerView(Struct, frozen=True, kw_only=True):
    """What is left, what of it expires first first; then all that was done, the newest first."""

    balance: CreditBalanceView
    credits: list[CreditView]
    entries: list[CreditEntryView]
    next: str | None

    @classmethod
    def of(cls, ledger: Ledger, cursor: str | None, reader: Reader) -> Self:
        language, today = reader.language, reader.today
        return cls(
            balance=CreditBalanceView.of(ledger.open, today),
            credits=[CreditView.of(it, language) for it in ledger.open.valid(today)],
            entries=[
                CreditEntryView.of(it, language, is_for_office=reader.is_office)
                for it in ledger.entries.items
            ],
            next=cursor,
        )
