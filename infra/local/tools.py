"""What only the local run has: `/mailbox` for people, `/-/...` for scripts and tests."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from infra.local import mailbox_pages
from infra.local.authenticator import SECRET, Authenticator
from infra.local.handlers import UnknownHandler
from infra.local.mailbox import Mailbox
from infra.local.pages import STYLES, page
from infra.local.wire import Answer, Request, as_html, as_json
from infra.local.words import say, where
from infra.local.workers import NotSettled, Workers

SETTLE_SECONDS = 30.0
# Any name can be made to lead to this machine: a page that has one is still another site's.
_HERE = re.compile(r"(127\.0\.0\.1|([a-z0-9-]+\.)?localhost)(:\d+)?")


class Tools:
    """Answers this machine only, and no page of another site in its browser."""

    def __init__(
        self,
        *,
        mailbox: Mailbox,
        authenticator: Authenticator,
        workers: Workers | None,
        about: Callable[[], dict[str, Any]],
    ) -> None:
        self._mailbox = mailbox
        self._authenticator = authenticator
        self._workers = workers
        self._about = about

    def answer(self, request: Request) -> Answer:
        acts = request.method == "POST"
        is_here = request.peer == "127.0.0.1" and bool(_HERE.fullmatch(request.header("host")))
        if not is_here or (acts and _is_foreign(request)):
            return _refusal(HTTPStatus.FORBIDDEN, "Forbidden", "Only for this machine.")
        return self._act(request) if acts else self._show(request.path)

    def _show(self, path: str) -> Answer:
        if path.startswith("/mailbox"):
            return mailbox_pages.answer(self._mailbox, path)
        if path == "/-/pages.css":
            return Answer(HTTPStatus.OK, (("Content-Type", "text/css"),), STYLES.encode())
        if path == "/-/mails":
            return mailbox_pages.as_values(self._mailbox)
        if path.startswith("/-/code"):
            return self._code(path.removeprefix("/-/code").strip("/"))
        if path == "/-/about":
            return as_json(self._about())
        return _refusal(HTTPStatus.NOT_FOUND, "NotFound", "There is no such tool.")

    def _code(self, name: str) -> Answer:
        """Return a code for this log-in name, or a page with the one that all log in with now."""
        if name:
            return as_json({"code": self._authenticator.code_for(name)})
        text = f"<p>Every sample colleague logs in with</p><pre>{self._authenticator.code()}</pre>"
        again = f"<p>or with an app that was given {SECRET}. Each code works once.</p>"
        head = '<meta http-equiv="refresh" content="5">'
        return as_html(page("The code of now", text + again, head=head))

    def _act(self, request: Request) -> Answer:
        if not self._workers:
            return _refusal(HTTPStatus.CONFLICT, "NoWorkers", "This portal runs without workers.")
        try:
            given = json.loads(request.body or b"{}")
        except ValueError:
            return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "NotJson", "The body is not JSON.")
        if request.path == "/-/settle":
            return _settle(self._workers, float(given.get("seconds", SETTLE_SECONDS)))
        if request.path.startswith("/-/fire/"):
            return _fire(self._workers, request.path.removeprefix("/-/fire/"), given)
        return _refusal(HTTPStatus.NOT_FOUND, "NotFound", "There is no such tool.")


def _settle(workers: Workers, seconds: float) -> Answer:
    try:
        workers.settle(seconds)
    except NotSettled as busy:
        return _refusal(HTTPStatus.CONFLICT, "NotSettled", f"Still busy: {busy}")
    return as_json({})


def _fire(workers: Workers, name: str, payload: dict[str, Any]) -> Answer:
    try:
        result = workers.fire(name, payload)
        return as_json({"result": json.loads(json.dumps(result, default=str))})
    except UnknownHandler as unknown:
        return _refusal(HTTPStatus.NOT_FOUND, "UnknownHandler", str(unknown.args[0]))
    except Exception as error:  # noqa: BLE001 - it is told to whoever fired
        say(f"{name} failed: {where(error)}")
        return _refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "HandlerFailed", where(error))


def _is_foreign(request: Request) -> bool:
    origin = request.header("origin")
    return bool(origin) and origin.partition("://")[2] != request.header("host")


def _refusal(status: HTTPStatus, code: str, message: str) -> Answer:
    return as_json({"code": code, "message": message}, status)
