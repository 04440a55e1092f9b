"""Photos in DynamoDB. Those that are shown stand as copies in the galleries they belong to.

pk                                  sk                       what
ORG#<org>#PHOTO#<photo>             PHOTO                    the photo
ORG#<org>#CHILD#<child>#PHOTOS      <taken at>#<photo>       its copy in a child's gallery
ORG#<org>#FAMILY#<family>#PHOTOS    <month of upload>        a family's photos, one attribute each

gsi1pk                              gsi1sk                   what
ORG#<org>#GROUP#<group>#PHOTOS      <uploaded at>#<photo>    the photos of a group, unless deleted
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self

from pynamodb.attributes import MapAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from chalicelib.aws.table import Item, find, find_many, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month
from chalicelib.photos.documents import document_of, photo_of
from chalicelib.photos.model import WAITING_KEPT, Listed, Photo

BATCH = 100


class _PhotoItem(Item):
    """`what` is JSON in which letters stay letters: escaped, an emoji would take 12 bytes."""

    what = UnicodeAttribute()


class _MonthItem(Item):
    """The photos of a family that were uploaded in a month: a map for each, by its id."""

    entries: Mapping[str, Any]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        item = super().from_raw_data(data)
        maps = {name: value["M"] for name, value in data.items() if "M" in value}
        item.entries = {name: MapAttribute().deserialize(value) for name, value in maps.items()}
        return item


class PhotoStore:
    """The photos of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, photo_id: str) -> Key:
        """Return where the photo stands."""
        return f"{self._org}#PHOTO#{photo_id}", "PHOTO"

    def get(self, photo_id: str) -> Photo | None:
        item = find(_PhotoItem(*self.key(photo_id)), at_hand=self._at_hand)
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
        item = self._item(photo, *self.key(photo.photo_id))
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
        self._list_in_months(photo, instead_of=instead_of, transaction=transaction)

    def of_child(self, child_id: str, *, limit: int, after: str | None) -> Page[Photo]:
        """Return a page of the gallery, the newest first."""
        key = self._page_key(child_id, after)
        if self._at_hand is not None and key in self._at_hand:
            read_first: Page[Photo] = self._at_hand.take(key)
            return read_first
        return self._gallery(self._child(child_id), limit=limit, after=after)

    def bring_page(
        self, child_id: str, *, limit: int, after: str | None, to: dict[Key, Any]
    ) -> Sequence[Photo]:
        """Return what is on a page of the gallery, and leave it where it will be at hand."""
        page = self._gallery(self._child(child_id), limit=limit, after=after)
        to[self._page_key(child_id, after)] = page
        return page.items

    def get_many(self, photo_ids: Collection[str]) -> dict[str, Photo]:
        """Return those that exist by their ids, in one request per 100."""
        keys = [self.key(photo_id) for photo_id in photo_ids]
        found = map(_photo, find_many(_PhotoItem, keys, at_hand=self._at_hand))
        return {photo.photo_id: photo for photo in found}

    def month_key(self, family_id: str, month: Month) -> Key:
        """Return where it stands which photos of the family were uploaded in the month (in UTC)."""
        return self._family(family_id), str(month)

    def listed(self, family_ids: Collection[str], months: Collection[Month]) -> list[Listed]:
        """Return what was uploaded in these months, each photo once, the last taken first."""
        keys = [self.month_key(family_id, month) for family_id in family_ids for month in months]
        return _newest_first(find_many(_MonthItem, keys, at_hand=self._at_hand))

    def all_listed(self, family_id: str) -> list[Listed]:
        """Return all photos of the family, the last taken first, in one request per megabyte."""
        return _newest_first(_MonthItem.query(self._family(family_id), consistent_read=True))

    def oldest_first(self, family_id: str) -> Iterator[list[Photo]]:
        """Yield all photos of the family by the hundred, one request each, the oldest first."""
        ids = [it.photo_id for it in reversed(self.all_listed(family_id))]
        for at in range(0, len(ids), BATCH):
            wanted = ids[at : at + BATCH]
            found = self.get_many(wanted)
            photos = [found[it] for it in wanted if it in found]
            yield [photo for photo in photos if family_id in photo.family_ids]

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
        sk = f"{photo.kept.taken_at:%Y-%m-%dT%H:%M:%SZ}#{photo.photo_id}"
        return [(self._child(child_id), sk) for child_id in photo.child_ids]

    def _list_in_months(
        self, photo: Photo, *, instead_of: Photo | None, transaction: Transaction
    ) -> None:
        """Keep the months of the families in step, without a look at what else is in them."""
        before = self._month_keys(instead_of) if instead_of else []
        after = self._month_keys(photo)
        entry = Path([photo.photo_id])
        for key in set(before) - set(after):
            transaction.update(_MonthItem(*key), [entry.remove()])
        if photo.kept:
            taken_at = photo.kept.taken_at.isoformat()
            listed = {"taken_at": taken_at, "child_ids": list(photo.child_ids)}
            for key in after:
                transaction.update(_MonthItem(*key), [entry.set(listed)])

    def _month_keys(self, photo: Photo) -> list[Key]:
        if photo.kept is None or not photo.is_shown:
            return []
        month = Month.of(photo.uploaded_at.astimezone(UTC).date())
        return [self.month_key(family_id, month) for family_id in photo.family_ids]

    def _item(self, photo: Photo, pk: str, sk: str) -> _PhotoItem:
        return _PhotoItem(pk, sk, what=json.dumps(document_of(photo), ensure_ascii=False))

    def _child(self, child_id: str) -> str:
        return f"{self._org}#CHILD#{child_id}#PHOTOS"

    def _family(self, family_id: str) -> str:
        return f"{self._org}#FAMILY#{family_id}#PHOTOS"

    def _page_key(self, child_id: str, after: str | None) -> Key:
        """Return the name of a page among what is at hand: no item has such a sort key."""
        return self._child(child_id), f"page after {after or 'nothing'}"

    def _group(self, group_id: str) -> str:
        return f"{self._org}#GROUP#{group_id}#PHOTOS"


def _newest_first(months: Iterable[_MonthItem]) -> list[Listed]:
    found = {
        photo_id: Listed(photo_id, datetime.fromisoformat(it["taken_at"]), tuple(it["child_ids"]))
        for item in months
        for photo_id, it in item.entries.items()
    }
    return sorted(found.values(), key=lambda it: (it.taken_at, it.photo_id), reverse=True)


def _photo(item: _PhotoItem) -> Photo:
    return photo_of(json.loads(item.what), mark=item.written_by)
