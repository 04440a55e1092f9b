"""Route by route: whatever is sent, the answer is the right one or a refusal, and never a 500."""

from itertools import count
from urllib.parse import quote

import msgspec

from tests.journeys.every_route.examples import (
    NO_JSON,
    ODD,
    bodies_with_one_odd_field,
    bodies_without_a_field,
    value_for,
)
from tests.journeys.every_route.promises import ENDPOINTS, refused, send
from tests.journeys.every_route.test_who_is_refused import of_all

WITH_BODY = [it for it in ENDPOINTS if it.body]
WITH_QUERY = [it for it in ENDPOINTS if it.query]
ADDRESSES = (f"2001:db8:{number:x}::1" for number in count(1))  # so that no limit is in the way


@of_all(WITH_BODY)
def test_what_is_no_object_of_this_shape_is_refused(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint)
    good = here.body(endpoint)
    bodies = [*NO_JSON, {**good, "magic": 1}, *bodies_without_a_field(good, endpoint.body)]

    for body in bodies:
        answer = refused(visitor, endpoint, path, body)
        assert (answer.status, answer.code) == (422, "InvalidRequest"), body
        assert answer.body["fields"], body


@of_all(WITH_BODY)
def test_an_odd_value_in_any_field_is_taken_or_refused(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint)
    session = dict(visitor.cookies)

    for body in bodies_with_one_odd_field(here.body(endpoint)):
        visitor.address, visitor.cookies = next(ADDRESSES), dict(session)
        send(visitor, endpoint, path, body)


@of_all(WITH_QUERY)
def test_an_odd_value_in_a_query_is_taken_or_refused(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint).partition("?")[0]
    required = {it.encode_name: value_for(it.type) for it in msgspec.structs.fields(endpoint.query)}

    for name in required:
        for odd in ODD:
            given = {**required, name: odd if isinstance(odd, str) else str(odd)}
            query = "&".join(f"{key}={quote(value)}" for key, value in given.items())
            send(visitor, endpoint, f"{path}?{query}")


@of_all([it for it in ENDPOINTS if not it.body and it.method != "GET"])
def test_a_body_where_none_belongs_does_no_harm(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint)
    for body in (b"", b"{", b'{"magic": 1}'):
        send(visitor, endpoint, path, body)


@of_all(WITH_BODY)
def test_every_body_has_a_good_example(here, endpoint):
    """Otherwise the odd values above would be refused for another reason than being odd."""
    msgspec.convert(here.body(endpoint), endpoint.body)
