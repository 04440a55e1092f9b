"""The organisation's rules over HTTP, in words: for parents and staff."""

from chalicelib.core.callers import PARENTS, STAFF
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.policies import service
from chalicelib.policies.schemas import CareTypeRulesView, RulesView

routes = Routes(__name__)


@routes.get(
    "/policies",
    summary="Read the rules about days and credits in words: those of today, and those that come",
    who=PARENTS | STAFF,
    returns=RulesView,
)
def read_rules(request: Request[None, None]) -> RulesView:
    rules = service.rules_for_parents(request.organisation_id, now=request.now)
    return RulesView(care_types=[CareTypeRulesView.of(it, request.language) for it in rules])
