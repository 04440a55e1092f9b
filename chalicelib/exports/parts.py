"""The archive in parts, as an upload in parts wants them: each can be made alone and again.

Parts end where photos end, so that the CRC-32 of a part is known as well. A large object (a video)
is not read at all: the store copies it, in a part of its own; what stands before it is filled up
to the size that a part must have from its first bytes.

    | header photo header photo | header vid- | -eo | header photo directory |
             part 1                 part 2     part 3         part 4
"""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from chalicelib.core.values import dataclass
from chalicelib.exports.crc import combine
from chalicelib.exports.layout import Layout
from chalicelib.exports.manifest import Stored

MEBIBYTE = 1 << 20
LEAST_PART = 5 * MEBIBYTE
"""S3 takes no smaller part, except the last."""

MOST_COPIED = 5 << 30
MOST_PARTS = 10_000
PART = 32 * MEBIBYTE
LARGE_PART = 64 * MEBIBYTE
COPY_FROM = 32 * MEBIBYTE
"""Below that size a copy by the store costs more than reading and writing."""

_LARGE_ARCHIVE = 20_000_000_000


@dataclass(frozen=True, slots=True)
class Slice:
    """`length` bytes from `start` of an object; it still is the right one if it has this ETag."""

    key: str
    etag: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `number` from 1, `offset` and `length` in bytes of the archive.

    `crc32` is known if every file in it is whole. `copied` says that the store can make it, from
    the one slice of which it consists.
    """

    number: int
    offset: int
    length: int
    pieces: tuple[bytes | Slice, ...]
    crc32: int | None
    copied: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """From `start` up to `end` in bytes of the archive; `copied` is the entry it is a piece of."""

    start: int
    end: int
    copied: int | None = None


class SourceChanged(Exception):
    """An object is not what it was when the export was planned: plan it again."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def part_size(layout: Layout) -> int:
    """Return how many bytes a part of this archive has, so that there are not too many."""
    wanted = LARGE_PART if layout.size > _LARGE_ARCHIVE else PART
    return max(wanted, -(-layout.size // (MOST_PARTS - 1000)))


def cut(layout: Layout, *, size: int, copy_from: int = COPY_FROM) -> list[Cut]:
    """Return the parts of the archive as cuts: each has `size` bytes or a little more.

    Stored objects of `copy_from` bytes or more are for the store to copy.
    """
    cuts: list[Cut] = []
    start = 0
    for number, entry in enumerate(layout.entries):
        end = layout.data_end(number)
        if isinstance(entry.source, Stored) and entry.size >= max(copy_from, 2 * LEAST_PART):
            cuts += _around_a_copy(layout, number, start)
        elif end - start >= max(size, LEAST_PART):
            cuts.append(Cut(start, end))
        else:
            continue
        start = end
    return [*cuts, Cut(start, layout.size)]


def _around_a_copy(layout: Layout, number: int, start: int) -> Iterator[Cut]:
    """Yield what comes before the object, made large enough by its beginning, and then the rest."""
    at = max(layout.data_offset(number), start + LEAST_PART)
    end = layout.data_end(number)
    yield Cut(start, at)
    while at < end:
        length = min(MOST_COPIED, end - at)
        if 0 < end - at - length < LEAST_PART:
            length -= LEAST_PART
        yield Cut(at, at + length, number)
        at += length


def part(layout: Layout, cuts: Sequence[Cut], number: int) -> Part:
    """Return part `number`, counted from 1; the work is in proportion to the files in it."""
    this = cuts[number - 1]
    if this.copied is None:
        pieces = list(_pieces(layout, this))
    else:
        pieces = list(_of_file(layout, this.copied, this))
    return Part(
        number=number,
        offset=this.start,
        length=this.end - this.start,
        pieces=tuple(piece.content for piece in pieces),
        crc32=_joined(pieces),
        copied=this.copied is not None,
    )


def fill(part: Part, read: Callable[[Slice], bytes]) -> Iterator[bytes]:
    """Yield the bytes of the part; `read` fetches a slice of an object.

    :raises SourceChanged: there was not as much to read as there should be.
    """
    for piece in part.pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        data = read(piece)
        if len(data) != piece.length:
            raise SourceChanged(piece.key)
        yield data


@dataclass(frozen=True, slots=True)
class _Piece:
    """Bytes, or a slice, with its CRC-32 if that is known: a file that is cut has none."""

    content: bytes | Slice
    length: int
    crc32: int | None


def _pieces(layout: Layout, this: Cut) -> Iterator[_Piece]:
    first = max(0, bisect_right(layout.offsets, this.start) - 1)
    for number in range(first, bisect_right(layout.offsets, this.end - 1)):
        yield from _of_bytes(layout.headers[number], layout.offsets[number], this)
        yield from _of_file(layout, number, this)
    yield from _of_bytes(layout.directory, layout.directory_offset, this)


def _of_file(layout: Layout, number: int, this: Cut) -> Iterator[_Piece]:
    entry, offset = layout.entries[number], layout.data_offset(number)
    if isinstance(entry.source, bytes):
        yield from _of_bytes(entry.source, offset, this)
        return
    start, end = max(this.start, offset), min(this.end, offset + entry.size)
    if start < end:
        wanted = Slice(entry.source.key, entry.source.etag, start - offset, end - start)
        yield _Piece(wanted, end - start, entry.crc32 if end - start == entry.size else None)


def _of_bytes(data: bytes, offset: int, this: Cut) -> Iterator[_Piece]:
    """Yield what of these bytes, which start at `offset` of the archive, lies in the cut."""
    inside = data[max(0, this.start - offset) : max(0, this.end - offset)]
    if inside:
        yield _Piece(inside, len(inside), zlib.crc32(inside))


def _joined(pieces: Sequence[_Piece]) -> int | None:
    crc = 0
    for piece in pieces:
        if piece.crc32 is None:
            return None
        crc = combine(crc, piece.crc32, piece.length)
    return crc
