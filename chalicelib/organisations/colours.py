"""Whether text in a colour can be read on white, by the Web Content Accessibility Guidelines."""

from chalicelib.core.errors import Conflict

_DARK = 0.04045  # below it the sRGB curve is a straight line
READABLE = 4.5  # WCAG 2.2, 1.4.3 (AA), for text of any size


class ColourTooLight(Conflict):
    """Text in this colour has too little `contrast` on white, or white text on it."""

    facts = ("contrast", "needed")


def check_readable(colour: str) -> None:
    """:raises ColourTooLight: "#rrggbb" has a contrast below 4.5 on white."""
    contrast = contrast_on_white(colour)
    if contrast < READABLE:
        # Cut off, not rounded: 4.49 would become 4.5, which is enough.
        raise ColourTooLight(contrast=f"{int(contrast * 10) / 10:.1f}", needed=f"{READABLE}")


def contrast_on_white(colour: str) -> float:
    """Return the contrast of "#rrggbb": 1 for white, 21 for black."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    luminance = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return 1.05 / (luminance + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK else float(((channel + 0.055) / 1.055) ** 2.4)
