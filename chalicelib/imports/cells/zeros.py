"""Leading zeros that a spreadsheet took off numbers: 010000 became 10000."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chalicelib.imports.files.sheets import Row, Sheet
from chalicelib.imports.files.tables import Figure
from chalicelib.imports.findings import Findings
from chalicelib.imports.known import Known

DEBTOR_DIGITS = 6
_DEFAULTS = {"debiteurnummer": DEBTOR_DIGITS, "kindnummer": 0, "contractnummer": 0}


def find_widths(sheets: Sequence[Sheet], known: Known) -> dict[str, int]:
    """Return how many digits each kind of number has; 0 where nothing tells.

    The portal's own numbers decide; then those of the upload that still have their zeros; then,
    for debtor numbers that went through a workbook, six.
    """
    already: Mapping[str, Iterable[str]] = {
        "debiteurnummer": known.families,
        "kindnummer": known.children,
        "contractnummer": [contract.number for contract in known.contracts],
    }
    return {
        title: _width(_cells(sheets, title), sorted(already[title]), default)
        for title, default in _DEFAULTS.items()
    }


def note_restored(sheets: Sequence[Sheet], widths: Mapping[str, int], findings: Findings) -> None:
    """Say once per column how many numbers got zeros back."""
    for sheet in sheets:
        for title, width in widths.items():
            short = [row for row in sheet.rows if _is_short(row, title, width)]
            if short:
                value = short[0].cells[title].strip()
                findings.note(
                    short[0].origin,
                    sheet.headers[title],
                    "zeros_restored",
                    count=len(short),
                    value=value,
                    restored=value.zfill(width),
                )


def _width(texts: list[str], already: list[str], default: int) -> int:
    if already:
        return _usual_length(already)
    figures = any(isinstance(text, Figure) for text in texts)
    return _usual_length(texts) or (default if figures else 0)


def _usual_length(numbers: Iterable[str]) -> int:
    """Return the length that numbers with a leading zero mostly have: a typing error is no rule."""
    lengths = Counter(len(number) for number in numbers if _is_number(number) and number[0] == "0")
    return lengths.most_common(1)[0][0] if lengths else 0


def _cells(sheets: Sequence[Sheet], title: str) -> list[str]:
    return [row.cells[title] for sheet in sheets for row in sheet.rows if title in row.cells]


def _is_short(row: Row, title: str, width: int) -> bool:
    text = row.cells.get(title, "").strip()
    return _is_number(text) and len(text) < width


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
