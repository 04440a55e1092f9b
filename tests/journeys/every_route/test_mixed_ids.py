"""One id that is another's among own ones opens nothing: in a path, a query or a body.

The table of who may do what asks with ids of one family only. Here each id by itself is another
organisation's, or another family's, and all others are of who asks: the answer and the requests to
AWS are those of an id that is nobody's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from chalicelib.http.endpoints import Endpoint
from infra.access import YES
from tests.browser import written
from tests.journeys.every_route.test_who_is_refused import of_all
from tests.journeys.every_route.test_who_may_what import (
    IN_TABLE,
    WAY_OF,
    Asking,
    asking,  # noqa: F401 - a fixture
    nobody_s,
)
from tests.journeys.every_route.town import Ids
from tests.journeys.every_route.world import World, name_of

PATH, QUERY, BODY = "path", "query", "body"
KINDS = {
    *("account_id", "child_id", "contract_id", "conversation_id", "export_id", "family_id"),
    *("group_id", "import_id", "invoice_id", "parent_id", "photo_id", "request_id"),
}
# Fields that are called otherwise than what belongs in them.
FIELDS = {"decisions": "request_id", "gives_group_id": "group_id"}
# Where one that is nobody's is no reason to refuse all else, or for another one.
STATUSES = {
    "GET /children/{child_id}/days: query group_id": {200},
    "GET /children/{child_id}/days: query gives_group_id": {200, 422},
    "GET /staff/accounts: query account_ids": {200},
    "GET /staff/conversations: query group_id": {200, 404},
    "POST /staff/requests/decisions: body decisions": {200},
    "POST /children/{child_id}/requests: body group_id": {409},  # the child has no contract there
}
A_MOMENT = re.compile(r"T\d\d:\d\d:\d\d[.\d]*")


@dataclass(frozen=True)
class Slot:
    """A place for an id: in which part of a request, under which name, and of what kind."""

    part: str
    field: str
    kind: str

    def __str__(self) -> str:
        return f"{self.part} {self.field}"


def slots(endpoint: Endpoint) -> list[Slot]:
    """Return the places for ids, if the table does not ask about the only one already."""
    found = all_slots(endpoint)
    is_in_table = len(found) == 1 and "foreign" in WAY_OF[name_of(endpoint)].cells
    return [] if is_in_table else found


def all_slots(endpoint: Endpoint) -> list[Slot]:
    parts = {PATH: endpoint.path_params, QUERY: endpoint.query, BODY: endpoint.body}
    return [slot for part, struct in parts.items() for slot in _slots_in(part, struct)]


def _slots_in(part: str, struct: type[msgspec.Struct] | None) -> Iterator[Slot]:
    for it in msgspec.structs.fields(struct) if struct else ():
        name = it.encode_name
        kind = FIELDS.get(name, name.removesuffix("s"))
        if kind in KINDS:
            yield Slot(part, name, kind)


WITH_SLOTS = [it for it in IN_TABLE if slots(it)]


@of_all(WITH_SLOTS)
def test_a_foreign_id_among_own_ones_is_like_none(asking):  # noqa: F811
    callers = who_may(asking)
    check(asking, callers[IN_TABLE.index(asking.endpoint) % len(callers)])


@pytest.mark.long
@of_all(WITH_SLOTS)
def test_another_s_id_among_own_ones_is_like_none_whoever_asks(asking):  # noqa: F811
    for caller in who_may(asking):
        check(asking, caller)


def test_ids_are_looked_for_by_the_names_they_have(here):
    """What the towns have more of, or call otherwise, would be left out here."""
    kinds = {name for name in here.town.ids["own"] if name != "colleague_id"}
    assert kinds == {it.kind for endpoint in IN_TABLE for it in all_slots(endpoint)} == KINDS


def who_may(asking: Asking) -> list[str]:  # noqa: F811
    row = next(iter(asking.way.cells.values()))
    return [caller for caller, cell in row.items() if cell == YES]


def check(asking: Asking, caller: str) -> None:  # noqa: F811
    """Ask with each id by itself, and compare with what is heard about nobody's."""
    strange = [asking.there.town.ids["own"]]
    if asking.way.cells.get("other", {}).get(caller) == "404":
        strange.append(asking.here.town.ids["other"])
    for slot in slots(asking.endpoint):
        where = f"{name_of(asking.endpoint)}: {slot}"
        for ids in strange:
            if slot.kind == "invoice_id":  # a month, of whom the other ids say
                continue
            there, missing = (heard(asking, caller, slot, it) for it in (ids, nobody_s(ids)))
            assert there == missing, (where, caller)
            assert there[0] in STATUSES.get(where, {404}), (where, caller)


def heard(asking: Asking, caller: str, slot: Slot, ids: Ids) -> list[Any]:  # noqa: F811
    """Return all that is heard and asked of AWS, without the id itself and without moments."""
    it = ids[slot.kind]
    answer, trace = asking.send(caller, *mixed(asking.endpoint, asking.here, slot, it))
    told, asked = (A_MOMENT.sub("", str(text).replace(it, "<id>")) for text in (answer.body, trace))
    assert asking.there.town.word not in told
    assert answer.status == 200 or written() == []
    asking.put_back()
    return [answer.status, told, answer.headers, asked]


def mixed(endpoint: Endpoint, world: World, slot: Slot, it: str) -> tuple[str, Any]:
    """Return path and body with this id in its place, and own ones everywhere else."""
    path, body = world.path(endpoint), world.body(endpoint)
    if slot.part == PATH:
        return world.path(endpoint, **{slot.field: it}), body
    if slot.part == QUERY:
        return f"{path}{'&' if '?' in path else '?'}{slot.field}={it}", body
    good = body[slot.field]
    if slot.field == "decisions":
        return path, body | {slot.field: [*good, good[0] | {"request_id": it}]}
    return path, body | {slot.field: [*good, it] if isinstance(good, list) else it}
