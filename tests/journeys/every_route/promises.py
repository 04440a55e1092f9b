"""What every answer keeps to, whoever asks and whatever is asked."""

from typing import Any

import msgspec

import app
from chalicelib.http.endpoints import Endpoint
from infra import openapi
from tests.browser import Answer, Browser
from tests.journeys.every_route.world import name_of

ENDPOINTS = [endpoint for routes in app.ROUTES for endpoint in routes.endpoints]
DOCUMENT = openapi.document()["paths"]


def send(
    visitor: Browser, endpoint: Endpoint, path: str, body: Any = None, **headers: str
) -> Answer:
    """Ask, and look at the answer: a good one has its shape, and a refusal says what is wrong."""
    raw = body if isinstance(body, bytes) else msgspec.json.encode({} if body is None else body)
    raw = raw if endpoint.method != "GET" else b""
    answer = visitor.send(endpoint.method, path, raw, headers)
    if answer.status == endpoint.status:
        msgspec.convert(answer.body, endpoint.returns)
    else:
        _check_refusal(answer, endpoint)
    return answer


def refused(
    visitor: Browser, endpoint: Endpoint, path: str, body: Any = None, **headers: str
) -> Answer:
    """Ask twice, in Dutch and in English, and return the refusal."""
    dutch = send(visitor, endpoint, path, body, **headers)
    english = send(visitor, endpoint, path, body, **headers, accept_language="en")
    assert dutch.status >= 400, (name_of(endpoint), dutch)
    assert (dutch.status, dutch.code) == (english.status, english.code)
    assert dutch.body["message"] != english.body["message"]
    return dutch


def _check_refusal(answer: Answer, endpoint: Endpoint) -> None:
    assert 400 <= answer.status < 500, (name_of(endpoint), answer)
    assert answer.body.keys() <= {"code", "message", "data", "fields"}
    assert answer.body["message"].strip()
    responses = DOCUMENT[endpoint.path][endpoint.method.lower()]["responses"]
    documented = responses.get(str(answer.status), {}).get("x-codes", [])
    assert answer.code in documented, (name_of(endpoint), answer.status, answer.code)
