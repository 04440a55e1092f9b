"""What goes over the wire about the days of groups."""

from datetime import date, time
from typing import Annotated, Self

from msgspec import Meta, Struct

from chalicelib.http.fields import Cursor, Day, Id, Name, tidy
from chalicelib.occupancy.model import GroupDay
from chalicelib.occupancy.staffing import GroupWeek
from chalicelib.organisations.model import ClosingDay, Group

MOST_WORKERS = 50

Workers = Annotated[int, Meta(ge=0, le=MOST_WORKERS)]
Weekday = Annotated[int, Meta(ge=0, le=6)]


class WorkersBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Null means as many as always in this group."""

    workers: Workers | None


class WorkersInPeriodBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From a day up to and including another, on these weekdays; Monday is 0.

    No workers (null) means as many as always in this group.
    """

    first: Day
    last: Day
    weekdays: Annotated[list[Weekday], Meta(min_length=1, max_length=7)]
    workers: Workers | None


class WeekQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    location_id: Id | None = None
    cursor: Cursor | None = None


class OccupancyView(Struct, frozen=True, kw_only=True):
    """A day of a group. What is needed and free is told for the fullest part of the day.

    `workers_needed` is null where no number of workers may care for these children together, and
    `is_filled` false where contracts are not in it yet.
    """

    day: date
    is_closed: bool
    is_filled: bool
    children: int
    most_at_once: int
    places: int
    free_places: int
    is_overfull: bool
    workers: int
    workers_are_planned: bool
    workers_needed: int | None

    @classmethod
    def of(cls, group_day: GroupDay, group: Group) -> Self:
        return cls(
            day=group_day.day,
            is_closed=group_day.closed,
            is_filled=group_day.is_filled,
            children=len({it.child_id for it in group_day.coming}),
            most_at_once=group_day.taken,
            places=group_day.places,
            free_places=group_day.free_places(),
            is_overfull=group_day.is_overfull,
            workers=group_day.workers,
            workers_are_planned=group_day.is_planned,
            workers_needed=group_day.workers_needed(group.care_type),
        )


class OccupancyListView(Struct, frozen=True, kw_only=True):
    days: list[OccupancyView]


class GroupWeekView(Struct, frozen=True, kw_only=True):
    group_id: str
    name: str
    location_id: str
    days: list[OccupancyView]

    @classmethod
    def of(cls, week: GroupWeek) -> Self:
        return cls(
            group_id=week.group.group_id,
            name=week.group.name,
            location_id=week.group.location_id,
            days=[OccupancyView.of(it, week.group) for it in week.days],
        )


class OccupancyWeekView(Struct, frozen=True, kw_only=True):
    groups: list[GroupWeekView]
    next: str | None


class ClosingDayBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a location it is for all of them; with `closes_at` they only close early."""

    day: Day
    reason: Name
    location_id: Id | None = None
    closes_at: time | None = None

    def closing_day(self) -> ClosingDay:
        return ClosingDay(self.day, tidy(self.reason), self.location_id, self.closes_at)


class ClosedDayView(Struct, frozen=True, kw_only=True):
    """`place` is the location, or "everywhere"."""

    day: date
    place: str
    reason: str
    closes_at: time | None

    @classmethod
    def of(cls, closing: ClosingDay) -> Self:
        return cls(
            day=closing.day,
            place=closing.location_id or "everywhere",
            reason=closing.reason,
            closes_at=closing.closes_at,
        )
