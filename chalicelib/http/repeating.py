"""A request with a key, on a route that takes one: it is answered once, and again the same."""

import json
from collections.abc import Callable, Mapping

import msgspec

from chalicelib.core.at_hand import AtHand
from chalicelib.core.errors import Malformed, PortalError
from chalicelib.core.values import dataclass
from chalicelib.http.endpoints import Endpoint
from chalicelib.once import service as once
from chalicelib.once.model import Asked

HEADER = "idempotency-key"
LONGEST = 200


class KeyNotUnderstood(Malformed):
    """A key is 1 to 200 letters, digits and signs of ASCII."""


@dataclass(frozen=True)
class Keyed:
    """What came with a key, before anybody knows from whom; without one it is not repeatable."""

    key: str | None
    route: str
    path: Mapping[str, str]
    body: bytes

    @classmethod
    def of(
        cls, endpoint: Endpoint, headers: Mapping[str, str], path: Mapping[str, str], body: bytes
    ) -> "Keyed":
        key = headers.get(HEADER) if endpoint.once else None
        route = f"{endpoint.method} {endpoint.path}"
        return cls(key, route, path, body)

    def check(self) -> None:
        """:raises KeyNotUnderstood: the key is too long, or not what a key is made of."""
        key = self.key
        if key is not None and not (
            0 < len(key) <= LONGEST and key.isascii() and key.isprintable()
        ):
            raise KeyNotUnderstood

    def asked_by(self, account_id: str, organisation_id: str) -> Asked | None:
        if self.key is None:
            return None
        return Asked.of(
            self.key,
            organisation_id=organisation_id,
            account_id=account_id,
            route=self.route,
            path=json.dumps(self.path, sort_keys=True),
            body=self.body,
        )


def answered_once(
    asked: Asked | None, at_hand: AtHand, view: Callable[[], msgspec.Struct]
) -> msgspec.Struct | msgspec.Raw:
    """Return the answer of before if there is one, and else what the view answers.

    A refusal may be about what the same request has just done somewhere else: it is looked for once
    more.

    :raises KeyUsedBefore: the key came with another request.
    """
    if asked is None:
        return view()
    before = once.answer_to(asked, at_hand=at_hand)
    if before is None:
        try:
            return view()
        except PortalError:
            before = once.answer_to(asked)
            if before is None:
                raise
    return msgspec.Raw(before.encode())
