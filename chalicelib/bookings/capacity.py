"""Who comes to a group on a day, and how many places that leaves."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.contracts.model import Contract
from chalicelib.core.values import dataclass
from chalicelib.organisations.model import Configuration, Group


class Because(StrEnum):
    CONTRACT = "contract"
    EXTRA_DAY = "extra_day"


@dataclass(frozen=True)
class Attendance:
    child_id: str
    hours: Decimal
    because: Because


@dataclass(frozen=True)
class GroupBook:
    """What is agreed for a group on a day: its contracts, and hours of extra days by child.

    `mark` changes with every change of a contract of the group; it is None without any.
    """

    contracts: Sequence[Contract] = ()
    extra_hours: Mapping[str, Decimal] | None = None
    mark: str | None = None


@dataclass(frozen=True)
class GroupDay:
    """One day of one group. Two contracts of a child on that day take one place."""

    group: Group
    day: date
    attendances: Sequence[Attendance]
    is_open: bool
    closing_reason: str | None

    @property
    def taken(self) -> int:
        return len(self.attendances)

    @property
    def places_left(self) -> int:
        """None are left on a closed day. Never below 0, although contracts may overfill a group."""
        return max(0, self.group.places - self.taken) if self.is_open else 0

    @property
    def most_extra_days(self) -> int:
        """The registered places that contracts leave: that many extra days, and never one more."""
        by_contract = sum(it.because is Because.CONTRACT for it in self.attendances)
        return max(0, self.group.places - by_contract)


def group_day(book: GroupBook, group: Group, day: date, configuration: Configuration) -> GroupDay:
    """Return who comes. On a closed day it is nobody."""
    is_open = configuration.is_open(group, day)
    extra = dict(book.extra_hours or {}) if is_open else {}
    hours: dict[str, Decimal] = {}
    for contract in book.contracts if is_open else ():
        agreed = contract.on(day)
        if agreed and contract.child_id not in extra:
            total = hours.get(contract.child_id, Decimal(0)) + agreed.hours
            hours[contract.child_id] = total
    attendances = [Attendance(child, it, Because.CONTRACT) for child, it in hours.items()]
    attendances += [Attendance(child, it, Because.EXTRA_DAY) for child, it in extra.items()]
    return GroupDay(group, day, attendances, is_open, configuration.closing_reason(group, day))
