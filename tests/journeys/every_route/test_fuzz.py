"""A moment of `make fuzz`: what schemathesis makes of the document, asked without a socket."""

import warnings
from functools import cache
from urllib.parse import urlsplit

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings

from infra import openapi
from tests.journeys.every_route.promises import ENDPOINTS, send
from tests.journeys.every_route.test_who_is_refused import of_all

SHORT = {
    "deadline": None,
    "database": None,
    "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@cache
def schema():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it uses what its own libraries have given up
        import schemathesis

        return schemathesis.openapi.from_dict(openapi.document())


def ask(here, endpoint, examples):
    visitor = here.who_may(endpoint)
    session = dict(visitor.cookies)

    @settings(max_examples=examples, **SHORT)
    @given(schema()[endpoint.path][endpoint.method].as_strategy())
    def each(case):
        asked = requests.Request(**case.as_transport_kwargs(base_url="http://portal")).prepare()
        url = urlsplit(asked.url)
        visitor.cookies = dict(session)
        send(visitor, endpoint, f"{url.path}?{url.query}".rstrip("?"), bytes_of(asked.body))

    each()


def bytes_of(body):
    return body.encode() if isinstance(body, str) else body or b""


@of_all(ENDPOINTS)
def test_what_the_document_allows_is_answered_as_it_says(here, endpoint):
    ask(here, endpoint, 1)


@pytest.mark.long
@of_all(ENDPOINTS)
def test_much_of_what_the_document_allows_is_answered_as_it_says(here, endpoint):
    ask(here, endpoint, 25)
