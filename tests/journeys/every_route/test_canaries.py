"""Nothing of one organisation turns up at another: not in an answer, a mail, a file or a log.

Every text that is kept of an organisation has a word in it that occurs nowhere else. Then all
routes of the other one are driven, and all its workers, and what came out is searched.
"""

import logging
from collections.abc import Callable, Iterable

import pytest

from tests.aws_events import kinds_of
from tests.journeys.every_route import outputs
from tests.journeys.every_route.driven import OWN, Choice, Driven
from tests.journeys.every_route.test_who_may_what import IN_TABLE
from tests.journeys.every_route.town import IBANS, NUMBERS, Town
from tests.journeys.every_route.work import HANDLERS
from tests.journeys.every_route.world import HERE, THERE


@pytest.fixture
def heard(caplog, capfd) -> Callable[[], str]:
    """What was logged and printed."""
    caplog.set_level(logging.INFO)
    return lambda: caplog.text + "".join(capfd.readouterr())


def test_nothing_of_one_organisation_turns_up_at_another(worlds, put_back, heard):
    quick = HANDLERS.keys() - {"planning"}  # those are worked off once, in the end
    check(Driven(worlds[HERE], worlds[THERE], put_back, quick), first, heard)


@pytest.mark.long
@pytest.mark.parametrize(("here", "there"), [(HERE, THERE), (THERE, HERE)])
def test_nothing_turns_up_whoever_asks(worlds, here, there, put_back, heard):
    check(Driven(worlds[here], worlds[there], put_back), list, heard)


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
    "ORG#*#CONFIGURATION OPENING",
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

# Ids, moments, amounts and choices, and links to files.
TELLS_NO_TEXT = {
    "GET /calendar/{token}",  # of nobody's
    "GET /children/{child_id}/contracts/{contract_id}/ending",
    "GET /children/{child_id}/permissions",
    "GET /children/{child_id}/photos/{photo_id}/original",
    "GET /families/{family_id}/exports",
    "GET /families/{family_id}/exports/{export_id}",
    "GET /families/{family_id}/invoices",
    "GET /families/{family_id}/invoices/{invoice_id}/pdf",
    "GET /me/calendar-feed",
    "GET /policies",
    "GET /second-factor",
    "GET /sessions",
    "GET /staff/audit",
    "GET /staff/invitations/wave",
    "GET /staff/invoice-runs",
    "GET /staff/invoice-runs/{month}",
    "GET /staff/opening-calendars",
    "GET /staff/policies",
    "GET /staff/policies/samples",
    "GET /staff/policies/{care_type}/diff",
    "GET /staff/public-holidays",
}


def first(callers: Iterable[str]) -> list[str]:
    return list(callers)[:1]


def canaries(town: Town) -> list[str]:
    """What may turn up nowhere else: the word, numbers that people have, and ids."""
    org = town.organisation_id
    ids = {*town.accounts.values(), *(it for ids in town.ids.values() for it in ids.values())}
    long_enough = [it.lower() for it in ids if len(it) > len("2026-12")]
    return [town.word.lower(), NUMBERS[org], IBANS[org].lower(), *long_enough]


def check(driven: Driven, choose: Choice, heard: Callable[[], str]) -> None:
    found = driven.everything(IN_TABLE, choose)
    found["log"] = heard()

    for canary in canaries(driven.other.town):
        assert [where for where, text in found.items() if canary in text.lower()] == [], canary
    own = {where for where, text in found.items() if driven.world.town.word in text}
    read = {it for it in found if it.startswith("GET ") and it.endswith(f" {OWN}")}
    assert {it.rsplit(" ", 2)[0] for it in read - own} <= TELLS_NO_TEXT
    assert any(": mail " in where for where in own)
    assert any(where.endswith(".pdf") for where in own)
