"""Where the routes of this room look: read along with the session, as their paths name it."""

from datetime import date

from chalicelib.core.at_hand import Key
from chalicelib.occupancy.store import OccupancyStore


def group_day(*, organisation_id: str, group_id: str, day: date, **_: object) -> list[Key]:
    """Return where the group's day stands, with the contract changes on their way into it."""
    return OccupancyStore(organisation_id).keys([(group_id, day)])
