"""Which list a table is, told by its header."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from chalicelib.core.values import dataclass
from chalicelib.imports.files.tables import Line, Table
from chalicelib.imports.findings import Findings, Origin

HEADER_WITHIN = 10
ENOUGH = 0.5  # of the required columns


class SheetKind(StrEnum):
    LOCATIONS = "locations"
    GROUPS = "groups"
    CLOSING_DAYS = "closing_days"
    FAMILIES = "families"
    PARENTS = "parents"
    CHILDREN = "children"
    CONTRACTS = "contracts"
    CREDITS = "credits"


@dataclass(frozen=True)
class Column:
    """`title` is how our own files call it; `others` are read as well."""

    title: str
    required: bool = True
    others: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(plain(name) for name in (self.title, *self.others))


@dataclass(frozen=True)
class Row:
    """`cells` by the title of their column; `count` is how many cells the line really has."""

    origin: Origin
    cells: Mapping[str, str]
    count: int


@dataclass(frozen=True)
class Unusable:
    """A sheet of which nothing is imported, because columns are missing."""

    kind: SheetKind
    origin: Origin


@dataclass(frozen=True)
class Sheet:
    """`headers` tells for each column's title what the file calls it."""

    kind: SheetKind
    file: str
    headers: Mapping[str, str]
    width: int
    rows: tuple[Row, ...]


def _optional(title: str, *others: str) -> Column:
    return Column(title, required=False, others=others)


_DEBTOR = Column("debiteurnummer", others=("debiteurnr", "debiteur", "klantnummer"))
_CHILD = Column("kindnummer", others=("kindnr",))
_LOCATION = Column("locatie", others=("vestiging",))
_CARE_TYPE = Column("opvangsoort", others=("soort opvang",))
_FIRST_NAME = ("roepnaam",)
_ADDRESS = (
    Column("straat", others=("adres",)),
    Column("postcode"),
    Column("plaats", others=("woonplaats",)),
)

COLUMNS: Mapping[SheetKind, tuple[Column, ...]] = {
    SheetKind.LOCATIONS: (
        _LOCATION,
        _CARE_TYPE,
        Column("lrk", others=("lrk-nummer",)),
        *_ADDRESS,
        _optional("telefoon", "telefoonnummer"),
    ),
    SheetKind.GROUPS: (
        _LOCATION,
        Column("groep"),
        _CARE_TYPE,
        Column("leeftijd_van"),
        Column("leeftijd_tot"),
        Column("plaatsen", others=("kindplaatsen", "capaciteit")),
        Column("medewerkers"),
        Column("open", others=("opent",)),
        Column("dicht", others=("sluit",)),
        _optional("dagen"),
    ),
    SheetKind.CLOSING_DAYS: (_LOCATION, Column("datum"), _optional("reden", "omschrijving")),
    SheetKind.FAMILIES: (
        _DEBTOR,
        Column("naam", others=("gezinsnaam",)),
        *_ADDRESS,
        Column("betaalwijze", others=("betaalmethode",)),
        Column("iban", others=("rekeningnummer",)),
        Column("machtiging", others=("machtigingskenmerk", "mandaat")),
        Column("machtiging_datum", others=("mandaatdatum",)),
    ),
    SheetKind.PARENTS: (
        _DEBTOR,
        _optional("voornaam", *_FIRST_NAME),
        Column("achternaam"),
        Column("e-mail", others=("e-mailadres", "mail")),
        _optional("telefoon", "telefoonnummer", "mobiel"),
        _optional("taal"),
    ),
    SheetKind.CHILDREN: (
        _CHILD,
        _DEBTOR,
        Column("voornaam", others=_FIRST_NAME),
        Column("achternaam"),
        Column("geboortedatum"),
        Column("allergieën", others=("allergie",)),
        Column("foto_toestemming"),
        Column("uitstapje_toestemming"),
        _optional("noodcontact"),
        _optional("noodtelefoon"),
    ),
    SheetKind.CONTRACTS: (
        Column("contractnummer", others=("contractnr",)),
        _CHILD,
        _CARE_TYPE,
        _LOCATION,
        Column("groep"),
        Column("dagen"),
        Column("uren_per_dag"),
        Column("weken_per_jaar"),
        Column("uurtarief"),
        Column("startdatum", others=("begindatum", "ingangsdatum")),
        Column("einddatum"),
    ),
    SheetKind.CREDITS: (
        _CHILD,
        Column("uren"),
        Column("verkregen_op"),
        Column("geldig_tot"),
        _optional("reden", "omschrijving"),
    ),
}
HINTS: Mapping[SheetKind, tuple[str, ...]] = {
    SheetKind.LOCATIONS: ("locatie", "vestiging", "location"),
    SheetKind.GROUPS: ("groep", "group"),
    SheetKind.CLOSING_DAYS: ("sluiting", "closing"),
    SheetKind.FAMILIES: ("gezin", "famil", "debiteur"),
    SheetKind.PARENTS: ("ouder", "parent"),
    SheetKind.CHILDREN: ("kind", "child"),
    SheetKind.CONTRACTS: ("contract",),
    SheetKind.CREDITS: ("tegoed", "credit"),
}


