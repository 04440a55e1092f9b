"""Photos on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.core.language import Language
from chalicelib.http.fields import Cursor, Id, Line
from chalicelib.http.texts import sentence
from chalicelib.photos.model import (
    MOST_FILES,
    MOST_TAGGED,
    REASONS,
    Kept,
    Photo,
    PhotoState,
    UploadFile,
)
from chalicelib.photos.service import Upload, link_to_shown

Tags = Annotated[list[Id], Meta(max_length=MOST_TAGGED)]


class UploadFileBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`size` is in bytes; `sha256` in hex, if the browser has counted it."""

    content_type: Literal["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"]
    size: Annotated[int, Meta(ge=1)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")] | None = None

    def file(self) -> UploadFile:
        return UploadFile(self.content_type, self.size, self.sha256)


class PhotoUploadsBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    group_id: Id
    files: Annotated[list[UploadFileBody], Meta(min_length=1, max_length=MOST_FILES)]
    child_ids: Tags = []
    caption: Line = ""


class PhotoChangeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`version` is that of the photo as it was read."""

    version: int
    child_ids: Tags
    caption: Line


class PhotosQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class PhotoUploadView(Struct, frozen=True, kw_only=True):
    """Post `fields`, and then the file as `file`, to `url` as a form, within five minutes."""

    photo_id: str
    url: str
    fields: dict[str, str]

    @classmethod
    def of(cls, upload: Upload) -> "PhotoUploadView":
        return cls(photo_id=upload.photo.photo_id, url=upload.form.url, fields=upload.form.fields)


class PhotoUploadsView(Struct, frozen=True, kw_only=True):
    """In the order of the files."""

    uploads: list[PhotoUploadView]


class UploadReasonView(Struct, frozen=True, kw_only=True):
    """Why an upload did not become a photo."""

    code: str
    message: str

    @classmethod
    def of(cls, code: str, language: Language) -> "UploadReasonView":
        return cls(code=code, message=sentence(REASONS[code], language))


class ShownPhotoView(Struct, frozen=True, kw_only=True):
    """`width` and `height` are those of the original; the links can be read for two hours."""

    taken_at: datetime
    day: date
    width: int
    height: int
    thumbnail: str
    screen: str

    @classmethod
    def of(cls, kept: Kept) -> "ShownPhotoView":
        return cls(
            taken_at=kept.taken_at,
            day=kept.day,
            width=kept.width,
            height=kept.height,
            thumbnail=link_to_shown(kept.thumbnail_key),
            screen=link_to_shown(kept.screen_key),
        )


class StaffPhotoView(Struct, frozen=True, kw_only=True):
    """`shown` once it is ready, `reason` if it was refused."""

    photo_id: str
    group_id: str
    state: PhotoState
    reason: UploadReasonView | None
    shown: ShownPhotoView | None
    uploaded_at: datetime
    child_ids: list[str]
    caption: str
    version: int

    @classmethod
    def of(cls, photo: Photo, *, language: Language, now: datetime) -> "StaffPhotoView":
        code = photo.refused_for
        return cls(
            photo_id=photo.photo_id,
            group_id=photo.group_id,
            state=photo.state(now),
            reason=UploadReasonView.of(code, language) if code else None,
            shown=ShownPhotoView.of(photo.kept) if photo.kept else None,
            uploaded_at=photo.uploaded_at,
            child_ids=list(photo.child_ids),
            caption=photo.caption,
            version=photo.version,
        )


class StaffPhotosView(Struct, frozen=True, kw_only=True):
    photos: list[StaffPhotoView]
    next: str | None


class PhotoView(Struct, frozen=True, kw_only=True):
    """What parents see: who else is in the photo is not told.

    `width` and `height` are those of the original; the links can be read for two hours.
    """

    photo_id: str
    day: date
    taken_at: datetime
    caption: str
    width: int
    height: int
    thumbnail: str
    screen: str

    @classmethod
    def of(cls, photo: Photo) -> "PhotoView":
        """:raises LookupError: the photo is not ready, and should not have come here."""
        if photo.kept is None:
            raise LookupError(photo.photo_id)
        return cls(
            photo_id=photo.photo_id,
            day=photo.kept.day,
            taken_at=photo.kept.taken_at,
            caption=photo.caption,
            width=photo.kept.width,
            height=photo.kept.height,
            thumbnail=link_to_shown(photo.kept.thumbnail_key),
            screen=link_to_shown(photo.kept.screen_key),
        )


class GalleryView(Struct, frozen=True, kw_only=True):
    """The newest first; a page may be short, or empty, and still have a next one."""

    photos: list[PhotoView]
    next: str | None


class PhotoOriginalView(Struct, frozen=True, kw_only=True):
    """An address at which the browser saves the file, good for five minutes."""

    url: str
