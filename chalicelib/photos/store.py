"""Photos in DynamoDB. Those that are shown stand as copies in the galleries they belong to.

pk                                  sk                       what
ORG#<org>#PHOTO#<photo>             PHOTO                    the photo
ORG#<org>#CHILD#<child>#PHOTOS      <taken at>#<photo>       its copy in a child's gallery
ORG#<org>#FAMILY#<family>#PHOTOS    <taken at>#<photo>       its copy in all that a family has

gsi1pk                              gsi1sk                   what
ORG#<org>#GROUP#<group>#PHOTOS      <uploaded at>#<photo>    the photos of a group, unless deleted
"""

import json
from collections.abc import Iterator

from pynamodb.attributes import UnicodeAttribute

from chalicelib.aws.table import Item, find, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.photos.documents import document_of, photo_of
from chalicelib.photos.model import WAITING_KEPT, Photo

BATCH = 100


class _PhotoItem(Item):
    """`what` is JSON in which letters stay letters: escaped, an emoji would take 12 bytes."""

    what = UnicodeAttribute()


class PhotoStore:
    """The photos of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str) -> None:
        self._org = f"ORG#{organisation_id}"

    def get(self, photo_id: str) -> Photo | None:
        item = find(_PhotoItem(*self._photo_key(photo_id)))
        return _photo(item) if item else None

    def put(self, photo: Photo, *, instead_of: Photo | None, transaction: Transaction) -> None:
        """Add the photo, or replace what it was; keep the galleries in step.

        :raises Busy: on commit, if it was written by somebody else since `instead_of` was read.
        """
        is_as_read = (
            _PhotoItem.written_by == instead_of.mark
            if instead_of
            else _PhotoItem.pk.does_not_exist()
        )
        item = self._item(photo, *self._photo_key(photo.photo_id))
        if photo.deleted_at is None:
            item.gsi1pk = self._group(photo.group_id)
            item.gsi1sk = f"{photo.uploaded_at.isoformat()}#{photo.photo_id}"
        if photo.is_awaited:
            item.ttl = photo.uploaded_at + WAITING_KEPT
        transaction.put(item, condition=is_as_read, otherwise=Busy())
        before = self._gallery_keys(instead_of) if instead_of else []
        after = self._gallery_keys(photo)
        for key in set(before) - set(after):
            transaction.delete(_PhotoItem(*key))
        for key in after:
            transaction.put(self._item(photo, *key))

    def of_child(self, child_id: str, *, limit: int, after: str | None) -> Page[Photo]:
        """Return a page of the gallery, the newest first."""
        return self._gallery(self._child(child_id), limit=limit, after=after)

    def of_family(self, family_id: str, *, limit: int, after: str | None = None) -> Page[Photo]:
        """Return a page of the photos of all children of the family, the newest first."""
        return self._gallery(self._family(family_id), limit=limit, after=after)

    def oldest_first(self, family_id: str) -> Iterator[list[Photo]]:
        """Yield all photos of the family by the hundred, one request each, the oldest first."""
        after = None
        while True:
            page = query_page(_PhotoItem, self._family(family_id), limit=BATCH, after=after)
            yield [_photo(item) for item in page.items]
            after = page.next
            if after is None:
                return

    def of_group(self, group_id: str, *, limit: int, after: str | None) -> Page[Photo]:
        """Return a page, what was uploaded last first; what was written just now may be missing."""
        found = _PhotoItem.gsi1.query(
            self._group(group_id),
            limit=limit,
            scan_index_forward=False,
            last_evaluated_key=json.loads(after) if after else None,
        )
        photos = [_photo(item) for item in found]
        last = found.last_evaluated_key
        return Page(photos, json.dumps(last, sort_keys=True) if last else None)

    def _gallery(self, pk: str, *, limit: int, after: str | None) -> Page[Photo]:
        page = query_page(_PhotoItem, pk, limit=limit, after=after, newest_first=True)
        return page.map(_photo)

    def _gallery_keys(self, photo: Photo) -> list[tuple[str, str]]:
        if photo.kept is None or not photo.is_shown:
            return []
        galleries = [
            *map(self._child, photo.child_ids),
            *map(self._family, photo.family_ids),
        ]
        sk = f"{photo.kept.taken_at:%Y-%m-%dT%H:%M:%SZ}#{photo.photo_id}"
        return [(pk, sk) for pk in galleries]

    def _item(self, photo: Photo, pk: str, sk: str) -> _PhotoItem:
        return _PhotoItem(pk, sk, what=json.dumps(document_of(photo), ensure_ascii=False))

    def _photo_key(self, photo_id: str) -> tuple[str, str]:
        return f"{self._org}#PHOTO#{photo_id}", "PHOTO"

    def _child(self, child_id: str) -> str:
        return f"{self._org}#CHILD#{child_id}#PHOTOS"

    def _family(self, family_id: str) -> str:
        return f"{self._org}#FAMILY#{family_id}#PHOTOS"

    def _group(self, group_id: str) -> str:
        return f"{self._org}#GROUP#{group_id}#PHOTOS"


def _photo(item: _PhotoItem) -> Photo:
    return photo_of(json.loads(item.what), mark=item.written_by)
