"""Route by route: what does not come from a page of ours, through our front door, does nothing."""

import pytest

from chalicelib.http.guard import LARGEST_BODY
from tests.browser import written
from tests.journeys.every_route.promises import ENDPOINTS, refused, send
from tests.journeys.every_route.world import name_of

CHANGING = [it for it in ENDPOINTS if it.method != "GET"]
STRANGE = ("a" * 64, "a" * 65, "%00", "%F0%9F%90%9E", "..", "%2F", "ORG%23madelief", "{x}", "*")


def of_all(endpoints):
    return pytest.mark.parametrize("endpoint", endpoints, ids=map(name_of, endpoints))


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
