"""What can be done with photos."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from chalicelib.audit import service as audit
from chalicelib.aws import files
from chalicelib.aws.files import UploadForm
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import new_id
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child, family_id_of
from chalicelib.organisations import service as organisations
from chalicelib.photos.model import (
    GALLERY_PAGE,
    LARGEST,
    MOST_MEGABYTES,
    Listed,
    Photo,
    UploadFile,
    UploadTooLarge,
    is_visible_to,
    may_tag,
    may_work_in,
)
from chalicelib.photos.store import PhotoStore

GROUP_PAGE = 50
SHOWN = 7200  # seconds for which the small sizes can be read
HANDED_OUT = 300  # idem, the original


@dataclass(frozen=True)
class Upload:
    """A photo that is awaited, and where the browser puts it."""

    photo: Photo
    form: UploadForm


@dataclass(frozen=True)
class Original:
    """What an export needs of a photo; `children` are the first names of the family's own."""

    photo: Photo
    key: str
    etag: str
    size: int
    crc32: int
    taken_at: datetime
    extension: str
    children: tuple[str, ...]


def upload_key(organisation_id: str, photo_id: str) -> str:
    return f"uploads/{organisation_id}/{photo_id}"


def ask_uploads(
    *,
    caller: Caller,
    group_id: str,
    announced: Sequence[UploadFile],
    child_ids: Sequence[str],
    caption: str,
    now: datetime,
) -> list[Upload]:
    """Await a photo for each file, and let the browser put each under its own key.

    :raises NotFound: the group, or a child, is not there or not for this caller.
    :raises UploadTooLarge: one of the files is larger than a photo may be.
    """
    _check_group(caller, group_id, now)
    if any(file.size > LARGEST for file in announced):
        raise UploadTooLarge(megabytes=MOST_MEGABYTES)
    tagged = _tagged(caller, child_ids)
    transaction = Transaction()
    store = PhotoStore(caller.organisation_id)
    uploads = []
    for file in announced:
        photo = Photo(new_id(), group_id, tagged, caption, now, caller.account_id, file.sha256)
        store.put(photo, instead_of=None, transaction=transaction)
        uploads.append(Upload(photo, _form(caller.organisation_id, photo, file)))
    about = f"group/{group_id}"
    audit.note("photos.ask_uploads", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    return uploads


def list_group_photos(
    *, caller: Caller, group_id: str, after: str | None, now: datetime
) -> Page[Photo]:
    """Return what was uploaded for the group, the last first, with what became of it.

    :raises NotFound: there is no such group for this caller.
    """
    _check_group(caller, group_id, now)
    return PhotoStore(caller.organisation_id).of_group(group_id, limit=GROUP_PAGE, after=after)


def change_photo(
    *,
    caller: Caller,
    photo_id: str,
    version: int,
    child_ids: Sequence[str],
    caption: str,
    now: datetime,
) -> Photo:
    """Let these be the caption and the tagged children.

    :raises NotFound: the photo, or a child that is added, is not there or not for this caller.
    :raises PhotoChanged: somebody else changed it since `version`.
    """
    photo = _photo_for(caller, photo_id)
    added = [it for it in child_ids if it not in photo.child_ids]
    _tagged(caller, added)
    wanted = tuple(dict.fromkeys(child_ids))
    changed = photo.changed(version=version, caption=caption, child_ids=wanted)
    _write(changed, instead_of=photo, action="photos.change", by=caller, now=now)
    return changed


def delete_photo(*, caller: Caller, photo_id: str, now: datetime) -> None:
    """Hide the photo from everybody at once. Its files stay for those who can bring it back.

    :raises NotFound: it is not there, or not for this caller.
    """
    photo = _photo_for(caller, photo_id)
    deleted = replace(photo, deleted_at=now)
    _write(deleted, instead_of=photo, action="photos.delete", by=caller, now=now)


def list_child_photos(
    *, caller: Caller, child_id: str, after: str | None, today: date
) -> Page[Photo]:
    """Return a page of the child's gallery, the newest first.

    What other families do not allow is left out, so a page may be short.

    :raises NotFound: there is no such child for this caller.
    """
    child = access.child_for(caller, child_id, today=today)
    store = PhotoStore(caller.organisation_id, at_hand=caller.at_hand)
    page = store.of_child(child_id, limit=GALLERY_PAGE, after=after)
    return Page(_visible(caller, child.family_id, page.items), page.next)


def link_to_original(*, caller: Caller, child_id: str, photo_id: str, today: date) -> str:
    """Return an address at which the browser saves the original, good for five minutes.

    :raises NotFound: there is no such photo of this child for this caller.
    """
    child = access.child_for(caller, child_id, today=today)
    photo = PhotoStore(caller.organisation_id, at_hand=caller.at_hand).get(photo_id)
    if photo is None or photo.kept is None or child_id not in photo.child_ids:
        raise NotFound
    if not _visible(caller, child.family_id, [photo]):
        raise NotFound
    return files.link(photo.kept.original_key, seconds=HANDED_OUT, name=photo.kept.file_name)


def link_to_shown(key: str) -> str:
    """Return an address at which a page can show one of the small sizes."""
    return files.link(key, seconds=SHOWN)


def recent_keys(family_ids: Iterable[str], *, organisation_id: str, today: date) -> list[Key]:
    """Return where `recent_photos` will look."""
    store = PhotoStore(organisation_id)
    return [store.month_key(family_id, it) for family_id in family_ids for it in _recent(today)]


def recent_photos(
    child_ids: Iterable[str], *, caller: Caller, today: date, most_keys: int
) -> list[Listed]:
    """Return what was uploaded of these children this month and the one before, last taken first.

    It is as many as `keys_of` looks at with so many keys. One request for all families, and none
    if `recent_keys` were brought before. The caller has been let in to the children.
    """
    wanted = frozenset(child_ids)
    family_ids = sorted({family_id_of(child_id) for child_id in wanted})
    store = PhotoStore(caller.organisation_id, at_hand=caller.at_hand)
    found: list[Listed] = []
    for listed in store.listed(family_ids, _recent(today)) if family_ids else ():
        if wanted.isdisjoint(listed.child_ids):
            continue
        if len(keys_of([*found, listed], organisation_id=caller.organisation_id)) > most_keys:
            break
        found.append(listed)
    return found


def keys_of(listed: Iterable[Listed], *, organisation_id: str) -> list[Key]:
    """Return where these photos stand, and the families of all who are in them."""
    listed = list(listed)
    store = PhotoStore(organisation_id)
    child_ids = [child_id for it in listed for child_id in it.child_ids]
    photo_keys = [store.key(it.photo_id) for it in listed]
    return photo_keys + families.keys_of_children(child_ids, organisation_id=organisation_id)


def visible_photos(listed: Sequence[Listed], *, caller: Caller, own: Iterable[str]) -> list[Photo]:
    """Return those of these photos that the families of `own` children may see, in their order.

    Two requests, and none if `keys_of` were brought before. The caller has been let in.
    """
    found = PhotoStore(caller.organisation_id, at_hand=caller.at_hand).get_many(
        [it.photo_id for it in listed]
    )
    photos = [found[it.photo_id] for it in listed if it.photo_id in found]
    tagged = list(dict.fromkeys(chain.from_iterable(photo.child_ids for photo in photos)))
    children = families.children_of(
        tagged, organisation_id=caller.organisation_id, at_hand=caller.at_hand
    )
    mine = frozenset(map(family_id_of, own))
    return [
        photo
        for photo in photos
        if any(is_visible_to(it, photo, children) for it in mine.intersection(photo.family_ids))
    ]


def has_originals(family_id: str, *, organisation_id: str) -> bool:
    """Tell whether there is a photo that the family may see. The caller has been let in.

    One request, unless other families are in every one of them.
    """
    listed = PhotoStore(organisation_id).all_listed(family_id)
    if any(it.is_only_of(family_id) for it in listed):
        return True
    return next(originals_of(family_id, organisation_id=organisation_id), None) is not None


def originals_of(family_id: str, *, organisation_id: str) -> Iterator[Original]:
    """Yield every photo that the family may see, the oldest first. The caller has been let in."""
    children: dict[str, Child] = {}
    for photos in PhotoStore(organisation_id).oldest_first(family_id):
        unknown = {it for photo in photos for it in photo.child_ids} - children.keys()
        children |= families.children_of(sorted(unknown), organisation_id=organisation_id)
        for photo in photos:
            if is_visible_to(family_id, photo, children):
                yield _original(photo, family_id, children)


def _original(photo: Photo, family_id: str, children: dict[str, Child]) -> Original:
    kept = photo.kept
    if kept is None:
        raise LookupError(photo.photo_id)
    own = [it for it in photo.child_ids if family_id_of(it) == family_id and it in children]
    return Original(
        photo=photo,
        key=kept.original_key,
        etag=kept.etag,
        size=kept.size,
        crc32=kept.crc32,
        taken_at=kept.taken_at,
        extension=kept.extension,
        children=tuple(children[it].first_name for it in own),
    )


def _visible(caller: Caller, family_id: str, photos: Sequence[Photo]) -> list[Photo]:
    """Return those that the family may see; one request for other families not read before."""
    tagged = dict.fromkeys(chain.from_iterable(photo.child_ids for photo in photos))
    others = [child_id for child_id in tagged if family_id_of(child_id) != family_id]
    children = families.children_of(
        others, organisation_id=caller.organisation_id, at_hand=caller.at_hand
    )
    return [photo for photo in photos if is_visible_to(family_id, photo, children)]


def _recent(today: date) -> list[Month]:
    this_month = Month.of(today)
    return [this_month, this_month.previous]


def _check_group(caller: Caller, group_id: str, now: datetime) -> None:
    if not may_work_in(caller, group_id):
        raise NotFound
    organisations.configuration_of(caller.organisation_id, now=now).group(group_id)


def _tagged(caller: Caller, child_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids, each once. :raises NotFound: one is not there, or not for this caller."""
    wanted = tuple(dict.fromkeys(child_ids))
    found = families.children_of(wanted, organisation_id=caller.organisation_id) if wanted else {}
    if not all(it in found and may_tag(caller, found[it]) for it in wanted):
        raise NotFound
    return wanted


def _photo_for(caller: Caller, photo_id: str) -> Photo:
    photo = PhotoStore(caller.organisation_id, at_hand=caller.at_hand).get(photo_id)
    if photo is None or photo.deleted_at or not may_work_in(caller, photo.group_id):
        raise NotFound
    return photo


def _write(photo: Photo, *, instead_of: Photo, action: str, by: Caller, now: datetime) -> None:
    transaction = Transaction()
    store = PhotoStore(by.organisation_id)
    store.put(photo, instead_of=instead_of, transaction=transaction)
    about = f"photo/{photo.photo_id}"
    audit.note(action, about, by=by, transaction=transaction, now=now)
    transaction.commit()


def _form(organisation_id: str, photo: Photo, file: UploadFile) -> UploadForm:
    key = upload_key(organisation_id, photo.photo_id)
    return files.upload_form(key, content_type=file.content_type, largest=file.size)
