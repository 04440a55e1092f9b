"""The rows of an upload while it is decided which of them come in."""

from collections.abc import Iterator
from datetime import date
from typing import Generic, TypeVar, cast

from chalicelib.core.values import dataclass
from chalicelib.imports.cells.fields import Fields
from chalicelib.imports.cells.parsing import PARSERS
from chalicelib.imports.cells.zeros import find_widths, note_restored
from chalicelib.imports.files.sheets import Sheet
from chalicelib.imports.findings import Findings, Origin
from chalicelib.imports.known import Known
from chalicelib.imports.reading import Upload
from chalicelib.imports.rows import SheetRow
from chalicelib.imports.texts import SEVERITIES, Severity

R_co = TypeVar("R_co", bound=SheetRow, covariant=True)
S = TypeVar("S", bound=SheetRow)


@dataclass(eq=False)
class Entry(Generic[R_co]):
    """A row that comes in while it is `good`, and once: the second of two equal ones is `again`."""

    row: R_co
    sheet: Sheet
    good: bool
    again: bool = False

    @property
    def origin(self) -> Origin:
        return self.row.origin


class Entries:
    """All rows of an upload in order, and the findings about them."""

    def __init__(self, upload: Upload, *, known: Known, today: date) -> None:
        self.findings = Findings(upload.findings)
        widths = find_widths(upload.sheets, known)
        note_restored(upload.sheets, widths, self.findings)
        self._entries = [
            self._entry(sheet, Fields(sheet, row, widths, self.findings), today)
            for sheet in upload.sheets
            for row in sheet.rows
        ]

    def __iter__(self) -> Iterator[Entry[SheetRow]]:
        return iter(self._entries)

    def of(self, kind: type[S]) -> list[Entry[S]]:
        """Return the entries of that kind that are there once, good or not."""
        return [
            cast("Entry[S]", entry)
            for entry in self._entries
            if isinstance(entry.row, kind) and not entry.again
        ]

    def good(self, kind: type[S]) -> list[S]:
        """Return the rows of that kind that come in."""
        return [entry.row for entry in self.of(kind) if entry.good]

    def note(self, entry: Entry[SheetRow], title: str, code: str, **data: object) -> None:
        """Note a finding about a column of a row; an error keeps the row out."""
        column = entry.sheet.headers.get(title, title)
        self.findings.note(entry.origin, column, code, **data)
        if SEVERITIES[code] is Severity.ERROR:
            entry.good = False

    @staticmethod
    def _entry(sheet: Sheet, fields: Fields, today: date) -> Entry[SheetRow]:
        row = PARSERS[sheet.kind](fields, today)
        return Entry(row, sheet, good=not fields.wrong)


def find_duplicates(entries: Entries) -> None:
    """Let equal rows count once; of rows that contradict each other keep the later ones out."""
    first: dict[tuple[type[SheetRow], object], Entry[SheetRow]] = {}
    for entry in entries:
        other = first.setdefault((type(entry.row), entry.row.key), entry)
        if other is entry or not entry.row.label:
            continue
        where = {"file": other.origin.file, "line": other.origin.line}
        if entry.row == other.row and entry.good and other.good:
            entries.note(entry, "", "duplicate_ignored", **where)
            entry.again = True
        elif entry.row != other.row:
            entries.note(entry, "", "duplicate_differs", number=entry.row.label, **where)
