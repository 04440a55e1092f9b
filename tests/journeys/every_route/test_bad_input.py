"""Route by route: whatever is sent, the answer is the right one or a refusal, and never a 500."""

from itertools import count
from urllib.parse import quote

import msgspec
import pytest

from chalicelib.http.fields import tidy
from tests.journeys.every_route.examples import (
    NO_JSON,
    ODD,
    SHARES,
    Raw,
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
def test_an_odd_value_in_a_field_is_taken_or_refused(here, endpoint, put_back):
    try_odd_values(here, endpoint, put_back, shares=SHARES)


@pytest.mark.long
@of_all(WITH_BODY)
def test_every_odd_value_in_any_field_is_taken_or_refused(here, endpoint, put_back):
    try_odd_values(here, endpoint, put_back, shares=(1, 1))


def try_odd_values(here, endpoint, put_back, *, shares):
    """What is taken comes back as it was sent, but for what `tidy` does."""
    visitor, path = here.who_may(endpoint), here.path(endpoint)
    session = dict(visitor.cookies)
    for body, name, odd in bodies_with_one_odd_field(here.body(endpoint), shares=shares):
        visitor.address, visitor.cookies = next(ADDRESSES), dict(session)
        answer = send(visitor, endpoint, path, body)
        shown = {*texts_called(name, answer.body)}
        if answer.status == endpoint.status and isinstance(odd, str) and shown:
            assert shown & {odd, tidy(odd)}, (name, odd, shown)
        if answer.status == endpoint.status:
            put_back()


def texts_called(name, answer):
    """Every text in the answer that stands in a field of this name."""
    parts = answer.items() if isinstance(answer, dict) else ((name, it) for it in answer)
    for key, value in parts:
        if isinstance(value, str) and key == name:
            yield value
        elif isinstance(value, dict | list):
            yield from texts_called(name, value)


@of_all(WITH_QUERY)
def test_an_odd_value_in_a_query_is_taken_or_refused(here, endpoint):
    visitor, path = here.who_may(endpoint), here.path(endpoint).partition("?")[0]
    required = {it.encode_name: value_for(it.type) for it in msgspec.structs.fields(endpoint.query)}

    for number, name in enumerate(required):
        for odd in [it for it in ODD if not isinstance(it, Raw)][number % 2 :: 2]:
            given = {**required, name: odd if isinstance(odd, str) else str(odd)}
            query = "&".join(f"{key}={quote(str(value))}" for key, value in given.items())
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
