"""Decoded pictures: made smaller, the right way up and in the colours that every screen shows."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_QUICK_ENOUGH = 4
"""Of WebP's methods 0 to 6: 6 takes twice as long for two percent fewer bytes."""

_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""What has to be done to a picture of that EXIF orientation."""


@contextmanager
def no_bombs() -> Iterator[None]:
    """Make Pillow refuse what unpacks to far too much; its other remarks are of no use to us."""
    from PIL.Image import DecompressionBombWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", DecompressionBombWarning)
        yield


def opened(data: bytes, pillow_format: str) -> "Image":
    """Return the picture, of which only the size was read; any other format is refused."""
    from PIL import Image
    from pillow_heif import register_heif_opener

    if pillow_format == "HEIF":
        register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return Image.open(io.BytesIO(data), formats=[pillow_format])


def decode(image: "Image", *, longest: int) -> None:
    """Decode to the end. A JPEG comes out smaller, but not below that many pixels: four times
    as fast, and what was cut off is noticed all the same.
    """
    image.draft(None, _fitting(image.size, longest))
    image.load()


def shrunk(image: "Image", *, longest: int) -> "Image":
    """Return it with at most that many pixels on its longer side; it never gets larger."""
    from PIL.Image import Resampling

    size = _fitting(image.size, longest)
    return image if size == image.size else image.resize(size, Resampling.LANCZOS, reducing_gap=2)


def upright(image: "Image", orientation: int) -> "Image":
    from PIL.Image import Transpose

    turn = _TURNS.get(orientation)
    return image.transpose(Transpose[turn]) if turn else image


def opaque(image: "Image") -> "Image":
    """Return it in red, green and blue (or as for print), transparent parts on white paper."""
    from PIL import Image

    if image.mode in {"RGB", "CMYK"}:
        return image
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    with_alpha = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return paper


def in_common_colours(image: "Image", profile: bytes | None) -> "Image":
    """Return it in sRGB: without its profile a telephone's wide colours would look pale."""
    from PIL import ImageCms

    if not profile:
        return image.convert("RGB")
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if ImageCms.getProfileDescription(own).startswith("sRGB"):
            return image.convert("RGB")
        common = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, common, outputMode="RGB") or image
    except (
        OSError,
        ImageCms.PyCMSError,
    ):  # a profile for other pictures than this, or a broken one
        return image.convert("RGB")


def as_webp(image: "Image", *, quality: int) -> bytes:
    """Return the file, in which there is nothing but the picture."""
    file = io.BytesIO()
    image.save(file, "WEBP", quality=quality, method=_QUICK_ENOUGH)
    return file.getvalue()


def as_jpeg(image: "Image", *, quality: int, profile: bytes | None) -> bytes:
    """Return the file with the colour profile of the picture, and nothing else beside it."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, icc_profile=profile, exif=b"", comment=b"")
    return file.getvalue()


def _fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    width, height = size
    scale = min(1.0, longest / max(size))
    return max(1, round(width * scale)), max(1, round(height * scale))
