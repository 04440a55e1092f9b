"""Credits as a ledger: grants, the entries about them, and what is open. No input or output here.

    entry, entry, entry ──▶ `Open.after` ──▶ what is left of each grant ──▶ `Open.balance`

An entry says by how much one grant changed. It is never changed itself, so what is left is the sum
of the entries at every moment, and never below nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit

NOTHING = Decimal(0)


class EntryKind(StrEnum):
    GRANT = "grant"
    USE = "use"
    RETURN = "return"
    EXPIRY = "expiry"
    CORRECTION = "correction"
    ENDED = "ended"
    MOVED = "moved"  # its last day is another one; the amount stays


class Why(StrEnum):
    """Causes that `words` has a sentence for, with the facts that it names."""

    CANCELLED = "cancelled"  # day, reason
    PUBLIC_HOLIDAY = "public_holiday"  # day
    CLOSED = "closed"  # day
    IMPORTED = "imported"
    EXTRA_DAY = "extra_day"  # day, request
    EXCHANGE = "exchange"  # day, request
    WITHDRAWN = "withdrawn"  # day, request: the parent let a granted day go
    TAKEN_BACK = "taken_back"  # day, request: the organisation took a granted day back
    EXPIRED = "expired"
    CORRECTED = "corrected"
    NOT_EXCHANGED = "not_exchanged"  # day: it was given for one that was let go, or taken back
    CONTRACT_ENDED = "contract_ended"  # day
    CONTRACT_GOES_ON = "contract_goes_on"
    CONTRACT_CHANGED = "contract_changed"  # day


@dataclass(frozen=True)
class Cause:
    """Why it was done. Days among the facts are like "2026-11-02".

    `text` is what somebody wrote: the reason of a correction, the cause that was imported.
    """

    why: Why
    facts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class RuleVersion:
    """The rules of which kind of care decided, and which version of them."""

    care_type: CareType
    version: int


@dataclass(frozen=True)
class Act:
    """What makes entries: why, at which instant, and by whose account; None: by itself.

    `rule` is the one that decided, if it is not the one by which the credit was given.
    """

    cause: Cause
    at: datetime
    by: str | None = None
    rule: RuleVersion | None = None

    @property
    def today(self) -> date:
        return day_of(self.at)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """So many hours or points for a child, for days from `usable_from` to `usable_until`.

    Both days are included; None: it does not expire. `care_type`, `product`, `group_id` and
    `given_hours` are those of the day `given_up`; None where nobody knows them, as of what was
    imported. Of what ends with a contract `own_until` is when it would have ended by itself
    (`date.max`: never). It was made less on `reduced_on`, when a contract had fewer hours.
    """

    grant_id: str
    child_id: str
    amount: Decimal
    unit: Unit
    cause: Cause
    earned_on: date
    usable_from: date
    usable_until: date | None = None
    rule: RuleVersion | None = None
    given_up: date | None = None
    given_hours: Decimal | None = None
    care_type: CareType | None = None
    product: str | None = None
    group_id: str | None = None
    own_until: date | None = None
    reduced_on: date | None = None

    def __post_init__(self) -> None:
        if self.amount <= NOTHING:
            raise ValueError(f"a credit of {self.amount}")

    @property
    def expires_on(self) -> date | None:
        return self.usable_until

    @property
    def order(self) -> tuple[date, date, date, str]:
        """What expires first comes first; of those the one earned first, and for the first day."""
        given_up = self.given_up or date.min
        return self.usable_until or date.max, self.earned_on, given_up, self.grant_id

    @property
    def own_end(self) -> date | None:
        """Return its last day as if every contract went on; None: it does not expire."""
        own = self.usable_until if self.own_until is None else self.own_until
        return None if own == date.max else own

    def ending(self, until: date | None) -> "Grant":
        """Return it with this as its last day, where its own comes later; None: with its own."""
        own = self.own_end
        if until is None or until >= (own or date.max):
            return replace(self, usable_until=own, own_until=None)
        return replace(self, usable_until=until, own_until=own or date.max)

    def is_over(self, today: date) -> bool:
        return self.usable_until is not None and self.usable_until < today


@dataclass(frozen=True)
class Use:
    """What was taken of one grant. A request keeps it: what is undone goes back where it was."""

    grant: Grant
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Entry:
    """By how much a grant changed (`change`, negative if it is less now), when, why, and by whom.

    `by` is an account; None: by itself. `rule` decided, if not the one of the grant.
    """

    entry_id: str
    at: datetime
    kind: EntryKind
    grant: Grant
    change: Decimal
    cause: Cause
    by: str | None = None
    rule: RuleVersion | None = None


@dataclass(frozen=True)
class Credit:
    """What is left of a grant. `warned` is for how many days before its end parents were told."""

    grant: Grant
    left: Decimal
    warned: int | None = None


@dataclass(frozen=True)
class Open:
    """What a child has left, what expires first first.

    `version` counts the writes, `last` is the instant of the newest entry.
    """

    child_id: str
    version: int = 0
    credits: Sequence[Credit] = ()
    last: datetime | None = None

    def of(self, grant_id: str) -> Credit | None:
        return next((it for it in self.credits if it.grant.grant_id == grant_id), None)

    def valid(self, today: date) -> list[Credit]:
        """Return what has not expired; an entry may not say so yet."""
        return [it for it in self.credits if not it.grant.is_over(today)]

    def balance(self, unit: Unit, today: date) -> Decimal:
        return sum((it.left for it in self.valid(today) if it.grant.unit is unit), NOTHING)

    @property
    def first_expiry(self) -> date | None:
        first = [it.grant.usable_until for it in self.credits if it.grant.usable_until]
        return min(first, default=None)

    def after(self, entries: Iterable[Entry]) -> "Open":
        """Return what is open once these have been written, as the next version.

        :raises ValueError: more is taken than is left, or more given back than was granted.
        """
        by_id, last = {it.grant.grant_id: it for it in self.credits}, self.last
        for entry in entries:
            grant = entry.grant
            before = by_id.get(grant.grant_id)
            left = (before.left if before else NOTHING) + entry.change
            if not NOTHING <= left <= grant.amount:
                raise ValueError(f"{left} would be left of {grant.amount}")
            by_id[grant.grant_id] = Credit(grant, left, before.warned if before else None)
            last = max(last, entry.at) if last else entry.at
        remaining = [it for it in by_id.values() if it.left]
        in_order = tuple(sorted(remaining, key=lambda it: it.grant.order))
        return Open(self.child_id, self.version + 1, in_order, last)

    def with_warned(self, warned: Mapping[str, int]) -> "Open":
        """Return it with this many days noted at these grants, as the next version."""
        told = [replace(it, warned=warned.get(it.grant.grant_id, it.warned)) for it in self.credits]
        return replace(self, version=self.version + 1, credits=tuple(told))


def open_after(child_id: str, entries: Iterable[Entry]) -> Open:
    """Return what a whole ledger leaves, entry by entry."""
    return reduce(lambda before, entry: before.after([entry]), entries, Open(child_id))
