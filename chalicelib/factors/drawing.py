"""The drawing that a telephone reads, as one path: a page draws it without any library."""

from itertools import groupby

from chalicelib.core.values import dataclass

BORDER = 4  # modules of nothing around it, which readers need


@dataclass(frozen=True)
class Drawing:
    """`path` is what stands in the `d` of an SVG path, in a square of `size` modules."""

    size: int
    path: str


def drawing_of(text: str) -> Drawing:
    """Return a QR code; up to 2,000 bytes of text fit."""
    # segno costs 20 ms to import: only who sets up an app pays for it.
    import segno

    code = segno.make(text, error="m", micro=False)
    rows = list(code.matrix_iter(border=BORDER))
    return Drawing(len(rows), "".join(_row(bytes(row), at) for at, row in enumerate(rows)))


def _row(row: bytes, at: int) -> str:
    """Return a bar for every run of dark modules."""
    bars, start = [], 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            bars.append(f"M{start} {at}h{length}v1h-{length}z")
        start += length
    return "".join(bars)
