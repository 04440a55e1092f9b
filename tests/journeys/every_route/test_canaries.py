"""Nothing of one organisation turns up at another: not in an answer, a mail, a file or a log.

Every text that is kept of an organisation has a word in it that occurs nowhere else. Then all
routes of the other one are driven, and all its workers, and what came out is searched.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator

import pytest

from infra.access import YES
from tests.aws_events import kinds_of
from tests.journeys.every_route import outputs
from tests.journeys.every_route.test_who_may_what import IN_TABLE, WAY_OF
from tests.journeys.every_route.town import IBANS, NUMBERS, Town
from tests.journeys.every_route.work import work_off
from tests.journeys.every_route.world import HERE, THERE, World, name_of

Choice = Callable[[Iterable[str]], list[str]]
CALLERS = ("parent", "payer", "worker", "planner", "admin", "operator", "nobody")


def test_nothing_of_one_organisation_turns_up_at_another(worlds, caplog, capfd):
    caplog.set_level(logging.INFO)
    found = came_out(worlds[HERE], worlds[THERE], first, caplog, capfd)
    check(found, world=worlds[HERE], other=worlds[THERE])


@pytest.mark.long
@pytest.mark.parametrize(("here", "there"), [(HERE, THERE), (THERE, HERE)])
def test_nothing_turns_up_whoever_asks(worlds, here, there, caplog, capfd):
    caplog.set_level(logging.INFO)
    found = came_out(worlds[here], worlds[there], list, caplog, capfd)
    check(found, world=worlds[here], other=worlds[there])


def test_every_text_that_is_kept_has_the_word_in_it(worlds):
    """Otherwise the others would look for something that is not there."""
    town = worlds[HERE].town
    marked: dict[str, bool] = {}
    for key, text in outputs.rows(town.organisation_id).items():
        kinds = " ".join(kinds_of(it) for it in key.split(" ", 1))
        marked[kinds] = marked.get(kinds, False) or town.word.lower() in text.lower()

    assert {kinds for kinds, is_marked in marked.items() if not is_marked} <= WITHOUT_TEXT


# Ids, moments, numbers and choices, or what is kept as a hash: nobody's text stands in these.
WITHOUT_TEXT = {
    "ORG#*#* *",  # how often something was tried
    "ORG#*#ACCOUNT#* SESSION#*",
    "ORG#*#ACCOUNT#*#MESSAGES UNREAD",
    "ORG#*#AUDIT#* *#*",
    "ORG#*#FAMILY#*#EXPORTS EXPORT#*",
    "ORG#*#FAMILY#*#PHOTOS *",
    "ORG#*#FAMILY#*#REPORTS *",
    "ORG#*#LETTER#* LETTER",
    "ORG#*#LINK#* LINK",
    "ORG#*#LOGIN#* LOGIN",
    "ORG#*#RUN#* FAMILY#*",
    "ORG#*#RUNS *",
    "ORG#*#WAVE WAVE",
}


def first(callers: Iterable[str]) -> list[str]:
    return list(callers)[:1]


def canaries(town: Town) -> list[str]:
    """What may turn up nowhere else: the word, numbers that people have, and ids."""
    org = town.organisation_id
    ids = {*town.accounts.values(), *(it for ids in town.ids.values() for it in ids.values())}
    long_enough = [it.lower() for it in ids if len(it) > len("2026-12")]
    return [town.word.lower(), NUMBERS[org], IBANS[org].lower(), *long_enough]


def came_out(world: World, other: World, choose: Choice, caplog, capfd) -> dict[str, str]:
    """Drive every route and every worker of one organisation; return all that can be read."""
    org = world.town.organisation_id
    outputs.messages()  # of how the towns were built, and what was asked before
    before = len(outputs.mails())
    found = dict(answers(world, other, choose))
    work_off(org)
    found |= {f"mail {number}": it for number, it in enumerate(outputs.mails()[before:])}
    found |= outputs.files(org) | outputs.rows(org)
    found["queues"] = outputs.messages()
    found["log"] = caplog.text + "".join(capfd.readouterr())
    return found


def answers(world: World, other: World, choose: Choice) -> Iterator[tuple[str, str]]:
    """Ask every route as who may, about the own things and about the other's."""
    for endpoint in IN_TABLE:
        row = next(iter(WAY_OF[name_of(endpoint)].cells.values()))
        for caller in choose(it for it in CALLERS if row[it] == YES):
            for ids in (other.town.ids["own"], world.town.ids["own"]):
                visitor = world.nobody() if caller == "nobody" else world.town.signed_in(caller)
                body = json.dumps(world.body(endpoint, ids) or {}).encode()
                raw = b"" if endpoint.method == "GET" else body
                answer = visitor.send(endpoint.method, world.path(endpoint, ids), raw, {})
                told = json.dumps([answer.body, dict(answer.headers)], ensure_ascii=False)
                # Who is answered about an id has sent it.
                yield (
                    f"{name_of(endpoint)} {caller}",
                    told if ids in world.town.ids.values() else "",
                )


def check(found: dict[str, str], *, world: World, other: World) -> None:
    for canary in canaries(other.town):
        assert [where for where, text in found.items() if canary in text.lower()] == [], canary
    own = [where for where, text in found.items() if world.town.word in text]
    assert any(where.startswith("GET ") for where in own)
    assert any(where.startswith("mail ") for where in own)
    assert any(where.endswith(".pdf") for where in own)
