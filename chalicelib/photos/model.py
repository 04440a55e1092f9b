"""Photos, who works on them and who sees them. No input or output here."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from chalicelib.core.callers import OFFICE, Caller
from chalicelib.core.errors import Conflict, Malformed
from chalicelib.core.periods import AMSTERDAM, day_of
from chalicelib.core.values import dataclass
from chalicelib.families.model import Child, family_id_of
from chalicelib.families.permissions import PermissionKind
from chalicelib.photos.refusals import (
    MOST_MEGAPIXELS,
    NotAPicture,
    PictureDamaged,
    PictureTooLarge,
)

MOST_MEGABYTES = 30
LARGEST = MOST_MEGABYTES * 1_000_000  # bytes of an upload
MOST_FILES = 50  # in one go: they are asked for in one transaction
MOST_TAGGED = 20  # children in one photo: it stands in the gallery of each, and of each family
GALLERY_PAGE = 30
UPLOAD_TIME = timedelta(minutes=15)  # after which nobody waits for an upload any more
WAITING_KEPT = timedelta(days=7)  # an upload that never came is forgotten after that

REASONS = {
    refusal.code: refusal
    for refusal in (NotAPicture(), PictureTooLarge(megapixels=MOST_MEGAPIXELS), PictureDamaged())
}
"""Why an upload did not become a photo, by code: what is kept of it is the code."""

_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


class UploadTooLarge(Malformed):
    """A file is at most `megabytes` million bytes."""

    facts = ("megabytes",)


class PhotoChanged(Conflict):
    """Somebody else changed caption or tags since they were read: this is what stands now."""

    facts = ("version", "caption", "child_ids")


class PhotoState(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"
    NEVER_CAME = "never_came"


@dataclass(frozen=True)
class UploadFile:
    """A file as the browser announces it: bytes, and SHA-256 in hex if it has counted that."""

    content_type: str
    size: int
    sha256: str | None = None


@dataclass(frozen=True)
class Kept:
    """What we keep of a photo; size, CRC-32 and ETag are those of the original for parents.

    Its files are in `folder`. `taken_at` is when the upload was asked for if no camera told it.
    """

    folder: str
    content_type: str
    taken_at: datetime
    width: int
    height: int
    size: int
    crc32: int
    etag: str

    @property
    def day(self) -> date:
        return day_of(self.taken_at)

    @property
    def extension(self) -> str:
        return _EXTENSIONS[self.content_type]

    @property
    def original_key(self) -> str:
        return f"{self.folder}/original.{self.extension}"

    @property
    def thumbnail_key(self) -> str:
        return f"{self.folder}/thumbnail.webp"

    @property
    def screen_key(self) -> str:
        return f"{self.folder}/screen.webp"

    @property
    def file_name(self) -> str:
        """What a browser calls the original: "2026-03-04_1512.jpg", in the time of Amsterdam."""
        return f"{self.taken_at.astimezone(AMSTERDAM):%Y-%m-%d_%H%M}.{self.extension}"


@dataclass(frozen=True)
class Photo:
    """A photo of a group, from the moment that its upload is asked for.

    `version` counts what people changed. `mark` says which writing of it was read.
    """

    photo_id: str
    group_id: str
    child_ids: tuple[str, ...]
    caption: str
    uploaded_at: datetime
    uploaded_by: str
    sha256: str | None = None
    version: int = 1
    kept: Kept | None = None
    refused_for: str | None = None
    deleted_at: datetime | None = None
    mark: str | None = field(default=None, compare=False)

    @property
    def is_awaited(self) -> bool:
        """Tell whether an upload that comes now would become this photo."""
        return not (self.kept or self.refused_for or self.deleted_at)

    @property
    def is_shown(self) -> bool:
        return self.kept is not None and self.deleted_at is None

    @property
    def family_ids(self) -> tuple[str, ...]:
        """The families of the tagged children, each once."""
        return tuple(dict.fromkeys(family_id_of(child_id) for child_id in self.child_ids))

    def state(self, now: datetime) -> PhotoState:
        if self.kept:
            return PhotoState.READY
        if self.refused_for:
            return PhotoState.REFUSED
        is_late = now >= self.uploaded_at + UPLOAD_TIME
        return PhotoState.NEVER_CAME if is_late else PhotoState.WAITING

    def changed(self, *, version: int, caption: str, child_ids: Sequence[str]) -> "Photo":
        """:raises PhotoChanged: `version` is not the one that stands here."""
        if version != self.version:
            raise PhotoChanged(version=self.version, caption=self.caption, child_ids=self.child_ids)
        return replace(self, version=version + 1, caption=caption, child_ids=tuple(child_ids))


@dataclass(frozen=True)
class Listed:
    """A photo as the months of its families list it; the photo itself says what counts now."""

    photo_id: str
    taken_at: datetime
    child_ids: tuple[str, ...]

    def is_only_of(self, family_id: str) -> bool:
        """Tell whether no other family has to allow that this one sees it."""
        return all(family_id_of(child_id) == family_id for child_id in self.child_ids)


def may_work_in(caller: Caller, group_id: str) -> bool:
    """The office works in all groups, a group worker in her own."""
    return caller.staff_role in OFFICE or (caller.is_staff and group_id in caller.group_ids)


def may_tag(caller: Caller, child: Child) -> bool:
    in_my_group = any(may_work_in(caller, group_id) for group_id in child.group_ids)
    return in_my_group or caller.staff_role in OFFICE


def is_visible_to(family_id: str, photo: Photo, children: Mapping[str, Child]) -> bool:
    """Tell whether this family may see the photo: if its other families allow it.

    A family always sees its own children alone. A child that is not in `children` is no longer
    here, so nobody can say yes for it.
    """
    others = [it for it in photo.child_ids if family_id_of(it) != family_id]
    return photo.is_shown and all(
        it in children and children[it].allows(PermissionKind.PHOTOS) for it in others
    )


def taken_or_uploaded(taken_at: datetime | None, photo: Photo) -> datetime:
    """Return the moment that orders galleries, in whole seconds of UTC."""
    return (taken_at or photo.uploaded_at).astimezone(UTC).replace(microsecond=0)
