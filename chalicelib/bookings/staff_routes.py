"""Bookings over HTTP, for staff."""

from datetime import date
from http import HTTPStatus

from chalicelib.bookings import along, planning
from chalicelib.bookings.model import (
    AlreadyDecided,
    DayAlreadyBooked,
    ExtraDay,
    NoContractThatDay,
    ReasonMissing,
)
from chalicelib.bookings.schemas import (
    DecisionRequest,
    ExtraDayView,
    GroupDayView,
    PendingRequestListView,
    PendingRequestView,
    RequestListQuery,
)
from chalicelib.core.callers import OFFICE, STAFF
from chalicelib.core.errors import Busy, NotFound
from chalicelib.http.fields import Id, tidy
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.occupancy.model import ClosedDay, GroupIsFull

routes = Routes(__name__)


@routes.get(
    "/staff/requests",
    summary="See which extra days wait for a decision, the oldest first",
    who=OFFICE,
    query=RequestListQuery,
    returns=PendingRequestListView,
)
def list_requests(request: Request[None, RequestListQuery]) -> PendingRequestListView:
    after = request.position(request.query.cursor, "requests")
    page = planning.list_requests(caller=request.caller, after=after, now=request.now)
    return PendingRequestListView(
        requests=[PendingRequestView.of(it) for it in page.items],
        next=request.cursor(page, "requests"),
    )


@routes.post(
    "/staff/requests/{request_id}/decision",
    summary="Approve an extra day, or decline it with a reason",
    who=OFFICE,
    body=DecisionRequest,
    returns=ExtraDayView,
    status=HTTPStatus.OK,
    refuses=[
        NotFound,
        AlreadyDecided,
        GroupIsFull,
        ReasonMissing,
        ClosedDay,
        NoContractThatDay,
        DayAlreadyBooked,
        Busy,
    ],
    along=along.request,
)
def decide_request(request: Request[DecisionRequest, None], request_id: Id) -> ExtraDayView:
    return ExtraDayView.of(_decided(request, request_id), request.language)


@routes.get(
    "/staff/groups/{group_id}/days/{day}",
    summary="See who comes to a group on a day",
    who=STAFF,
    returns=GroupDayView,
    refuses=[NotFound],
    along=along.group,
)
def list_group_day(request: Request[None, None], group_id: Id, day: date) -> GroupDayView:
    listed = planning.list_day(caller=request.caller, group_id=group_id, day=day, now=request.now)
    return GroupDayView.of(listed)


def _decided(request: Request[DecisionRequest, None], request_id: str) -> ExtraDay:
    caller, now = request.caller, request.now
    if request.body.decision == "approve":
        return planning.approve_request(caller=caller, request_id=request_id, now=now)
    reason = tidy(request.body.reason or "")
    return planning.decline_request(caller=caller, request_id=request_id, reason=reason, now=now)
