"""The same route in FastAPI, pydantic and Mangum, doing what ours does, as their pages show it.

What a request must show is a dependency each; the session is found in a dict; pydantic validates
what comes in and what goes out; a middleware adds the headers and the line of log. Functions are
plain, as FastAPI's documentation advises where the client of the database blocks, as boto3 does:
they run in its pool of threads. With `async` on the command line none of them does.
"""

import functools
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from time import perf_counter
from typing import Annotated, Any

from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Request, Response
from mangum import Mangum
from pydantic import BaseModel, ConfigDict, Field

from benchmarks.peers.event import (
    ACCOUNT,
    HEADERS,
    ORIGIN_SECRET,
    OTHER_PATHS,
    SLUG,
    TOKEN,
    of_request,
)
from benchmarks.peers.proof import insist
from benchmarks.turns import take_turns

SESSIONS = {TOKEN: {"organisation": SLUG, "account": ACCOUNT, "roles": {"parent"}}}
OTHER_HEADERS = {name: it for name, it in HEADERS.items() if name != "content-type"}
AFTER_SLUG = ".kiekeboe.example"

logger = logging.getLogger("peer")


def as_asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, or one that needs no thread."""
    if "async" not in sys.argv:
        return function

    @functools.wraps(function)
    async def called(*args: Any, **named: Any) -> Any:
        return function(*args, **named)

    return called


class Wish(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]


class WishView(BaseModel):
    day: date
    name: str
    whose: str


@as_asked
def check_front(x_origin_secret: Annotated[str, Header()] = "") -> None:
    if x_origin_secret != ORIGIN_SECRET:
        raise HTTPException(403)


@as_asked
def organisation_of(x_viewer_host: Annotated[str, Header()] = "") -> str:
    return x_viewer_host.lower().removesuffix(AFTER_SLUG)


@as_asked
def check_origin(sec_fetch_site: Annotated[str, Header()] = "") -> None:
    if sec_fetch_site != "same-origin":
        raise HTTPException(403)


@as_asked
def check_json(content_type: Annotated[str, Header()] = "") -> None:
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415)


@as_asked
def caller_of(
    session: Annotated[str, Cookie(alias="__Host-session")],
    organisation: Annotated[str, Depends(organisation_of)],
) -> dict[str, Any]:
    found = SESSIONS.get(session)
    if found is None or found["organisation"] != organisation:
        raise HTTPException(401)
    return found


@as_asked
def parent_of(caller: Annotated[dict[str, Any], Depends(caller_of)]) -> str:
    if "parent" not in caller["roles"]:
        raise HTTPException(403)
    account: str = caller["account"]
    return account


@as_asked
def wish(body: Wish, account: Annotated[str, Depends(parent_of)]) -> WishView:
    return WishView(day=body.day, name=body.name, whose=account)


def other(part: str) -> WishView:
    return WishView(day=date.min, name=part, whose="")


async def observe(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    started = perf_counter()
    response = await call_next(request)
    response.headers.update(OTHER_HEADERS)
    line = {
        "message": f"{request.method} {request.url.path}",
        "status": response.status_code,
        "ms": round((perf_counter() - started) * 1000, 1),
    }
    logger.info(json.dumps(line))
    return response


GUARDS = (check_front, check_origin, check_json)


def made() -> Mangum:
    """Return the handler; every route has the guards, as every route of the portal has."""
    app = FastAPI(dependencies=[Depends(it) for it in GUARDS])
    app.middleware("http")(observe)
    for path in OTHER_PATHS:
        app.add_api_route(path, other)
    app.add_api_route("/wishes", wish, methods=["POST"], status_code=201)
    return Mangum(app, lifespan="off")


def main() -> None:
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler(sys.stdout))
    handler, event = made(), of_request()
    take_turns(lambda: handler(event, {}), proof=insist)


if __name__ == "__main__":
    main()
