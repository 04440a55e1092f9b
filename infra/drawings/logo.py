"""A drawn logo: a flower in the organisation's colour, and its name beside it."""

import io
import math

from PIL import Image, ImageDraw, ImageFont

_FINER = 4
"""Drawn larger and made smaller, so that edges are smooth."""

_HEIGHT, _PETALS = 96, 12


def logo(name: str, *, colour: str, heart: str) -> bytes:
    """Return a PNG on a transparent ground; the last word of the name gets a line of its own."""
    first, _, last = name.rpartition(" ")
    high = _HEIGHT * _FINER
    small, large = (ImageFont.load_default(size * _FINER) for size in (22, 40))
    width = round(high * 1.15 + max(small.getlength(first), large.getlength(last)))
    image = Image.new("RGBA", (width, high), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    _flower(draw, high / 2, colour=colour, heart=heart)
    draw.text((high * 1.12, high * 0.14), first, fill=colour, font=small)
    draw.text((high * 1.12, high * 0.36), last, fill=colour, font=large)
    smooth = image.resize((width // _FINER, _HEIGHT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    smooth.save(file, "PNG")
    return file.getvalue()


def _flower(draw: ImageDraw.ImageDraw, middle: float, *, colour: str, heart: str) -> None:
    for petal in range(_PETALS):
        angle = 2 * math.pi * petal / _PETALS
        x, y = (middle + middle * 0.66 * turned(angle) for turned in (math.cos, math.sin))
        _disc(draw, x, y, middle * 0.24, colour)
    _disc(draw, middle, middle, middle * 0.5, heart)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)
