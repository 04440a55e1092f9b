"""A running local portal, seen from a script or a test."""

import http.client
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

SETTLE_SECONDS = 30.0


class ToolRefused(Exception):
    """The portal answered a tool's request with a refusal; the message says why."""


@dataclass(frozen=True)
class LocalPortal:
    """Connect to 127.0.0.1 with the organisation's host: not every system knows `*.localhost`."""

    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def host(self, slug: str) -> str:
        """Return the Host header that means this organisation."""
        return f"{slug}.localhost:{self.port}"

    def address(self, slug: str) -> str:
        return f"http://{self.host(slug)}"

    def settle(self, seconds: float = SETTLE_SECONDS) -> None:
        """Return when everything that follows by itself has been done.

        :raises ToolRefused: it is not, after that many seconds.
        """
        self._ask("POST", "/-/settle", {"seconds": seconds}, patience=seconds + 5)

    def fire(self, name: str, payload: dict[str, Any] | None = None) -> Any:
        """Run a schedule or a plain function now and return its result.

        :raises ToolRefused: there is no such handler, or it failed.
        """
        return self._ask("POST", f"/-/fire/{name}", payload or {}, patience=900)["result"]

    def mails(self) -> list[dict[str, Any]]:
        """Return every sent mail, newest first: to, subject, text, html, links, attachments."""
        mails: list[dict[str, Any]] = self._ask("GET", "/-/mails")
        return mails

    def code(self, name: str) -> str:
        """Return a code with which the sample colleague of this name can log in now."""
        code: str = self._ask("GET", f"/-/code/{name}")["code"]
        return code

    def about(self) -> dict[str, Any]:
        """Return `aws`, where moto listens, and `environment`, what the functions read."""
        about: dict[str, Any] = self._ask("GET", "/-/about")
        return about

    def _ask(self, method: str, path: str, body: Any = None, *, patience: float = 30) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            connection.request(method, path, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            read = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != HTTPStatus.OK:
            raise ToolRefused(read["message"])
        return read
