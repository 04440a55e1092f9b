"""The first page over HTTP."""

from chalicelib.core.callers import PAYERS
from chalicelib.home import service
from chalicelib.home.schemas import HomeView
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.messages import service as messages

routes = Routes(__name__)


@routes.get(
    "/home",
    summary="See children, coming days, new photos, open invoices and unread messages",
    who=PAYERS,
    returns=HomeView,
    along=messages.unread_along,
)
def see_home(request: Request[None, None]) -> HomeView:
    home = service.see_home(caller=request.caller, now=request.now)
    return HomeView.of(home, today=request.today)
