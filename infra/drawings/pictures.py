"""Sample photographs as telephones and cameras make them, and files that only look like one.

They tell too much on purpose: where, with what device, by what serial number. What the portal
gives to parents must tell nothing of it.
"""

import io
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from random import Random

from PIL import Image, PngImagePlugin

from chalicelib.core.periods import AMSTERDAM
from infra.drawings.scenes import SCENES, draw

SCENE_NAMES = tuple(SCENES)
FORMATS = ("JPEG", "PNG", "WEBP", "HEIC")
DEVICES = (
    ("Apple", "iPhone 14"),
    ("samsung", "SM-G991B"),
    ("Google", "Pixel 8"),
    ("FUJIFILM", "X-T30"),
)
SERIAL_NUMBER = "SN-KIEKEBOE-4711"

_MAKE, _MODEL, _ORIENTATION, _SOFTWARE, _CHANGED, _ARTIST = 271, 272, 274, 305, 306, 315
_CAMERA_FIELDS, _PLACE_FIELDS = 34665, 34853
_TAKEN, _TAKEN_OFFSET, _MAKER_NOTE, _SERIAL = 36867, 36881, 37500, 42033
_SOUTH_WEST, _NORTH_EAST = (51.45, 4.5), (53.1, 6.5)
"""Degrees: a rectangle in the Netherlands that hardly touches water."""

_LYING_DOWN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a device holds the pixels of an upright scene, to be turned back by who shows them."""


def make_picture(
    kind: str,
    *,
    taken_at: datetime,
    orientation: int = 1,
    gps: bool = True,
    format: str = "JPEG",  # noqa: A002 - the word that Pillow has for it
    size: tuple[int, int] = (1600, 1200),
    seed: int = 0,
) -> bytes:
    """Return the file of a photograph of the scene, the same for the same seed.

    `taken_at` must know its zone; the camera shows the time in Amsterdam. `size` is that of the
    upright picture. `orientation` is one of EXIF's eight.
    """
    dice = Random(f"{kind}/{seed}/device")  # noqa: S311 - a sample, not a secret
    scene = draw(kind, size=size, seed=seed)
    turn = _LYING_DOWN.get(orientation)
    held = scene.transpose(turn) if turn is not None else scene
    exif = _exif(taken_at.astimezone(AMSTERDAM), orientation, dice)
    if gps:
        exif.get_ifd(_PLACE_FIELDS).update(_place(dice))
    return _SAVERS[format](held, exif)


def _exif(local: datetime, orientation: int, dice: Random) -> Image.Exif:
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL] = dice.choice(DEVICES)
    exif[_ORIENTATION] = orientation
    exif[_SOFTWARE], exif[_ARTIST] = "Camera 9.2", "Telephone of Femke"
    exif[_CHANGED] = f"{local:%Y:%m:%d %H:%M:%S}"
    offset = f"{local:%z}"
    exif.get_ifd(_CAMERA_FIELDS).update(
        {
            _TAKEN: f"{local:%Y:%m:%d %H:%M:%S}",
            _TAKEN_OFFSET: f"{offset[:3]}:{offset[3:]}",
            _MAKER_NOTE: b"MakerNote of " + SERIAL_NUMBER.encode(),
            _SERIAL: SERIAL_NUMBER,
        }
    )
    return exif


def _place(dice: Random) -> dict[int, object]:
    """Return the fields of a place: reference and degrees, minutes, seconds, twice."""
    north = dice.uniform(_SOUTH_WEST[0], _NORTH_EAST[0])
    east = dice.uniform(_SOUTH_WEST[1], _NORTH_EAST[1])
    return {0: b"\2\3\0\0", 1: "N", 2: _in_degrees(north), 3: "E", 4: _in_degrees(east)}


def _in_degrees(value: float) -> tuple[float, float, float]:
    degrees, rest = divmod(value * 60, 60)
    return degrees, float(int(rest)), round(rest % 1 * 60, 2)


def _as_jpeg(picture: Image.Image, exif: Image.Exif) -> bytes:
    return _saved(picture, "JPEG", quality=88, exif=exif, xmp=_xmp(), comment=_REMARK)


def _as_png(picture: Image.Image, exif: Image.Exif) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", _REMARK)
    text.add_itxt("XML:com.adobe.xmp", _xmp().decode())
    return _saved(picture, "PNG", exif=exif, pnginfo=text)


def _as_webp(picture: Image.Image, exif: Image.Exif) -> bytes:
    return _saved(picture, "WEBP", quality=85, exif=exif, xmp=_xmp())


def _as_heic(picture: Image.Image, exif: Image.Exif) -> bytes:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    return _saved(picture, "HEIF", quality=70, exif=exif.tobytes(), xmp=_xmp())


_SAVERS: dict[str, Callable[[Image.Image, Image.Exif], bytes]] = {
    "JPEG": _as_jpeg,
    "PNG": _as_png,
    "WEBP": _as_webp,
    "HEIC": _as_heic,
}

_REMARK = f"Taken with {SERIAL_NUMBER}"


def _xmp() -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" '
        f'aux:SerialNumber="{SERIAL_NUMBER}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


def _saved(picture: Image.Image, pillow_format: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, pillow_format, **options)
    return file.getvalue()


def make_truncated(*, taken_at: datetime, format: str = "JPEG") -> bytes:  # noqa: A002 - as above
    """Return a photograph whose upload broke off half way."""
    whole = make_picture("snow", taken_at=taken_at, size=(640, 480), format=format)
    return whole[: len(whole) // 2]


def make_letter() -> bytes:
    """Return a small PDF, for somebody to call it holiday.jpg."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def make_bomb(*, side: int = 50_000) -> bytes:
    """Return a small PNG that says it is as wide and high as that, and would fill any memory."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
