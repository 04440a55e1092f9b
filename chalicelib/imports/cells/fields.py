"""One row while it is read: every wrong cell is noted, not only the first."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

from chalicelib.imports.cells.values import BadValue
from chalicelib.imports.files.sheets import Row, Sheet
from chalicelib.imports.files.tables import Figure
from chalicelib.imports.findings import Findings, Origin
from chalicelib.imports.texts import SEVERITIES, Severity

T = TypeVar("T")

NAME_LIMIT = 100
TEXT_LIMIT = 500
_UNSEEN = re.compile(
    # control characters, the marks that turn text around, and what is no character at all
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_FORMULA = re.compile(r"[=+@\uff1d\uff0b\uff20]|[-\uff0d](?=.)")
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_LOST = re.compile(r"\ufffd|\?\w|\?\?|(?<!\S)\?(?!\S)")  # "Y?lmaz", "Fam. ?"
_SHEET_ERRORS = frozenset(
    {"#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#NAME?", "#NAAM?", "#DIV/0!"}
)


class Fields:
    """The cells of a row by title; `wrong` once the row cannot be imported.

    `widths` tells how many digits numbers have that a spreadsheet took the zeros of.
    """

    def __init__(
        self, sheet: Sheet, row: Row, widths: Mapping[str, int], findings: Findings
    ) -> None:
        self.origin: Origin = row.origin
        self.wrong = False
        self._sheet = sheet
        self._row = row
        self._widths = widths
        self._findings = findings
        self._clean: dict[str, str] = {}
        if row.count > sheet.width:
            self.note("", "too_many_cells", count=row.count, columns=sheet.width)

    def note(self, title: str, code: str, **data: object) -> None:
        """Note a finding about a column; an error makes the row wrong."""
        column = self._sheet.headers.get(title, title)
        self._findings.note(self.origin, column, code, **data)
        self.wrong = self.wrong or SEVERITIES[code] is Severity.ERROR

    def text(self, title: str) -> str:
        """Return the cell in NFC, on one line, with the zeros that a spreadsheet dropped."""
        if title not in self._clean:
            self._clean[title] = self._cleaned(title)
        return self._clean[title]

    def read(self, title: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Return the cell's value; `otherwise` where it has none, which is noted."""
        text = self.text(title)
        try:
            return parse(text)
        except BadValue as bad:
            self.note(title, bad.code, **bad.data)
            return otherwise

    def required(self, title: str, parse: Callable[[str], T], otherwise: T) -> T:
        """Return the value of a cell that may not be empty."""
        if not self.text(title):
            self.note(title, "value_missing")
            return otherwise
        return self.read(title, parse, otherwise)

    def words(self, title: str, *, limit: int = TEXT_LIMIT) -> str:
        """Return text for people, which nothing will ever compute."""
        text = self.text(title)
        if len(text) > limit:
            self.note(title, "too_long", limit=limit)
        if _LOST.search(text):
            self.note(title, "lost_characters", value=text)
        if _MARKUP.search(text):
            self.note(title, "markup", value=text)
        if _FORMULA.match(text):
            self.note(title, "formula", value=text)
            return f"'{text}"
        return text

    def name(self, title: str) -> str:
        """Return a name, which may not be empty."""
        if not self.text(title):
            self.note(title, "value_missing")
        return self.words(title, limit=NAME_LIMIT)

    def _cleaned(self, title: str) -> str:
        raw = self._row.cells.get(title, "")
        text = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", raw)).split())
        if _UNSEEN.search(raw):
            self.note(title, "control_characters", value=text)
        if text.upper() in _SHEET_ERRORS:
            self.note(title, "sheet_error_value", value=text)
        if text.isascii() and text.isdigit():
            text = text.zfill(self._widths.get(title, 0))
        return Figure(text) if isinstance(raw, Figure) else text
