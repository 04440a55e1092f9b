"""Our typed route with a body, for parents only, with all that every route does.

Secret of the front door, organisation, origin, content type, cookie, session, role, size, typed
body, typed answer, one line of log. The sessions are in a dict instead of the table.
"""

from collections.abc import Iterable
from datetime import date

from chalice import Chalice
from msgspec import Struct

from benchmarks import canned
from benchmarks.peers.event import ACCOUNT, OTHER_PATHS, SECRET, SLUG, of_request
from benchmarks.peers.proof import insist
from benchmarks.turns import take_turns
from chalicelib.aws import secrets
from chalicelib.core import clock
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import PARENTS, Role
from chalicelib.core.ids import fingerprint
from chalicelib.core.language import Language
from chalicelib.http.fields import Name
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access, Session
from chalicelib.sessions.store import SessionStore

routes = Routes(__name__)


class Wish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    day: date
    name: Name


class WishView(Struct, frozen=True, kw_only=True):
    day: date
    name: str
    whose: str


@routes.post("/wishes", summary="Wish", who=PARENTS, body=Wish, returns=WishView)
def wish(request: Request[Wish, None]) -> WishView:
    return WishView(day=request.body.day, name=request.body.name, whose=request.caller.account_id)


def other(_request: Request[None, None], part: str) -> WishView:
    return WishView(day=NOW.date(), name=part, whose="")


HASHED = fingerprint(SECRET)
NOW = clock.now()
ACCESS = Access(SLUG, ACCOUNT, Language.NL, {"family": Role.PARENT})
SESSIONS = {HASHED: Session(HASHED, ACCESS.generation, NOW, NOW, NOW, "Firefox, Android")}


class SessionsInDict(SessionStore):
    """A store whose sessions cost nothing to read: what is left is the route."""

    def session_along(
        self, hashed: str, _more: Iterable[Key]
    ) -> tuple[Session | None, Access | None, AtHand]:
        return SESSIONS.get(hashed), ACCESS, AtHand()


def main() -> None:
    canned.answer_for_secrets()
    vars(sessions)["SessionStore"] = SessionsInDict
    for path in OTHER_PATHS:
        routes.get(path, summary="Other", who=PARENTS, returns=WishView)(other)
    app = Chalice(app_name="portal", configure_logs=False)
    app.register_blueprint(routes)
    event = of_request(origin_secret=secrets.key("origin").hex())
    take_turns(lambda: app(event, None), proof=insist)


if __name__ == "__main__":
    main()
