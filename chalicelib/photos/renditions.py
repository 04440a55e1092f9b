"""From the bytes of an upload to what we keep of it. No names, no places, no store: bytes in, out.

What an upload is decides whether it can be decoded, never what it is called.

    upload -> examine -> Examined -> keepsake     the original for parents
                                  -> renditions   thumbnail and screen size
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.core.values import dataclass
from chalicelib.photos.containers import Jpeg, NotWhole, Png, WebP
from chalicelib.photos.exif import LYING, UPRIGHT, Exif, read_exif
from chalicelib.photos.pixels import (
    as_jpeg,
    as_webp,
    decode,
    in_common_colours,
    no_bombs,
    opaque,
    opened,
    shrunk,
    upright,
)
from chalicelib.photos.refusals import (
    MOST_MEGAPIXELS,
    NotAPicture,
    PictureDamaged,
    PictureTooLarge,
)

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL, SCREEN = 320, 1600
"""The longest side in pixels; a smaller picture stays as small as it is."""

_THUMBNAIL_QUALITY, _SCREEN_QUALITY = 75, 80
_KEEPSAKE_QUALITY = 94


class Format(StrEnum):
    """What an upload is; the value is its content type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"


@dataclass(frozen=True)
class Rendition:
    """A file that we keep, with its width and height in pixels as it is shown."""

    data: bytes = field(repr=False)
    content_type: str
    width: int
    height: int

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return len(self.data)

    @cached_property
    def crc32(self) -> int:
        """The CRC-32 of these very bytes, by which an export knows them without reading them."""
        return zlib.crc32(self.data)


@dataclass(frozen=True)
class Renditions:
    """What the pages show, as WebP and without any metadata."""

    thumbnail: Rendition
    screen: Rendition


@dataclass(frozen=True)
class Examined:
    """An upload that is a picture; width and height in pixels are those of the upright picture.

    `bare` is its file without what it said about itself, if it is of a kind that every device
    shows. `pixels` are decoded, not yet turned, and no smaller than the screen size.
    """

    format: Format
    width: int
    height: int
    exif: Exif
    bare: bytes | None = field(repr=False)
    pixels: "Image" = field(repr=False, compare=False)

    @property
    def taken_at(self) -> datetime | None:
        """The moment in UTC, if the camera told it and its clock was set."""
        return self.exif.taken.instant if self.exif.taken else None


def examine(data: bytes, *, now: datetime) -> Examined:
    """Decode the upload, and return what it is.

    :raises NotAPicture: it is something else, or nothing.
    :raises PictureTooLarge: it was not decoded, for it would fill the memory.
    :raises PictureDamaged: it cannot be decoded to its end.
    """
    kind = _kind_of(data)
    with _refusing(), no_bombs():
        bare, exif = _without_metadata(kind, data, now)
        image = opened(data if bare is None else bare, _IN_PILLOW[kind])
        width, height = image.size
        if width * height > MOST_MEGAPIXELS * 1_000_000:
            raise PictureTooLarge(megapixels=MOST_MEGAPIXELS)
        if kind is Format.HEIC:
            exif = _exif_beside(image, now)
        decode(image, longest=SCREEN)
    if exif.orientation in LYING:
        width, height = height, width
    return Examined(kind, width, height, exif, bare, image)


def keepsake(examined: Examined) -> Rendition:
    """Return the original for parents: the very pixels, the date and the way up, nothing else.

    What not every device shows (HEIC, and WebP that moves) becomes a JPEG of high quality.
    """
    if examined.bare is not None:
        return Rendition(examined.bare, examined.format, examined.width, examined.height)
    picture = upright(opaque(examined.pixels), examined.exif.orientation)
    encoded = as_jpeg(picture, quality=_KEEPSAKE_QUALITY, profile=_profile(examined))
    dated = Jpeg.read(encoded).with_exif(Exif(examined.exif.taken).to_bytes())
    return Rendition(dated, Format.JPEG, *picture.size)


def renditions(examined: Examined) -> Renditions:
    """Return what the pages show: upright, in colours that all screens show alike."""
    small = shrunk(opaque(examined.pixels), longest=SCREEN)
    common = in_common_colours(small, _profile(examined))
    picture = upright(common, examined.exif.orientation)
    return Renditions(
        thumbnail=_as_webp(shrunk(picture, longest=THUMBNAIL), _THUMBNAIL_QUALITY),
        screen=_as_webp(picture, _SCREEN_QUALITY),
    )


def _as_webp(picture: "Image", quality: int) -> Rendition:
    return Rendition(as_webp(picture, quality=quality), Format.WEBP, *picture.size)


def _profile(examined: Examined) -> bytes | None:
    return examined.pixels.info.get("icc_profile")


_IN_PILLOW = {
    Format.JPEG: "JPEG",
    Format.PNG: "PNG",
    Format.WEBP: "WEBP",
    Format.HEIC: "HEIF",
}
_HEIC_BRANDS = frozenset(b"heic heix heim heis hevc hevx hevm hevs mif1 msf1".split())


def _kind_of(data: bytes) -> Format:
    """Return what the first bytes promise. :raises NotAPicture: nothing that we know."""
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Format.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Format.HEIC
    raise NotAPicture


def _without_metadata(kind: Format, data: bytes, now: datetime) -> tuple[bytes | None, Exif]:
    """Return the bare file, if there is one, and what we know from what was left out.

    It is the bare file that is decoded: what parents get is what was seen to be in order.
    """
    if kind is Format.HEIC:
        return None, Exif()
    container = _CONTAINERS[kind].read(data)
    exif = read_exif(container.exif, now=now)
    moves = isinstance(container, WebP) and container.moves
    return None if moves else container.with_exif(exif.to_bytes()), exif


_CONTAINERS: dict[Format, type[Jpeg | Png | WebP]] = {
    Format.JPEG: Jpeg,
    Format.PNG: Png,
    Format.WEBP: WebP,
}


def _exif_beside(image: "Image", now: datetime) -> Exif:
    """Return that of a HEIC, which says in another place which way up it is, and is turned."""
    return replace(read_exif(image.info.get("exif") or b"", now=now), orientation=UPRIGHT)


@contextmanager
def _refusing() -> Iterator[None]:
    """Translate what decoders say about files that are not in order."""
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        yield
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise PictureTooLarge(megapixels=MOST_MEGAPIXELS) from error
    except (NotWhole, OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureDamaged from error
