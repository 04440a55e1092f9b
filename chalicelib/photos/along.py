"""Where the routes of this room look: read along with the session, as their paths name it."""

from chalicelib.core.at_hand import Key
from chalicelib.families import access
from chalicelib.photos.store import PhotoStore


def photo(*, organisation_id: str, photo_id: str, **_: object) -> list[Key]:
    """Return where the photo stands."""
    return [PhotoStore(organisation_id).key(photo_id)]


def photo_of_child(*, organisation_id: str, child_id: str, photo_id: str, **_: object) -> list[Key]:
    """Return where the photo stands, and the family of the child."""
    family = access.child_along(organisation_id=organisation_id, child_id=child_id)
    return [*family, *photo(organisation_id=organisation_id, photo_id=photo_id)]
