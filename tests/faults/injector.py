"""Faults between the portal and AWS, at the n-th request: before it got there, or after.

A handler beside moto's would not do, as botocore calls all that there are. So the portal's clients
are made anew, with this one in the place of moto's, and retries that do not wait. A test's own
clients stay as they are.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, HTTPClientError, ReadTimeoutError
from moto.core.models import botocore_stubber as moto

from chalicelib.aws import clients, table
from tests.falling_over import MachineGone

SERVICES = ("s3", "secretsmanager", "sesv2", "sqs")
ATTEMPTS = 3  # as clients.py has it
TRANSACTION = "TransactWriteItems"


class Kind(StrEnum):
    """What goes wrong with one request, and with every attempt at it unless it says once."""

    GONE_BEFORE = "the machine is gone before it is sent"
    GONE_AFTER = "the machine is gone when it is done"
    NOT_SENT = "the connection breaks before it is sent"
    ANSWER_LOST = "it is done, the answer is lost once, and it is sent again"
    ANSWERS_LOST = "it is done, and every answer is lost"
    THROTTLED = "AWS says that it is too much"
    FAILED = "AWS answers 500"
    CONFLICT = "another transaction is on the same rows, once"

    def strikes(self, operation: str) -> bool:
        return self is not Kind.CONFLICT or operation == TRANSACTION

    @property
    def is_once(self) -> bool:
        return self in {Kind.ANSWER_LOST, Kind.CONFLICT}


# What each service says when it is too much, and with which status.
TOO_MUCH = {
    "dynamodb": ("ProvisionedThroughputExceededException", 400),
    "s3": ("SlowDown", 503),
    "secrets-manager": ("ThrottlingException", 400),
    "sesv2": ("TooManyRequestsException", 429),
    "sqs": ("RequestThrottled", 403),
}
THROTTLES = {code for code, _ in TOO_MUCH.values()}
CANCELLED = "TransactionCanceledException"


@dataclass(frozen=True)
class Fault:
    """The `at`-th request, from 1 on."""

    at: int
    kind: Kind


class Injector:
    """Counts the requests to AWS, and does to one of them what the fault says."""

    def __init__(self) -> None:
        self._fault: Fault | None = None
        self._sent: list[str] = []
        self._is_watching = False
        self._has_struck = False
        self.before_each: Callable[[str], object] = str  # nobody waits

    @contextmanager
    def watching(self, fault: Fault | None = None) -> Iterator[list[str]]:
        """Collect the operations that are asked for, and do the fault to one of them."""
        self._fault, self._sent, self._has_struck = fault, [], False
        self._is_watching = True
        try:
            yield self._sent
        finally:
            self._is_watching = False

    def installed_on(self, client: Any) -> None:
        events, service = client.meta.events, client.meta.service_model.service_id.hyphenize()
        events.unregister("before-send", moto)
        events.unregister(f"needs-retry.{service}", unique_id=f"retry-config-{service}")
        events.register("before-call", self._count)
        events.register("before-send", self._send)
        events.register("needs-retry", _once_more)

    def _count(self, *, model: Any, **_: object) -> None:
        if self._is_watching:
            self._sent.append(model.name)

    def _send(self, *, event_name: str, request: Any, **_: object) -> Any:
        _, service, operation = event_name.split(".")
        if not self._is_watching:
            return moto(event_name, request)
        self.before_each(operation)
        if not self._strikes_now(operation):
            return moto(event_name, request)
        self._has_struck = True
        return _strike(self._fault.kind, service, request, lambda: moto(event_name, request))

    def _strikes_now(self, operation: str) -> bool:
        fault = self._fault
        if fault is None or len(self._sent) != fault.at or not fault.kind.strikes(operation):
            return False
        return not (self._has_struck and fault.kind.is_once)


@contextmanager
def injected() -> Iterator[Injector]:
    """Let the portal's requests go through an injector; afterwards its clients are new again."""
    injector = Injector()
    _forget_clients()
    for client in (table.connection().connection.client, *map(clients.client, SERVICES)):
        injector.installed_on(client)
    try:
        yield injector
    finally:
        _forget_clients()


def _forget_clients() -> None:
    for made in (clients.client, table.connection):
        made.cache_clear()
    table.Item._connection = None  # where PynamoDB keeps its own


def _strike(kind: Kind, service: str, request: Any, done: Callable[[], Any]) -> Any:
    match kind:
        case Kind.GONE_BEFORE:
            raise MachineGone
        case Kind.GONE_AFTER:
            done()
            raise MachineGone
        case Kind.NOT_SENT:
            raise ConnectionClosedError(endpoint_url=request.url)
        case Kind.ANSWER_LOST | Kind.ANSWERS_LOST:
            done()
            raise ReadTimeoutError(endpoint_url=request.url)
        case Kind.THROTTLED:
            return _error(service, request, *TOO_MUCH[service])
        case Kind.FAILED:
            return _error(service, request, "InternalServerError", 500)
        case Kind.CONFLICT:
            return _conflict(request)


def _once_more(
    *, response: Any, attempts: int, caught_exception: Exception | None, **_: object
) -> int | None:
    """Send again what botocore's own would, and at once: 0 is how many seconds to wait."""
    if attempts >= ATTEMPTS:
        return None
    if response is None:
        return 0 if isinstance(caught_exception, HTTPClientError) else None
    http, told = response
    is_throttled = told.get("Error", {}).get("Code") in THROTTLES
    return 0 if http.status_code >= 500 or is_throttled else None


def _conflict(request: Any) -> AWSResponse:
    writes = len(json.loads(request.body)["TransactItems"])
    others = [{"Code": "None"}] * (writes - 1)
    reasons = [{"Code": "TransactionConflict", "Message": "Busy"}, *others]
    return _error("dynamodb", request, CANCELLED, 400, CancellationReasons=reasons)


def _error(service: str, request: Any, code: str, status: int, **more: Any) -> AWSResponse:
    if service == "s3":
        text = f"<Error><Code>{code}</Code><Message>No</Message></Error>"
    else:
        text = json.dumps({"__type": code, "message": "No", **more})
    return AWSResponse(request.url, status, {"x-amzn-errortype": code}, _Body(text.encode()))


class _Body:
    """What botocore reads an answer from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: object) -> Iterator[bytes]:
        yield self._content
