import io
import zlib
from datetime import UTC, datetime
from functools import cache

import pytest
from PIL import Image, ImageCms

from chalicelib.photos.renditions import (
    Format,
    NotAPicture,
    PictureDamaged,
    PictureTooLarge,
    examine,
    keepsake,
    renditions,
)
from infra.drawings.pictures import (
    DEVICES,
    FORMATS,
    SERIAL_NUMBER,
    make_bomb,
    make_letter,
    make_picture,
    make_truncated,
)
from infra.drawings.scenes import draw
from tests.photos.looks import MAY_BE_TOLD, difference, raw_pixels, seen, told

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MARCH_4TH = datetime(2026, 3, 4, 14, 12, tzinfo=UTC)
SIZE = (280, 210)
REVEALING = [
    SERIAL_NUMBER,
    "GPS",
    "Femke",
    "Camera 9.2",
    "xmpmeta",
    *(word for device in DEVICES for word in device),
]


@pytest.fixture(autouse=True)
def aws() -> None:
    """Pictures need no AWS, and are tested faster without."""


@cache
def a_picture(file_format: str = "JPEG", orientation: int = 1, scene: str = "playground") -> bytes:
    return make_picture(
        scene, taken_at=MARCH_4TH, orientation=orientation, format=file_format, size=SIZE
    )


def everything_kept(data: bytes) -> list[bytes]:
    examined = examine(data, now=NOW)
    shown = renditions(examined)
    return [keepsake(examined).data, shown.screen.data, shown.thumbnail.data]


def file_of(picture: Image.Image, file_format: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, file_format, **options)
    return file.getvalue()


@cache
def scene(name: str = "playground") -> Image.Image:
    return draw(name, size=SIZE, seed=0)


# What it is


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_an_upload_is_known_by_what_is_in_it(file_format, orientation):
    examined = examine(a_picture(file_format, orientation), now=NOW)

    assert examined.format is Format[file_format]
    assert (examined.width, examined.height) == SIZE
    assert examined.taken_at == MARCH_4TH


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (b"", NotAPicture),
        (b"\xff\xd8", NotAPicture),
        (b"GIF89a\1\0\1\0", NotAPicture),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", NotAPicture),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPicture),
        (make_letter(), NotAPicture),
        (b"\xff\xd8\xff" + make_letter(), PictureDamaged),
        (b"\x89PNG\r\n\x1a\n", PictureDamaged),
        (b"RIFF\4\0\0\0WEBP", PictureDamaged),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", PictureDamaged),
        (make_bomb(), PictureTooLarge),
        (make_bomb(side=10_000), PictureTooLarge),
        (make_bomb(side=7072), PictureTooLarge),
        (make_bomb(side=7071), PictureDamaged),
    ],
)
def test_what_is_no_picture_is_refused_and_says_why(upload, refusal):
    with pytest.raises(refusal):
        examine(upload, now=NOW)


def test_the_refusal_of_a_large_picture_says_how_large_it_may_be():
    with pytest.raises(PictureTooLarge) as refused:
        examine(make_bomb(), now=NOW)

    assert refused.value.data == {"megapixels": 50}


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_upload_that_broke_off_is_refused(file_format):
    with pytest.raises(PictureDamaged):
        examine(make_truncated(taken_at=MARCH_4TH, format=file_format), now=NOW)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_jpeg_is_refused_wherever_it_broke_off(progressive, kept):
    whole = file_of(scene(), "JPEG", progressive=progressive)

    with pytest.raises(PictureDamaged):
        examine(whole[: int(len(whole) * kept)], now=NOW)


