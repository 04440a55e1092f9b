"""Workbooks (.xlsx): every cell as the text that the CSV export would have."""

import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from math import isfinite
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from chalicelib.imports.files.tables import (
    MEGABYTE,
    ROW_LIMIT,
    Figure,
    FileNotUnderstood,
    Line,
    Table,
    TooManyRows,
    check_rows,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

COLUMN_LIMIT = 100
LAST_LINE = 1_048_576
_FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
# What openpyxl raises on damaged workbooks; it has no error of its own for them.
_DAMAGED = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)

Values = tuple[Any, ...]


def read_workbook(data: bytes, archive: ZipFile, *, file: str) -> list[Table]:
    """Return a table for each tab that has something in it.

    :raises FileNotUnderstood: damaged.
    :raises TooManyRows: see `ROW_LIMIT`; or a line number that no spreadsheet has.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells which ornaments it leaves out
        try:
            return list(_tables(data, archive, file))
        except _DAMAGED as error:
            raise FileNotUnderstood(file=file) from error


def _tables(data: bytes, archive: ZipFile, file: str) -> Iterator[Table]:
    results = _load(data, results=True)
    formulas = _load(data, results=False) if _has_formulas(archive) else None
    for tab in results.worksheets:
        title = f"{file} / {tab.title}"
        computed = _rows(formulas[tab.title], title) if formulas else None
        table = _table(title, tab.title, _rows(tab, title), computed)
        if table.lines:
            yield table


def _load(data: bytes, *, results: bool) -> "Workbook":
    from openpyxl import load_workbook

    return load_workbook(BytesIO(data), read_only=True, data_only=results, keep_links=False)


def _has_formulas(archive: ZipFile) -> bool:
    """Tell whether it is worth reading everything a second time."""
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    return any(_FORMULA.search(block) for name in sheets for block in _blocks(archive, name))


def _blocks(archive: ZipFile, name: str) -> Iterator[bytes]:
    end = b""
    with archive.open(name) as part:
        while block := part.read(MEGABYTE):
            yield end + block
            end = block[-30:]


def _rows(tab: Any, title: str) -> Iterator[Values]:
    """Yield the values of line 1, 2, ...; what a tab claims to measure is often wrong."""
    tab.reset_dimensions()
    rows: Iterable[Values] = tab.iter_rows(max_col=COLUMN_LIMIT, values_only=True)
    for number, values in enumerate(rows, start=1):
        if number > LAST_LINE:
            raise TooManyRows(file=title, rows=ROW_LIMIT)
        yield values[: _filled(values)]


def _filled(values: Values) -> int:
    """Return the number of cells up to the last that has a value."""
    return next((n for n in range(len(values), 0, -1) if values[n - 1] is not None), 0)


def _table(
    file: str, hint: str, results: Iterator[Values], formulas: Iterator[Values] | None
) -> Table:
    lines: list[Line] = []
    computed: set[tuple[int, int]] = set()
    for number, values in enumerate(results, start=1):
        behind = next(formulas, ()) if formulas else ()
        read = [_result(value, formula) for value, formula in _side_by_side(values, behind)]
        cells = tuple(text for text, _ in read)
        if any(cell.strip() for cell in cells):
            lines.append(Line(number, cells))
            computed.update((number, index) for index, (_, was) in enumerate(read) if was)
            check_rows(file, len(lines) - 1)
    return Table(file, hint, tuple(lines), frozenset(computed))


def _side_by_side(values: Values, behind: Values) -> Iterator[tuple[Any, Any]]:
    """Yield each value with what made it: itself, but for a formula that may have no result."""
    return zip_longest(values, behind or values)


def _result(value: Any, formula: Any) -> tuple[str, bool]:
    """Return the text of a cell, and whether a formula made it.

    A formula that was never computed is its own text, so that it is seen and reported.
    """
    if value == formula:
        return text_of(value), False
    if value is None:
        return str(getattr(formula, "text", formula)), False
    return text_of(value), _is_formula(formula)


def _is_formula(value: Any) -> bool:
    return not isinstance(value, str) or value.startswith("=")


def text_of(value: Any) -> str:
    """Return the cell as a Dutch export writes it: 01-12-2026, 07:30, 9,98, ja."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case int() | float():
            return Figure(_number(value))
        case date() | time() | timedelta():
            return _moment(value)
    return str(value)


def _moment(value: date | time | timedelta) -> str:
    """Return the day of a moment, or the time of a day; a duration counts as a time."""
    if isinstance(value, date):
        return f"{value.day:02}-{value.month:02}-{value.year:04}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(value: float) -> str:
    if not isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(round(value, 10))), "f").replace(".", ",")
