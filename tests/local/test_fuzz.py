"""`make fuzz` says so if it did not ask what it should, and asks everything as somebody who may."""

import random
from typing import Any

import pytest

from infra.fuzz import troubles
from infra.fuzz_people import LEAVING, Asker, askers
from tests.journeys.every_route.promises import ENDPOINTS

OPERATIONS = 30


@pytest.fixture
def aws() -> None:
    """Nothing here asks AWS."""


def a_report(
    phase: str = "fuzzing", *, status: str = "success", tested: int = OPERATIONS, exit_code: int = 0
) -> dict[str, Any]:
    operations = {"tested": tested, "skipped": OPERATIONS - tested}
    return {
        "exit_code": exit_code,
        "phases": {phase: {"status": status}},
        "operations": operations,
    }


@pytest.mark.parametrize("phase", ["coverage", "fuzzing", "stateful"])
def test_when_everything_was_asked_and_nothing_was_wrong_there_is_no_trouble(phase):
    assert [*troubles(a_report(phase), phase, OPERATIONS)] == []


@pytest.mark.parametrize(
    ("report", "trouble"),
    [
        ({}, "fuzzing: it did not get as far as a report"),
        (a_report(exit_code=1), "fuzzing: it ended with 1, see above"),
        (a_report(status="skip"), "fuzzing: skip"),
        (a_report(tested=8), "fuzzing: 8 of 30 operations were asked"),
    ],
)
def test_what_was_wrong_or_not_asked_is_told(report, trouble):
    assert [*troubles(report, "fuzzing", OPERATIONS)] == [trouble]


@pytest.fixture
def people() -> list[Asker]:
    return askers(ENDPOINTS, random.Random(1))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda it: it.view.__name__)
def test_each_operation_is_covered_by_one_who_may_and_asked_by_all_who_may(people, endpoint):
    name = endpoint.view.__name__
    nobody, *signed_in = people
    (covering,) = [it for it in people if name in it.covers]
    asking = [it for it in people if name in it.asks]

    if name in LEAVING:
        assert (covering, asking) == (nobody, [])
        assert len([it for it in signed_in if name in it.leaving]) == 1
    elif endpoint.who is None:
        assert covering is nobody
        assert nobody in asking
    else:
        assert covering.role in endpoint.who
        assert {it.role for it in asking} > endpoint.who
