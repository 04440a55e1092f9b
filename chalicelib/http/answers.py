"""From a raw request to an answer or a refusal, and one line of log for either."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from chalice import Response
from chalice.app import Request as RawRequest

from chalicelib.core import clock
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Forbidden, Malformed, PortalError, TooOften, Unexpected
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.http import cookies, guard, paging
from chalicelib.http.endpoints import Document, Endpoint
from chalicelib.http.parsing import InvalidRequest, parse_body, parse_texts
from chalicelib.http.repeating import Keyed, answered_once
from chalicelib.http.requests import Request, language_of
from chalicelib.http.texts import sentence
from chalicelib.observability import logger, observed
from chalicelib.once import service as once
from chalicelib.once.model import Asked
from chalicelib.sessions import service as sessions

HEADERS = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def answer(endpoint: Endpoint, raw: RawRequest, path: dict[str, str]) -> Response:
    """Return the answer, or the refusal; what is unexpected is logged, and told as a 500."""
    with observed(f"{endpoint.method} {endpoint.path}") as line:
        kept: list[str] = []
        headers = dict(HEADERS)
        body: Any
        try:
            status, body = endpoint.status, _call(endpoint, raw, path, line, kept)
        except PortalError as refusal:
            status, body = refusal.status, _refusal(refusal, language_of(raw.headers))
            line["code"] = refusal.code
            if isinstance(refusal, TooOften):
                headers["retry-after"] = str(refusal.data["seconds"])
        except Exception:  # noqa: BLE001 - a bug: it wakes somebody, and the person hears of it
            logger.exception("unexpected")
            status, body = Unexpected.status, _refusal(Unexpected(), language_of(raw.headers))
        line["status"] = status
    return Response(
        body=_content(body, endpoint, headers),
        status_code=status,
        headers={**headers, **({"set-cookie": kept} if kept else {})},
    )


def _content(body: Any, endpoint: Endpoint, headers: dict[str, str]) -> str:
    """Return what is sent, and say in the headers what it is if it is no JSON."""
    if not isinstance(body, Document):
        return msgspec.json.encode(body).decode()
    headers["content-type"] = f"{endpoint.media_type}; charset=utf-8"
    headers["cache-control"] = f"private, max-age={body.fresh_for}"
    return body.text


def _call(
    endpoint: Endpoint,
    raw: RawRequest,
    path: dict[str, str],
    line: dict[str, Any],
    kept: list[str],
) -> msgspec.Struct | msgspec.Raw:
    now = clock.now()
    guard.check_front(raw.headers)
    slug = guard.organisation_in(raw.headers)
    line["organisation"] = slug
    if endpoint.method != "GET":
        guard.check_origin(raw.headers, slug)
        guard.check_json(raw.headers)
    keyed = Keyed.of(endpoint, raw.headers, path, _bytes(raw.raw_body))
    named = _named_by(path, endpoint)
    sent = _Sent(named, _body_of(raw, endpoint), keyed, _query(raw).get("cursor"), now)
    caller = _caller(endpoint, raw, slug, sent)
    line["roles"] = sorted(caller.roles) if caller else []
    request = Request(
        organisation_id=slug,
        now=now,
        body=sent.checked_body(),
        query=parse_texts(_query(raw), endpoint.query) if endpoint.query else None,
        route=f"{endpoint.method} {endpoint.path}",
        headers=raw.headers,
        signed_in=caller,
        cookies=kept,
        asked=sent.asked_by(caller, slug),
    )
    names = sent.checked_names()
    if request.asked is None:
        return endpoint.view(request, **names)
    return answered_once(
        request.asked, request.caller.at_hand, lambda: endpoint.view(request, **names)
    )


@dataclass(frozen=True)
class _Sent:
    """What the path names, and the body; or what is wrong, which those hear who are let in."""

    named: dict[str, Any] | InvalidRequest
    body: msgspec.Struct | Malformed | None
    keyed: Keyed
    cursor: str | None
    now: datetime

    def asked_by(self, caller: Caller | None, slug: str) -> Asked | None:
        """:raises KeyNotUnderstood: the key is none."""
        self.keyed.check()
        return self.keyed.asked_by(caller.account_id, slug) if caller else None

    def checked_names(self) -> dict[str, Any]:
        if isinstance(self.named, InvalidRequest):
            raise self.named
        return self.named

    def checked_body(self) -> msgspec.Struct | None:
        if isinstance(self.body, Malformed):
            raise self.body
        return self.body

    def along(
        self, endpoint: Endpoint, slug: str, account_id: str, found: dict[Key, Any]
    ) -> Iterable[Key]:
        """Return under which keys the route will look; what is wrong leads nowhere."""
        if isinstance(self.named, InvalidRequest):
            return ()
        told = {
            "organisation_id": slug,
            "own_account_id": account_id,
            "now": self.now,
            "body": None if isinstance(self.body, Malformed) else self.body,
            "position": partial(self._position, slug, f"{endpoint.method} {endpoint.path}"),
            "found": found,
        }
        asked = self.keyed.asked_by(account_id, slug)
        answers = [once.key_of(asked)] if asked else []
        try:
            return [*endpoint.along(**told, **self.named), *answers]
        except paging.BadCursor:
            return answers

    def _position(self, *list_names: str) -> str | None:
        """:raises BadCursor: that of the query is not one of this list."""
        return paging.unseal(self.cursor, of=paging.list_name(*list_names))


def _named_by(path: dict[str, str], endpoint: Endpoint) -> dict[str, Any] | InvalidRequest:
    try:
        return msgspec.structs.asdict(parse_texts(path, endpoint.path_params))
    except InvalidRequest as refusal:
        return refusal


def _body_of(raw: RawRequest, endpoint: Endpoint) -> msgspec.Struct | Malformed | None:
    raw_body = _bytes(raw.raw_body)
    try:
        guard.check_size(raw_body)
        return parse_body(raw_body, endpoint.body) if endpoint.body else None
    except Malformed as refusal:
        return refusal


def _caller(
    endpoint: Endpoint,
    raw: RawRequest,
    slug: str,
    sent: _Sent,
) -> Caller | None:
    """Return who calls, or None on a route for everybody.

    :raises NotSignedIn: the route wants a session, and there is none.
    :raises SecondFactorNeeded: the caller has to set up a second factor first.
    :raises Forbidden: the route is not for this caller's roles.
    """
    if endpoint.who is None:
        return None

    read_first: dict[Key, Any] = {}

    def along(account_id: str) -> Iterable[Key]:
        return sent.along(endpoint, slug, account_id, read_first)

    token = cookies.cookie_in(raw.headers, cookies.SESSION) or ""
    caller = sessions.caller_of(token=token, organisation_id=slug, now=sent.now, along=along)
    caller.at_hand.put(read_first)
    guard.check_standing(caller.standing, while_setting_up=endpoint.while_setting_up)
    if not caller.is_one_of(endpoint.who):
        raise Forbidden
    return caller.only_as(endpoint.who)


def _bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _query(raw: RawRequest) -> dict[str, str]:
    """Return the query's last value for each name, as Lambda hands it over."""
    return dict(raw.query_params or {})


def _refusal(refusal: PortalError, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {"code": refusal.code, "message": sentence(refusal, language)}
    if refusal.data:
        told["data"] = refusal.data
    if isinstance(refusal, InvalidRequest):
        told["fields"] = refusal.problems
    return told
