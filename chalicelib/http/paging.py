"""Cursors: where a list goes on, sealed so that nobody can make one for another's list."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from chalicelib.aws import secrets
from chalicelib.core.errors import Malformed


class BadCursor(Malformed):
    """The cursor does not belong to this list."""


def list_name(organisation_id: str, route: str, *names: str) -> str:
    """Return what a list is called in its cursors; `names` say which list of the route it is."""
    return "\x1f".join((organisation_id, route, *names))


def seal(position: str | None, *, of: str) -> str | None:
    """Return the cursor for a position in the list `of`: its name has tenant and query in it."""
    if position is None:
        return None
    signature = secrets.sign("cursors", of, position)[:32]
    return urlsafe_b64encode(json.dumps([signature, position]).encode()).decode().rstrip("=")


def unseal(cursor: str | None, *, of: str) -> str | None:
    """Return the position in the list, or None for its beginning.

    :raises BadCursor: it was not made by `seal` for the same list.
    """
    if cursor is None:
        return None
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        signature, position = msgspec.json.decode(raw, type=tuple[str, str])
    except (ValueError, RecursionError) as error:
        raise BadCursor from error
    if not secrets.is_same(signature, secrets.sign("cursors", of, position)[:32]):
        raise BadCursor
    return position