def test_a_png_with_a_flipped_bit_is_refused():
    upload = bytearray(a_picture("PNG"))
    upload[len(upload) // 2] ^= 1

    with pytest.raises(PictureDamaged):
        examine(bytes(upload), now=NOW)


# What it tells


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_samples_tell_what_must_not_be_told(file_format):
    assert SERIAL_NUMBER.encode() in a_picture(file_format)


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("file_format", FORMATS)
def test_nothing_we_keep_tells_where_or_with_what_it_was_taken(file_format, orientation):
    for kept in everything_kept(a_picture(file_format, orientation)):
        assert [word for word in REVEALING if word.encode() in kept] == []
        assert set(told(kept)) <= MAY_BE_TOLD


@pytest.mark.parametrize("file_format", FORMATS)
def test_pages_get_pictures_without_any_metadata_at_all(file_format):
    for rendition in everything_kept(a_picture(file_format, 6))[1:]:
        assert set(Image.open(io.BytesIO(rendition)).info) <= {"loop", "background", "timestamp"}
        assert rendition[12:15] == b"VP8"
        assert rendition[15:16] != b"X", "the only kind of WebP that has room for metadata"


@pytest.mark.parametrize("file_format", FORMATS)
def test_parents_keep_the_date(file_format):
    kept = keepsake(examine(a_picture(file_format, 6), now=NOW)).data
    fields = Image.open(io.BytesIO(kept)).getexif().get_ifd(34665)

    assert fields[36867] == "2026:03:04 15:12:00"
    assert fields[36881] == "+01:00"
    assert examine(kept, now=NOW).taken_at == MARCH_4TH


def test_a_small_picture_of_another_child_does_not_come_along():
    another_child = file_of(scene("snow").resize((64, 48)), "JPEG")
    exif = Image.Exif()
    exif[271] = "Camera"
    upload = file_of(scene(), "JPEG", exif=exif.tobytes() + another_child)
    upload = upload[:2] + b"\xff\xe0\0\x13JFXX\0\x13\1\1abcdefghi" + upload[2:] + another_child

    for kept in everything_kept(upload):
        assert another_child[-200:] not in kept
        assert b"JFXX" not in kept


def test_the_small_picture_that_jfif_has_room_for_does_not_come_along():
    upload = file_of(scene(), "JPEG")
    secret = b"\1\1" + b"\xab\xcd\xef"
    upload = upload[:2] + b"\xff\xe0\0\x13JFIF\0\1\1\0\0\1\0\1" + secret + upload[20:]

    kept = keepsake(examine(upload, now=NOW)).data
    assert b"\xab\xcd\xef" not in kept
    assert raw_pixels(kept) == raw_pixels(upload)


def test_what_stands_behind_the_end_does_not_come_along():
    video = b"\0\0\0\x18ftypmp42 a moving photo of the moment before"

    assert video not in keepsake(examine(a_picture() + video, now=NOW)).data


@pytest.mark.parametrize("name", ["Femke's telephone", "x" * 79])
def test_the_name_of_a_colour_profile_does_not_come_along(name):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    upload = file_of(scene(), "PNG", icc_profile=profile)
    at = upload.index(b"iCCP")
    old_size = int.from_bytes(upload[at - 4 : at], "big")
    content = name.encode() + upload[at + 4 : at + 4 + old_size].split(b"ICC Profile", 1)[1]
    chunk = b"iCCP" + content
    upload = (
        upload[: at - 4]
        + len(content).to_bytes(4, "big")
        + chunk
        + zlib.crc32(chunk).to_bytes(4, "big")
        + upload[at + 8 + old_size :]
    )
    kept = keepsake(examine(upload, now=NOW)).data

    assert name.encode() not in kept
    assert Image.open(io.BytesIO(kept)).info["icc_profile"] == profile


# What it looks like


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", FORMATS)
def test_whatever_way_the_telephone_was_held_the_picture_is_upright(file_format, orientation):
    expected = scene()
    for kept in everything_kept(a_picture(file_format, orientation)):
        assert difference(seen(kept), expected) < 3


def test_a_picture_that_is_not_upright_would_be_noticed():
    turned = [scene().transpose(turn) for turn in Image.Transpose]

    assert min(difference(picture, scene()) for picture in turned) > 10


@pytest.mark.parametrize(
    "upload",
    [
        file_of(scene(), "JPEG", quality=85),
        file_of(scene(), "JPEG", progressive=True),
        file_of(scene(), "JPEG", subsampling=0, restart_marker_blocks=4),
        file_of(scene().convert("L"), "JPEG"),
        file_of(scene().convert("CMYK"), "JPEG"),
        file_of(scene(), "MPO", save_all=True, append_images=[scene("snow")]),
        file_of(scene(), "PNG"),
        file_of(scene().quantize(64), "PNG"),
        file_of(scene(), "WEBP", quality=70),
        file_of(scene(), "WEBP", lossless=True),
        *(a_picture(file_format, 8) for file_format in ("JPEG", "PNG", "WEBP")),
    ],
)
def test_not_a_pixel_of_the_original_changes(upload):
    kept = keepsake(examine(upload, now=NOW))

    assert raw_pixels(kept.data) == raw_pixels(upload)
    assert difference(seen(kept.data), seen(upload)) == 0


def test_heic_is_offered_as_a_jpeg_that_looks_the_same():
    upload = a_picture("HEIC", 6)
    kept = keepsake(examine(upload, now=NOW))

    assert (kept.content_type, kept.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert (kept.width, kept.height) == seen(kept.data).size == SIZE
    assert difference(seen(kept.data), seen(upload)) < 1


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "HEIF"])
def test_of_several_pictures_in_one_file_the_first_is_the_photo(file_format):
    burst = [scene("snow"), scene("lunch")]
    upload = file_of(scene(), file_format, save_all=True, append_images=burst)

    for kept in everything_kept(upload):
        assert getattr(Image.open(io.BytesIO(kept)), "n_frames", 1) == 1
        assert difference(seen(kept), scene()) < 4


