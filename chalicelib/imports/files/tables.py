"""Lines of cells, before anybody knows what they are about; and the files that are refused."""

from chalicelib.core.errors import Malformed
from chalicelib.core.values import dataclass

MEGABYTE = 1024 * 1024
FILE_LIMIT = 5 * MEGABYTE
UNPACKED_LIMIT = 80 * MEGABYTE
ROW_LIMIT = 50_000


class FileTooLarge(Malformed):
    """The file has more than so many megabytes; nothing of the upload was read."""

    facts = ("file", "megabytes")


class UnpacksTooLarge(Malformed):
    """The zip or workbook unpacks to more than so many megabytes; nothing of it was unpacked."""

    facts = ("file", "megabytes")


class TooManyRows(Malformed):
    """The file has more rows than one import takes."""

    facts = ("file", "rows")


class FileNotUnderstood(Malformed):
    """The file is not what its name says, is damaged, or is locked with a password."""

    facts = ("file",)


class OldWorkbook(Malformed):
    """The file is an .xls of before 2007; saved as .xlsx or .csv it can be read."""

    facts = ("file",)


class QuoteInTheWay(Malformed):
    """From this line on a quotation mark leaves open where a cell ends."""

    facts = ("file", "line")


class Figure(str):
    """The text of a workbook's cell that held a number: leading zeros, if any, are gone."""

    __slots__ = ()


@dataclass(frozen=True)
class Line:
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The lines of a CSV file or of a workbook's tab that have something in them.

    `hint` is the name of file or tab; `computed` are the places (line, index of the cell) where a
    workbook had a formula and its result was read.
    """

    file: str
    hint: str
    lines: tuple[Line, ...]
    computed: frozenset[tuple[int, int]] = frozenset()


def check_rows(file: str, rows: int) -> None:
    """:raises TooManyRows: more than one import takes."""
    if rows > ROW_LIMIT:
        raise TooManyRows(file=file, rows=ROW_LIMIT)
