"""What a file looks like to readers that are not ours."""

import io

import exifread
from PIL import Image, ImageChops, ImageOps, ImageStat
from pillow_heif import register_heif_opener

register_heif_opener()

MAY_BE_TOLD = {
    "Image Orientation",
    "Image ExifOffset",
    "EXIF ExifVersion",
    "EXIF DateTimeOriginal",
    "EXIF OffsetTimeOriginal",
}


def seen(data: bytes) -> Image.Image:
    """Return the picture as a page shows it: upright."""
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data)))


def raw_pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


def told(data: bytes) -> dict[str, str]:
    """Return all that a file tells about itself besides its pixels and their colours."""
    tags = exifread.process_file(io.BytesIO(data))
    return {name: str(value) for name, value in tags.items()}


def difference(left: Image.Image, right: Image.Image) -> float:
    """Return how far apart two pictures are on average, from 0 to 255."""
    small = [picture.convert("RGB").resize((96, 96)) for picture in (left, right)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3
