"""Credits over HTTP, for the office."""

from chalicelib.core.callers import OFFICE
from chalicelib.core.errors import Busy, NotFound
from chalicelib.credits import along, correcting
from chalicelib.credits.correcting import CreditsChanged, ExpiresInThePast
from chalicelib.credits.entries import CorrectionTooLarge
from chalicelib.credits.schemas import CorrectionWriting, CreditBalanceView
from chalicelib.http.fields import Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes

routes = Routes(__name__)


@routes.post(
    "/staff/children/{child_id}/credits/corrections",
    summary="Give or take hours or points, with a reason; the parents get a mail",
    who=OFFICE,
    body=CorrectionWriting,
    returns=CreditBalanceView,
    refuses=[NotFound, CreditsChanged, CorrectionTooLarge, ExpiresInThePast, Busy],
    along=along.of_child,
)
def correct_credits(request: Request[CorrectionWriting, None], child_id: Id) -> CreditBalanceView:
    left = correcting.correct(
        caller=request.caller,
        child_id=child_id,
        correction=request.body.correction(),
        now=request.now,
    )
    return CreditBalanceView.of(left, request.today)
