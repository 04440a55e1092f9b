"""Where the routes of this room look: read along with the session, as their paths name it."""

from chalicelib.core.at_hand import Key
from chalicelib.exports.store import ExportStore
from chalicelib.families import access


def export(*, organisation_id: str, family_id: str, export_id: str, **_: object) -> list[Key]:
    """Return where the export stands, and its family."""
    family = access.family_along(organisation_id=organisation_id, family_id=family_id)
    return [*family, ExportStore(organisation_id, family_id).key(export_id)]


def running(*, organisation_id: str, family_id: str, **_: object) -> list[Key]:
    """Return where it stands whether one is being made, and the family."""
    family = access.family_along(organisation_id=organisation_id, family_id=family_id)
    return [*family, ExportStore(organisation_id, family_id).running_key]
