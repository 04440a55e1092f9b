"""Hours that a family may still use: entries in a ledger that are never changed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from chalicelib.core.values import dataclass

SHOWN_AFTER = timedelta(days=90)  # how long a credit that has expired is still shown


class EntryKind(StrEnum):
    GRANT = "grant"


@dataclass(frozen=True)
class Credit:
    """One entry of the ledger: hours that were given, why, and the last day they can be used."""

    credit_id: str
    child_id: str
    hours: Decimal
    earned_on: date
    valid_until: date
    cause: str
    kind: EntryKind = EntryKind.GRANT

    def is_valid(self, today: date) -> bool:
        return today <= self.valid_until


@dataclass(frozen=True)
class Balance:
    """What a child has left: every credit (first to expire first), and the hours still valid."""

    credits: Sequence[Credit]
    hours: Decimal
    first_expiry: date | None


def balance_of(ledger: Iterable[Credit], *, today: date) -> Balance:
    """Add up what is valid today; it is derived from the entries and kept nowhere."""
    entries = sorted(ledger, key=lambda it: (it.valid_until, it.earned_on, it.credit_id))
    valid = [it for it in entries if it.is_valid(today)]
    return Balance(
        credits=entries,
        hours=sum((it.hours for it in valid), Decimal(0)),
        first_expiry=valid[0].valid_until if valid else None,
    )
