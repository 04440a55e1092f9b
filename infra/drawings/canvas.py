"""A canvas for drawn pictures: gradients, light, leaves and small figures."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]

_FINER = 2
"""Drawn at twice the size and made smaller, so that edges are smooth."""

_SKINS = ("#f6d2b5", "#e8b48c", "#c98d63", "#9a6440", "#6f4528", "#fbe0cc")
_HAIRS = ("#3b2416", "#1e1612", "#7a4a21", "#c58b3b", "#e2b65c", "#a3431f")
CLOTHES = ("#e4572e", "#29a19c", "#f3a712", "#5b6ee1", "#d64a8a", "#6aa84f", "#8e5bc0", "#f27a7d")
_OUTLINE = "#3a2b25"


class Canvas:
    """A picture of 1000 by 750 units, whatever its size in pixels; a circle stays a circle."""

    def __init__(self, size: tuple[int, int], dice: Random) -> None:
        self.size = size
        self.dice = dice
        self.image = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER))
        self._draw = ImageDraw.Draw(self.image)
        self._across, self._down = self.image.width / 1000, self.image.height / 750
        self._unit = min(self._across, self._down)

    def finished(self) -> Image.Image:
        """Return the picture in its size, a little darker at the edges as a lens makes it."""
        picture = self.image.resize(self.size, Image.Resampling.LANCZOS)
        edge = (
            Image.radial_gradient("L")
            .resize(self.size)
            .point(lambda far: 255 - max(0, far - 150) // 3)
        )
        return ImageChops.multiply(picture, Image.merge("RGB", (edge, edge, edge)))

    def band(self, top: float, bottom: float, upper: str, lower: str) -> None:
        """Fill the picture from one height to another, from one colour to the other."""
        start, end = round(top * self._down), round(bottom * self._down)
        size = (self.image.width, end - start)
        mask = Image.linear_gradient("L").resize(size)
        filled = Image.composite(Image.new("RGB", size, lower), Image.new("RGB", size, upper), mask)
        self.image.paste(filled, (0, start))

    def glow(self, at: Point, radius: float, colour: str, strength: float = 1.0) -> None:
        """Add light, or shade, that fades from a point."""
        self._fade(at, radius, radius, colour, strength)

    def shade(self, at: Point, width: float) -> None:
        """Draw the soft shadow of something that stands there."""
        self._fade(at, width, width / 5, "#20160f", 0.5)

    def disc(self, at: Point, radius: float, colour: str, *, flat: float = 1.0) -> None:
        """Draw a circle, or an ellipse that is `flat` times as high as it is wide."""
        self._draw.ellipse(self._box(at, radius, radius * flat), colour)

    def arc(
        self, at: Point, radius: float, angles: tuple[int, int], colour: str, width: float
    ) -> None:
        """Draw part of a circle; angles in degrees, clockwise from the right."""
        self._draw.arc(self._box(at, radius, radius), *angles, colour, self._length(width))

    def block(
        self, at: Point, width: float, height: float, colour: str, *, round_by: float = 0
    ) -> None:
        """Draw a rectangle around a point, with corners that are round by a radius."""
        box = self._box(at, width / 2, height / 2)
        self._draw.rounded_rectangle(box, round_by * self._unit, colour)

    def shape(self, at: Point, points: Sequence[Point], colour: str) -> None:
        """Draw a polygon, its points relative to a place."""
        x, y = self._place(at)
        self._draw.polygon(
            [(x + dx * self._unit, y + dy * self._unit) for dx, dy in points], colour
        )

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        places = [self._place(point) for point in points]
        self._draw.line(places, colour, self._length(width), joint="curve")
        for x, y in (places[0], places[-1]):
            radius = self._length(width) / 2
            self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)

    def spot(self, across: tuple[float, float], down: tuple[float, float]) -> Point:
        """Return a place by chance."""
        return self.dice.uniform(*across), self.dice.uniform(*down)

    def soften(self, radius: float) -> None:
        """Put all that was drawn so far out of focus."""
        self.image.paste(self.image.filter(ImageFilter.GaussianBlur(radius * self._unit)))

    def leaf(self, at: Point, size: float, colour: str) -> None:
        turn = self.dice.uniform(0, math.tau)
        outline = [(0, -1), (0.45, -0.35), (0.4, 0.3), (0, 1), (-0.4, 0.3), (-0.45, -0.35)]
        self.shape(at, [_turned(point, size, turn) for point in outline], colour)
        end = _turned((0, 1.5), size, turn)
        self.line([at, (at[0] + end[0], at[1] + end[1])], "#6b4423", size / 9)

    def child(self, at: Point, height: float, *, coat: str = "", hat: str = "") -> None:
        """Draw a child who stands with both feet on the place."""
        x, y = at
        part = height / 10
        wear, skin = coat or self.dice.choice(CLOTHES), self.dice.choice(_SKINS)
        self.shade((x, y), part * 2.6)
        for side in (-1, 1):
            self.line(
                [(x + side * part * 0.7, y - part * 3), (x + side * part * 0.8, y)], "#3b4a6b", part
            )
            hand = (x + side * part * 2.6, y - part * self.dice.uniform(3.2, 7))
            self.line([(x + side * part, y - part * 5.4), hand], wear, part * 0.8)
            self.disc(hand, part * 0.5, skin)
        self.block((x, y - part * 4.2), part * 3, part * 3.6, wear, round_by=part)
        self.face((x, y - part * 7.8), part * 2.1, skin=skin, hat=hat)

    def face(self, at: Point, radius: float, *, skin: str = "", hat: str = "") -> None:
        x, y = at
        hair = hat or self.dice.choice(_HAIRS)
        self.disc((x, y - radius * 0.2), radius * 1.08, hair)
        if not hat and self.dice.random() < 0.5:  # noqa: PLR2004 - half of the children
            self.disc((x - radius, y), radius * 0.45, hair)
            self.disc((x + radius, y), radius * 0.45, hair)
        self.disc((x, y + radius * 0.12), radius * 0.9, skin or self.dice.choice(_SKINS))
        for side in (-1, 1):
            self.disc((x + side * radius * 0.34, y), radius * 0.09, _OUTLINE)
            self.disc(
                (x + side * radius * 0.55, y + radius * 0.32), radius * 0.15, "#f0938a", flat=0.7
            )
        self.arc((x, y + radius * 0.2), radius * 0.34, (20, 160), _OUTLINE, radius * 0.09)

    def _fade(self, at: Point, across: float, down: float, colour: str, strength: float) -> None:
        left, top, right, bottom = (round(edge) for edge in self._box(at, across, down))
        size = (right - left, bottom - top)
        far = Image.radial_gradient("L").resize(size)
        mask = far.point(lambda value: round(max(0, 180 - value) * 255 / 180 * strength))
        self.image.paste(Image.new("RGB", size, colour), (left, top), mask)

    def _place(self, at: Point) -> Point:
        return at[0] * self._across, at[1] * self._down

    def _box(self, at: Point, across: float, down: float) -> tuple[float, float, float, float]:
        x, y = self._place(at)
        dx, dy = across * self._unit, down * self._unit
        return x - dx, y - dy, x + dx, y + dy

    def _length(self, units: float) -> int:
        return max(1, round(units * self._unit))


def _turned(point: Point, size: float, angle: float) -> Point:
    x, y = point[0] * size, point[1] * size
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
