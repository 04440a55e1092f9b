"""Bookings over HTTP, for parents."""

from datetime import date

from chalicelib.bookings import along, service
from chalicelib.bookings.model import (
    AlreadyDecided,
    DayAlreadyAsked,
    DayAlreadyBooked,
    NoContractThatDay,
)
from chalicelib.bookings.schemas import (
    BookedDayView,
    ChildMonthView,
    ExtraDayRequest,
    ExtraDayView,
    QuoteQuery,
    QuoteView,
)
from chalicelib.core.callers import OFFICE, PARENTS
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.periods import Month
from chalicelib.http.fields import Id, MonthText
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.occupancy.model import ClosedDay, GroupIsFull
from chalicelib.policies.model import TooEarly, TooLate

routes = Routes(__name__)

CANNOT_BE_ASKED = [
    NotFound,
    TooLate,
    TooEarly,
    NoContractThatDay,
    ClosedDay,
    DayAlreadyBooked,
    DayAlreadyAsked,
]


@routes.get(
    "/children/{child_id}/months/{month}",
    summary="See the days of a month: by contract, closed, and extra days with their state",
    who=PARENTS | OFFICE,
    returns=ChildMonthView,
    refuses=[NotFound],
    along=along.month,
)
def get_month(request: Request[None, None], child_id: Id, month: MonthText) -> ChildMonthView:
    days = service.month_of(
        caller=request.caller, child_id=child_id, month=Month.parse(month), now=request.now
    )
    views = [BookedDayView.of(it, request.language) for it in days]
    return ChildMonthView(month=month, days=views)


@routes.get(
    "/children/{child_id}/extra-days/quote",
    summary="See what an extra day would cost, and whether there is a place now",
    who=PARENTS,
    query=QuoteQuery,
    returns=QuoteView,
    refuses=CANNOT_BE_ASKED,
    along=along.contracts,
)
def quote_extra_day(request: Request[None, QuoteQuery], child_id: Id) -> QuoteView:
    quote = service.quote_extra_day(
        caller=request.caller,
        child_id=child_id,
        day=request.query.day,
        group_id=request.query.group_id,
        now=request.now,
    )
    return QuoteView.of(quote)


@routes.post(
    "/children/{child_id}/extra-days",
    summary="Ask for an extra day",
    who=PARENTS,
    body=ExtraDayRequest,
    returns=ExtraDayView,
    refuses=[*CANNOT_BE_ASKED, GroupIsFull, Busy],
    along=along.contracts,
)
def ask_extra_day(request: Request[ExtraDayRequest, None], child_id: Id) -> ExtraDayView:
    extra_day = service.ask_extra_day(
        caller=request.caller,
        child_id=child_id,
        day=request.body.day,
        group_id=request.body.group_id,
        now=request.now,
    )
    return ExtraDayView.of(extra_day, request.language)


@routes.delete(
    "/children/{child_id}/extra-days/{day}",
    summary="Withdraw a request that was not decided yet",
    who=PARENTS,
    returns=ExtraDayView,
    refuses=[NotFound, AlreadyDecided, Busy],
    along=along.day,
)
def withdraw_extra_day(request: Request[None, None], child_id: Id, day: date) -> ExtraDayView:
    withdrawn = service.withdraw_request(
        caller=request.caller, child_id=child_id, day=day, now=request.now
    )
    return ExtraDayView.of(withdrawn, request.language)
