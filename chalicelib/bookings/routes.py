"""The days of a child over HTTP, for parents."""

from http import HTTPStatus

from chalicelib.bookings import along, asking, cancelling, service
from chalicelib.bookings.model import (
    DayAlreadyAsked,
    DayAlreadyBooked,
    GivenDayNotBooked,
    GroupDayNotReady,
    LastBeforeFirst,
    NoContractThatDay,
    NothingToCancel,
    NotTheSameDay,
    PaymentNotOffered,
    PriceChanged,
    TooManyDays,
)
from chalicelib.bookings.schemas import (
    AbsenceRequest,
    AskRequest,
    BookedDayView,
    CancellationListView,
    ChildMonthView,
    DaysQuery,
    OutlookListView,
    OutlookView,
    RequestView,
)
from chalicelib.core.callers import OFFICE, PARENTS
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.periods import Month
from chalicelib.days.model import AlreadyDecided
from chalicelib.http.fields import Day, Id, MonthText
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.occupancy.model import BabyLimit, ClosedDay, GroupIsFull, RatioExceeded
from chalicelib.policies.model import (
    AlreadyExchanged,
    CreditExpired,
    ExchangeNotOffered,
    ExtraDaysNotOffered,
    NotEnoughCredit,
    OtherCareType,
    OtherGroup,
    OtherProduct,
    OtherSize,
    OutsideExchangeWindow,
    TooEarly,
    TooLate,
    WholeDaysOnly,
    YearlyLimitReached,
)

routes = Routes(__name__)

CANNOT_BE_ASKED = [
    NotFound,
    NoContractThatDay,
    ClosedDay,
    DayAlreadyBooked,
    DayAlreadyAsked,
    TooLate,
    TooEarly,
    WholeDaysOnly,
    ExtraDaysNotOffered,
    ExchangeNotOffered,
    AlreadyExchanged,
    GivenDayNotBooked,
    NotTheSameDay,
    OutsideExchangeWindow,
    OtherSize,
    OtherCareType,
    OtherProduct,
    OtherGroup,
    YearlyLimitReached,
    CreditExpired,
    NotEnoughCredit,
    PaymentNotOffered,
    PriceChanged,
]
NO_PLACE = [GroupIsFull, RatioExceeded, BabyLimit, GroupDayNotReady, Busy]


@routes.get(
    "/children/{child_id}/months/{month}",
    summary="See the days of a month: by contract, cancelled, closed, and what was asked",
    who=PARENTS | OFFICE,
    returns=ChildMonthView,
    refuses=[NotFound],
    along=along.month,
)
def get_month(request: Request[None, None], child_id: Id, month: MonthText) -> ChildMonthView:
    days = service.month_of(
        caller=request.caller,
        child_id=child_id,
        month=Month.parse(month),
        now=request.now,
        language=request.language,
    )
    views = [BookedDayView.of(it, request.language) for it in days]
    return ChildMonthView(month=month, days=views)


@routes.get(
    "/children/{child_id}/days",
    summary="See which days can be had, alone or in exchange, and what each would take",
    who=PARENTS,
    query=DaysQuery,
    returns=OutlookListView,
    refuses=[NotFound, LastBeforeFirst, TooManyDays],
    along=along.child,
)
def look_at_days(request: Request[None, DaysQuery], child_id: Id) -> OutlookListView:
    query = request.query
    found = asking.look_at_days(
        caller=request.caller,
        child_id=child_id,
        first=query.first,
        last=query.last,
        part=query.part,
        group_id=query.group_id,
        gives=query.gives,
        now=request.now,
    )
    return OutlookListView(days=[OutlookView.of(it, request.language) for it in found])


@routes.post(
    "/children/{child_id}/requests",
    summary="Ask for an extra day, or exchange a day for another",
    who=PARENTS,
    body=AskRequest,
    returns=RequestView,
    refuses=[*CANNOT_BE_ASKED, *NO_PLACE],
    along=along.child,
    once=True,
)
def ask_day(request: Request[AskRequest, None], child_id: Id) -> RequestView:
    asked = asking.ask(
        caller=request.caller,
        child_id=child_id,
        asking=request.body.asking,
        once=request.once(lambda it: RequestView.of(it, request.language)),
        now=request.now,
    )
    return RequestView.of(asked, request.language)


@routes.delete(
    "/children/{child_id}/requests/{day}",
    summary="Withdraw a request that was not decided yet",
    who=PARENTS,
    returns=RequestView,
    refuses=[NotFound, AlreadyDecided, Busy],
    along=along.day,
    once=True,
)
def withdraw_request(request: Request[None, None], child_id: Id, day: Day) -> RequestView:
    withdrawn = asking.withdraw(
        caller=request.caller,
        child_id=child_id,
        day=day,
        once=request.once(lambda it: RequestView.of(it, request.language)),
        now=request.now,
    )
    return RequestView.of(withdrawn, request.language)


@routes.post(
    "/families/{family_id}/absences/quote",
    summary="See what cancelling booked days would give",
    who=PARENTS,
    body=AbsenceRequest,
    returns=CancellationListView,
    status=HTTPStatus.OK,
    refuses=[NotFound],
    along=along.family,
)
def quote_absences(request: Request[AbsenceRequest, None], family_id: Id) -> CancellationListView:
    found = cancelling.quote_cancelling(
        caller=request.caller, family_id=family_id, wanted=request.body.absences, now=request.now
    )
    return CancellationListView.of(found, request.language)


@routes.post(
    "/families/{family_id}/absences",
    summary="Cancel booked days of one or more children",
    who=PARENTS,
    body=AbsenceRequest,
    returns=CancellationListView,
    refuses=[NotFound, NothingToCancel, Busy],
    along=along.family,
    once=True,
)
def cancel_days(request: Request[AbsenceRequest, None], family_id: Id) -> CancellationListView:
    found = cancelling.cancel_days(
        caller=request.caller,
        family_id=family_id,
        wanted=request.body.absences,
        once=request.once(lambda it: CancellationListView.of(it, request.language)),
        now=request.now,
    )
    return CancellationListView.of(found, request.language)
