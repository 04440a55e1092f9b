"""What goes into a family's archive today: its photos, and an index of them."""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property

from chalicelib.core.periods import AMSTERDAM, Month, day_of
from chalicelib.core.values import dataclass
from chalicelib.exports.manifest import Entry, Stored, fingerprint
from chalicelib.exports.names import photo_name
from chalicelib.photos import service as photos
from chalicelib.photos.service import Original

INDEX = "index.json"


@dataclass(frozen=True)
class Plan:
    """The files of an archive, in order; `photos` is how many of them are photos."""

    organisation_id: str
    family_id: str
    entries: Sequence[Entry]

    @property
    def photos(self) -> int:
        return len(self.stored)

    @cached_property
    def stored(self) -> frozenset[Stored]:
        """The objects that are in it."""
        return frozenset(it.source for it in self.entries if isinstance(it.source, Stored))

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.entries)

    @property
    def key(self) -> str:
        """Where the archive is kept: the same files make the same archive, at the same place."""
        return f"exports/{self.organisation_id}/{self.family_id}/{self.fingerprint}.zip"


def plan_of(family_id: str, *, organisation_id: str) -> Plan:
    """Return what the family could take along now; nothing, if there are no photos."""
    found = list(photos.originals_of(family_id, organisation_id=organisation_id))
    return Plan(organisation_id, family_id, entries_of(found))


def entries_of(originals: Sequence[Original]) -> list[Entry]:
    """Return the index and the photos, in folders by month, numbered as they were taken."""
    if not originals:
        return []
    paths = [_path(original, number) for number, original in enumerate(originals, start=1)]
    stored = [_stored(path, it) for path, it in zip(paths, originals, strict=True)]
    index = _index(zip(paths, originals, strict=True))
    return [Entry.of_bytes(INDEX, index, modified=originals[-1].taken_at), *stored]


def _path(original: Original, number: int) -> str:
    name = photo_name(
        taken=original.taken_at,
        child="-".join(original.children),
        number=number,
        extension=original.extension,
    )
    return f"{Month.of(day_of(original.taken_at))}/{name}"


def _stored(path: str, original: Original) -> Entry:
    source = Stored(original.key, original.etag)
    return Entry(path, original.size, original.crc32, original.taken_at, source)


def _index(photos_by_path: Iterable[tuple[str, Original]]) -> bytes:
    """Return as JSON what the files themselves cannot tell: who is in them, and the captions."""
    listed = [
        {
            "file": path,
            "taken_at": original.taken_at.astimezone(AMSTERDAM).isoformat(),
            "children": list(original.children),
            "caption": original.photo.caption,
        }
        for path, original in photos_by_path
    ]
    return json.dumps({"photos": listed}, ensure_ascii=False, indent=1).encode()
