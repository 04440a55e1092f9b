"""A day at childcare in drawn scenes: sample photographs that show no real child."""

from collections.abc import Callable
from random import Random

from PIL import Image

from infra.drawings.canvas import CLOTHES, Canvas

_LEAVES = ("#d1495b", "#edae49", "#e07a2f", "#b5651d", "#f2c14e", "#9c3d1f")
_GREENS = ("#4f9d4f", "#6bb05d", "#3f8746", "#86bf6a")
_WOOD, _DARK_WOOD = "#b9804a", "#8a5a30"


def draw(scene: str, *, size: tuple[int, int], seed: int) -> Image.Image:
    """Return the scene in pixels, the same for the same seed."""
    canvas = Canvas(size, Random(f"{scene}/{seed}"))  # noqa: S311 - a drawing, not a secret
    SCENES[scene](canvas)
    return canvas.finished()


def _playground(canvas: Canvas) -> None:
    _meadow(canvas)
    for x in (560, 860):
        canvas.line([(x - 40, 620), (x, 250), (x + 40, 620)], "#c94f3d", 14)
    canvas.line([(545, 250), (875, 250)], "#c94f3d", 16)
    for x in (650, 770):
        sway = canvas.dice.uniform(-45, 45)
        canvas.line([(x - 22, 250), (x - 22 + sway, 520)], "#5b4636", 4)
        canvas.line([(x + 22, 250), (x + 22 + sway, 520)], "#5b4636", 4)
        canvas.block((x + sway, 522), 66, 12, "#f3a712", round_by=5)
        canvas.child((x + sway, 560), 150)
    canvas.shape((150, 620), [(0, 0), (0, -290), (26, -290), (26, 0)], _WOOD)
    canvas.shape((250, 620), [(0, 0), (0, -290), (26, -290), (26, 0)], _WOOD)
    for step in range(6):
        canvas.block((212, 590 - step * 45), 110, 12, _DARK_WOOD, round_by=4)
    canvas.shape(
        (270, 340), [(0, 0), (34, -6), (240, 268), (290, 272), (290, 292), (220, 292)], "#3d8fd1"
    )
    canvas.child((213, 335), 140)


def _painting(canvas: Canvas) -> None:
    _room(canvas, "#fbeedb", "#f3d9b5")
    for at, colour in (((180, 190), "#8fc1e3"), ((500, 170), "#f7c59f"), ((810, 195), "#b5d99c")):
        _child_art(canvas, at, colour)
    for x in (240, 500, 760):
        canvas.child((x + canvas.dice.uniform(-25, 25), 640), 300)
    _table(canvas, 560, "#e9e2d6")
    for x in (230, 500, 770):
        canvas.shape((x, 640), [(-95, 40), (-75, -40), (75, -40), (95, 40)], "#ffffff")
        for _ in range(7):
            spot = canvas.spot((x - 55, x + 55), (618, 664))
            canvas.disc(spot, canvas.dice.uniform(7, 20), canvas.dice.choice(CLOTHES), flat=0.6)
    for x, colour in zip((365, 400, 600, 635), CLOTHES, strict=False):
        canvas.block((x, 625), 30, 42, "#dfe8ee", round_by=6)
        canvas.disc((x, 606), 15, colour, flat=0.45)


def _lunch(canvas: Canvas) -> None:
    canvas.band(0, 750, "#c98f57", "#a96f3c")
    for y in range(60, 750, 115):
        canvas.line([(0, y), (1000, y)], "#96602f", 3)
    canvas.glow((250, 60), 620, "#fff0cf", 0.5)
    for x, y in ((230, 240), (700, 230), (260, 560), (740, 555)):
        _plate(canvas, x + canvas.dice.uniform(-20, 20), y)
    canvas.shade((490, 425), 110)
    canvas.disc((490, 400), 92, "#f4ead8")
    for _ in range(22):
        fruit = canvas.dice.choice(("#d1353f", "#e8a33d", "#8db33a", "#5f2a63", "#f2c230"))
        spot = canvas.spot((435, 545), (350, 450))
        canvas.disc(spot, canvas.dice.uniform(13, 21), fruit)
        canvas.disc((spot[0] - 5, spot[1] - 5), 4, "#fff4e0")


