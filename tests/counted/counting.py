"""Ask every route once in a small and once in a large organisation, and count."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import msgspec
from chalice.test import Client

import app
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.http.endpoints import Endpoint
from chalicelib.organisations import service as organisations
from chalicelib.sessions.model import SEEN_EVERY
from tests.aws_events import when
from tests.browser import Browser
from tests.conftest import NOW, an_empty_aws
from tests.counted.growing import grow, settle
from tests.counted.scenarios import scenario_of
from tests.journeys.every_route.conftest import Kept
from tests.journeys.every_route.promises import ENDPOINTS
from tests.journeys.every_route.town import Town
from tests.journeys.every_route.world import HERE, World, name_of

LATER = SEEN_EVERY + timedelta(minutes=1)


@dataclass
class Sent:
    """The requests of one answer; reading the configuration and marking the session stand apart."""

    status: int = 0
    operations: list[str] = field(default_factory=list)
    configuration: int = 0
    idle: int = 0


@dataclass(frozen=True)
class Count:
    """How many requests a route takes, the session included.

    `cold` and `idle` come on top, now and then: the configuration is read anew, and that somebody
    is still there is written down. `large` is how many it takes where there is more of everything.
    """

    route: str
    requests: int
    large: int
    cold: int
    idle: int
    failures: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        return not self.route.startswith("GET ")


def count_all() -> list[Count]:
    """Ask a process that knows the configuration, and later, in what has grown, one that does not.

    It is one organisation: to make two takes seconds.
    """
    with an_empty_aws(), Client(app.app) as http:
        world = _a_world(http)
        settle(world.town)
        small = _ask_all(world)
        grow(world.town)
        large = _ask_all(world, is_cold=True)
        return [_count(*asked) for asked in zip(ENDPOINTS, small, large, strict=True)]


@dataclass(frozen=True)
class _Door:
    """A world, and the cookies of those who are signed in there: once for all routes."""

    world: World
    cookies: Mapping[str, dict[str, str]]

    def visitor(self, endpoint: Endpoint) -> Browser:
        """Somebody who may ask."""
        visitor = self.world.nobody()
        if endpoint.who is not None:
            is_parent = Role.PARENT in endpoint.who
            visitor.cookies |= self.cookies["parent" if is_parent else "admin"]
        return visitor


def _signed_in(town: Town) -> dict[str, dict[str, str]]:
    clock.start_at(NOW)
    return {name: town.signed_in(name).cookies for name in ("parent", "admin")}


def _a_world(http: Client) -> World:
    def browser(organisation_id: str) -> Browser:
        return Browser(http, organisation_id)

    return World(Town(browser, HERE).build())


def _ask_all(world: World, *, is_cold: bool = False) -> list[Sent]:
    door, kept = _Door(world, _signed_in(world.town)), Kept()
    return [_ask(endpoint, door, kept, is_cold=is_cold) for endpoint in ENDPOINTS]


def _count(endpoint: Endpoint, warm: Sent, cold: Sent) -> Count:
    failed = [it.status for it in (warm, cold) if it.status != endpoint.status]
    return Count(
        route=name_of(endpoint),
        requests=len(warm.operations) + warm.configuration,
        large=len(cold.operations) + warm.configuration,
        cold=cold.configuration - warm.configuration,
        idle=cold.idle,
        failures=tuple(f"{name_of(endpoint)} gave {status}" for status in failed),
    )


def _ask(endpoint: Endpoint, door: _Door, kept: Kept, *, is_cold: bool = False) -> Sent:
    clock.start_at(NOW)
    asked = scenario_of(endpoint, door.world, door.visitor(endpoint))
    if is_cold:
        organisations.forget()
        clock.start_at(NOW + (LATER if endpoint.who else timedelta(0)))
    else:
        organisations.configuration_of(door.world.town.organisation_id, now=clock.now())
    body = {"code": asked.code()} if asked.code else asked.body or {}
    raw = b"" if endpoint.method == "GET" else msgspec.json.encode(body)
    with _requests() as sent:
        sent.status = asked.visitor.send(endpoint.method, asked.path, raw, {}).status
    kept.put_back()
    if endpoint.method != "GET":
        organisations.forget()  # what it has changed
    return sent


@contextmanager
def _requests() -> Iterator[Sent]:
    sent = Sent()

    def note(model: Any, params: Any, **_: object) -> None:
        text = json.dumps(json.loads(params["body"]))
        if model.name == "Query" and "#CONFIGURATION" in text:
            sent.configuration += 1
        elif model.name == "UpdateItem" and "SESSION#" in text and "seen_at" in text:
            sent.idle += 1
        else:
            sent.operations.append(model.name)

    with when("before-call.dynamodb", note):
        yield sent
