import io
from datetime import UTC, datetime, timedelta

import exifread
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chalicelib.photos.exif import Exif, Taken, read_exif

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
CAMERA_FIELDS, TAKEN, TAKEN_OFFSET, ORIENTATION = 34665, 36867, 36881, 274


@pytest.fixture(autouse=True)
def aws() -> None:
    """Bytes need no AWS, and are tested faster without."""


def exif_of(
    date: str | None = None, offset: str | None = None, orientation: object = None
) -> bytes:
    """Written by Pillow, as a camera would write it."""
    exif = Image.Exif()
    if orientation is not None:
        exif[ORIENTATION] = orientation
    fields = {TAKEN: date, TAKEN_OFFSET: offset}
    exif.get_ifd(CAMERA_FIELDS).update({tag: text for tag, text in fields.items() if text})
    return exif.tobytes()


def instant(date: str, offset: str | None = None):
    taken = read_exif(exif_of(date, offset), now=NOW).taken
    return taken and taken.instant


@pytest.mark.parametrize(
    ("date", "offset", "expected"),
    [
        ("2026:03:04 15:12:30", "+01:00", datetime(2026, 3, 4, 14, 12, 30, tzinfo=UTC)),
        ("2026:03:04 15:12:30", "-05:00", datetime(2026, 3, 4, 20, 12, 30, tzinfo=UTC)),
        ("2026:03:04 15:12:30", "+05:45", datetime(2026, 3, 4, 9, 27, 30, tzinfo=UTC)),
        ("2026:03:04 15:12:30", None, datetime(2026, 3, 4, 14, 12, 30, tzinfo=UTC)),
        ("2026:07:04 15:12:30", None, datetime(2026, 7, 4, 13, 12, 30, tzinfo=UTC)),
        ("2026:03:04 15:12:30", "   :  ", datetime(2026, 3, 4, 14, 12, 30, tzinfo=UTC)),
        ("2026:03:04 15:12:30", "+99:00", datetime(2026, 3, 4, 14, 12, 30, tzinfo=UTC)),
        ("2024:02:29 00:10:00", None, datetime(2024, 2, 28, 23, 10, tzinfo=UTC)),
        ("2026:03:29 02:30:00", None, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026:10:25 02:30:00", None, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026:10:25 02:30:00", "+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026:11:02 22:00:00", "+13:00", datetime(2026, 11, 2, 9, 0, tzinfo=UTC)),
    ],
)
def test_a_photo_was_taken_when_its_camera_says(date, offset, expected):
    assert instant(date, offset) == expected


@pytest.mark.parametrize(
    "date",
    [
        "0000:00:00 00:00:00",
        "2026:02:31 12:00:00",
        "2025:02:29 12:00:00",
        "2026:03:04 24:00:00",
        "1970:01:01 00:00:00",
        "0001:01:01 00:00:00",
        "9999:12:31 23:59:59",
        "2026:11:04 09:00:00",
        "    :  :     :  :  ",
        "2026-03-04T15:12:30",
        "yesterday",
        "",
    ],
)
@pytest.mark.parametrize("offset", [None, "+14:00", "-14:00"])
def test_an_absurd_date_is_no_date(date, offset):
    assert instant(date, offset) is None


@pytest.mark.parametrize(
    ("written", "expected"), [(1, 1), (6, 6), (8, 8), (0, 1), (9, 1), (65535, 1), (None, 1)]
)
def test_only_the_eight_orientations_count(written, expected):
    assert read_exif(exif_of(orientation=written), now=NOW).orientation == expected


@pytest.mark.parametrize("prefix", [b"", b"Exif\0\0"])
def test_exif_is_read_with_and_without_its_name_in_front(prefix):
    bare = exif_of("2026:03:04 15:12:30").removeprefix(b"Exif\0\0")

    assert read_exif(prefix + bare, now=NOW).taken


MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2026, 11, 1)).map(  # noqa: DTZ001 - a camera's
    lambda moment: moment.replace(microsecond=0)
)
OFFSETS = st.none() | st.integers(-840, 840).map(lambda minutes: timedelta(minutes=minutes))
KNOWN = st.builds(
    Exif,
    taken=st.none() | st.builds(Taken, local=MOMENTS, offset=OFFSETS),
    orientation=st.integers(1, 8),
)


@given(KNOWN)
def test_what_we_write_is_what_we_read(exif):
    assert read_exif(exif.to_bytes(), now=NOW) == exif


@given(KNOWN)
def test_what_we_write_others_read_too(exif):
    theirs = Image.Exif()
    theirs.load(exif.to_bytes())
    fields = theirs.get_ifd(CAMERA_FIELDS)

    assert theirs.get(ORIENTATION, 1) == exif.orientation
    assert fields.get(TAKEN) == (exif.taken and f"{exif.taken.local:%Y:%m:%d %H:%M:%S}")
    assert (TAKEN_OFFSET in fields) == bool(exif.taken and exif.taken.offset is not None)


def test_nothing_to_say_takes_no_byte():
    assert Exif().to_bytes() == b""


@given(st.binary(max_size=300), st.sampled_from([b"", b"MM\0*\0\0\0\x08", b"II*\0\x08\0\0\0"]))
def test_no_bytes_whatsoever_are_too_strange(data, start):
    assert read_exif(start + data, now=NOW).orientation in range(1, 9)


@given(st.data())
def test_exif_that_was_damaged_on_the_way_is_read_as_far_as_can_be(data):
    exif = bytearray(exif_of("2026:03:04 15:12:30", "+01:00", 6))
    for _ in range(data.draw(st.integers(1, 6))):
        exif[data.draw(st.integers(0, len(exif) - 1))] = data.draw(st.integers(0, 255))

    assert read_exif(bytes(exif), now=NOW).orientation in range(1, 9)


def test_a_reader_of_another_make_finds_the_date_in_a_jpeg():
    exif = Exif(Taken(datetime(2026, 3, 4, 15, 12), timedelta(hours=-3.5)), 6).to_bytes()  # noqa: DTZ001
    tags = exifread.process_file(io.BytesIO(exif))

    assert str(tags["EXIF DateTimeOriginal"]) == "2026:03:04 15:12:00"
    assert str(tags["EXIF OffsetTimeOriginal"]) == "-03:30"
    assert tags["Image Orientation"].values == [6]
