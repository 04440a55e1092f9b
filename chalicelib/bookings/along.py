"""Where the routes of this room look: read along with the session, as their paths name it."""

from collections.abc import Collection
from datetime import date

from chalicelib.bookings.model import parse_request_id
from chalicelib.bookings.store import BookingStore
from chalicelib.core.at_hand import Key
from chalicelib.core.periods import Month
from chalicelib.families import access


def contracts(*, organisation_id: str, child_id: str, **_: object) -> list[Key]:
    """Return where the child's contracts stand, and its family."""
    return _keys(organisation_id, child_id, [])


def month(*, organisation_id: str, child_id: str, month: str, **_: object) -> list[Key]:
    """Return where the child's month stands, with its contracts and its family."""
    return _keys(organisation_id, child_id, [Month.parse(month)])


def day(*, organisation_id: str, child_id: str, day: date, **_: object) -> list[Key]:
    """Return where the month of the child's day stands, with its contracts and its family."""
    return _keys(organisation_id, child_id, [Month.of(day)])


def group(*, organisation_id: str, group_id: str, day: date, **_: object) -> list[Key]:
    """Return where the group's day stands."""
    return BookingStore(organisation_id).keys(groups=[(group_id, day)])


def request(*, organisation_id: str, request_id: str, **_: object) -> list[Key]:
    """Return where the month of the request's day stands, with contracts and family."""
    parsed = parse_request_id(request_id)
    if parsed is None:
        return []
    child_id, asked = parsed
    return _keys(organisation_id, child_id, [Month.of(asked)])


def _keys(organisation_id: str, child_id: str, months: Collection[Month]) -> list[Key]:
    books = BookingStore(organisation_id).keys(children=[child_id], months=months)
    return [*access.child_along(organisation_id=organisation_id, child_id=child_id), *books]
