"""What `infra/resources.yaml` asks of AWS, beyond what the local run makes of it."""

import json
from pathlib import Path

import pytest

import app
from chalicelib.core.language import Language
from chalicelib.http.texts import catalogue
from infra.local.resources import properties

STAGES = json.loads(Path(".chalice/config.json").read_text(encoding="utf-8"))["stages"]
ACCOUNT = 1000  # functions that a Lambda account runs at once
REFUSALS = properties("RestAPI")["GatewayResponses"]
OF_THE_GATEWAY_ALONE = {"Unavailable"}
WORKERS = [it for it in app.app.event_sources if type(it).__name__.startswith("SQS")]


@pytest.fixture
def aws() -> None:
    """Nothing here asks AWS."""


def most_at_once(name: str) -> int:
    resource = "".join(part.title() for part in name.split("_"))
    source = properties(resource)["Events"][f"{resource}SqsEventSource"]["Properties"]
    most: int = source["ScalingConfig"]["MaximumConcurrency"]
    return most


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_the_gateway_refuses_has_the_shape_of_our_own_refusals(kind):
    (told,) = REFUSALS[kind]["ResponseTemplates"].values()
    headers = REFUSALS[kind]["ResponseParameters"]["Headers"]
    refusal = json.loads(told)

    assert headers["Cache-Control"] == "'no-store'"
    assert refusal["message"]
    assert refusal["code"] in catalogue(Language.NL).keys() | OF_THE_GATEWAY_ALONE


@pytest.mark.parametrize("kind", ["THROTTLED", "QUOTA_EXCEEDED"])
def test_who_is_turned_away_for_the_rush_hears_when_to_come_back(kind):
    refused = REFUSALS[kind]
    told = json.loads(refused["ResponseTemplates"]["application/json"])

    assert (refused["StatusCode"], told["code"]) == ("429", "TooOften")
    assert refused["ResponseParameters"]["Headers"]["Retry-After"] == f"'{told['data']['seconds']}'"


def test_a_rush_leaves_half_of_the_account_to_the_workers():
    (everywhere,) = properties("RestAPI")["MethodSettings"]

    assert (everywhere["ResourcePath"], everywhere["HttpMethod"]) == ("/*", "*")
    assert 0 < everywhere["ThrottlingRateLimit"] <= everywhere["ThrottlingBurstLimit"]
    assert everywhere["ThrottlingBurstLimit"] <= ACCOUNT / 2


def test_workers_leave_almost_everything_to_the_pages():
    assert sum(most_at_once(it.name) for it in WORKERS) <= ACCOUNT / 10


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", [it.name for it in WORKERS])
def test_a_queue_hands_out_no_more_than_its_worker_may_take(stage, name):
    """Else the rest is refused, and a message that was refused five times is given up."""
    reserved = STAGES[stage]["lambda_functions"][name].get("reserved_concurrency")

    assert reserved in {None, most_at_once(name)}
