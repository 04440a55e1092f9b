"""What the days of a child look like: derived from contracts, openings, requests and absences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from chalicelib.contracts.model import CareDay, Contract
from chalicelib.core.language import Language
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.days.model import (
    IS_OVER,
    NOTHING,
    NOTHING_SAID,
    Absence,
    DayEntry,
    Request,
    RequestState,
)
from chalicelib.organisations.model import Configuration, Group
from chalicelib.organisations.opening import observed_on


class DayState(StrEnum):
    """Why a day is in the calendar: by contract, not by contract after all, or as asked for."""

    CONTRACT = "contract"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    REQUESTED = "requested"
    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Missed(StrEnum):
    """For what a group is closed on a day that a contract has; not a week without care."""

    PUBLIC_HOLIDAY = "public_holiday"
    CLOSING_DAY = "closing_day"


COMES = frozenset({DayState.CONTRACT, DayState.GRANTED})

_STATES = {it: DayState(it.value) for it in RequestState if it is not RequestState.CANCELLED}
_WAS_GRANTED = frozenset({RequestState.GRANTED, RequestState.CANCELLED})


@dataclass(frozen=True)
class BookedDay:
    """A day of a child in a group; `hours` are those it is there, or would be if granted.

    `agreed_hours` are those of the contract or the request, whether it comes or not. `reason` says
    why the group is closed, where somebody said so; in weeks without care it is the name of the
    contract's opening calendar. `missed` says for what it is closed on a day on which the child
    would come by contract. `contract_id` is the contract's of which the day is, or which an extra
    day was asked on.
    """

    child_id: str
    day: date
    group: Group
    state: DayState
    slot: Slot
    hours: Decimal
    contract_id: str = ""
    reason: str | None = None
    request: Request | None = None
    absence: Absence | None = None
    agreed_hours: Decimal = NOTHING
    missed: Missed | None = None

    @property
    def comes(self) -> bool:
        return self.state in COMES

    @property
    def can_be_given_up(self) -> bool:
        """Tell whether it comes, or misses the day and has not given it up: rules may refuse."""
        return self.comes or (self.missed is not None and self.absence is None)


@dataclass(frozen=True)
class ChildBook:
    """What is agreed for a child: contracts, and what was said about single days.

    `changed_at` is when contracts that were there already have changed last.
    """

    child_id: str
    contracts: Sequence[Contract] = ()
    entries: Mapping[date, DayEntry] = field(default_factory=dict)
    changed_at: datetime | None = None

    def entry(self, day: date) -> DayEntry:
        return self.entries.get(day, NOTHING_SAID)

    @property
    def requests(self) -> list[Request]:
        return [it.request for it in self.entries.values() if it.request]


def days_of(
    book: ChildBook,
    days: Iterable[date],
    configuration: Configuration,
    language: Language | None = None,
) -> list[BookedDay]:
    """Return what there is on these days, in their order; days without anything are left out.

    Two contracts of one day are two entries. A public holiday has its name in this language, or in
    the organisation's own.
    """
    contracts = sorted(book.contracts, key=lambda it: (it.start, it.contract_id))
    found: list[BookedDay] = []
    for day in days:
        entry = book.entries.get(day, NOTHING_SAID)
        agreed = [(it, on) for it in contracts if (on := it.on(day))]
        if agreed:
            found += [
                _by_contract(it, on, day, entry, configuration, language=language)
                for it, on in agreed
            ]
        if entry.request:
            found += _asked(entry.request, agreed, entry, configuration, language)
    return found


def days_let_go(
    book: ChildBook, days: Iterable[date], configuration: Configuration
) -> list[BookedDay]:
    """Return what was granted on these days, and is not any more, as cancelled.

    It is for who has a list of days from before; a month leaves them out.
    """
    found: list[BookedDay] = []
    for day in days:
        entry = book.entries.get(day)
        request = entry.request if entry else None
        if entry and request and request.state in _WAS_GRANTED:
            agreed = [(it, on) for it in book.contracts if (on := it.on(day))]
            if not any(_asked(request, agreed, entry, configuration, None)):
                found.append(_let_go(request, configuration))
    return found


def given_up_together(booked: Iterable[BookedDay]) -> list[BookedDay]:
    """Return what can be given up of these days.

    What a child has by contract in one group is given up as one: as before and after school.
    """
    found: dict[tuple[date, str, bool], list[BookedDay]] = {}
    for it in booked:
        if it.can_be_given_up:
            key = it.day, it.group.group_id, it.request is None
            found.setdefault(key, []).append(it)
    return [as_one(parts) for parts in found.values()]


def as_one(parts: Sequence[BookedDay]) -> BookedDay:
    """Return parts of a day in one group as one, from the first to the last; hours are added up."""
    return reduce(_and, parts)


def granted_days(book: ChildBook, configuration: Configuration) -> list[Request]:
    """Return the requests that were granted: not those of days that were closed afterwards.

    A granted day that was cancelled too late is one of them.
    """
    days = days_of(book, sorted(book.entries), configuration)
    granted = [it for it in days if it.state in {DayState.GRANTED, DayState.CANCELLED}]
    return [it.request for it in granted if it.request]


def _and(one: BookedDay, other: BookedDay) -> BookedDay:
    return replace(
        one,
        slot=Slot(min(one.slot.opens, other.slot.opens), max(one.slot.closes, other.slot.closes)),
        hours=one.hours + other.hours,
        agreed_hours=one.agreed_hours + other.agreed_hours,
    )


def _by_contract(
    contract: Contract,
    agreed: CareDay,
    day: date,
    entry: DayEntry,
    configuration: Configuration,
    *,
    language: Language | None,
) -> BookedDay:
    group = configuration.group(contract.group_id)
    absence = entry.absence(group.group_id) if entry.absences else None
    state, hours, reason, missed = DayState.CONTRACT, agreed.hours, None, None
    if not configuration.is_open(group, day):
        state, hours = DayState.CLOSED, NOTHING
        reason = configuration.closing_reason(group, day, language)
        missed = _missed(contract, group, day, configuration)
    elif not configuration.has_care(contract.calendar, day):
        state, hours, reason = DayState.CLOSED, NOTHING, contract.calendar
    elif absence:
        state, hours = DayState.CANCELLED, NOTHING
    return BookedDay(
        contract.child_id,
        day,
        group,
        state,
        agreed.slot,
        hours,
        contract.contract_id,
        reason,
        absence=absence,
        agreed_hours=agreed.hours,
        missed=missed,
    )


def _missed(
    contract: Contract, group: Group, day: date, configuration: Configuration
) -> Missed | None:
    """Return for what a closed group is closed, if the contract has care then."""
    never_opens = day.weekday() not in group.weekdays
    if never_opens or not configuration.has_care(contract.calendar, day):
        return None
    is_holiday = observed_on(day, configuration.observed) is not None
    return Missed.PUBLIC_HOLIDAY if is_holiday else Missed.CLOSING_DAY


def _let_go(request: Request, configuration: Configuration) -> BookedDay:
    return BookedDay(
        request.child_id,
        request.day,
        configuration.group(request.group_id),
        DayState.CANCELLED,
        request.slot,
        NOTHING,
        request.contract_id,
        request=request,
        agreed_hours=request.hours,
    )


def _asked(
    request: Request,
    agreed: Iterable[tuple[Contract, CareDay]],
    entry: DayEntry,
    configuration: Configuration,
    language: Language | None,
) -> Iterator[BookedDay]:
    """Yield the day that was asked for, unless a contract that came later has taken it over."""
    if request.state not in _STATES:
        return
    for contract, on in agreed:
        if on.slot.overlaps(request.slot) and not entry.absence(contract.group_id):
            return
    group = configuration.group(request.group_id)
    state, hours, reason = _STATES[request.state], request.hours, None
    absence = entry.absence(group.group_id, of_request=True) if state is DayState.GRANTED else None
    if request.state not in IS_OVER and not configuration.is_open(group, request.day):
        state, hours = DayState.CLOSED, NOTHING
        reason = configuration.closing_reason(group, request.day, language)
    elif absence:
        state, hours = DayState.CANCELLED, NOTHING
    yield BookedDay(
        request.child_id,
        request.day,
        group,
        state,
        request.slot,
        hours,
        request.contract_id,
        reason,
        request=request,
        absence=absence,
        agreed_hours=request.hours,
    )
