"""How the contracts of a child change: a row is never rewritten, only ended, and others follow it.

    number 4711   v1  1 March ─────── 31 August
                  v2                  1 September ──── 14 October     a change, from a date on
                                                       ended, with notice or by the office

A row that ends the day before it begins has no day: what was agreed and called off before it began
stays readable as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, count

from chalicelib.contracts.model import CareDay, Contract, in_order
from chalicelib.contracts.refusals import (
    CalendarUnknown,
    ChangeBeforeStart,
    ClosedThatWeekday,
    ContractEndsAlready,
    ContractIsOver,
    ContractsOverlap,
    EndsBeforeItBegins,
    GroupOfOtherCare,
    MonthIsOver,
    NoticeTooShort,
    OutsideOpeningHours,
    TooManyContracts,
    WeekdayTwice,
)
from chalicelib.core.ages import age_in_months
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import CareType, Configuration, Group

A_DAY = timedelta(days=1)
MOST_ROWS = 200  # of one child, over the years: they are one item of the table


class Warned(StrEnum):
    """What staff should know, and may want nevertheless."""

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"


@dataclass(frozen=True)
class Terms:
    """What is agreed, apart from when. The hourly rate is in cents."""

    group_id: str
    care_type: CareType
    days: tuple[CareDay, ...]
    weeks_per_year: int
    hourly_rate: int
    calendar: str | None = None

    @classmethod
    def of(cls, contract: Contract) -> "Terms":
        return cls(
            group_id=contract.group_id,
            care_type=contract.care_type,
            days=contract.days,
            weeks_per_year=contract.weeks_per_year,
            hourly_rate=contract.hourly_rate,
            calendar=contract.calendar,
        )

    def contract(
        self, *, contract_id: str, child_id: str, number: str, start: date, until: date | None
    ) -> Contract:
        return Contract(
            contract_id=contract_id,
            child_id=child_id,
            start=start,
            until=until,
            number=number,
            **vars(self),
        )


def check_terms(terms: Terms, configuration: Configuration) -> None:
    """Hold the terms against the group as it is.

    :raises NotFound: there is no such group.
    :raises GroupOfOtherCare, ClosedThatWeekday, OutsideOpeningHours, CalendarUnknown: it cannot be.
    :raises WeekdayTwice: a weekday is in it twice.
    """
    group = configuration.group(terms.group_id)
    if group.care_type is not terms.care_type:
        raise GroupOfOtherCare(group=group.name)
    if terms.calendar is not None and terms.calendar not in configuration.calendars:
        raise CalendarUnknown(calendar=terms.calendar)
    seen: set[int] = set()
    for agreed in terms.days:
        if agreed.weekday in seen:
            raise WeekdayTwice(weekday=agreed.weekday)
        seen.add(agreed.weekday)
        _check_day(agreed, group)


def entered(contracts: Sequence[Contract], contract: Contract, *, today: date) -> list[Contract]:
    """Return the contracts of a child with this one more, unless the very same is there.

    :raises MonthIsOver: it begins in a month that is over.
    :raises EndsBeforeItBegins: its last day is before its first.
    :raises ContractsOverlap: it has the child come twice at the same time.
    :raises TooManyContracts: there are more than fit together.
    """
    if contract.until is not None and contract.until < contract.start:
        raise EndsBeforeItBegins
    if any(_is_same(it, contract) for it in contracts):
        return in_order(contracts)
    _check_month(contract.start, today)
    return _checked([*contracts, contract])


def changed_from(
    contracts: Sequence[Contract],
    contract_id: str,
    terms: Terms,
    *,
    start: date,
    new_id: str,
    today: date,
) -> list[Contract]:
    """Return the contracts with other terms for one of them from that day on.

    The row that holds then ends the day before; another with the same number begins, until the day
    until which that one was agreed. If nothing would be different, they come back as they are. A
    contract without a number gets one now: it is what its rows have in common.

    :raises NotFound: there is no such contract.
    :raises ChangeBeforeStart, ContractIsOver, MonthIsOver, ContractsOverlap, TooManyContracts:
        it cannot change then.
    """
    rows = _rows_of(contracts, contract_id)
    old = _row_on(rows, start)
    if Terms.of(old) == terms:
        return in_order(contracts)
    _check_month(start, today)
    number = old.number or free_number(contracts)
    newer = terms.contract(
        contract_id=new_id,
        child_id=old.child_id,
        number=number,
        start=start,
        until=old.until,
    )
    newer = replace(newer, version=max(it.version for it in rows) + 1)
    ended = replace(old, number=number, until=start - A_DAY)
    return _checked([*(ended if it is old else it for it in contracts), newer])


def ended_on(
    contracts: Sequence[Contract], contract_id: str, *, until: date | None, today: date
) -> list[Contract]:
    """Return the contracts with this as the last day of one of them; without a day, it goes on.

    What was agreed for later is called off. A last day before the first calls the whole off.

    :raises NotFound: there is no such contract.
    :raises ChangeBeforeStart: it has days before its first that are over.
    :raises ContractIsOver: it ended before, and on that day has not begun again.
    :raises MonthIsOver: it would have ended in a month that is over.
    :raises ContractsOverlap: it would go on while another runs on the same weekday.
    """
    rows = [it for it in _rows_of(contracts, contract_id) if it.has_days]
    if not rows:
        raise ContractIsOver(until=_rows_of(contracts, contract_id)[-1].start - A_DAY)
    last = rows[-1]
    if last.until == until:
        return in_order(contracts)
    for moved in (last.until, until):
        if moved is not None and moved < date.max:
            _check_month(moved + A_DAY, today)
    ended = {it.contract_id: _until(it, until, is_last=it is last) for it in rows}
    return _checked([ended.get(it.contract_id, it) for it in contracts])


def with_notice(
    contracts: Sequence[Contract],
    contract_id: str,
    *,
    until: date,
    earliest: date,
    today: date,
) -> list[Contract]:
    """Return the contracts as after a parent's notice: `earliest` is the first day it can end on.

    :raises NotFound: there is no such contract.
    :raises NoticeTooShort: it would end before.
    :raises ContractEndsAlready: it ends as early anyway.
    """
    last = last_row(contracts, contract_id)
    if last.until == until:
        return in_order(contracts)
    if last.until is not None and last.until <= max(until, today):
        raise ContractEndsAlready(until=last.until)
    if until < earliest:
        raise NoticeTooShort(earliest=earliest)
    return ended_on(contracts, contract_id, until=until, today=today)


def last_row(contracts: Sequence[Contract], contract_id: str) -> Contract:
    """Return the row with which the contract ends, or goes on; called off ones do not count.

    :raises NotFound: there is no such contract.
    """
    rows = _rows_of(contracts, contract_id)
    return ([it for it in rows if it.has_days] or rows)[-1]


def free_number(contracts: Iterable[Contract]) -> str:
    """Return a number that no back office gives, and none of these has."""
    taken = {it.number for it in contracts}
    return next(it for it in (f"P-{at}" for at in count(1)) if it not in taken)


def warnings_about(contract: Contract, birth_date: date, group: Group) -> list[Warned]:
    """Return what staff should know of a child that is not of the group's age when it begins."""
    age = age_in_months(birth_date, contract.start)
    if age < group.age_from:
        return [Warned.TOO_YOUNG]
    return [Warned.TOO_OLD] if age >= group.age_below else []


