"""The logo of a house style: whatever picture an administrator has, drawn anew as a small PNG.

Nothing of the file itself is kept: not its metadata, nor what else may hide in a picture.
"""

import io
import struct
import warnings
from hashlib import sha256
from typing import TYPE_CHECKING

from chalicelib.core.errors import Malformed

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_MEGAPIXELS = 25
LARGEST = (800, 320)
"""Width and height in pixels: twice what a letterhead or a page shows."""

FOLDER = "house-style"
"""Whoever knows the name of a file in here may see it: the front door shows it to everybody."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
"""What Pillow raises at pictures that are none, or not whole."""


class NotALogo(Malformed):
    """It is not a PNG, JPEG or WebP, or a part of it is missing."""


class LogoTooLarge(Malformed):
    """It has more than `megapixels` million pixels."""

    facts = ("megapixels",)


def drawn_anew(picture: bytes) -> bytes:
    """Return the picture as a PNG of at most `LARGEST`, without the empty space around it.

    :raises NotALogo: it is no picture that can be read to its end.
    :raises LogoTooLarge: it unpacks to more than a logo can be.
    """
    image = _decoded(picture)
    box = image.getchannel("A").getbbox()
    if box is None:
        raise NotALogo  # nothing in it can be seen
    image = image.crop(box)
    image.thumbnail(LARGEST)
    image.info.clear()
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def key_of(logo: bytes, *, organisation_id: str) -> str:
    """Return where this very picture is kept: another one never takes its place."""
    return f"{FOLDER}/{organisation_id}/{sha256(logo).hexdigest()[:32]}.png"


def _decoded(picture: bytes) -> "Image":
    from PIL import Image, ImageOps

    bombs = (Image.DecompressionBombWarning, Image.DecompressionBombError)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(picture), formats=_FORMATS)
            if image.width * image.height > MOST_MEGAPIXELS * 1_000_000:
                raise LogoTooLarge(megapixels=MOST_MEGAPIXELS)
            return ImageOps.exif_transpose(image).convert("RGBA")
        except bombs as error:
            raise LogoTooLarge(megapixels=MOST_MEGAPIXELS) from error
        except _BROKEN as error:
            raise NotALogo from error
