"""A threaded HTTP/1.1 server that hands requests on as values, and survives any client."""

import socket
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chalicelib.core import clock
from infra.local.wire import Answer, Answering, Request
from infra.local.words import say, where

HOST = "127.0.0.1"
IDLE_SECONDS = 60
# A client that is still sending reads no answer; one that never ends is not waited for.
LINGER_SECONDS = 3


class _BodyRefused(Exception):
    """The body cannot be read, or is too large to be read."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Server(ThreadingHTTPServer):
    """Listens at once, answers from `start` on, on this machine only."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, *, answer: Answering, too_large: Answer, largest: int) -> None:
        super().__init__((HOST, port), _Connection)
        self.answer = answer
        self.too_large = too_large
        self.largest = largest

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        error = sys.exc_info()[1]
        if error and not isinstance(error, ConnectionError | TimeoutError):
            say(f"A request failed: {where(error)}")


class _Connection(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS
    wbufsize = -1

    def do_GET(self) -> None:
        try:
            request = self._read()
        except _BodyRefused as refused:
            self._refuse(refused.status)
            return
        self._send(self.server.answer(request))

    # http.server looks for these names.
    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET  # noqa: N815

    def handle_expect_100(self) -> bool:
        """Say nothing yet: a body that is too large is refused before it is sent."""
        return True

    def version_string(self) -> str:
        return "kiekeboe"

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return what `Date` says: the pages take the day from it, which `PORTAL_NOW` can set."""
        return super().date_time_string(timestamp or clock.now().timestamp())

    def log_message(self, *_: object) -> None:
        """Stay silent: the app logs its requests itself."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer a request that is no HTTP, or has a method that nobody knows."""
        self.close_connection = True
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        self._send(
            Answer(code, (("Content-Type", "text/plain"),), HTTPStatus(code).phrase.encode())
        )

    def _read(self) -> Request:
        headers = tuple((name.lower(), value.strip()) for name, value in self.headers.items())
        return Request(self.command, self.path, headers, self._body(), self.client_address[0])

    def _body(self) -> bytes:
        """:raises _BodyRefused: its length is unclear, or more than `largest`."""
        length, coding = self.headers.get("Content-Length"), self.headers.get("Transfer-Encoding")
        if coding:
            if length or coding.lower() != "chunked":
                raise _BodyRefused(HTTPStatus.BAD_REQUEST)
            self._invite()
            return self._chunks()
        if not length:
            return b""
        if not (length.isascii() and length.isdigit()):
            raise _BodyRefused(HTTPStatus.BAD_REQUEST)
        self._check(int(length))
        self._invite()
        return self.rfile.read(int(length))

    def _check(self, size: int) -> None:
        if size > self.server.largest:
            raise _BodyRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def _invite(self) -> None:
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()

    def _chunks(self) -> bytes:
        body = bytearray()
        while size := self._chunk_size():
            self._check(len(body) + size)
            body += self.rfile.read(size)
            self.rfile.readline(3)
        while self.rfile.readline(self.server.largest).strip():
            pass  # trailers
        return bytes(body)

    def _chunk_size(self) -> int:
        line = self.rfile.readline(1024).partition(b";")[0].strip()
        try:
            return int(line, 16)
        except ValueError as error:
            raise _BodyRefused(HTTPStatus.BAD_REQUEST) from error

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer, then let the client finish: closing at once would take the answer away."""
        self.close_connection = True
        is_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        self._send(self.server.too_large if is_large else _in_words(status))
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(LINGER_SECONDS)
        until = time.monotonic() + LINGER_SECONDS
        while time.monotonic() < until and self.connection.recv(1 << 16):
            pass

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)


def _in_words(status: HTTPStatus) -> Answer:
    return Answer(status, (("Content-Type", "text/plain"),), status.phrase.encode())
