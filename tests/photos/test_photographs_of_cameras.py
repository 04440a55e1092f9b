"""Real photographs, where a folder with some is at hand beside the repository."""

import io
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from chalicelib.photos.renditions import Format, examine, keepsake, renditions
from tests.photos.looks import MAY_BE_TOLD, difference, seen, told

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[3] / "shared/data/photos"
KINDS = {".jpg", ".heic"}
PHOTOGRAPHS = sorted(path for path in FOLDER.glob("*.*") if path.suffix.lower() in KINDS)
DATE, OFFSET, MAKE, MODEL = 36867, 36881, 271, 272
EACH = pytest.mark.parametrize("path", PHOTOGRAPHS, ids=lambda path: path.name)


@pytest.fixture(autouse=True)
def aws() -> None:
    """Pictures need no AWS, and are tested faster without."""


@dataclass
class Before:
    """What Pillow sees in the upload."""

    fields: dict[int, object]
    device: list[str]
    pixels: str
    upright: Image.Image


@cache
def before(path: Path) -> Before:
    with warnings.catch_warnings():  # Pillow remarks on some of these files
        warnings.simplefilter("ignore")
        picture = Image.open(path)
        exif = picture.getexif()
        return Before(
            fields=dict(exif.get_ifd(34665)),
            device=[str(exif[tag]).strip("\0 ") for tag in (MAKE, MODEL) if exif.get(tag)],
            pixels=sha256(picture.tobytes()).hexdigest(),
            upright=ImageOps.exif_transpose(picture).resize((96, 96)),
        )


@cache
def after(path: Path) -> list[bytes]:
    examined = examine(path.read_bytes(), now=NOW)
    shown = renditions(examined)
    return [keepsake(examined).data, shown.screen.data, shown.thumbnail.data]


@EACH
def test_a_photograph_tells_nothing_but_its_date(path):
    profile = Image.open(io.BytesIO(after(path)[0])).info.get("icc_profile") or b"-"
    for data in after(path):
        assert set(told(data)) <= MAY_BE_TOLD
        assert b"http://ns.adobe.com" not in data
        assert b"Photoshop 3.0" not in data
        for word in before(path).device:  # a profile of a screen may be called after its maker
            assert word.encode() not in data.replace(profile, b"")


@EACH
def test_a_photograph_keeps_its_date(path):
    fields = Image.open(io.BytesIO(after(path)[0])).getexif().get_ifd(34665)

    assert fields.get(DATE) == before(path).fields.get(DATE)
    assert fields.get(OFFSET) == before(path).fields.get(OFFSET)


@EACH
def test_a_jpeg_keeps_every_pixel(path):
    kept = Image.open(io.BytesIO(after(path)[0]))

    if examine(path.read_bytes(), now=NOW).format is Format.JPEG:
        assert sha256(kept.tobytes()).hexdigest() == before(path).pixels
    assert difference(seen(after(path)[0]), before(path).upright) < 2


@EACH
def test_a_photograph_is_upright_on_the_page(path):
    for rendition in after(path)[1:]:
        shown = seen(rendition).resize((96, 96))
        turned = [
            difference(shown.transpose(turn), before(path).upright) for turn in Image.Transpose
        ]
        assert difference(shown, before(path).upright) <= min(turned) / 2
