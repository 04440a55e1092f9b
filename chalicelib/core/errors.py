"""Refusals: what a caller can do something about. Anything else is a bug, and a 500."""

from typing import ClassVar


class PortalError(Exception):
    """An expected refusal; subclass one of the kinds below, next to the rule that raises it.

    The class name is its code on the wire. `facts` are the names of its data: they travel along
    and fill the sentence that `chalicelib/http/texts` has for this code in each language.
    """

    status: ClassVar[int] = 400
    facts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **data: object) -> None:
        if set(data) != set(self.facts):
            raise TypeError(f"{type(self).__name__} takes {self.facts}, not {tuple(data)}")
        super().__init__(*data.values())
        self.data = data

    @property
    def code(self) -> str:
        """The name by which clients know this refusal."""
        return type(self).__name__


class NotSignedIn(PortalError):
    """There is no session, or it is over."""

    status = 401


class Forbidden(PortalError):
    """Not for a caller with this role."""

    status = 403


class NotFound(PortalError):
    """It is not there, or not for this caller: both look the same."""

    status = 404


class Conflict(PortalError):
    """The rules, or somebody who came first, are in the way."""

    status = 409


class Malformed(PortalError):
    """What was sent cannot be understood."""

    status = 422


class TooOften(PortalError):
    """It was tried too often; `seconds` says when to try again."""

    status = 429
    facts = ("seconds",)


class Busy(PortalError):
    """Too many people changed the same thing at the same moment; nothing was done."""

    status = 503


class Unexpected(PortalError):
    """A bug of ours; nobody raises it, it is what people hear of any other exception."""

    status = 500
