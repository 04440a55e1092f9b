"""Manifests and what their objects hold, valid unless a test says otherwise."""

import random
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.exports.layout import Layout
from chalicelib.exports.manifest import Entry, Stored
from chalicelib.exports.names import safe_path, unlike
from chalicelib.exports.parts import Cut, Slice, fill, part

MARCH_4TH = datetime(2026, 3, 4, 14, 12, 30, tzinfo=UTC)


def some_objects(count: int, *, most_bytes: int = 200_000, seed: int = 1) -> dict[str, bytes]:
    dice = random.Random(seed)
    return {f"photos/{n}": dice.randbytes(dice.randrange(most_bytes)) for n in range(count)}


def an_entry(
    key: str = "photos/1", data: bytes = b"photo", *, path: str = "", at: int = 0
) -> Entry:
    source = Stored(key, f'"{zlib.crc32(data):08x}"')
    modified = MARCH_4TH + timedelta(hours=at)
    return Entry(path or f"{key}.jpg", len(data), zlib.crc32(data), modified, source)


def entries_of(objects: Mapping[str, bytes], paths: Sequence[str] = ()) -> list[Entry]:
    wanted = paths or [f"2026-03/{key}.jpg" for key in objects]
    safe = unlike(safe_path(path) for path in wanted)
    numbered = enumerate(zip(objects.items(), safe, strict=True))
    return [an_entry(key, data, path=path, at=at) for at, ((key, data), path) in numbered]


def reader(objects: Mapping[str, bytes]):
    def read(wanted: Slice) -> bytes:
        return objects[wanted.key][wanted.start : wanted.start + wanted.length]

    return read


def archive(layout: Layout, objects: Mapping[str, bytes]) -> bytes:
    everything = part(layout, [Cut(0, layout.size)], 1)
    return b"".join(fill(everything, reader(objects)))
