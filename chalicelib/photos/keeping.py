"""From an upload that has come to a photo that is kept, or to the reason why not.

Safe to do twice, at once or after a worker fell over: the files of an upload have keys that follow
from its bytes, the photo is settled by one conditional write, and the upload goes last.
"""

import re
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import unquote_plus

from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy, PortalError
from chalicelib.observability import count
from chalicelib.photos.model import LARGEST, Kept, Photo, taken_or_uploaded
from chalicelib.photos.refusals import NotAPicture, PictureDamaged, PictureTooLarge
from chalicelib.photos.renditions import Rendition, examine, keepsake, renditions
from chalicelib.photos.service import upload_key
from chalicelib.photos.store import PhotoStore

TRIES = 3  # somebody may be tagging the photo just now
_UPLOAD = re.compile(r"uploads/(?P<organisation_id>[a-z0-9-]+)/(?P<photo_id>[A-Za-z0-9_-]+)")


def keep_what_came(event: dict[str, Any], *, now: datetime) -> None:
    """Keep every upload that S3 tells of; its test events, and other files, are none of ours."""
    for record in event.get("Records", []):
        found = _UPLOAD.fullmatch(unquote_plus(record["s3"]["object"]["key"]))
        if found:
            keep_upload(**found.groupdict(), now=now)


def keep_upload(*, organisation_id: str, photo_id: str, now: datetime) -> None:
    """Make the photo of its upload, or note why that cannot be, and remove the upload."""
    photo = PhotoStore(organisation_id).get(photo_id)
    if photo is None:
        return
    key = upload_key(organisation_id, photo_id)
    if photo.is_awaited:
        data = files.read_upload(key, largest=LARGEST)
        if data is None:
            return
        _settle(_outcome(organisation_id, photo, data, now), organisation_id, photo_id)
    files.remove_upload(key)


def _outcome(organisation_id: str, photo: Photo, data: bytes, now: datetime) -> Kept | PortalError:
    """Return what is kept, written already, or the reason why nothing is."""
    digest = sha256(data).hexdigest()
    if photo.sha256 not in (None, digest):
        return PictureDamaged()
    try:
        examined = examine(data, now=now)
        original, shown = keepsake(examined), renditions(examined)
    except (NotAPicture, PictureTooLarge, PictureDamaged) as refusal:
        return refusal
    kept = Kept(
        folder=f"photos/{organisation_id}/{photo.photo_id}/{digest[:16]}",
        content_type=original.content_type,
        taken_at=taken_or_uploaded(examined.taken_at, photo),
        width=original.width,
        height=original.height,
        size=original.size,
        crc32=original.crc32,
        etag="",
    )
    _write(kept.thumbnail_key, shown.thumbnail)
    _write(kept.screen_key, shown.screen)
    return replace(kept, etag=_write(kept.original_key, original))


def _settle(outcome: Kept | PortalError, organisation_id: str, photo_id: str) -> None:
    """Let this have become of the photo, as it is tagged by now.

    :raises Busy: others changed it at every try.
    """
    for _ in range(TRIES):
        try:
            return _try_to_settle(outcome, PhotoStore(organisation_id), photo_id)
        except Busy:
            continue
    raise Busy


def _try_to_settle(outcome: Kept | PortalError, store: PhotoStore, photo_id: str) -> None:
    photo = store.get(photo_id)
    if photo is None or not photo.is_awaited:
        return
    if isinstance(outcome, Kept):
        settled = replace(photo, kept=outcome)
    else:
        settled = replace(photo, refused_for=outcome.code)
    transaction = Transaction()
    store.put(settled, instead_of=photo, transaction=transaction)
    transaction.commit()
    count("PhotosKept" if settled.kept else "UploadsRefused")


def _write(key: str, rendition: Rendition) -> str:
    return files.write(key, rendition.data, content_type=str(rendition.content_type))