def plain(name: str) -> str:
    """Return the name of a column without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def recognise(table: Table, findings: Findings) -> Sheet | Unusable | None:
    """Return the sheet; what it should have been; or `None` for what is no list of ours."""
    candidates = [
        (_likeness(kind, line, table.hint), line, kind)
        for line in table.lines[:HEADER_WITHIN]
        for kind in SheetKind
    ]
    if not candidates:
        return None
    (share, hinted, _), header, kind = max(candidates, key=lambda candidate: candidate[0])
    if share < ENOUGH and not (hinted and share):
        findings.note(Origin(table.file, header.number), "", "unknown_sheet")
        return None
    return _sheet(kind, header, table, findings)


def _likeness(kind: SheetKind, header: Line, hint: str) -> tuple[float, bool, float]:
    """Return the share of required columns that are there, and what decides between equals."""
    cells = {plain(cell) for cell in header.cells} - {""}
    required = [column for column in COLUMNS[kind] if column.required]
    there = sum(not column.names.isdisjoint(cells) for column in required)
    known = frozenset().union(*(column.names for column in COLUMNS[kind]))
    hinted = any(word in plain(hint) for word in HINTS[kind])
    return there / len(required), hinted, len(cells & known) / max(len(cells), 1)


def _sheet(kind: SheetKind, header: Line, table: Table, findings: Findings) -> Sheet | Unusable:
    places = _places(kind, header, table.file, findings)
    origin = Origin(table.file, header.number)
    missing = [
        column.title for column in COLUMNS[kind] if column.required and column.title not in places
    ]
    for title in missing:
        findings.note(origin, title, "column_missing", title=title)
    if missing:
        return Unusable(kind, origin)
    _note_computed(table, header, findings)
    return Sheet(
        kind,
        table.file,
        {title: header.cells[place].strip() for title, place in places.items()},
        _filled(header.cells),
        tuple(
            Row(
                Origin(table.file, line.number),
                {
                    title: line.cells[place]
                    for title, place in places.items()
                    if place < len(line.cells)
                },
                _filled(line.cells),
            )
            for line in table.lines
            if line.number > header.number
        ),
    )


def _places(kind: SheetKind, header: Line, file: str, findings: Findings) -> dict[str, int]:
    titles = {name: column.title for column in COLUMNS[kind] for name in column.names}
    places: dict[str, int] = {}
    for place, cell in enumerate(header.cells):
        title = titles.get(plain(cell))
        if title is None:
            if cell.strip():
                _note_header(findings, file, header, "unknown_column", cell)
        elif title in places:
            _note_header(findings, file, header, "double_column", cell)
        else:
            places[title] = place
    return places


def _note_header(findings: Findings, file: str, header: Line, code: str, cell: str) -> None:
    findings.note(Origin(file, header.number), cell.strip(), code, title=cell.strip())


def _note_computed(table: Table, header: Line, findings: Findings) -> None:
    by_number = {line.number: line for line in table.lines}
    for number, place in sorted(table.computed):
        if number > header.number and place < _filled(header.cells):
            value = by_number[number].cells[place]
            column = header.cells[place].strip()
            findings.note(Origin(table.file, number), column, "formula_computed", value=value)


def _filled(cells: tuple[str, ...]) -> int:
    """Return the number of cells up to the last that has something in it."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
