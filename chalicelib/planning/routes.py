"""Contracts over HTTP, for parents."""

from chalicelib.contracts.refusals import (
    ContractEndsAlready,
    ContractIsOver,
    EndingByOffice,
    MonthIsOver,
    NoticeTooShort,
)
from chalicelib.core.callers import PARENTS
from chalicelib.core.errors import Busy, NotFound
from chalicelib.http.fields import Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.planning import along, ending, service
from chalicelib.planning.schemas import (
    ContractEndedView,
    ContractListView,
    EndingQuery,
    EndingQuoteView,
    EndingRequest,
)

routes = Routes(__name__)

CANNOT_END = [
    NotFound,
    EndingByOffice,
    NoticeTooShort,
    ContractEndsAlready,
    ContractIsOver,
    MonthIsOver,
]


@routes.get(
    "/children/{child_id}/contracts",
    summary="See the contracts of a child: which days, hours and weeks, from when to when",
    who=PARENTS,
    returns=ContractListView,
    refuses=[NotFound],
    along=along.child,
)
def see_contracts(request: Request[None, None], child_id: Id) -> ContractListView:
    history = service.contracts_for_parent(
        caller=request.caller, child_id=child_id, now=request.now
    )
    return ContractListView.of(history, request.today)


@routes.get(
    "/children/{child_id}/contracts/{contract_id}/ending",
    summary="See what ending a contract would do: its last day, and what becomes of credits",
    who=PARENTS,
    query=EndingQuery,
    returns=EndingQuoteView,
    refuses=CANNOT_END,
    along=along.child,
)
def quote_ending(
    request: Request[None, EndingQuery], child_id: Id, contract_id: Id
) -> EndingQuoteView:
    quote = ending.quote_ending(
        caller=request.caller,
        child_id=child_id,
        contract_id=contract_id,
        until=request.query.until,
        now=request.now,
    )
    return EndingQuoteView.of(quote, request.language)


@routes.post(
    "/children/{child_id}/contracts/{contract_id}/ending",
    summary="End a contract, with the notice that the rules ask for",
    who=PARENTS,
    body=EndingRequest,
    returns=ContractEndedView,
    refuses=[*CANNOT_END, Busy],
    along=along.child,
)
def end_contract(
    request: Request[EndingRequest, None], child_id: Id, contract_id: Id
) -> ContractEndedView:
    ended = ending.end_contract(
        caller=request.caller,
        child_id=child_id,
        contract_id=contract_id,
        until=request.body.until,
        now=request.now,
    )
    return ContractEndedView(contract_id=ended.contract_id, until=request.body.until)
