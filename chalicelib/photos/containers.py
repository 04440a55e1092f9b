"""JPEG, PNG and WebP files taken apart, so that nothing stays but the picture.

The picture is copied as it is packed, so not a pixel changes. What is not known to be needed to
show it does not come along, whatever it is called: place and device in EXIF and XMP, the small
picture in EXIF (which may be of somebody else), comments, editors' notes, further pictures, and
anything behind the end.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Self

from chalicelib.core.values import dataclass


class NotWhole(Exception):
    """The file ends too early, or a checksum in it is wrong."""


@dataclass(frozen=True)
class Segment:
    """Part of a JPEG: a marker, its data and, for a scan, the packed picture behind it."""

    marker: int
    data: bytes
    scan: bytes = b""

    def to_bytes(self) -> bytes:
        length = (len(self.data) + 2).to_bytes(2, "big")
        return bytes((0xFF, self.marker)) + length + self.data + self.scan


@dataclass(frozen=True)
class Jpeg:
    """A JPEG: `segments` are those of the picture, `exif` is what it said about itself."""

    segments: tuple[Segment, ...]
    exif: bytes

    @classmethod
    def read(cls, data: bytes) -> Self:
        """:raises NotWhole: it does not end as a JPEG ends."""
        every = list(_segments(data))
        exif = (it.data for it in every if it.marker == _APP1 and it.data.startswith(_EXIF))
        bare = (_bare(segment) for segment in every)
        return cls(tuple(segment for segment in bare if segment), next(exif, b""))

    def with_exif(self, exif: bytes) -> bytes:
        """Return the file with that EXIF instead of its own."""
        first = [segment for segment in self.segments if segment.marker == _APP0]
        rest = [segment for segment in self.segments if segment.marker != _APP0]
        own = [Segment(_APP1, _EXIF + exif)] if exif else []
        written = (segment.to_bytes() for segment in [*first, *own, *rest])
        return _JPEG_START + b"".join(written) + _JPEG_END


_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _END, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
_WITHOUT_DATA = frozenset({0x01, *range(0xD0, 0xD9)})
_OF_THE_PICTURE = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)}) - {0xC8}
_EXIF, _JFIF, _PROFILE, _ADOBE = b"Exif\0\0", b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_SIZE, _ADOBE_SIZE = 12, 12
_MARKER = re.compile(rb"\xff([^\x00\xff])")
_MARKER_AFTER_SCAN = re.compile(rb"\xff[\xc4\xd9-\xdd\xe0-\xef\xfe]")
"""What may follow a scan. In it zero follows where 0xFF is meant, some markers count restarts, and
where a bit fell over on the way there may be others, which decoders get across."""


def _segments(data: bytes) -> Iterator[Segment]:
    at = len(_JPEG_START)
    while (found := _MARKER.search(data, at)) and found[1][0] != _END:
        marker, at = found[1][0], found.end()
        if marker in _WITHOUT_DATA:
            continue
        length = max(2, int.from_bytes(data[at : at + 2], "big"))
        content, at = data[at + 2 : at + length], at + length
        scan_end = _end_of_scan(data, at) if marker == _SCAN else at
        yield Segment(marker, content, data[at:scan_end])
        at = scan_end
    if not found:
        raise NotWhole


def _end_of_scan(data: bytes, at: int) -> int:
    found = _MARKER_AFTER_SCAN.search(data, at)
    return found.start() if found else len(data)


def _bare(segment: Segment) -> Segment | None:
    """Return what the picture needs of the segment: JFIF has room for a small picture as well."""
    marker, data = segment.marker, segment.data
    if marker in _OF_THE_PICTURE or (marker == _APP2 and data.startswith(_PROFILE)):
        return segment
    if marker == _APP0 and data.startswith(_JFIF):
        return Segment(marker, data[:_JFIF_SIZE].ljust(_JFIF_SIZE + 2, b"\0"))
    if marker == _APP14 and data.startswith(_ADOBE):
        return Segment(marker, data[:_ADOBE_SIZE])
    return None


@dataclass(frozen=True)
class Chunk:
    """Part of a PNG or WebP: its kind in four letters, and its data."""

    kind: bytes
    data: bytes


@dataclass(frozen=True)
class Png:
    """A PNG; of one that moves this is the picture that stands still."""

    chunks: tuple[Chunk, ...]
    exif: bytes

    @classmethod
    def read(cls, data: bytes) -> Self:
        """:raises NotWhole: it has no end, or a chunk is not what its checksum says."""
        every = list(_png_chunks(data))
        kept = (_nameless(chunk) for chunk in every if chunk.kind in _PNG_PICTURE)
        return cls(tuple(kept), _data_of(b"eXIf", every))

    def with_exif(self, exif: bytes) -> bytes:
        """Return the file with that EXIF instead of its own."""
        header, *rest = self.chunks
        own = [Chunk(b"eXIf", exif)] if exif else []
        return _PNG_START + b"".join(_png_bytes(chunk) for chunk in [header, *own, *rest])


_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs".split()
)
_PNG_AROUND = 12


def _png_chunks(data: bytes) -> Iterator[Chunk]:
    at, kind = len(_PNG_START), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + _PNG_AROUND + length
        chunk = Chunk(kind, data[at + 8 : end - 4])
        if data[at:end] != _png_bytes(chunk):
            raise NotWhole
        yield chunk
        at = end


def _png_bytes(chunk: Chunk) -> bytes:
    content = chunk.kind + chunk.data
    length, checksum = len(chunk.data), zlib.crc32(content)
    return length.to_bytes(4, "big") + content + checksum.to_bytes(4, "big")


def _nameless(chunk: Chunk) -> Chunk:
    """Return a colour profile without the name that somebody gave to it."""
    if chunk.kind != b"iCCP":
        return chunk
    _, _, profile = chunk.data.partition(b"\0")
    return Chunk(chunk.kind, b"profile\0" + profile)


@dataclass(frozen=True)
class WebP:
    """A WebP; `moves` if it holds several pictures, which are not taken apart."""

    chunks: tuple[Chunk, ...]
    exif: bytes
    moves: bool

    @classmethod
    def read(cls, data: bytes) -> Self:
        """:raises NotWhole: it is shorter than it says."""
        every = list(_webp_chunks(data))
        kept = (chunk for chunk in every if chunk.kind in _WEBP_PICTURE)
        moves = any(chunk.kind == b"ANMF" for chunk in every)
        return cls(tuple(kept), _data_of(b"EXIF", every), moves)

    def with_exif(self, exif: bytes) -> bytes:
        """Return the file with that EXIF instead of its own; a plain WebP has no room for any."""
        own = [Chunk(b"EXIF", exif)] if exif else []
        chunks = [_announcing(chunk, exif) for chunk in self.chunks] + own
        content = _WEBP + b"".join(_webp_bytes(chunk) for chunk in chunks)
        return _RIFF + len(content).to_bytes(4, "little") + content


_RIFF, _WEBP = b"RIFF", b"WEBP"
_WEBP_PICTURE = frozenset({b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L"})
_HAS_EXIF = 0x08
_HAS_PROFILE_OR_ALPHA = 0x30


def _webp_chunks(data: bytes) -> Iterator[Chunk]:
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    if len(data) < end:
        raise NotWhole
    while at < end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > end:
            raise NotWhole
        yield Chunk(kind, data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2


def _webp_bytes(chunk: Chunk) -> bytes:
    length = len(chunk.data)
    return chunk.kind + length.to_bytes(4, "little") + chunk.data + b"\0" * (length % 2)


def _announcing(chunk: Chunk, exif: bytes) -> Chunk:
    """Return the first chunk, in which bits say what follows, without what does not follow."""
    if chunk.kind != b"VP8X" or not chunk.data:
        return chunk
    flags = chunk.data[0] & _HAS_PROFILE_OR_ALPHA | (_HAS_EXIF if exif else 0)
    return Chunk(chunk.kind, bytes((flags,)) + chunk.data[1:])


def _data_of(kind: bytes, chunks: list[Chunk]) -> bytes:
    return next((chunk.data for chunk in chunks if chunk.kind == kind), b"")
