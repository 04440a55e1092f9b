"""What stands with a child's days: requests and absences. No input or output here."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from chalicelib.contracts.model import Contract
from chalicelib.core.errors import Conflict
from chalicelib.core.money import cents
from chalicelib.core.periods import Month, later
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.credits.model import Use
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit

NOTHING = Decimal(0)


class AlreadyDecided(Conflict):
    """The request is not waiting any more: it was decided, or withdrawn."""


class RequestKind(StrEnum):
    EXTRA = "extra"
    EXCHANGE = "exchange"


class RequestState(StrEnum):
    """`requested` waits for a decision and `waiting` for a place; `cancelled` was granted first."""

    REQUESTED = "requested"
    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


PENDING = frozenset({RequestState.REQUESTED, RequestState.WAITING})
# A day in one of these can be asked for again.
IS_OVER = frozenset(RequestState) - PENDING - {RequestState.GRANTED}


@dataclass(frozen=True)
class DayRef:
    """A day of a child in a group: what is given up for another."""

    day: date
    group_id: str


@dataclass(frozen=True)
class Payment:
    """How a day is paid: with credit, on the invoice, by the day given for it, or in parts.

    The three kinds of hours are all the hours of the day together; the price is that of the hours
    on the invoice, in cents. `uses` is what was taken of which credits, in their unit.
    """

    uses: tuple[Use, ...] = ()
    credit_hours: Decimal = NOTHING
    invoice_hours: Decimal = NOTHING
    exchanged_hours: Decimal = NOTHING
    hourly_rate: int = 0

    @property
    def hours(self) -> Decimal:
        return self.credit_hours + self.invoice_hours + self.exchanged_hours

    @property
    def price(self) -> int:
        return price_of(self.invoice_hours, self.hourly_rate)


@dataclass(frozen=True)
class Decision:
    """Who or what decided, when, by which version of the rules, and with which facts.

    `by` is None where the rules decided by themselves; `code` is "granted", with how it came to be,
    or a refusal's, and `facts` are that refusal's. `taken` of the `places` of the group were taken
    at that moment.
    """

    at: datetime
    code: str
    taken: int
    places: int
    by: str | None = None
    policy: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True)
class Request:
    """A day that was asked for on top of the contract; `gives` is what is exchanged for it.

    With `spares_credit` the parent had credit for it, and chose not to spend any.

    A child has at most one request for a day, so child and day name it; with the group it is
    found without another look.
    """

    kind: RequestKind
    child_id: str
    day: date
    slot: Slot
    group_id: str
    care_type: CareType
    contract_id: str
    payment: Payment
    state: RequestState
    asked_by: str
    asked_at: datetime
    gives: DayRef | None = None
    spares_credit: bool = False
    decision: Decision | None = None

    @property
    def request_id(self) -> str:
        return f"{self.child_id}.{self.day}.{self.group_id}"

    @property
    def hours(self) -> Decimal:
        """The hours that are paid, in whatever way."""
        return self.payment.hours

    @property
    def price(self) -> int:
        return self.payment.price

    def decided(self, state: RequestState, decision: Decision | None) -> "Request":
        """:raises AlreadyDecided: it is not waiting for a decision."""
        if self.state not in PENDING:
            raise AlreadyDecided
        return replace(self, state=state, decision=decision or self.decision)

    def cancelled(self) -> "Request":
        """:raises AlreadyDecided: it was not granted."""
        if self.state is not RequestState.GRANTED:
            raise AlreadyDecided
        return replace(self, state=RequestState.CANCELLED)


@dataclass(frozen=True)
class Absence:
    """A day on which the child does not come after all; `earned` is what that gave, in this `unit`.

    `of_request`: it was to come by what was asked for, and not by contract. Who gave up a day of
    the contract may still come on it by asking.
    """

    group_id: str
    reason: AbsenceReason
    at: datetime
    by: str
    grant_id: str | None = None
    earned: Decimal = NOTHING
    exchanged_for: date | None = None
    of_request: bool = False
    unit: Unit | None = None

    def is_about(self, group_id: str, *, of_request: bool) -> bool:
        return (self.group_id, self.of_request) == (group_id, of_request)


@dataclass(frozen=True)
class DayEntry:
    """All that was said about one day of a child, and when last.

    `mark` changes with every change of it.
    """

    request: Request | None = None
    absences: tuple[Absence, ...] = ()
    mark: str | None = None
    said_at: datetime | None = None

    def absence(self, group_id: str, *, of_request: bool = False) -> Absence | None:
        """Return why the child does not come to the group by contract, or by what it asked for."""
        found = (it for it in self.absences if it.is_about(group_id, of_request=of_request))
        return next(found, None)

    def in_group(self, group_id: str) -> "DayEntry":
        """Return what was said about the day in this group."""
        asked = self.request if self.request and self.request.group_id == group_id else None
        return replace(
            self,
            request=asked,
            absences=tuple(it for it in self.absences if it.group_id == group_id),
        )

    def said(self, now: datetime) -> "DayEntry":
        return replace(self, said_at=later(now, self.said_at))

    def with_request(self, request: Request) -> "DayEntry":
        return replace(self, request=request)

    def with_absence(self, absence: Absence) -> "DayEntry":
        group_id, of_request = absence.group_id, absence.of_request
        others = [it for it in self.absences if not it.is_about(group_id, of_request=of_request)]
        return replace(self, absences=(*others, absence))

    def without_absence(self, absence: Absence) -> "DayEntry":
        return replace(self, absences=tuple(it for it in self.absences if it != absence))


NOTHING_SAID = DayEntry()


@dataclass(frozen=True)
class BilledDay:
    """The part of a granted day that goes on the invoice; the rate is in cents an hour."""

    child_id: str
    day: date
    group_id: str
    hours: Decimal
    hourly_rate: int

    @property
    def price(self) -> int:
        return price_of(self.hours, self.hourly_rate)


@dataclass(frozen=True)
class BillableMonth:
    """What a child's invoice for a month is made of."""

    child_id: str
    month: Month
    contracts: Sequence[Contract]
    extra_days: Sequence[BilledDay]


def billed_day(request: Request) -> BilledDay:
    paid = request.payment
    return BilledDay(
        request.child_id, request.day, request.group_id, paid.invoice_hours, paid.hourly_rate
    )


def price_of(hours: Decimal, hourly_rate: int) -> int:
    """Return the price in cents, rounded half up once."""
    return cents(hours * hourly_rate / 100)


def parse_request_id(text: str) -> tuple[str, date, str] | None:
    """Return the child, the day and the group of a request, or None if it names none."""
    try:
        child_id, day, group_id = text.rsplit(".", 2)
        return child_id, date.fromisoformat(day), group_id
    except ValueError:
        return None


def in_order_of_asking(requests: Sequence[Request]) -> list[Request]:
    return sorted(requests, key=lambda it: (it.asked_at, it.request_id))