def _is_same(one: Contract, other: Contract) -> bool:
    return (one.period, Terms.of(one)) == (other.period, Terms.of(other))


def _check_day(agreed: CareDay, group: Group) -> None:
    if agreed.weekday not in group.weekdays:
        raise ClosedThatWeekday(group=group.name, weekday=agreed.weekday)
    if not agreed.slot.within(group.slot):
        raise OutsideOpeningHours(
            group=group.name, opens=f"{group.opens:%H:%M}", closes=f"{group.closes:%H:%M}"
        )


def _check_month(start: date, today: date) -> None:
    earliest = Month.of(today).first_day
    if start < earliest:
        raise MonthIsOver(earliest=earliest)


def _rows_of(contracts: Iterable[Contract], contract_id: str) -> list[Contract]:
    """Return all rows of the contract that one of them names, as they began."""
    known = list(contracts)
    named = next((it for it in known if it.contract_id == contract_id), None)
    if named is None:
        raise NotFound
    same = [it for it in known if named.number and it.number == named.number]
    return sorted(same or [named], key=lambda it: (it.start, it.version))


def _row_on(rows: Sequence[Contract], day: date) -> Contract:
    holding = [it for it in rows if day in it.period]
    if holding:
        return holding[-1]
    with_days = [it for it in rows if it.has_days] or rows
    if day < with_days[0].start:
        raise ChangeBeforeStart(start=with_days[0].start)
    raise ContractIsOver(until=with_days[-1].until or with_days[-1].start - A_DAY)


def _until(row: Contract, until: date | None, *, is_last: bool) -> Contract:
    if until is None:
        return replace(row, until=None) if is_last else row
    if row.until is not None and row.until <= until and not is_last:
        return row
    return replace(row, until=max(until, row.start - A_DAY))


def _checked(contracts: Sequence[Contract]) -> list[Contract]:
    if len(contracts) > MOST_ROWS:
        raise TooManyContracts
    for one, other in combinations(contracts, 2):
        day = _first_day_together(one, other)
        if day:
            raise ContractsOverlap(day=day, number=one.number)
    return in_order(contracts)


def _first_day_together(one: Contract, other: Contract) -> date | None:
    """Return the first day on which both have the child come at the same time to the same group."""
    if (one.group_id, one.care_type) != (other.group_id, other.care_type):
        return None
    if not (one.has_days and other.has_days):
        return None
    start = max(one.start, other.start)
    ends = [it for it in (one.until, other.until) if it is not None]
    if ends and min(ends) < start:
        return None
    days = [start + timedelta(days=it) for it in range(7)]
    return next(
        (it for it in days if all(it <= end for end in ends) and _meet(one.on(it), other.on(it))),
        None,
    )


def _meet(one: CareDay | None, other: CareDay | None) -> bool:
    return one is not None and other is not None and one.slot.overlaps(other.slot)
