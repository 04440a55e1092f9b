"""Contracts and extra days, and when one may be asked for. No input or output here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from chalicelib.contracts.model import Contract
from chalicelib.core.errors import Conflict, Malformed
from chalicelib.core.money import cents
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import Group
from chalicelib.policies.model import TooEarly, TooLate, WholeDays, deadline

HORIZON = timedelta(days=365)


class NoContractThatDay(Conflict):
    """The child has no contract then, or none in this group: there is no group to come to."""

    facts = ("day",)


class DayAlreadyBooked(Conflict):
    """The child comes that day already, by contract or extra."""

    facts = ("day",)


class DayAlreadyAsked(Conflict):
    """The day was asked for before, and nobody has decided yet."""

    facts = ("day",)


class AlreadyDecided(Conflict):
    """The request is not waiting any more: it was decided, or withdrawn."""


class ReasonMissing(Malformed):
    """Who declines says why: the parent reads it."""


class ExtraDayState(StrEnum):
    REQUESTED = "requested"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


# A day in one of these can be asked for again.
IS_OVER = frozenset({ExtraDayState.DECLINED, ExtraDayState.WITHDRAWN})


@dataclass(frozen=True)
class Decision:
    """What a planner said, when, and how many of the group's places were taken at that moment."""

    by: str
    at: datetime
    taken: int
    places: int
    reason: str | None = None


@dataclass(frozen=True)
class ExtraDay:
    """A day on top of the contract; hours and rate (cents) are copies of the contract's then."""

    child_id: str
    day: date
    group_id: str
    contract_id: str
    hours: Decimal
    hourly_rate: int
    state: ExtraDayState
    asked_by: str
    asked_at: datetime
    decision: Decision | None = None

    @property
    def request_id(self) -> str:
        """A child has at most one request for a day, so child and day name it."""
        return f"{self.child_id}.{self.day}"

    @property
    def price(self) -> int:
        return price_of(self.hours, self.hourly_rate)

    def granted(self, decision: Decision) -> "ExtraDay":
        """:raises AlreadyDecided: it is not waiting for a decision."""
        return self._waiting(ExtraDayState.GRANTED, decision)

    def declined(self, decision: Decision) -> "ExtraDay":
        """:raises AlreadyDecided: it is not waiting for a decision."""
        return self._waiting(ExtraDayState.DECLINED, decision)

    def withdrawn(self) -> "ExtraDay":
        """:raises AlreadyDecided: it is not waiting for a decision."""
        return self._waiting(ExtraDayState.WITHDRAWN, None)

    def _waiting(self, state: ExtraDayState, decision: Decision | None) -> "ExtraDay":
        if self.state is not ExtraDayState.REQUESTED:
            raise AlreadyDecided
        return replace(self, state=state, decision=decision)


@dataclass(frozen=True)
class Quote:
    """What an extra day would cost, in cents on the invoice, and whether there is a place now."""

    contract: Contract
    group: Group
    day: date
    places_left: int

    @property
    def price(self) -> int:
        return price_of(self.hours, self.contract.hourly_rate)

    @property
    def hours(self) -> Decimal:
        """As many as on that weekday by contract, or as on its longest day."""
        usual = {it.weekday: it.hours for it in self.contract.days}
        return usual.get(self.day.weekday(), max(usual.values(), default=Decimal(0)))

    def requested(self, *, by: str, at: datetime) -> ExtraDay:
        return ExtraDay(
            child_id=self.contract.child_id,
            day=self.day,
            group_id=self.contract.group_id,
            contract_id=self.contract.contract_id,
            hours=self.hours,
            hourly_rate=self.contract.hourly_rate,
            state=ExtraDayState.REQUESTED,
            asked_by=by,
            asked_at=at,
        )


@dataclass(frozen=True)
class BillableMonth:
    """What a child's invoice for a month is made of."""

    child_id: str
    month: Month
    contracts: Sequence[Contract]
    extra_days: Sequence[ExtraDay]


def price_of(hours: Decimal, hourly_rate: int) -> int:
    """Return the price in cents, rounded half up once."""
    return cents(hours * hourly_rate / 100)


def parse_request_id(text: str) -> tuple[str, date] | None:
    """Return the child and the day of a request, or None if it names none."""
    child_id, _, day = text.rpartition(".")
    try:
        return child_id, date.fromisoformat(day)
    except ValueError:
        return None


def check_when(day: date, *, today: date, notice_days: int) -> None:
    """:raises TooLate: within the notice period, or in the past.

    :raises TooEarly: more than a year ahead.
    """
    earliest, latest = today + timedelta(days=notice_days), today + HORIZON
    if day < earliest:
        until = deadline(WholeDays(notice_days), day)
        raise TooLate(day=day, until=until, earliest=earliest)
    if day > latest:
        raise TooEarly(day=day, latest=latest)


def contract_for(contracts: Iterable[Contract], day: date, *, group_id: str | None) -> Contract:
    """Return the contract that an extra day belongs to; of several, the one that began first.

    :raises NoContractThatDay: none runs that day, or none in the group that was asked for.
    """
    running = [it for it in contracts if day in it.period and group_id in (None, it.group_id)]
    if not running:
        raise NoContractThatDay(day=day)
    return min(running, key=lambda it: (it.start, it.contract_id))


def check_is_free(day: date, contracts: Iterable[Contract], extra_day: ExtraDay | None) -> None:
    """:raises DayAlreadyBooked: the child comes that day, in whatever group.

    :raises DayAlreadyAsked: the request of before is still waiting.
    """
    state = extra_day.state if extra_day else None
    if state is ExtraDayState.GRANTED or any(it.covers(day) for it in contracts):
        raise DayAlreadyBooked(day=day)
    if state is ExtraDayState.REQUESTED:
        raise DayAlreadyAsked(day=day)
