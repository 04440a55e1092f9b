"""Route by route: who may not, is told so, learns nothing from it, and leaves nothing behind."""

from datetime import timedelta

import pytest

from chalicelib.core import clock
from chalicelib.core.callers import EVERYONE, Role
from chalicelib.http.guard import LARGEST_BODY
from tests.browser import written
from tests.conftest import NOW
from tests.journeys.every_route.promises import ENDPOINTS, refused, send
from tests.journeys.every_route.world import name_of

WITH_SESSION = [it for it in ENDPOINTS if it.who is not None]
CHANGING = [it for it in ENDPOINTS if it.method != "GET"]
IDS = {
    "family_id",
    "child_id",
    "parent_id",
    "account_id",
    "request_id",
    "conversation_id",
    "import_id",
    "photo_id",
}
WITH_ID = [it for it in ENDPOINTS if IDS.intersection(it.path_params.__struct_fields__)]
STRANGE = ("a" * 64, "a" * 65, "%00", "%F0%9F%90%9E", "..", "%2F", "ORG%23madelief", "{x}", "*")


def of_all(endpoints):
    return pytest.mark.parametrize("endpoint", endpoints, ids=map(name_of, endpoints))


@of_all(WITH_SESSION)
def test_without_a_session_nothing_happens(here, endpoint):
    nobody, before = here.as_role(None), len(written())

    answer = refused(nobody, endpoint, here.path(endpoint), here.body(endpoint))

    assert (answer.status, answer.code) == (401, "NotSignedIn")
    assert len(written()) == before


@of_all([it for it in WITH_SESSION if it.who != EVERYONE])
def test_another_role_may_not(here, endpoint):
    for role in sorted(EVERYONE - endpoint.who):
        visitor = here.as_role(role)
        before = len(written())

        answer = refused(visitor, endpoint, here.path(endpoint), here.body(endpoint))

        assert (answer.status, answer.code) == (403, "Forbidden"), role
        assert len(written()) == before


@of_all(WITH_SESSION)
def test_a_session_of_another_organisation_leads_nowhere(here, there, endpoint):
    stranger = here.as_role(None)
    stranger.cookies |= there.who_may(endpoint).cookies

    answer = refused(stranger, endpoint, here.path(endpoint), here.body(endpoint))

    assert (answer.status, answer.code) == (404, "NotFound")


@of_all(WITH_SESSION)
def test_an_expired_session_is_none(here, endpoint):
    visitor = here.who_may(endpoint)
    clock.start_at(NOW + timedelta(hours=25))

    answer = refused(visitor, endpoint, here.path(endpoint), here.body(endpoint))

    assert (answer.status, answer.code) == (401, "NotSignedIn")


@of_all(WITH_ID)
def test_ids_of_another_organisation_are_like_ids_of_nothing(here, there, endpoint):
    visitor = here.who_may(endpoint)
    body = here.body(endpoint)

    foreign = refused(visitor, endpoint, there.path(endpoint), body)
    unknown = refused(visitor, endpoint, here.path(endpoint, **dict.fromkeys(IDS, "gone")), body)

    assert (foreign.status, foreign.code) == (404, "NotFound")
    assert foreign.body == unknown.body


@of_all([it for it in ENDPOINTS if it.path_params.__struct_fields__])
def test_an_id_that_cannot_be_one_is_refused(here, endpoint):
    visitor = here.who_may(endpoint)
    for name in endpoint.path_params.__struct_fields__:
        for strange in STRANGE:
            send(visitor, endpoint, here.path(endpoint, **{name: strange}), here.body(endpoint))


@of_all(CHANGING)
def test_what_another_site_sends_changes_nothing(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint)
    body, before = here.body(endpoint), len(written())

    foreign = refused(visitor, endpoint, path, body, sec_fetch_site="cross-site")
    form = refused(visitor, endpoint, path, body, content_type="text/plain")
    long = refused(visitor, endpoint, path, b" " * (LARGEST_BODY + 1))

    assert (foreign.code, form.code, long.code) == ("ForeignOrigin", "NotJson", "BodyTooLarge")
    assert len(written()) == before


@of_all(ENDPOINTS)
def test_who_calls_past_the_front_door_is_refused(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint)

    past = refused(visitor, endpoint, path, here.body(endpoint), x_origin_secret="guess")
    nowhere = refused(visitor, endpoint, path, here.body(endpoint), x_viewer_host="evil.example")

    assert (past.code, nowhere.code) == ("NotThroughFront", "NotFound")


def test_every_role_is_somebodys(here):
    assert {role for it in WITH_SESSION for role in it.who} <= {*here.accounts, Role.OPERATOR}
