"""One line of the table, and the table."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A value and what it is held against.

    `ratio` is the value in values of the peer, or the other way round if `is_gain`: then it must
    be at least the limit, and else at most. Without a limit it is only shown.
    """

    name: str
    value: float
    unit: str
    peer: float | None = None
    limit: float | None = None
    is_gain: bool = False

    @property
    def ratio(self) -> float | None:
        if self.peer is None:
            return None
        return self.peer / self.value if self.is_gain else self.value / self.peer

    @property
    def is_missed(self) -> bool:
        held = self.value if self.ratio is None else self.ratio
        if self.limit is None:
            return False
        return held < self.limit if self.is_gain else held > self.limit

    @property
    def promise(self) -> str:
        """Return "at most 1.4" or "at least 2", or nothing if there is no limit."""
        if self.limit is None:
            return ""
        return f"{'at least' if self.is_gain else 'at most'} {self.limit:g}"


def table(measures: Sequence[Measure]) -> str:
    """Return the measures under each other, as a terminal shows them."""
    rows = [("", "here", "peer", "ratio", "limit", ""), *map(_row, measures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def write(measures: Sequence[Measure], path: Path) -> None:
    """Leave the measures as a list of objects for other programs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = [_as_json(it) for it in measures]
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _as_json(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "value": _rounded(measure.value),
        "peer": _rounded(measure.peer),
        "limit": measure.promise or None,
        "ratio": _rounded(measure.ratio),
        "unit": measure.unit,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _row(measure: Measure) -> tuple[str, ...]:
    unit = "" if measure.unit == "requests" else f" {measure.unit}"
    return (
        measure.name,
        f"{_shown(measure.value)}{unit}",
        "" if measure.peer is None else f"{_shown(measure.peer)}{unit}",
        "" if measure.ratio is None else f"{measure.ratio:.2f}",
        measure.promise,
        "MISSED" if measure.is_missed else "",
    )


def _shown(value: float) -> str:
    """Return what was counted as it is, and what was measured with four digits."""
    return str(value) if isinstance(value, int) else f"{value:.4g}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return "  ".join(cells).rstrip()
