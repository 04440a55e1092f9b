"""What there is to know about a route."""

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property
from inspect import get_annotations
from typing import TypeAlias

import msgspec

from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Role
from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass

# Says under which keys a route will look, by `organisation_id`, `own_account_id`, `now`, the names
# in the path, each of the type that the view gives it, and `body`, None if it is not of its shape:
# they are read together with the session. A list that says where to look further is read first: the
# cursor of the query by `position`, and what comes of it put into `found`.
Along: TypeAlias = Callable[..., Iterable[Key]]


def nothing_along(**_: object) -> Iterable[Key]:
    return ()


class Nothing(msgspec.Struct, frozen=True):
    """There is nothing to tell: it is done."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is a text for another program, of the media type that its route declares.

    Whoever asked may keep it for so many seconds; nobody between may.
    """

    text: str
    fresh_for: int


JSON = "application/json"


@dataclass(frozen=True)
class Endpoint:
    """Everything there is to know about one route; the OpenAPI document is made of these.

    `who` are the roles that may call it, or None for everybody. `along` is what is read together
    with the session. With `once` a request with a key is answered once, and again the same. The
    `media_type` is that of the answer; a refusal is always JSON.
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
    view: Callable[..., msgspec.Struct]
    along: Along = nothing_along
    once: bool = False
    while_setting_up: bool = False
    media_type: str = JSON

    @cached_property
    def path_params(self) -> type[msgspec.Struct]:
        """Return a struct with the `{names}` in the path and the types the view gives them."""
        types = get_annotations(self.view)
        names = re.findall(r"{(\w+)}", self.path)
        return msgspec.defstruct("Path", [(name, types[name]) for name in names])
