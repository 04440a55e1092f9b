"""Where the routes of this room look: read along with the session, as their paths name it."""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.core.at_hand import Key
from chalicelib.families import access
from chalicelib.families.model import family_id_of
from chalicelib.photos.model import GALLERY_PAGE, Photo
from chalicelib.photos.store import PhotoStore

OTHERS = 40  # families that are read along with a page of a gallery, always as many


def photo(*, organisation_id: str, photo_id: str, **_: object) -> list[Key]:
    """Return where the photo stands."""
    return [PhotoStore(organisation_id).key(photo_id)]


def photo_of_child(*, organisation_id: str, child_id: str, photo_id: str, **_: object) -> list[Key]:
    """Return where the photo stands, and the family of the child."""
    family = access.child_along(organisation_id=organisation_id, child_id=child_id)
    return [*family, *photo(organisation_id=organisation_id, photo_id=photo_id)]


def gallery(
    *,
    organisation_id: str,
    child_id: str,
    position: Callable[..., str | None],
    found: dict[Key, Any],
    **_: object,
) -> list[Key]:
    """Read the page, and return where the family of the child stands, and all those in the page.

    So what they allow is read after the photos, and a no counts at once. Whoever asks about whom,
    it is as many keys: those that are left over lead to nobody.

    :raises BadCursor: the cursor belongs to another list.
    """
    store, after = PhotoStore(organisation_id), position("child", child_id)
    photos = store.bring_page(child_id, limit=GALLERY_PAGE, after=after, to=found)
    others = _families_beside(family_id_of(child_id), photos)
    nobody = [f"nobody{number}" for number in range(OTHERS - len(others))]
    family_ids = [family_id_of(child_id), *others, *nobody]
    return access.keys_of(family_ids, organisation_id=organisation_id)


def _families_beside(own_id: str, photos: Sequence[Photo]) -> list[str]:
    """Return the families of who else is in the photos, in their order, forty at most."""
    found = dict.fromkeys(family_id for photo in photos for family_id in photo.family_ids)
    return [family_id for family_id in found if family_id != own_id][:OTHERS]
