"""Every route, asked by everybody, about everything: as the table in infra/access.txt says.

What is short enough asks each route as one caller for each thing that can be heard, another one
for the next route; what is long asks as all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.http.endpoints import Endpoint
from chalicelib.organisations import service as organisations
from infra import access
from infra.access import YES, Way
from tests.aws_events import traced
from tests.browser import Answer, Browser, written
from tests.conftest import NOW
from tests.journeys.every_route.promises import ENDPOINTS, send
from tests.journeys.every_route.town import Ids
from tests.journeys.every_route.world import World, name_of

WAYS = access.ways()
WAY_OF = {route: way for way in WAYS for route in way.routes}
CODES = {"401": "NotSignedIn", "403": "Forbidden", "404": "NotFound"}
IN_TABLE = [it for it in ENDPOINTS if name_of(it) in WAY_OF]


@dataclass
class Asking:
    """One route, asked again and again; whatever that changes is put back."""

    endpoint: Endpoint
    here: World
    there: World
    everybody: dict[str, Browser]
    put_back: Any
    heard: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def way(self) -> Way:
        return WAY_OF[name_of(self.endpoint)]

    def check(self, kind: str, caller: str) -> None:
        """Ask, and compare with the table; who is refused has written nothing."""
        wanted = self.way.cells[kind][caller]
        answer = self.ask(kind, caller)
        where = (name_of(self.endpoint), kind, caller, answer)
        assert self.there.town.word not in str(answer), where
        assert self.endpoint.method != "GET" or written() == [], where
        if wanted == YES:
            let_in = self.way.routes[name_of(self.endpoint)]
            assert answer.status == self.endpoint.status or answer.body.get("code") in let_in, where
        else:
            assert (str(answer.status), answer.code) == (wanted, CODES[wanted]), where
            assert written() == [], where
        self.put_back()

    def ask(self, kind: str, caller: str) -> Answer:
        ids = self.ids(kind)
        path, body = (it(self.endpoint, ids) for it in (self.here.path, self.here.body))
        answer, trace = self.send(caller, path, body)
        self.heard[kind, caller] = (answer.status, answer.headers, answer.body, trace)
        return answer

    def send(self, caller: str, path: str, body: Any) -> tuple[Answer, Any]:
        """Return the answer, and the requests to AWS; the caller stays signed in."""
        visitor = self.everybody[caller]
        kept = dict(visitor.cookies)
        with traced() as trace:
            answer = send(visitor, self.endpoint, path, body)
        visitor.cookies = kept
        return answer, trace

    def check_looks_missing(self, kind: str, caller: str) -> None:
        """What is there, but not for this caller, is like what is not: same bytes, same trace."""
        for each in (kind, "missing"):
            if (each, caller) not in self.heard:
                self.check(each, caller)
        assert self.heard[kind, caller] == self.heard["missing", caller], (kind, caller)

    def ids(self, kind: str) -> dict[str, str]:
        towns = {"own": self.here, "any": self.here, "other": self.here, "foreign": self.there}
        if kind in towns:
            return towns[kind].town.ids["other" if kind == "other" else "own"]
        return nobody_s(self.ids("own"))


def nobody_s(ids: Ids) -> Ids:
    """As long as those of things, so that it is not their form that makes a difference."""
    return {
        name: it.replace("2026-", "2036-")
        if name == "invoice_id"
        else ("b" if it[0] == "a" else "a") + it[1:]
        for name, it in ids.items()
    }


@pytest.fixture
def asking(endpoint, here, there, everybody, put_back) -> Asking:
    # The configuration is read once a minute: not by whoever happens to come first.
    organisations.configuration_of(here.town.organisation_id, now=NOW)
    return Asking(endpoint, here, there, everybody, put_back)


def each_route(test):
    return pytest.mark.parametrize("endpoint", IN_TABLE, ids=map(name_of, IN_TABLE))(test)


def test_every_route_is_in_the_table_once():
    assert sorted(it for way in WAYS for it in way.routes) == sorted(map(name_of, ENDPOINTS))


def test_every_cell_is_filled_in(everybody):
    cells = [cell for way in WAYS for row in way.cells.values() for cell in row.values()]

    assert {*cells} == {YES, *CODES}
    assert all(row.keys() == everybody.keys() for way in WAYS for row in way.cells.values())


def test_the_page_is_fresh():
    assert access.FILE.read_text(encoding="utf-8") == access.text(), "run `make docs`"


@each_route
def test_a_caller_of_each_kind_hears_what_the_table_says(asking):
    for kind, caller in some_cells(asking.way, IN_TABLE.index(asking.endpoint)):
        asking.check(kind, caller)


@each_route
def test_what_is_another_s_is_like_what_is_missing(asking):
    for kind in ("other", "foreign"):
        callers = who_hears_nothing(asking.way, kind)
        for caller in callers[IN_TABLE.index(asking.endpoint) % max(len(callers), 1) :][:1]:
            asking.check_looks_missing(kind, caller)


@pytest.mark.long
@each_route
def test_every_caller_hears_what_the_table_says(asking):
    for kind, row in asking.way.cells.items():
        for caller in row:
            asking.check(kind, caller)
        for caller in who_hears_nothing(asking.way, kind):
            asking.check_looks_missing(kind, caller)


def some_cells(way: Way, number: int) -> Iterator[tuple[str, str]]:
    """For each thing that can be heard of an object one caller, in turns."""
    for kind, row in way.cells.items():
        for wanted in dict.fromkeys(row.values()):
            callers = [caller for caller, cell in row.items() if cell == wanted]
            if kind in {"own", "any"} or wanted == YES:
                yield kind, callers[number % len(callers)]


def who_hears_nothing(way: Way, kind: str) -> list[str]:
    """Who is told that this is missing, though it is there; with a foreign session all is."""
    row = way.cells.get(kind, {}) if kind in {"other", "foreign"} else {}
    return [caller for caller, cell in row.items() if cell == "404" and caller != "foreign"]
