"""Which characters our fonts can show. What they cannot is replaced visibly, never left out."""

import unicodedata
from functools import cache
from pathlib import Path

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
FONTS = Path(__file__).parent / "fonts"

# Invisible, but Persian and Urdu spelling needs them.
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")


@cache
def _covered() -> frozenset[int]:
    """The code points of `coverage.txt`; a test compares it with the fonts themselves."""
    spans = (line.split("-") for line in (FONTS / "coverage.txt").read_text().split())
    return frozenset(
        code for first, last in spans for code in range(int(first, 16), int(last, 16) + 1)
    )


def shown(text: str) -> str:
    """Return the text as it can be drawn: composed, on one line, "�" for what we have no glyph of.

    Format characters go: an override of the writing direction would let one name disguise another.
    """
    return "".join(_shown(char) for char in unicodedata.normalize("NFC", text))


def missing(text: str) -> set[str]:
    """Return the characters of the text that would be drawn as "�"."""
    composed = unicodedata.normalize("NFC", text)
    return {char for char in composed if char != REPLACEMENT and _shown(char) == REPLACEMENT}


def _shown(char: str) -> str:
    if char in _JOINERS:
        return char
    if unicodedata.category(char) in ("Cc", "Zl", "Zp"):
        return " "
    if unicodedata.category(char) == "Cf" or unicodedata.name(char, "").startswith("VARIATION SEL"):
        return ""
    return char if ord(char) in _covered() else REPLACEMENT
