"""Where the routes of this room look: read along with the session, as their paths name it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from chalicelib.core.at_hand import Key
from chalicelib.core.errors import NotFound
from chalicelib.occupancy.store import OccupancyStore
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import EVERYWHERE, group_ids_at

MOST = 97  # group-days that fit into one request with the session


class Closing(Protocol):
    """A body that says which day is to be closed, and where."""

    @property
    def day(self) -> date: ...
    @property
    def location_id(self) -> str | None: ...


def group_day(*, organisation_id: str, group_id: str, day: date, **_: object) -> list[Key]:
    """Return where the group's day stands, with the contract changes on their way into it."""
    return OccupancyStore(organisation_id).keys([(group_id, day)])


def closing_day(
    *, organisation_id: str, now: datetime, body: Closing | None, **_: object
) -> Iterable[Key]:
    """Return where the days of the groups stand that are to be closed."""
    return _days_at(body.location_id, body.day, organisation_id, now) if body else ()


def opening_day(
    *, organisation_id: str, now: datetime, day: date, place: str, **_: object
) -> Iterable[Key]:
    """Return where the days of the groups stand that are to be opened again."""
    location_id = None if place == EVERYWHERE else place
    return _days_at(location_id, day, organisation_id, now)


def _days_at(
    location_id: str | None, day: date, organisation_id: str, now: datetime
) -> Iterable[Key]:
    try:
        configuration = organisations.configuration_of(organisation_id, now=now)
    except NotFound:
        return ()
    groups = group_ids_at(location_id, configuration)
    return OccupancyStore(organisation_id).day_keys([(it, day) for it in groups[:MOST]])
