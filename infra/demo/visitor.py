"""Somebody with a browser: keeps cookies, sends JSON, uploads and downloads files."""

import http.client
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from chalicelib.core import clock
from chalicelib.factors import codes
from infra.local.client import LocalPortal


class Refused(Exception):
    """The portal answered with a refusal: its status, code and sentence."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body.get('code')}: {body.get('message')}")
        self.status = status
        self.code = body.get("code")


@dataclass
class Visitor:
    """One person at one organisation's address."""

    portal: LocalPortal
    slug: str
    language: str = "nl"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._ask("POST", path, body or {})

    def put(self, path: str, body: dict[str, Any]) -> Any:
        return self._ask("PUT", path, body)

    def delete(self, path: str) -> Any:
        return self._ask("DELETE", path, None)

    def refused(self, method: str, path: str, body: dict[str, Any] | None = None) -> str:
        """Return the code of the refusal that this request must get."""
        try:
            self._ask(method, path, body)
        except Refused as refusal:
            return str(refusal.code)
        raise AssertionError(f"{method} {path} was not refused")

    def log_in(self, name: str, password: str, *, remember: bool = False) -> "Visitor":
        body = {"name": name, "password": password, "remember": remember}
        if self.post("/session", body)["code_needed"]:
            self.post("/session/code", {"code": self.portal.code(name)})
        return self

    def set_up_code(self) -> "Visitor":
        """Set up an app with codes, as a new colleague has to."""
        secret = self.post("/second-factor/set-ups")["secret"]
        step = int(clock.now().timestamp()) // codes.STEP
        self.put("/second-factor", {"code": codes.code_at(step, secret=secret)})
        return self

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        """:raises Refused: the answer is not a success."""
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=60)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, f"/api{path}", sent, self._headers())
            answer = connection.getresponse()
            read = json.loads(answer.read())
            self._keep(answer.headers.get_all("Set-Cookie") or [])
        finally:
            connection.close()
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise Refused(answer.status, read)
        return read

    def _headers(self) -> dict[str, str]:
        return {
            "Host": self.portal.host(self.slug),
            "Origin": self.portal.address(self.slug),
            "Content-Type": "application/json",
            "Accept-Language": self.language,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            name, _, rest = cookie.partition("=")
            value = rest.partition(";")[0]
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value


def upload(form: dict[str, Any], data: bytes, *, name: str = "file") -> int:
    """Post a file with a presigned form, as a browser does, and return the status."""
    boundary = uuid4().hex
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in form["fields"].items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = "".join([*lines, head]).encode() + data + f"\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    return _fetch("POST", form["url"], body, {"Content-Type": kind})[0]


def download(url: str) -> bytes:
    """:raises AssertionError: it cannot be read."""
    status, data = _fetch("GET", url)
    if status != HTTPStatus.OK:
        raise AssertionError(f"{status} from {urlsplit(url).path}")
    return data


def _fetch(
    method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request(method, f"{parts.path}?{parts.query}", body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
