"""CSV as offices export it: in three encodings, with three separators."""

import codecs
import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.imports.files.tables import (
    FileNotUnderstood,
    Line,
    QuoteInTheWay,
    Table,
    check_rows,
)

if TYPE_CHECKING:
    import _csv

SEPARATORS = ";\t,"
LINES_BEFORE_HEADER = 10
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(data: bytes, *, file: str, hint: str) -> Table:
    """Return the lines that have something in them, numbered as an editor numbers them.

    :raises FileNotUnderstood: it is not text.
    :raises QuoteInTheWay: a quoted cell is not closed where a cell can end.
    :raises TooManyRows: see `ROW_LIMIT`.
    """
    text = decoded(data)
    first = text[:200].splitlines()[:1]
    if first and "\0" in first[0]:
        raise FileNotUnderstood(file=file)
    separator = _separator(text)
    lines: list[Line] = []
    stream = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while line := _next(stream, file):
        if any(cell.strip() for cell in line.cells) and not _names_separator(line):
            lines.append(line)
            check_rows(file, len(lines) - 1)
    return Table(file, hint, tuple(lines))


def decoded(data: bytes) -> str:
    """Return the text: by its byte order mark, else as UTF-8, else as Windows-1252.

    A UTF-8 file with a few damaged bytes stays UTF-8: Windows-1252 would spoil every accent in it.
    Characters that are lost become U+FFFD.
    """
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    text = data.decode("utf-8-sig", errors="replace")
    damaged = text.count("\ufffd")
    intact = sum(not character.isascii() for character in text) - damaged
    return text if damaged == 0 or intact > damaged else data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Return the separator that makes most cells of the first line that has any."""
    for line in islice(io.StringIO(text), LINES_BEFORE_HEADER):
        if line.lower().startswith("sep=") and line[4:5] in SEPARATORS:
            return line[4]
        best = max(SEPARATORS, key=line.count)
        if best in line:
            return best
    return SEPARATORS[0]


def _names_separator(line: Line) -> bool:
    return line.number == 1 and line.cells[0].lower().startswith("sep=")


def _next(stream: "_csv.Reader", file: str) -> Line | None:
    number = stream.line_num + 1
    try:
        cells = next(stream, None)
    except csv.Error as error:
        raise QuoteInTheWay(file=file, line=number) from error
    return None if cells is None else Line(number, tuple(cells))