def _autumn_leaves(canvas: Canvas) -> None:
    canvas.band(0, 430, "#f7d9a8", "#f4b66a")
    canvas.glow((760, 130), 480, "#fff3cf", 0.9)
    for x in (90, 300, 640, 905):
        canvas.line([(x, 470), (x + canvas.dice.uniform(-15, 15), 120)], "#6b4a33", 34)
        for _ in range(34):
            spot = canvas.spot((x - 150, x + 150), (-10, 230))
            canvas.disc(spot, canvas.dice.uniform(24, 52), canvas.dice.choice(_LEAVES))
    canvas.soften(7)
    canvas.band(430, 750, "#b9773a", "#8a4f26")
    for _ in range(260):
        y = canvas.dice.uniform(430, 750)
        spot = (canvas.dice.uniform(0, 1000), y)
        canvas.leaf(spot, 6 + (y - 400) / 18, canvas.dice.choice(_LEAVES))
    for x in (330, 540, 730):
        coat = canvas.dice.choice(("#e2483d", "#2d7fb8", "#e8b021", "#5c9a4b"))
        canvas.child(
            (x, canvas.dice.uniform(600, 660)), 290, coat=coat, hat=canvas.dice.choice(CLOTHES)
        )
    for _ in range(45):
        canvas.leaf(
            canvas.spot((0, 1000), (40, 700)),
            canvas.dice.uniform(11, 20),
            canvas.dice.choice(_LEAVES),
        )


def _sandpit(canvas: Canvas) -> None:
    _meadow(canvas)
    canvas.disc((500, 620), 470, _DARK_WOOD, flat=0.38)
    canvas.disc((500, 618), 445, "#efd9a0", flat=0.36)
    canvas.glow((380, 560), 260, "#fff5d3", 0.6)
    for x in (640, 705, 770):
        canvas.shape((x, 690), [(-42, 0), (-30, -58), (30, -58), (42, 0)], "#d9b870")
        canvas.shape((x, 632), [(-30, 0), (-30, -12), (-14, -12), (-14, 0)], "#d9b870")
        canvas.shape((x, 632), [(12, 0), (12, -12), (30, -12), (30, 0)], "#d9b870")
    canvas.line([(705, 622), (705, 560)], _DARK_WOOD, 5)
    canvas.shape((707, 562), [(0, 0), (44, 13), (0, 26)], canvas.dice.choice(CLOTHES))
    for x in (250, 420, 560):
        canvas.child((x, canvas.dice.uniform(590, 640)), 235)
    for x, colour in ((330, "#e4572e"), (500, "#3d8fd1")):
        canvas.shape((x, 710), [(-34, -56), (34, -56), (24, 0), (-24, 0)], colour)
        canvas.arc((x, 654), 33, (180, 360), "#f7f1e3", 5)


def _blocks(canvas: Canvas) -> None:
    _room(canvas, "#e6f0ee", "#cfe0d8")
    _window(canvas, 230)
    canvas.shade((610, 690), 260)
    for column, height in enumerate((3, 5, 7, 4, 2)):
        for level in range(height):
            at = (470 + column * 68, 660 - level * 62)
            canvas.block(at, 64, 58, canvas.dice.choice(CLOTHES), round_by=7)
            canvas.glow((at[0] - 12, at[1] - 12), 26, "#ffffff", 0.5)
    canvas.shape((606, 255), [(-52, 0), (0, -62), (52, 0)], "#c94f3d")
    canvas.child((330, 690), 330)
    canvas.child((870, 680), 300)


