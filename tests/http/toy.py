"""A small room with every kind of route, so that the floor is tested without any real room."""

from datetime import date
from functools import cache

from chalice import Chalice
from msgspec import Struct

from chalicelib.core.callers import PARENTS, STAFF
from chalicelib.core.errors import Conflict, TooOften
from chalicelib.core.pages import Page
from chalicelib.http.cookies import gone, session_cookie
from chalicelib.http.endpoints import Nothing
from chalicelib.http.fields import Cursor, Name
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes

routes = Routes(__name__)


class Wish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    day: date
    name: Name


class WishView(Struct, frozen=True, kw_only=True):
    day: date
    name: str
    whose: str


class Position(Struct, frozen=True, kw_only=True):
    cursor: Cursor | None = None


class PageView(Struct, frozen=True, kw_only=True):
    items: list[int]
    next: str | None


@routes.post("/wishes", summary="Wish", who=PARENTS, body=Wish, returns=WishView)
def wish(request: Request[Wish, None]) -> WishView:
    return WishView(day=request.body.day, name=request.body.name, whose=request.caller.account_id)


@routes.get("/days/{day}", summary="A day", who=STAFF, returns=WishView)
def read_day(request: Request[None, None], day: date) -> WishView:
    return WishView(day=day, name=request.language.value, whose=request.device)


@routes.get("/numbers", summary="Numbers", who=PARENTS, query=Position, returns=PageView)
def numbers(request: Request[None, Position]) -> PageView:
    start = int(request.position(request.query.cursor) or 0)
    page = Page(range(start, start + 2), str(start + 2) if start < 4 else None)
    return PageView(items=list(page.items), next=request.cursor(page))


@routes.post("/doors/{name}", summary="Cookies come and go", who=None, returns=Nothing)
def doors(request: Request[None, None], name: str) -> Nothing:
    request.cookies.append(session_cookie("abc") if name == "in" else gone("__Host-session"))
    return Nothing()


@routes.delete("/refusals/{name}", summary="Refuse", who=PARENTS, returns=Nothing)
def refuse(_request: Request[None, None], name: str) -> Nothing:
    if name == "often":
        raise TooOften(seconds=7)
    raise Conflict if name == "conflict" else ZeroDivisionError


@cache  # Chalice takes a blueprint once: the second time its methods are lost
def app() -> Chalice:
    toy = Chalice(app_name="toy", configure_logs=False)
    toy.register_blueprint(routes)
    return toy
