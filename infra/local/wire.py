"""A request and an answer as values, between the server and whoever answers."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """`target` is path and query as they came; header names are in lower case."""

    method: str
    target: str
    headers: Headers
    body: bytes
    peer: str

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def header(self, name: str) -> str:
        """Return the last value, as API Gateway does, or nothing."""
        return dict(self.headers).get(name, "")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        return {key.lower(): value for key, value in self.headers}.get(name, "")

    def adding(self, *headers: tuple[str, str]) -> "Answer":
        """Return it with these headers, in place of its own of the same name."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(it for it in self.headers if it[0].lower() not in names)
        return replace(self, headers=(*kept, *headers))


Answering = Callable[[Request], Answer]


def as_json(value: Any, status: int = HTTPStatus.OK) -> Answer:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(status, (("Content-Type", "application/json"),), body)


def as_html(page: str, status: int = HTTPStatus.OK) -> Answer:
    return Answer(status, (("Content-Type", "text/html; charset=utf-8"),), page.encode())


def compressed(answer: Answer, request: Request, *, least: int) -> Answer:
    """Return it gzipped if it has `least` bytes and the client takes gzip."""
    if len(answer.body) < least or answer.header("content-encoding"):
        return answer
    if "gzip" not in request.header("accept-encoding"):
        return answer.adding(("Vary", "Accept-Encoding"))
    # No moment in it: equal answers have equal bytes.
    smaller = replace(answer, body=gzip.compress(answer.body, mtime=0))
    return smaller.adding(("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
