"""Credits over HTTP, for parents and the office."""

from chalicelib.core.callers import OFFICE, PARENTS
from chalicelib.core.errors import NotFound
from chalicelib.credits import along, service
from chalicelib.credits.schemas import CreditLedgerView, CreditsQuery, Reader
from chalicelib.http.fields import Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes

routes = Routes(__name__)


@routes.get(
    "/children/{child_id}/credits",
    summary="See what is left and until when, and all that was given, used and expired, with why",
    who=PARENTS | OFFICE,
    query=CreditsQuery,
    returns=CreditLedgerView,
    refuses=[NotFound],
    along=along.of_child,
)
def get_credits(request: Request[None, CreditsQuery], child_id: Id) -> CreditLedgerView:
    after = request.position(request.query.cursor, "credits", child_id)
    ledger = service.ledger_of(
        caller=request.caller, child_id=child_id, after=after, now=request.now
    )
    cursor = request.cursor(ledger.entries, "credits", child_id)
    reader = Reader(request.language, request.today, request.caller.staff_role in OFFICE)
    return CreditLedgerView.of(ledger, cursor, reader)
