"""A small export that is right, to be made wrong in one place; and the sample export."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from chalicelib.imports.checking import Checked, FamilyBundle, check
from chalicelib.imports.findings import Finding
from chalicelib.imports.known import NOTHING_YET, Known
from chalicelib.imports.reading import File, Upload, read_files

TODAY = date(2026, 11, 2)
SAMPLES = Path(__file__).parents[2] / "samples" / "import-set"
SAMPLE_FILES = [File(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.csv"))]

RIGHT = {
    "locaties.csv": {
        "locatie": "Noord",
        "opvangsoort": "KDV",
        "lrk": "188687038",
        "straat": "Weg 1",
        "postcode": "2022 DA",
        "plaats": "Haarlem",
    },
    "groepen.csv": {
        "locatie": "Noord",
        "groep": "Uilen",
        "opvangsoort": "KDV",
        "leeftijd_van": "2",
        "leeftijd_tot": "4",
        "plaatsen": "16",
        "medewerkers": "2",
        "open": "07:30",
        "dicht": "18:30",
    },
    "sluitingsdagen.csv": {"locatie": "*", "datum": "25-12-2026", "reden": "kerst"},
    "gezinnen.csv": {
        "debiteurnummer": "010000",
        "naam": "Fam. Bos",
        "straat": "Laan 1",
        "postcode": "1234 AB",
        "plaats": "Haarlem",
        "betaalwijze": "incasso",
        "iban": "NL91ABNA0417164300",
        "machtiging": "MND-1",
        "machtiging_datum": "01-02-2025",
    },
    "ouders.csv": {
        "debiteurnummer": "010000",
        "voornaam": "Anna",
        "achternaam": "Bos",
        "e-mail": "anna@voorbeeld.example",
        "telefoon": "0612345678",
        "taal": "nl",
    },
    "kinderen.csv": {
        "kindnummer": "K1",
        "debiteurnummer": "010000",
        "voornaam": "Noor",
        "achternaam": "Bos",
        "geboortedatum": "01-03-2024",
        "allergieën": "",
        "foto_toestemming": "ja",
        "uitstapje_toestemming": "nee",
        "noodcontact": "Oma",
        "noodtelefoon": "020-1234567",
    },
    "contracten.csv": {
        "contractnummer": "C1",
        "kindnummer": "K1",
        "opvangsoort": "KDV",
        "locatie": "Noord",
        "groep": "Uilen",
        "dagen": "ma,di",
        "uren_per_dag": "11,0",
        "weken_per_jaar": "51",
        "uurtarief": "10,43",
        "startdatum": "01-03-2026",
        "einddatum": "",
    },
    "tegoeden.csv": {
        "kindnummer": "K1",
        "uren": "5,5",
        "verkregen_op": "01-10-2026",
        "geldig_tot": "31-12-2026",
        "reden": "afmelding",
    },
}


class Export:
    """Eight lists with one right line each; `change` and `add` make them more interesting."""

    def __init__(self) -> None:
        self.lists = {name: [dict(row)] for name, row in RIGHT.items()}

    def change(self, sheet: str, **cells: str) -> "Export":
        """Change the right line; `e_mail` and the like are written with a dash."""
        self.lists[f"{sheet}.csv"][0] |= named(sheet, cells)
        return self

    def add(self, sheet: str, **cells: str) -> "Export":
        """Add a line that is as the right one but for these cells."""
        self.lists[f"{sheet}.csv"].append({**RIGHT[f"{sheet}.csv"], **named(sheet, cells)})
        return self

    def without(self, *sheets: str) -> "Export":
        for sheet in sheets:
            del self.lists[f"{sheet}.csv"]
        return self

    def files(self) -> list[File]:
        return [File(name, as_csv(rows)) for name, rows in self.lists.items()]

    def checked(self, known: Known = NOTHING_YET) -> Checked:
        return checked(self.files(), known=known)


def extract(*numbers: str, files: list[File] = SAMPLE_FILES) -> list[File]:
    """Return the export with these families only, and all the places."""
    return [File(file.name, _lines_of(file.data.decode("utf-8-sig"), numbers)) for file in files]


def _lines_of(text: str, numbers: tuple[str, ...]) -> bytes:
    header, *lines = text.split("\r\n")
    titles = header.split(";")
    key = next((it for it in ("debiteurnummer", "kindnummer") if it in titles), None)
    if key is None:
        return text.encode()
    place = titles.index(key)
    ours = [it for it in lines if it and it.split(";")[place].lstrip("K")[:6] in numbers]
    return "\r\n".join([header, *ours]).encode()


def corrected(files: list[File] = SAMPLE_FILES) -> list[File]:
    """Return the export without the line of kinderen.csv that holds a family back."""
    return [
        replace(file, data=b"\r\n".join(file.data.split(b"\r\n")[:-2]))
        if file.name == "kinderen.csv"
        else file
        for file in files
    ]


def in_windows_1252(files: list[File] = SAMPLE_FILES) -> list[File]:
    return [
        File(file.name, file.data.decode("utf-8-sig").encode("cp1252", errors="replace"))
        for file in files
    ]


def in_one_workbook(files: list[File] = SAMPLE_FILES) -> list[File]:
    tabs = {}
    for file in files:
        lines = csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""), delimiter=";")
        tabs[file.name.removesuffix(".csv")] = [
            [as_a_spreadsheet_reads(cell) for cell in line] for line in lines
        ]
    return [File("export.xlsx", a_workbook(tabs))]


def named(sheet: str, cells: dict[str, str]) -> dict[str, str]:
    titles = RIGHT[f"{sheet}.csv"]
    return {
        name if name in titles or "_" not in name else name.replace("_", "-"): text
        for name, text in cells.items()
    }


def as_csv(rows: list[dict[str, str]], separator: str = ";") -> bytes:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "\r\n".join(separator.join(map(quoted, line)) for line in lines).encode()


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(';",\t\r\n') else cell


def checked(files: list[File], *, known: Known = NOTHING_YET, today: date = TODAY) -> Checked:
    return check(read_files(files), known=known, today=today)


def read_one(data: bytes | str, name: str = "ouders.csv") -> Upload:
    return read_files([File(name, data.encode() if isinstance(data, str) else data)])


def a_workbook(tabs: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in tabs.items():
        tab = book.create_sheet(title)
        for row in rows:
            tab.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_a_spreadsheet_reads(cell: str) -> object:
    """Do what a Dutch spreadsheet does to a cell of CSV: zeros go, dates and times are born."""
    for make in (
        int,
        lambda text: float(text.replace(",", ".")),
        lambda text: datetime.strptime(text, "%d-%m-%Y"),  # noqa: DTZ007 - a cell has no zone
        lambda text: datetime.strptime(text, "%H:%M").time(),  # noqa: DTZ007
    ):
        try:
            return make(cell)
        except ValueError:
            continue
    return cell or None


def told(found: Checked | Upload, *, besides: tuple[str, ...] = ()) -> list[tuple[str, int, str]]:
    """Return the findings as (file, line, code)."""
    findings = found.report.findings if isinstance(found, Checked) else found.findings
    return [
        (finding.origin.file, finding.origin.line, finding.code)
        for finding in findings
        if finding.code not in besides
    ]


def codes(found: Checked | Upload) -> list[str]:
    return [code for _, _, code in told(found)]


def the_finding(found: Checked | Upload, code: str) -> Finding:
    findings = found.report.findings if isinstance(found, Checked) else found.findings
    return next(finding for finding in findings if finding.code == code)


def the_family(found: Checked, number: str = "010000") -> FamilyBundle | None:
    return next((family for family in found.families if family.number == number), None)
