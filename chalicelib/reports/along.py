"""Where the routes of this room look: read along with the session, as their paths name it."""

from datetime import date

from chalicelib.core.at_hand import Key
from chalicelib.families import access
from chalicelib.reports.store import ReportStore


def report(*, organisation_id: str, child_id: str, day: date, **_: object) -> list[Key]:
    """Return where the report of the child's day stands, and its family."""
    family = access.child_along(organisation_id=organisation_id, child_id=child_id)
    return [*family, ReportStore(organisation_id).key(child_id, day)]