def _puddles(canvas: Canvas) -> None:
    canvas.band(0, 420, "#9fb4c4", "#d2dde2")
    for x in range(-40, 1040, 130):
        canvas.disc((x, 400), canvas.dice.uniform(70, 130), canvas.dice.choice(_GREENS))
    canvas.soften(9)
    canvas.band(420, 750, "#8e9aa3", "#6d7880")
    for x, y, width in ((300, 660, 210), (720, 690, 240), (520, 560, 150)):
        canvas.disc((x, y), width, "#b9cbd8", flat=0.24)
        canvas.disc((x - 15, y - 5), width * 0.75, "#d5e3ec", flat=0.2)
    for x, y, coat in ((320, 650, "#f5c518"), (520, 575, "#e2483d"), (715, 680, "#2d7fb8")):
        canvas.child((x, y), 300, coat=coat, hat=coat)
        for side in (-1, 1):
            canvas.block((x + side * 23, y - 18), 34, 50, "#3f8746", round_by=9)
            canvas.line([(x + side * 60, y - 10), (x + side * 95, y - 60)], "#e8f2f8", 6)
    for _ in range(120):
        across, down = canvas.spot((0, 1000), (0, 740))
        canvas.line([(across, down), (across - 5, down + 22)], "#e3edf3", 1.6)


def _garden(canvas: Canvas) -> None:
    _meadow(canvas)
    canvas.band(560, 750, "#7a5232", "#5c3b22")
    for x in range(40, 1000, 64):
        height = canvas.dice.uniform(90, 190)
        canvas.line([(x, 690), (x, 690 - height)], "#3f8746", 8)
        for side in (-1, 1):
            canvas.disc(
                (x + side * 18, 690 - height / 2), 17, canvas.dice.choice(_GREENS), flat=0.5
            )
        petals = canvas.dice.choice(("#f2c230", "#e4572e", "#d64a8a", "#f7f1e3", "#8e5bc0"))
        for dx, dy in ((0, -17), (16, -5), (10, 14), (-10, 14), (-16, -5)):
            canvas.disc((x + dx, 690 - height + dy), 14, petals)
        canvas.disc((x, 690 - height), 11, "#7a4a21")
    canvas.child((300, 740), 320)
    canvas.child((690, 735), 290)
    canvas.block((405, 640), 78, 62, "#29a19c", round_by=10)
    canvas.line([(444, 640), (500, 606)], "#29a19c", 12)
    for drop in range(6):
        canvas.disc((508 + drop * 9, 618 + drop * 16), 4, "#d5ecf7")


def _reading(canvas: Canvas) -> None:
    _room(canvas, "#f8e3d4", "#ecc7ae")
    for shelf in (130, 260):
        canvas.block((500, shelf + 58), 860, 14, _WOOD, round_by=3)
        x = 90.0
        while x < 900:  # noqa: PLR2004 - the end of the shelf
            width, height = canvas.dice.uniform(18, 38), canvas.dice.uniform(66, 104)
            canvas.block(
                (x, shelf + 51 - height / 2), width, height, canvas.dice.choice(CLOTHES), round_by=3
            )
            x += width + 3
    canvas.disc((500, 690), 430, "#d98c8c", flat=0.28)
    canvas.disc((500, 690), 360, "#f0c1b5", flat=0.28)
    for x, height in ((270, 270), (430, 300), (590, 280), (745, 265)):
        canvas.child((x, 690), height)
    for x in (350, 665):
        canvas.shape((x, 600), [(0, 14), (-76, -4), (-76, -60), (0, -42)], "#fffaf0")
        canvas.shape((x, 600), [(0, 14), (76, -4), (76, -60), (0, -42)], "#f5ecd9")
        canvas.disc((x - 38, 576), 14, canvas.dice.choice(CLOTHES))


