"""Contracts over HTTP, for the office."""

from chalicelib.contracts.refusals import (
    CalendarUnknown,
    ChangeBeforeStart,
    ClosedThatWeekday,
    ClosesBeforeItOpens,
    ContractIsOver,
    ContractsOverlap,
    EndsBeforeItBegins,
    GroupOfOtherCare,
    MonthIsOver,
    OutsideOpeningHours,
    TooManyContracts,
    WeekdayTwice,
)
from chalicelib.core.callers import OFFICE
from chalicelib.core.errors import Busy, NotFound
from chalicelib.http.fields import Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.planning import along, service
from chalicelib.planning.schemas import (
    ContractChangeBody,
    ContractListView,
    ContractsChangedView,
    EndingBody,
    NewContractBody,
)

routes = Routes(__name__)

CANNOT_BE = [
    NotFound,
    ClosesBeforeItOpens,
    WeekdayTwice,
    GroupOfOtherCare,
    ClosedThatWeekday,
    OutsideOpeningHours,
    CalendarUnknown,
    MonthIsOver,
    ContractsOverlap,
    TooManyContracts,
    Busy,
]


@routes.get(
    "/staff/children/{child_id}/contracts",
    summary="See the contracts of a child, with what was changed and when",
    who=OFFICE,
    returns=ContractListView,
    refuses=[NotFound],
    along=along.child,
)
def list_contracts(request: Request[None, None], child_id: Id) -> ContractListView:
    history = service.contracts_for_office(
        caller=request.caller, child_id=child_id, now=request.now
    )
    return ContractListView.of(history, request.today)


@routes.post(
    "/staff/children/{child_id}/contracts",
    summary="Enter a contract",
    who=OFFICE,
    body=NewContractBody,
    returns=ContractsChangedView,
    refuses=[*CANNOT_BE, EndsBeforeItBegins],
    along=along.child,
)
def enter_contract(request: Request[NewContractBody, None], child_id: Id) -> ContractsChangedView:
    new = request.body.contract()
    history = service.enter_contract(
        caller=request.caller, child_id=child_id, new=new, now=request.now
    )
    return ContractsChangedView.of(history, request.today)


@routes.post(
    "/staff/children/{child_id}/contracts/{contract_id}/changes",
    summary="Change a contract from a day on",
    who=OFFICE,
    body=ContractChangeBody,
    returns=ContractsChangedView,
    refuses=[*CANNOT_BE, ChangeBeforeStart, ContractIsOver],
    along=along.child,
)
def change_contract(
    request: Request[ContractChangeBody, None], child_id: Id, contract_id: Id
) -> ContractsChangedView:
    history = service.change_contract(
        caller=request.caller,
        child_id=child_id,
        contract_id=contract_id,
        terms=request.body.terms(),
        start=request.body.start,
        now=request.now,
    )
    return ContractsChangedView.of(history, request.today)


@routes.put(
    "/staff/children/{child_id}/contracts/{contract_id}/ending",
    summary="Say until when a contract runs, or let it go on",
    who=OFFICE,
    body=EndingBody,
    returns=ContractsChangedView,
    refuses=[NotFound, ContractIsOver, MonthIsOver, ContractsOverlap, Busy],
    along=along.child,
)
def set_ending(
    request: Request[EndingBody, None], child_id: Id, contract_id: Id
) -> ContractsChangedView:
    history = service.set_ending(
        caller=request.caller,
        child_id=child_id,
        contract_id=contract_id,
        until=request.body.until,
        now=request.now,
    )
    return ContractsChangedView.of(history, request.today)
