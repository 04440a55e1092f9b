"""What the days of a group should say, from the contracts and the months of its children."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from chalicelib.contracts import service as contracts
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.days import service as days
from chalicelib.days.calendar import ChildBook
from chalicelib.days.presences import presences_of
from chalicelib.families import service as families
from chalicelib.occupancy.model import GroupDay
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration


@dataclass(frozen=True)
class _Seen:
    """The books of the children of a group, with what was configured at the same moment."""

    books: Mapping[str, ChildBook]
    configuration: Configuration


class GroupTruth:
    """Contracts, requests and absences of the children of a group, for days of one month.

    They are read after the days are: who agreed or said something before a day was written is
    known, and who did it since has written the day as well. A day that is shown a second time was
    written meanwhile, so they are read again. So it is good for the days that are read together,
    and no more.
    """

    def __init__(self, group_id: str, month: Month, *, organisation_id: str, now: datetime) -> None:
        self._group_id = group_id
        self._month = month
        self._org = organisation_id
        self._now = now
        self._shown: set[date] = set()
        self._children: set[str] = set()
        self._born: dict[str, date] = {}
        self._seen: _Seen | None = None

    def fill(self, group_day: GroupDay) -> GroupDay:
        """Return the day with everybody of whom it is agreed, and nobody else."""
        there = {it.child_id for it in group_day.presences}
        seen = self._seen
        if seen is None or group_day.day in self._shown or not there <= self._children:
            seen = self._seen = self._look(there)
        self._shown.add(group_day.day)
        return filled(group_day, seen.books, self._born, seen.configuration)

    def _look(self, there: set[str]) -> _Seen:
        """Read it all: of whoever has a contract in the group, and of who is there for another."""
        org = self._org
        roster = contracts.roster_of(self._group_id, organisation_id=org)
        self._children |= there | {it.child_id for it in roster}
        unknown = sorted(self._children - self._born.keys())
        found = families.children_of(unknown, organisation_id=org) if unknown else {}
        self._born |= {child_id: it.birth_date for child_id, it in found.items()}
        known = sorted(self._children & self._born.keys())
        books = days.books_of(known, [self._month], organisation_id=org)
        self._shown = set()
        configuration = organisations.configuration_of(org, now=self._now)
        own = {child_id: _in_group(book, self._group_id) for child_id, book in books.items()}
        return _Seen(own, configuration)


def filled(
    group_day: GroupDay,
    books: Mapping[str, ChildBook],
    born: Mapping[str, date],
    configuration: Configuration,
) -> GroupDay:
    """Return the day with the presences that follow from these books, by child, and no others.

    A day on which the group never opens is left alone for as long as nobody has written it.
    """
    group, day = configuration.group(group_day.group_id), group_day.day
    if day.weekday() not in group.weekdays and not group_day.version:
        return group_day
    there = {it.child_id for it in group_day.presences}
    for child_id in sorted({*there, *books}):
        found = {}
        if child_id in books:
            found = presences_of(born[child_id], books[child_id], [day], configuration)
        group_day = group_day.with_child(child_id, found.get(group_day.key, ()))
    return replace(group_day, is_filled=True)


def _in_group(book: ChildBook, group_id: str) -> ChildBook:
    """Return the part of the book that is about this group: another may be gone by now."""
    said = {day: entry.in_group(group_id) for day, entry in book.entries.items()}
    agreed = [it for it in book.contracts if it.group_id == group_id]
    return ChildBook(book.child_id, agreed, said)