def _birthday(canvas: Canvas) -> None:
    _room(canvas, "#fdebd0", "#f6cfa0")
    for number in range(14):
        colour = CLOTHES[number % len(CLOTHES)]
        dip = 70 - abs(number - 6.5) * 8
        canvas.shape((number * 74 - 10, 30 + dip), [(0, 0), (66, 0), (33, 66)], colour)
    for x in (110, 200, 840, 925):
        y = canvas.dice.uniform(200, 280)
        canvas.line([(x, y + 60), (x + 8, 520)], "#9a8878", 2)
        canvas.disc((x, y), 52, canvas.dice.choice(CLOTHES), flat=1.2)
        canvas.glow((x - 18, y - 22), 26, "#ffffff", 0.7)
    for x in (300, 500, 700):
        canvas.child((x, 650), 320, hat=canvas.dice.choice(CLOTHES))
    _table(canvas, 560, "#fff6ea")
    canvas.shade((500, 715), 190)
    canvas.block((500, 660), 300, 110, "#f4a7b9", round_by=16)
    canvas.block((500, 660), 300, 12, "#e0718c")
    canvas.block((500, 618), 300, 34, "#fffdf9", round_by=15)
    for x in range(372, 640, 32):
        canvas.disc((x, 634), 16, "#fffdf9")
    for candle in range(canvas.dice.choice((2, 3, 4))):
        x = 440 + candle * 40
        canvas.block((x, 580), 9, 46, canvas.dice.choice(CLOTHES), round_by=3)
        canvas.glow((x, 548), 34, "#ffd76e")
        canvas.disc((x, 550), 7, "#ff9d2e", flat=1.6)


def _snow(canvas: Canvas) -> None:
    canvas.band(0, 470, "#a9c7e6", "#e8f1f8")
    canvas.glow((780, 120), 320, "#fff7e3", 0.8)
    for x in range(40, 1000, 150):
        height = canvas.dice.uniform(180, 300)
        for layer in range(3):
            top, half = -height + layer * height / 4, 44 + layer * 24
            canvas.shape(
                (x, 480), [(0, top), (half, top + height / 2), (-half, top + height / 2)], "#3d6b57"
            )
    canvas.soften(4)
    canvas.band(450, 750, "#f7fbff", "#d3e2f0")
    for y, radius in ((620, 92), (500, 66), (410, 46)):
        canvas.disc((500, y), radius, "#ffffff")
        canvas.glow((530, y + 20), radius, "#b5cbe0", 0.45)
    for x in (484, 516):
        canvas.disc((x, 402), 6, "#26201d")
    canvas.shape((500, 415), [(0, -6), (46, 4), (0, 8)], "#ef7d22")
    canvas.block((500, 366), 96, 12, "#2b2b33", round_by=4)
    canvas.block((500, 336), 60, 56, "#2b2b33", round_by=5)
    canvas.line([(458, 452), (500, 466), (545, 450)], "#d1353f", 17)
    canvas.child((270, 680), 290, hat="#d1353f")
    canvas.child((735, 690), 310, hat="#29a19c")
    for _ in range(140):
        canvas.disc(canvas.spot((0, 1000), (0, 750)), canvas.dice.uniform(1.5, 4.5), "#ffffff")


def _music(canvas: Canvas) -> None:
    _room(canvas, "#e3e0f4", "#c9c2e8")
    _window(canvas, 760)
    canvas.disc((500, 690), 460, "#a99bd6", flat=0.27)
    for x, height in ((230, 290), (420, 320), (610, 300)):
        canvas.child((x, 680), height)
    canvas.shade((820, 705), 110)
    canvas.block((820, 645), 170, 110, "#d1353f", round_by=22)
    canvas.disc((820, 592), 86, "#f8efe0", flat=0.3)
    canvas.line([(770, 590), (720, 510)], _WOOD, 9)
    canvas.line([(860, 585), (910, 500)], _WOOD, 9)
    for number, colour in enumerate(CLOTHES):
        canvas.block((250 + number * 40, 715), 32, 110 - number * 8, colour, round_by=6)
    for _ in range(8):
        left, top = canvas.spot((120, 900), (60, 300))
        canvas.disc((left, top), 13, "#5b4a8a", flat=0.75)
        canvas.line([(left + 12, top), (left + 12, top - 52), (left + 30, top - 40)], "#5b4a8a", 5)


