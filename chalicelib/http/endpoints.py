"""What there is to know about a route."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import msgspec

from chalicelib.core.callers import Role
from chalicelib.core.errors import PortalError


class Nothing(msgspec.Struct, frozen=True):
    """There is nothing to tell: it is done."""


@dataclass(frozen=True)
class Endpoint:
    """Everything there is to know about one route; the OpenAPI document is made of these.

    `who` are the roles that may call it, or None for everybody.
    """

    method: str
    path: str
    summary: str
    who: AbstractSet[Role] | None
    body: type[msgspec.Struct] | None
    query: type[msgspec.Struct] | None
    returns: type[msgspec.Struct]
    status: int
    refuses: tuple[type[PortalError], ...]
    path_params: type[msgspec.Struct]
    view: Callable[..., msgspec.Struct]
