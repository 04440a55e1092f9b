"""Where the routes of this room look: read along with the session, as path and body name it."""

from collections.abc import Iterable
from datetime import date

from chalicelib.core.at_hand import Key
from chalicelib.core.periods import Month
from chalicelib.credits import service as ledger
from chalicelib.days import service as days
from chalicelib.days.model import parse_request_id
from chalicelib.families import access
from chalicelib.families.model import family_id_of
from chalicelib.occupancy import service as occupancy


def child(*, organisation_id: str, child_id: str, **_: object) -> list[Key]:
    """Return where the child's contracts and credits stand, and its family."""
    return _keys(organisation_id, child_id, [])


def month(*, organisation_id: str, child_id: str, month: str, **_: object) -> list[Key]:
    """Return where the child's month stands, with its contracts and its family."""
    return _keys(organisation_id, child_id, [Month.parse(month)])


def day(*, organisation_id: str, child_id: str, day: date, **_: object) -> list[Key]:
    """Return where the month of the child's day stands, with its contracts and its family."""
    return _keys(organisation_id, child_id, [Month.of(day)])


def family(*, organisation_id: str, family_id: str, body: object = None, **_: object) -> list[Key]:
    """Return where the family stands, and contracts, credits and months of the children named."""
    keys = access.family_along(organisation_id=organisation_id, family_id=family_id)
    child_ids, wanted = getattr(body, "child_ids", ()), getattr(body, "days", ())
    own = [it for it in child_ids if family_id_of(it) == family_id]
    months = sorted({Month.of(day) for day in wanted})
    said = days.keys_of(own, months, organisation_id=organisation_id)
    return [*keys, *said, *ledger.keys_of(own, organisation_id=organisation_id)]


def group(*, organisation_id: str, group_id: str, day: date, **_: object) -> list[Key]:
    """Return where the group's day stands."""
    return occupancy.keys([(group_id, day)], organisation_id=organisation_id)


def request(*, organisation_id: str, request_id: str, **_: object) -> list[Key]:
    """Return where the request stands, with contracts, credits, family and the group's day."""
    parsed = parse_request_id(request_id)
    if parsed is None:
        return []
    child_id, asked, group_id = parsed
    on_day = occupancy.keys([(group_id, asked)], organisation_id=organisation_id)
    return [*_keys(organisation_id, child_id, [Month.of(asked)]), *on_day]


def effects(*, organisation_id: str, body: object = None, **_: object) -> list[Key]:
    """Return where the requests stand that the body names, with all that is asked of them."""
    return effects_of(getattr(body, "request_ids", ()), organisation_id=organisation_id)


def decisions(*, organisation_id: str, body: object = None, **_: object) -> list[Key]:
    """Return where the requests stand that are decided, with all that is asked of them."""
    ids = [it.request_id for it in getattr(body, "decisions", ())]
    return effects_of(ids, organisation_id=organisation_id)


def effects_of(request_ids: Iterable[str], *, organisation_id: str) -> list[Key]:
    """Return where these requests stand, with all that is asked of them."""
    found = [request(organisation_id=organisation_id, request_id=it) for it in request_ids]
    return list(dict.fromkeys(key for keys in found for key in keys))


def _keys(organisation_id: str, child_id: str, months: list[Month]) -> list[Key]:
    return [
        *access.child_along(organisation_id=organisation_id, child_id=child_id),
        *days.keys_of([child_id], months, organisation_id=organisation_id),
        *ledger.keys_of([child_id], organisation_id=organisation_id),
    ]
