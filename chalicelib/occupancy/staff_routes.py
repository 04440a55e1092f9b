"""The days of groups over HTTP, for staff: the week, who works, closing days."""

from datetime import date

from chalicelib.core.callers import OFFICE, STAFF
from chalicelib.core.errors import Busy, NotFound
from chalicelib.http.endpoints import Nothing
from chalicelib.http.fields import Day, Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.occupancy import along, closing, staffing
from chalicelib.occupancy.schemas import (
    ClosedDayView,
    ClosingDayBody,
    GroupWeekView,
    OccupancyListView,
    OccupancyView,
    OccupancyWeekView,
    WeekQuery,
    WorkersBody,
    WorkersInPeriodBody,
)
from chalicelib.occupancy.staffing import UnlikelyPeriod
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import EVERYWHERE

routes = Routes(__name__)


@routes.get(
    "/staff/occupancy/weeks/{day}",
    summary="See a week of groups: children, places, workers planned and needed",
    who=STAFF,
    query=WeekQuery,
    returns=OccupancyWeekView,
    refuses=[NotFound],
)
def see_week(request: Request[None, WeekQuery], day: Day) -> OccupancyWeekView:
    names = "weeks", str(day), request.query.location_id or ""
    page = staffing.week_of(
        caller=request.caller,
        day=day,
        location_id=request.query.location_id,
        after=request.position(request.query.cursor, *names),
        now=request.now,
    )
    return OccupancyWeekView(
        groups=[GroupWeekView.of(it) for it in page.items], next=request.cursor(page, *names)
    )


@routes.put(
    "/staff/groups/{group_id}/days/{day}/workers",
    summary="Plan how many workers a group has on a day",
    who=OFFICE,
    body=WorkersBody,
    returns=OccupancyView,
    refuses=[NotFound, Busy],
    along=along.group_day,
)
def plan_workers(request: Request[WorkersBody, None], group_id: Id, day: Day) -> OccupancyView:
    (planned,) = _plan(request, group_id, [day], request.body.workers).days
    return planned


@routes.put(
    "/staff/groups/{group_id}/workers",
    summary="Plan how many workers a group has in a period, on some weekdays",
    who=OFFICE,
    body=WorkersInPeriodBody,
    returns=OccupancyListView,
    refuses=[NotFound, UnlikelyPeriod, Busy],
)
def plan_workers_in_period(
    request: Request[WorkersInPeriodBody, None], group_id: Id
) -> OccupancyListView:
    body = request.body
    days = staffing.days_in(body.first, body.last, body.weekdays)
    return _plan(request, group_id, days, body.workers)


@routes.post(
    "/staff/closing-days",
    summary="Close a day, or part of it",
    who=OFFICE,
    body=ClosingDayBody,
    returns=ClosedDayView,
    refuses=[NotFound, Busy],
    along=along.closing_day,
)
def add_closing_day(request: Request[ClosingDayBody, None]) -> ClosedDayView:
    added = request.body.closing_day()
    closing.close_day(added, by=request.caller, now=request.now)
    return ClosedDayView.of(added)


@routes.delete(
    "/staff/closing-days/{day}/{place}",
    summary='Open again on a day; the place is a location or "everywhere"',
    who=OFFICE,
    returns=Nothing,
    refuses=[NotFound, Busy],
    along=along.opening_day,
)
def remove_closing_day(request: Request[None, None], day: Day, place: Id) -> Nothing:
    location_id = None if place == EVERYWHERE else place
    closing.open_day(day=day, location_id=location_id, by=request.caller, now=request.now)
    return Nothing()


def _plan(
    request: Request[WorkersBody, None] | Request[WorkersInPeriodBody, None],
    group_id: str,
    days: list[date],
    workers: int | None,
) -> OccupancyListView:
    planned = staffing.plan_workers(
        caller=request.caller, group_id=group_id, days=days, workers=workers, now=request.now
    )
    configuration = organisations.configuration_of(request.organisation_id, now=request.now)
    group = configuration.group(group_id)
    return OccupancyListView(days=[OccupancyView.of(it, group) for it in planned])
