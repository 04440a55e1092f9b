"""What the days of a child look like: derived from contracts, closing days and extra days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.bookings.model import IS_OVER, ExtraDay
from chalicelib.contracts.model import Contract
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import Configuration, Group

NOTHING = Decimal(0)


class DayState(StrEnum):
    """Why a day is in the calendar; the last four are those of an extra day."""

    CONTRACT = "contract"
    CLOSED = "closed"
    REQUESTED = "requested"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


COMES = frozenset({DayState.CONTRACT, DayState.GRANTED})


@dataclass(frozen=True)
class BookedDay:
    """A day of a child in a group; `hours` are those it is there, or would be if granted.

    `reason` says why the group is closed, where somebody said so. `extra_day` is what was asked.
    """

    child_id: str
    day: date
    group: Group
    state: DayState
    hours: Decimal
    reason: str | None = None
    extra_day: ExtraDay | None = None


@dataclass(frozen=True)
class ChildBook:
    """What is agreed for a child. `mark` changes with its contracts; it is None without any."""

    child_id: str
    contracts: Sequence[Contract] = ()
    extra_days: Sequence[ExtraDay] = ()
    mark: str | None = None

    def extra_day(self, day: date) -> ExtraDay | None:
        return next((it for it in self.extra_days if it.day == day), None)


def days_of(book: ChildBook, days: Iterable[date], configuration: Configuration) -> list[BookedDay]:
    """Return what there is on these days, in their order; days without anything are left out.

    Two contracts of one day are two entries.
    """
    extra_days = {it.day: it for it in book.extra_days}
    contracts = sorted(book.contracts, key=lambda it: (it.start, it.contract_id))
    return [
        booked
        for day in days
        for booked in _of_day(day, contracts, extra_days.get(day), configuration)
    ]


def granted_days(book: ChildBook, configuration: Configuration) -> list[ExtraDay]:
    """Return the extra days on which the child comes: not those that were closed afterwards."""
    days = days_of(book, sorted(it.day for it in book.extra_days), configuration)
    return [it.extra_day for it in days if it.state is DayState.GRANTED and it.extra_day]


def _of_day(
    day: date, contracts: Iterable[Contract], extra: ExtraDay | None, configuration: Configuration
) -> Iterator[BookedDay]:
    covering = [(it, agreed) for it in contracts if (agreed := it.on(day))]
    for contract, agreed in covering:
        group = configuration.group(contract.group_id)
        booked = BookedDay(contract.child_id, day, group, DayState.CONTRACT, agreed.hours)
        yield _unless_closed(booked, configuration)
    if extra and not covering:  # a contract that came later has taken the day over
        group, state = configuration.group(extra.group_id), DayState(extra.state.value)
        booked = BookedDay(extra.child_id, day, group, state, extra.hours, extra_day=extra)
        yield booked if extra.state in IS_OVER else _unless_closed(booked, configuration)


def _unless_closed(booked: BookedDay, configuration: Configuration) -> BookedDay:
    if configuration.is_open(booked.group, booked.day):
        return booked
    reason = configuration.closing_reason(booked.group, booked.day)
    return replace(booked, state=DayState.CLOSED, hours=NOTHING, reason=reason)
