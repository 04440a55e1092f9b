"""What API Gateway does: a request becomes a Lambda event, and its result an answer."""

import base64
import threading
import uuid
from http import HTTPStatus
from time import time
from typing import Any

from chalice import Chalice
from chalice.app import Request as ChaliceRequest
from chalice.local import LambdaContext, RouteMatcher

from infra.local.resources import properties
from infra.local.wire import Answer, Headers, Request, compressed
from infra.local.words import say, where

LARGEST_BODY = 10 * 1024 * 1024
LARGEST_RESULT = 6 * 1024 * 1024  # what a Lambda may return
TIMEOUT_MS = 29_000

# The app never sees the portal's own host: CloudFront talks to the gateway by the gateway's name.
HOST = "api.execute-api.localhost"


class _PerThread:
    """Chalice keeps one current request: enough for a Lambda, not for a server with threads."""

    _now = threading.local()

    @property
    def current_request(self) -> ChaliceRequest | None:
        return getattr(self._now, "request", None)

    @current_request.setter
    def current_request(self, request: ChaliceRequest | None) -> None:
        self._now.request = request

    @property
    def lambda_context(self) -> LambdaContext | None:
        return getattr(self._now, "context", None)

    @lambda_context.setter
    def lambda_context(self, context: LambdaContext) -> None:
        self._now.context = context


class Gateway:
    """Answers for one Chalice app; what it refuses by itself stands in `infra/resources.yaml`."""

    def __init__(self, app: Chalice) -> None:
        if not isinstance(app, _PerThread):
            app.__class__ = type("PerThread", (_PerThread, type(app)), {})
        self._app = app
        self._routes = RouteMatcher(list(app.routes))
        described = properties("RestAPI")
        self._refusals: dict[str, Any] = described.get("GatewayResponses", {})
        self._least: int = described.get("MinimumCompressionSize", LARGEST_BODY)

    def answer(self, request: Request) -> Answer:
        return compressed(self._answer(request), request, least=self._least)

    def too_large(self) -> Answer:
        return self._refuse("REQUEST_TOO_LARGE")

    def _answer(self, request: Request) -> Answer:
        if len(request.body) > LARGEST_BODY:
            return self.too_large()
        try:
            route, captured, query = self._routes.match_route(request.target)
        except ValueError:
            return self._refuse("MISSING_AUTHENTICATION_TOKEN")
        if request.method not in self._app.routes[route] or "" in captured.values():
            return self._refuse("MISSING_AUTHENTICATION_TOKEN")
        return self._invoke(self._event(request, route, captured, query))

    def _invoke(self, event: dict[str, Any]) -> Answer:
        context = LambdaContext("api_handler", memory_size=1024, max_runtime_ms=TIMEOUT_MS)
        context.aws_request_id = event["requestContext"]["requestId"]
        name = f"{event['httpMethod']} {event['resource']}"
        try:
            answer = _answer_of(self._app(event, context))
        except Exception as error:  # noqa: BLE001 - whatever a Lambda dies of is a 5xx here
            say(f"{name} failed: {where(error)}")
            return self._refuse("DEFAULT_5XX")
        if len(answer.body) > LARGEST_RESULT:
            say(
                f"{name} failed: the answer has {len(answer.body):,} bytes, a Lambda's at most 6 MB"
            )
            return self._refuse("DEFAULT_5XX")
        return answer

    def _event(
        self, request: Request, route: str, captured: dict[str, str], query: dict[str, list[str]]
    ) -> dict[str, Any]:
        body, is_base64 = self._body(request)
        headers = dict(request.headers) | {"host": HOST}
        return {
            "resource": route,
            "path": request.path,
            "httpMethod": request.method,
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": {name: it[-1] for name, it in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
            "pathParameters": captured or None,
            "stageVariables": None,
            "requestContext": _context(request, route),
            "body": body,
            "isBase64Encoded": is_base64,
        }

    def _body(self, request: Request) -> tuple[str | None, bool]:
        if request.header("content-type").partition(";")[0] in self._app.api.binary_types:
            return base64.b64encode(request.body).decode(), True
        # An event is JSON, so bytes that are not UTF-8 do not survive.
        return request.body.decode("utf-8", errors="replace") or None, False

    def _refuse(self, kind: str) -> Answer:
        described = self._refusals[kind]
        ((content_type, body),) = described["ResponseTemplates"].items()
        headers = described.get("ResponseParameters", {}).get("Headers", {})
        literal = tuple((name, value.strip("'")) for name, value in headers.items())
        status = int(described["StatusCode"])
        return Answer(status, (("Content-Type", content_type), *literal), body.encode())


def _context(request: Request, route: str) -> dict[str, Any]:
    return {
        "requestId": str(uuid.uuid4()),
        "stage": "api",
        "httpMethod": request.method,
        "resourcePath": route,
        "path": f"/api{request.path}",
        "protocol": "HTTP/1.1",
        "domainName": HOST,
        "requestTimeEpoch": int(time() * 1000),
        # The address that API Gateway sees is CloudFront's; the viewer's is in x-viewer-address.
        "identity": {"sourceIp": "203.0.113.1", "userAgent": "Amazon CloudFront"},
    }


def _answer_of(result: dict[str, Any]) -> Answer:
    """:raises KeyError, TypeError: it is not what API Gateway takes from a Lambda."""
    body = result["body"] or ""
    data = base64.b64decode(body) if result.get("isBase64Encoded") else body.encode()
    return Answer(HTTPStatus(result["statusCode"]), _headers_of(result), data)


def _headers_of(result: dict[str, Any]) -> Headers:
    single = {name: str(value) for name, value in (result.get("headers") or {}).items()}
    if not any(name.lower() == "content-type" for name in single):
        single["Content-Type"] = "application/json"
    several = result.get("multiValueHeaders") or {}
    return (*single.items(), *((name, it) for name, values in several.items() for it in values))
