"""One organisation that is asked everything, about its own things and about another's."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from chalicelib.http.endpoints import Endpoint
from chalicelib.organisations import service as organisations
from infra.access import YES
from tests.browser import Answer
from tests.journeys.every_route import outputs
from tests.journeys.every_route.test_who_may_what import WAY_OF
from tests.journeys.every_route.work import HANDLERS, waiting, work_off
from tests.journeys.every_route.world import World, name_of

Choice = Callable[[Iterable[str]], list[str]]
CALLERS = ("parent", "payer", "worker", "planner", "admin", "operator", "nobody")
OWN, FOREIGN = "own", "foreign"
Texts = Iterator[tuple[str, str]]  # where it was found, and what stands there


@dataclass
class Driven:
    """What comes out when `world` is asked; between two questions everything is put back.

    Of a question these `queues` are worked off, and in the end what waited before it.
    """

    world: World
    other: World
    put_back: Callable[[], None]
    queues: Iterable[str] = tuple(HANDLERS)
    waited: frozenset[str] = field(init=False)
    seen: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """Take away what building the organisations left, and know what waits since then."""
        outputs.messages()
        outputs.mails()
        self.waited = frozenset(it.errand_id for it in waiting(self.org))

    @property
    def org(self) -> str:
        return self.world.town.organisation_id

    def everything(self, endpoints: Iterable[Endpoint], choose: Choice) -> dict[str, str]:
        """Return all that is kept, was told and was done, by where it was found."""
        found = outputs.rows(self.org) | outputs.files(self.org, seen=self.seen)
        for endpoint in endpoints:
            row = next(iter(WAY_OF[name_of(endpoint)].cells.values()))
            for caller in choose(it for it in CALLERS if row[it] == YES):
                for whose in (OWN, FOREIGN):
                    found |= self._asked(endpoint, caller, whose)
        work_off(self.org)
        return found | dict(self._left("what waited")) | {"queues": outputs.messages()}

    def _asked(self, endpoint: Endpoint, caller: str, whose: str) -> dict[str, str]:
        where = f"{name_of(endpoint)} {caller} {whose}"
        ids = (self.world if whose == OWN else self.other).town.ids["own"]
        path, body = (it(endpoint, ids) for it in (self.world.path, self.world.body))
        answer = self._send(endpoint, caller, path, body)
        if whose == OWN:
            let_in = WAY_OF[name_of(endpoint)].routes[name_of(endpoint)]
            assert answer.status == endpoint.status or answer.code in let_in, (where, answer)
        found = {where: json.dumps([answer.body, dict(answer.headers)], ensure_ascii=False)}
        if endpoint.method != "GET":
            work_off(self.org, *self.queues, but=self.waited)
            found |= self._left(where)
        self.put_back()
        organisations.forget()
        if whose == OWN:
            return found
        # Who is answered about an id has sent it.
        sent = [it for it in ids.values() if it in f"{path} {json.dumps(body)}"]
        return {name: _without(sent, text) for name, text in found.items()}

    def _send(self, endpoint: Endpoint, caller: str, path: str, body: Any) -> Answer:
        is_nobody = caller == "nobody"
        visitor = self.world.nobody() if is_nobody else self.world.town.signed_in(caller)
        raw = b"" if endpoint.method == "GET" else json.dumps(body or {}).encode()
        answer: Answer = visitor.send(endpoint.method, path, raw, {})
        return answer

    def _left(self, where: str) -> Texts:
        """Yield what was written since everything was put back, and mailed."""
        rows = outputs.rows_written()
        assert [it for it in rows if not it.startswith(f"ORG#{self.org}")] == [], where
        yield from ((f"{where}: row {key}", text) for key, text in rows.items())
        for number, text in enumerate(outputs.mails()):
            yield f"{where}: mail {number}", text
        for key, text in outputs.files(self.org, seen=self.seen).items():
            yield f"{where}: file {key}", text


def _without(ids: Iterable[str], text: str) -> str:
    """Return the text without these; the longest first, as one may be a part of another."""
    for it in sorted(ids, key=len, reverse=True):
        text = text.replace(it, "")
    return text
