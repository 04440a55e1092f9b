"""What goes into an archive, known before a byte of it is read."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Self

from chalicelib.core.values import dataclass

VOLUME = 1_900_000_000
"""Bytes of a volume: below 2,000,000,000 no reader needs to know ZIP64, which old ones do not."""

_MOST_ENTRIES = 65_000
_END_RECORD = 22
_RECORDS = 30 + 46 + 2 * 9
"""Bytes about one entry besides its path: header, line in the directory, its time in both."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object in the bucket of photos and documents, as it was when the export was planned."""

    key: str
    etag: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive: `path` as `names` makes it, `size` in bytes, `modified` aware."""

    path: str
    size: int
    crc32: int
    modified: datetime
    source: Stored | bytes

    @classmethod
    def of_bytes(cls, path: str, data: bytes, *, modified: datetime) -> Self:
        """Return the entry of a small file that the manifest itself carries."""
        return cls(path, len(data), zlib.crc32(data), modified, data)


def fingerprint(entries: Iterable[Entry]) -> str:
    """Return the same 32 characters for the same archive: who made it once need not make it again.

    It changes with every photo that is added, replaced, renamed or deleted.
    """
    digest = sha256()
    for entry in entries:
        origin = entry.source.etag if isinstance(entry.source, Stored) else ""
        facts = (entry.path, entry.size, entry.crc32, entry.modified.timestamp(), origin)
        digest.update(repr(facts).encode())
    return digest.hexdigest()[:32]


def volumes(entries: Iterable[Entry], *, most_bytes: int = VOLUME) -> list[Sequence[Entry]]:
    """Return the entries, in order, as archives of at most that many bytes each.

    A file that is larger than that is a volume alone.
    """
    made: list[list[Entry]] = [[]]
    room = most_bytes - _END_RECORD
    for entry in entries:
        cost = entry.size + _RECORDS + 2 * len(entry.path.encode())
        if made[-1] and (cost > room or len(made[-1]) == _MOST_ENTRIES):
            made.append([])
            room = most_bytes - _END_RECORD
        made[-1].append(entry)
        room -= cost
    return list(made)
