"""The days of children over HTTP, for staff."""

from http import HTTPStatus

from chalicelib.bookings import along, office, rehearsing, service
from chalicelib.bookings.model import (
    DayAlreadyBooked,
    GivenDayNotBooked,
    GroupDayNotReady,
    NoContractThatDay,
    PriceChanged,
    ReasonMissing,
)
from chalicelib.bookings.schemas import RequestView
from chalicelib.bookings.staff_schemas import (
    DecidedListView,
    DecidedView,
    DecisionRequest,
    DecisionsRequest,
    EffectListView,
    EffectsRequest,
    EffectView,
    GroupDayView,
    PendingRequestListView,
    PendingRequestView,
    RehearsalBody,
    RehearsalView,
    RequestListQuery,
)
from chalicelib.core.callers import ADMINISTRATORS, OFFICE, STAFF
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.pages import Page
from chalicelib.days.model import AlreadyDecided
from chalicelib.http.fields import Day, Id, LongId
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.occupancy.model import BabyLimit, ClosedDay, GroupIsFull, RatioExceeded
from chalicelib.organisations.model import CareType
from chalicelib.policies.checks import PolicyMakesNoSense
from chalicelib.policies.model import CreditExpired, NotEnoughCredit, PolicyInThePast

routes = Routes(__name__)


@routes.get(
    "/staff/requests",
    summary="See which requests wait for a decision, the oldest first",
    who=OFFICE,
    query=RequestListQuery,
    returns=PendingRequestListView,
)
def list_requests(request: Request[None, RequestListQuery]) -> PendingRequestListView:
    after = request.position(request.query.cursor, "requests")
    page = office.list_requests(caller=request.caller, after=after)
    return PendingRequestListView(
        requests=[PendingRequestView.of(it) for it in page.items],
        next=request.cursor(page, "requests"),
    )


@routes.post(
    "/staff/requests/effects",
    summary="See what granting requests would mean for places and staff ratio",
    who=OFFICE,
    body=EffectsRequest,
    returns=EffectListView,
    status=HTTPStatus.OK,
    refuses=[NotFound],
    along=along.effects,
)
def see_effects(request: Request[EffectsRequest, None]) -> EffectListView:
    found = office.effects_of(
        caller=request.caller, request_ids=request.body.request_ids, now=request.now
    )
    return EffectListView(effects=[EffectView.of(it, request.language) for it in found])


@routes.post(
    "/staff/requests/{request_id}/decision",
    summary="Grant a day, or decline it with a reason",
    who=OFFICE,
    body=DecisionRequest,
    returns=RequestView,
    status=HTTPStatus.OK,
    refuses=[
        NotFound,
        AlreadyDecided,
        ReasonMissing,
        GroupIsFull,
        RatioExceeded,
        BabyLimit,
        GroupDayNotReady,
        ClosedDay,
        NoContractThatDay,
        DayAlreadyBooked,
        GivenDayNotBooked,
        PriceChanged,
        NotEnoughCredit,
        CreditExpired,
        Busy,
    ],
    along=along.request,
)
def decide_request(request: Request[DecisionRequest, None], request_id: LongId) -> RequestView:
    verdict = request.body.verdict(request_id)
    decided = office.decide(caller=request.caller, verdict=verdict, now=request.now)
    return RequestView.of(decided, request.language)


@routes.post(
    "/staff/requests/decisions",
    summary="Decide about several requests, each for itself",
    who=OFFICE,
    body=DecisionsRequest,
    returns=DecidedListView,
    status=HTTPStatus.OK,
    along=along.decisions,
)
def decide_requests(request: Request[DecisionsRequest, None]) -> DecidedListView:
    verdicts = [it.verdict for it in request.body.decisions]
    decided = office.decide_each(caller=request.caller, verdicts=verdicts, now=request.now)
    return DecidedListView(decisions=[DecidedView.of(it, request.language) for it in decided])


@routes.post(
    "/staff/policies/{care_type}/dry-run",
    summary="See which open requests other rules would decide otherwise; nothing is changed",
    who=ADMINISTRATORS,
    body=RehearsalBody,
    returns=RehearsalView,
    status=HTTPStatus.OK,
    refuses=[PolicyMakesNoSense, PolicyInThePast, BadCursor],
)
def rehearse_policy(request: Request[RehearsalBody, None], care_type: CareType) -> RehearsalView:
    found = rehearsing.rehearse(
        caller=request.caller,
        draft=request.body.draft(care_type),
        after=request.position(request.body.cursor, care_type),
        now=request.now,
    )
    following = request.cursor(Page((), found.next), care_type)
    return RehearsalView.of(found, following, request.language)


@routes.get(
    "/staff/groups/{group_id}/days/{day}",
    summary="See who comes to a group on a day, and who was cancelled",
    who=STAFF,
    returns=GroupDayView,
    refuses=[NotFound],
    along=along.group,
)
def list_group_day(request: Request[None, None], group_id: Id, day: Day) -> GroupDayView:
    listed = service.list_day(caller=request.caller, group_id=group_id, day=day, now=request.now)
    return GroupDayView.of(listed)