@pytest.mark.parametrize(
    ("size", "screen", "thumbnail"),
    [
        ((2000, 1500), (1600, 1200), (320, 240)),
        ((1500, 3000), (800, 1600), (160, 320)),
        ((400, 300), (400, 300), (320, 240)),
        ((100, 80), (100, 80), (100, 80)),
        ((1, 1), (1, 1), (1, 1)),
        ((5000, 2), (1600, 1), (320, 1)),
    ],
)
@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_pages_get_two_sizes_and_none_larger_than_it_was(file_format, size, screen, thumbnail):
    shown = renditions(examine(file_of(scene().resize(size), file_format), now=NOW))

    for rendition, expected in ((shown.screen, screen), (shown.thumbnail, thumbnail)):
        assert (rendition.width, rendition.height) == expected == seen(rendition.data).size
        assert rendition.content_type == "image/webp"


def test_what_is_noted_of_a_file_is_true_of_its_very_bytes():
    examined = examine(a_picture(), now=NOW)
    shown = renditions(examined)

    for file in (keepsake(examined), shown.screen, shown.thumbnail):
        assert (file.size, file.crc32) == (len(file.data), zlib.crc32(file.data))


def test_the_same_upload_gives_the_same_bytes():
    assert everything_kept(a_picture("HEIC")) == everything_kept(a_picture("HEIC"))


RED, WHITE, GREY = (255, 0, 0), (255, 255, 255), (128, 128, 128)


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        (Image.new("RGBA", (40, 40), (255, 0, 0, 0)), WHITE),
        (Image.new("RGBA", (40, 40), (255, 0, 0, 255)), RED),
        (Image.new("LA", (40, 40), (0, 0)), WHITE),
        (Image.new("RGB", (40, 40), RED).quantize(2), RED),
        (Image.new("I;16", (40, 40), 0x8080), GREY),
        (Image.new("1", (40, 40), 1), WHITE),
        (Image.new("L", (40, 40), 128), GREY),
    ],
)
def test_every_kind_of_png_shows_its_colours_on_white_paper(picture, colour):
    for kept in everything_kept(file_of(picture, "PNG"))[1:]:
        shown = seen(kept).convert("RGB").getpixel((20, 20))
        assert max(abs(a - b) for a, b in zip(shown, colour, strict=True)) < 6


def a_profile_that_takes_red_for_green() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swaps = ((b"rXYZ", b"????"), (b"gXYZ", b"rXYZ"), (b"????", b"gXYZ"), (b"s\0R\0G", b"x\0R\0G"))
    for old, new in swaps:
        assert old in profile
        profile = profile.replace(old, new, 1)
    return profile


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_pages_show_the_colours_that_the_profile_means_and_parents_keep_the_profile(file_format):
    profile = a_profile_that_takes_red_for_green()
    upload = file_of(Image.new("RGB", (64, 64), (220, 20, 20)), file_format, icc_profile=profile)
    original, screen, _ = everything_kept(upload)
    red, green, _ = seen(screen).convert("RGB").getpixel((32, 32))

    assert (red < 60, green > 190) == (True, True)
    assert Image.open(io.BytesIO(original)).info["icc_profile"] == profile


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_a_profile_that_makes_no_sense_is_no_reason_to_refuse_a_photo(file_format):
    upload = file_of(scene(), file_format, icc_profile=b"no profile at all")

    for kept in everything_kept(upload):
        assert difference(seen(kept), scene()) < 3
