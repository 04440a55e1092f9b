import io
from datetime import UTC, datetime

import exifread
import pytest
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from infra.drawings.pictures import FORMATS, SCENE_NAMES, make_picture

register_heif_opener()
MARCH_4TH = datetime(2026, 3, 4, 14, 12, tzinfo=UTC)
SMALL = (160, 120)


@pytest.fixture(autouse=True)
def aws() -> None:
    """Pictures need no AWS, and are tested faster without."""


def a_sample(kind: str = "snow", **options) -> bytes:
    return make_picture(kind, taken_at=MARCH_4TH, size=SMALL, **options)


def test_every_scene_is_another_picture_and_every_seed_a_variation():
    samples = {a_sample(kind, seed=seed) for kind in SCENE_NAMES for seed in (0, 1)}

    assert len(samples) == 2 * len(SCENE_NAMES)


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_same_seed_makes_the_same_file(file_format):
    assert a_sample(format=file_format, seed=4) == a_sample(format=file_format, seed=4)


@pytest.mark.parametrize("orientation", [1, 5, 6])
@pytest.mark.parametrize("file_format", FORMATS)
def test_a_sample_is_upright_where_orientation_is_understood(file_format, orientation):
    sample = Image.open(io.BytesIO(a_sample(format=file_format, orientation=orientation)))

    assert ImageOps.exif_transpose(sample).size == SMALL


def test_a_sample_tells_when_and_where_and_with_what_it_was_taken():
    tags = exifread.process_file(io.BytesIO(a_sample()))

    assert str(tags["EXIF DateTimeOriginal"]) == "2026:03:04 15:12:00"
    assert str(tags["EXIF OffsetTimeOriginal"]) == "+01:00"
    assert tags["GPS GPSLatitude"].values[0] in {51, 52, 53}
    assert {"Image Make", "Image Model", "EXIF MakerNote", "EXIF BodySerialNumber"} <= set(tags)


def test_a_telephone_can_be_told_not_to_note_the_place():
    tags = exifread.process_file(io.BytesIO(a_sample(gps=False)))

    assert not [name for name in tags if name.startswith("GPS")]