def _meadow(canvas: Canvas) -> None:
    canvas.band(0, 470, "#7fbfe8", "#d8effa")
    canvas.glow((canvas.dice.uniform(120, 880), 90), 260, "#fff6cf")
    for _ in range(4):
        x, y = canvas.spot((60, 940), (60, 190))
        for puff in range(4):
            canvas.disc((x + puff * 36, y + puff % 2 * 12), 36, "#ffffff", flat=0.75)
    for x in range(-20, 1060, 105):
        canvas.disc((x, 430), canvas.dice.uniform(60, 105), canvas.dice.choice(_GREENS))
    canvas.soften(5)
    canvas.band(440, 750, "#93c866", "#5c9a45")
    for _ in range(90):
        x, y = canvas.spot((0, 1000), (455, 745))
        canvas.line(
            [(x, y), (x + canvas.dice.uniform(-5, 5), y - 13)], canvas.dice.choice(_GREENS), 3
        )


def _room(canvas: Canvas, light: str, dark: str) -> None:
    canvas.band(0, 540, light, dark)
    canvas.band(540, 750, "#d8a872", "#b98450")
    canvas.line([(0, 540), (1000, 540)], "#fff8ec", 12)
    canvas.glow((300, 120), 520, "#fffaf0", 0.6)


def _window(canvas: Canvas, x: float) -> None:
    canvas.block((x, 210), 290, 260, "#fffdf7", round_by=8)
    canvas.block((x, 210), 262, 232, "#a9d6ef")
    canvas.disc((x - 60, 300), 64, "#6bb05d", flat=0.4)
    canvas.disc((x + 50, 305), 76, "#4f9d4f", flat=0.4)
    canvas.block((x, 335), 300, 24, "#f3e6d2", round_by=4)
    canvas.line([(x, 95), (x, 325)], "#fffdf7", 10)
    canvas.line([(x - 130, 210), (x + 130, 210)], "#fffdf7", 10)


def _table(canvas: Canvas, top: float, colour: str) -> None:
    canvas.block((500, top + 130), 900, 260, colour, round_by=20)
    canvas.glow((360, top + 130), 120, "#ffffff", 0.4)
    canvas.line([(62, top + 8), (938, top + 8)], _WOOD, 14)


def _child_art(canvas: Canvas, at: tuple[float, float], paper: str) -> None:
    canvas.block(at, 210, 160, "#fffdf7", round_by=4)
    canvas.block(at, 190, 140, paper)
    canvas.disc((at[0] - 55, at[1] - 30), 24, "#f7d046")
    canvas.shape(
        (at[0] + 20, at[1] + 55),
        [(-42, 0), (-42, -50), (0, -88), (42, -50), (42, 0)],
        canvas.dice.choice(CLOTHES),
    )
    canvas.line([(at[0] - 90, at[1] + 58), (at[0] + 90, at[1] + 58)], "#4f9d4f", 12)


def _plate(canvas: Canvas, x: float, y: float) -> None:
    canvas.shade((x, y + 30), 190)
    canvas.disc((x, y), 138, canvas.dice.choice(("#a7d8de", "#f7b7a3", "#fbe29a", "#c3b1e1")))
    canvas.disc((x, y), 112, "#fffaf2")
    crumb, crust = "#f0d3a0", "#b5793f"
    for dx in (-38, 40):
        canvas.block((x + dx, y - 8), 70, 74, crust, round_by=16)
        topping = canvas.dice.choice((crumb, "#f4cf52", "#8c4a2f", "#d94f5c"))
        canvas.block((x + dx, y - 8), 58, 62, topping, round_by=12)
    for slice_ in range(4):
        canvas.disc((x - 48 + slice_ * 32, y + 60), 18, "#9ccc65")
        canvas.disc((x - 48 + slice_ * 32, y + 60), 12, "#dff0c0")
    canvas.shade((x + 175, y - 35), 60)
    canvas.disc((x + 172, y - 62), 44, "#fdfdfb")
    canvas.disc((x + 172, y - 62), 35, canvas.dice.choice(("#fff8ec", "#f3a65a", "#d9edf5")))


SCENES: dict[str, Callable[[Canvas], None]] = {
    "playground": _playground,
    "painting": _painting,
    "lunch": _lunch,
    "autumn-leaves": _autumn_leaves,
    "sandpit": _sandpit,
    "blocks": _blocks,
    "puddles": _puddles,
    "garden": _garden,
    "reading": _reading,
    "birthday": _birthday,
    "snow": _snow,
    "music": _music,
}
