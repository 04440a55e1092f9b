"""AWS on this machine: moto behind a server that lets its requests in one by one."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any

from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

from infra.local import answers, order, presigned, transactions
from infra.local.bell import Bell
from infra.local.words import say, where

HOST = "127.0.0.1"
Clock = Callable[[], datetime]
Environ = dict[str, Any]

# A hidden message shows itself again by the clock: nobody rings for that.
_LOOK_AGAIN_SECONDS = 0.5

_READS = ("BatchGet", "Describe", "Get", "List", "Query", "Receive", "Scan", "TransactGet")


class _Handler(MotoRequestHandler):
    disable_nagle_algorithm = True  # head and body are two packets: 40 ms without this

    def log_request(self, *_: object) -> None:
        """Stay silent: a line per request to AWS hides what the portal says."""


@dataclass(frozen=True)
class _Call:
    """A request with its body read, so that a slow sender keeps nobody waiting."""

    environ: Environ
    body: bytes
    service: str
    operation: str

    @property
    def writes(self) -> bool:
        if self.operation:
            return not self.operation.startswith(_READS)
        return self.environ["REQUEST_METHOD"] not in {"GET", "HEAD", "OPTIONS"}


class LocalAws:
    """`table_changes` rings after each write to DynamoDB, `queue_changes` after all others."""

    def __init__(self, *, clock: Clock, after_mail: Callable[[], None]) -> None:
        moto_api_backend.reset()  # what an earlier one in this process has left
        transactions.make_cheap()
        order.make_cheap()
        answers.make_cheap()
        self.table_changes = Bell()
        self.queue_changes = Bell()
        self._clock = clock
        self._after_mail = after_mail
        self._moto = DomainDispatcherApplication(create_backend_app)
        # DynamoDB decides one request after the other, moto's threads do not. The others have a
        # lock of their own, so that a large file does not keep the table waiting.
        self._table_lock, self._other_lock = threading.Lock(), threading.Lock()
        self._closing = threading.Event()
        self._server = make_server(HOST, 0, self._answer, threaded=True, request_handler=_Handler)
        self._server.daemon_threads = True  # type: ignore[attr-defined]

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self._server.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._closing.set()
        self.queue_changes.ring()
        self.table_changes.ring()
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        call = _read(environ)
        try:
            if call.service == "s3":
                self._check_presigned(call)
            answer = self._receive(call) if _waits(call) else self._once(call)
        except presigned.Refused as refused:
            answer = _xml(refused)
        if call.writes:
            self._tell(call)
        return answer(environ, start_response)

    def _once(self, call: _Call) -> Response:
        """Hand the call to moto, and wait for the last byte before the next one may begin."""
        environ = {**call.environ, "wsgi.input": BytesIO(call.body)}
        lock = self._table_lock if call.service == "dynamodb" else self._other_lock
        with lock:
            try:
                body, status, headers = run_wsgi_app(self._moto, environ, buffered=True)
                return Response(b"".join(body), status, headers)
            except Exception as error:  # noqa: BLE001 - moto's bugs are many; AWS answers 500 too
                say(f"moto cannot do {call.service} {call.operation}: {where(error)}")
                return Response(b"{}", HTTPStatus.INTERNAL_SERVER_ERROR)

    def _receive(self, call: _Call) -> Response:
        """Wait for messages without holding the lock: moto would."""
        asked = json.loads(call.body)
        until = time.monotonic() + asked.pop("WaitTimeSeconds")
        body = json.dumps(asked | {"WaitTimeSeconds": 0}).encode()
        environ = call.environ | {"CONTENT_LENGTH": str(len(body))}
        at_once = _Call(environ, body, call.service, call.operation)
        while True:
            heard = self.queue_changes.count
            answer = self._once(at_once)
            left = until - time.monotonic()
            if left <= 0 or b'"Messages"' in answer.data or self._closing.is_set():
                return answer
            self.queue_changes.wait(heard, min(left, _LOOK_AGAIN_SECONDS))

    def _tell(self, call: _Call) -> None:
        if call.service == "dynamodb":
            self.table_changes.ring()
            return
        if call.operation.startswith("DeleteMessage"):
            return  # nobody waits for less
        if call.service == "ses":
            self._after_mail()
        self.queue_changes.ring()

    def _check_presigned(self, call: _Call) -> None:
        request = Request({**call.environ, "wsgi.input": BytesIO(call.body)})
        if "Authorization" in request.headers or request.method == "OPTIONS":
            return
        if request.method == "POST" and request.mimetype == "multipart/form-data":
            _check_form(request)
            return
        # boto3 signs by the real clock; addresses that stay the same for an hour, by the portal's.
        presigned.check_link(
            request.method,
            call.environ["REQUEST_URI"],
            {name.lower(): value for name, value in request.headers.items()},
            moments=[datetime.now(UTC), self._clock()],
        )


def _check_form(request: Request) -> None:
    """By the real clock: boto3 has signed with it."""
    size = sum(len(file.read()) for file in request.files.values())
    bucket = request.path.strip("/")
    presigned.check_form(request.form, bucket=bucket, size=size, now=datetime.now(UTC))


def _read(environ: Environ) -> _Call:
    length = environ.get("CONTENT_LENGTH")
    terminated = environ.get("wsgi.input_terminated", False)
    body = environ["wsgi.input"].read(*([int(length)] if length else [] if terminated else [0]))
    environ = {**environ, "CONTENT_LENGTH": str(len(body))}
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    target, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
    return _Call(environ, body, _service(environ, target), operation)


def _service(environ: Environ, target: str) -> str:
    """Return `dynamodb` (streams as well), `s3`, `ses`, `sqs` ... as the signature names it."""
    if target.startswith("DynamoDB"):
        return "dynamodb"
    scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split("/")
    at = 3
    return scope[at] if len(scope) > at else "s3"


def _waits(call: _Call) -> bool:
    return (
        call.operation == "ReceiveMessage" and json.loads(call.body).get("WaitTimeSeconds", 0) > 0
    )


def _xml(refused: presigned.Refused) -> Response:
    headers = {"Access-Control-Allow-Origin": "*"}  # or the page could not read why
    return Response(refused.xml(), refused.status, headers, mimetype="application/xml")
