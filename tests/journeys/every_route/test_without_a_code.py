"""Where colleagues need a second factor, who has none may set it up, or log out, and no more."""

import os

import pytest

import app
from chalicelib.accounts import factor_routes
from chalicelib.settings import settings
from tests.accounts.factors import turned_on
from tests.browser import written
from tests.journeys.every_route.promises import ENDPOINTS, refused
from tests.journeys.every_route.test_who_is_refused import of_all
from tests.journeys.every_route.world import name_of

COLLEAGUES = ("worker", "planner", "admin", "operator", "worker+")
FOR_SETTING_UP = {
    "GET /session",
    "POST /session/password",
    "GET /second-factor",
    "POST /second-factor/set-ups",
    "PUT /second-factor",
}
CLOSED = [it for it in ENDPOINTS if it.who is not None and name_of(it) not in FOR_SETTING_UP]


@pytest.fixture(autouse=True)
def mandatory(aws):  # noqa: ARG001 - the environment is made anew there
    os.environ["PORTAL_STAFF_SECOND_FACTOR"] = "mandatory"
    settings.cache_clear()
    yield
    os.environ["PORTAL_STAFF_SECOND_FACTOR"] = "optional"
    settings.cache_clear()


@of_all(CLOSED)
def test_every_other_route_is_closed(here, everybody, endpoint):
    for name in COLLEAGUES:
        before = len(written())

        answer = refused(everybody[name], endpoint, here.path(endpoint), here.body(endpoint))

        assert (answer.status, answer.code) == (403, "SecondFactorNeeded"), name
        assert len(written()) == before


def test_the_list_of_open_routes_is_short_and_known():
    found = {name_of(it) for routes in app.ROUTES for it in routes.endpoints if it.while_setting_up}
    assert found == FOR_SETTING_UP
    assert found == {name_of(it) for it in factor_routes.routes.endpoints}


def test_a_colleague_sets_it_up_and_is_in(everybody):
    colleague = everybody["planner"]
    assert colleague.get("/session").body["must_set_up"] is True

    turned_on(colleague)

    assert colleague.get("/session").body["must_set_up"] is False
    assert colleague.get("/staff/configuration").status == 200
    assert colleague.delete("/second-factor").code == "SecondFactorMandatory"


def test_a_colleague_may_log_out_instead(everybody):
    colleague = everybody["worker"]

    assert colleague.delete("/session").status == 200
    assert colleague.get("/session").code == "NotSignedIn"


def test_parents_choose_for_themselves(everybody):
    parent = everybody["parent"]

    assert parent.get("/session").body["must_set_up"] is False
    assert parent.get("/home").status == 200
