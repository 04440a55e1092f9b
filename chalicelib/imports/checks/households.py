"""Who belongs to whom, and which families come in.

A family comes in as a whole or not at all: one error in any of its rows holds all of them back,
since a family without one of its contracts would be billed wrongly, and one without its child's
row would lose an allergy. Warnings hold nothing back.
"""

from collections.abc import Mapping, Sequence

from chalicelib.imports.checks.entries import Entries, Entry
from chalicelib.imports.files.sheets import SheetKind, Unusable
from chalicelib.imports.findings import Origin
from chalicelib.imports.known import Known
from chalicelib.imports.rows import (
    ChildRow,
    ContractRow,
    CreditRow,
    FamilyRow,
    ParentRow,
    SheetRow,
)

OF_FAMILIES = (FamilyRow, ParentRow, ChildRow, ContractRow, CreditRow)
_SHEETS_OF_FAMILIES = frozenset(
    {
        SheetKind.FAMILIES,
        SheetKind.PARENTS,
        SheetKind.CHILDREN,
        SheetKind.CONTRACTS,
        SheetKind.CREDITS,
    }
)


class Households:
    """Tells of every row of a family which family that is."""

    def __init__(self, entries: Entries, known: Known) -> None:
        self._entries = entries
        self._known = known
        self._families = {entry.row.number for entry in entries.of(FamilyRow)} | set(known.families)
        self._children: dict[str, Entry[ChildRow]] = {}
        for entry in entries.of(ChildRow):
            self._children.setdefault(entry.row.number, entry)

    def family_of(self, row: SheetRow) -> str:
        """Return the debtor number; empty where there is no such family."""
        match row:
            case FamilyRow():
                number = row.number
            case ParentRow() | ChildRow():
                number = row.family
            case ContractRow() | CreditRow():
                number = self._family_of_child(row.child)
            case _:
                number = ""
        return number if number in self._families else ""

    def check_links(self) -> None:
        """Note every row that names a family or child that is not there."""
        for parent in self._entries.of(ParentRow):
            self._check_family(parent, parent.row.family)
        for child in self._entries.of(ChildRow):
            self._check_family(child, child.row.family)
            self._check_known_child(child)
        contracts = {contract.number: contract.child for contract in self._known.contracts}
        for contract in self._entries.of(ContractRow):
            self._check_child(contract, contract.row.child)
            self._check_known_contract(contract, contracts)
        for credit in self._entries.of(CreditRow):
            self._check_child(credit, credit.row.child)

    def hold_back(self, unusable: Sequence[Unusable]) -> Mapping[str, Origin]:
        """Keep every row out whose family has an error; return those families with its place."""
        held = self._held(unusable)
        for entry in self._of_families():
            family = self.family_of(entry.row)
            if entry.good and not entry.again and family in held:
                cause = held[family]
                where = {"file": cause.file, "line": cause.line}
                self._entries.note(entry, "", "family_held_back", family=family, **where)
        return held

    def _held(self, unusable: Sequence[Unusable]) -> dict[str, Origin]:
        sheets = [sheet.origin for sheet in unusable if sheet.kind in _SHEETS_OF_FAMILIES]
        held: dict[str, Origin] = {}
        for entry in self._of_families():
            family = self.family_of(entry.row)
            if family and (sheets or not entry.good):
                held.setdefault(family, sheets[0] if sheets else entry.origin)
        return held

    def _of_families(self) -> list[Entry[SheetRow]]:
        """Return the entries of families, the family's own first: it explains most."""
        order: dict[type, int] = {kind: place for place, kind in enumerate(OF_FAMILIES)}
        ours = [entry for entry in self._entries if isinstance(entry.row, OF_FAMILIES)]
        return sorted(ours, key=lambda entry: order[type(entry.row)])

    def _family_of_child(self, child: str) -> str:
        if child in self._children:
            return self._children[child].row.family
        return self._known.children.get(child, "")

    def _check_family(self, entry: Entry[ParentRow] | Entry[ChildRow], family: str) -> None:
        if family and family not in self._families:
            self._entries.note(entry, "debiteurnummer", "family_unknown", family=family)

    def _check_known_child(self, entry: Entry[ChildRow]) -> None:
        row = entry.row
        known = self._known.children.get(row.number, row.family)
        if row.family and known != row.family:
            self._entries.note(
                entry,
                "debiteurnummer",
                "child_of_other_family",
                child=row.number,
                known=known,
                family=row.family,
            )

    def _check_known_contract(
        self, entry: Entry[ContractRow], contracts: Mapping[str, str]
    ) -> None:
        row = entry.row
        known = contracts.get(row.number, row.child)
        if row.child and known and known != row.child:
            numbers = {"contract": row.number, "known": known, "child": row.child}
            self._entries.note(entry, "kindnummer", "contract_of_other_child", **numbers)

    def _check_child(self, entry: Entry[ContractRow] | Entry[CreditRow], child: str) -> None:
        if not child or self._family_of_child(child) in self._families:
            return
        if child in self._children:
            place = self._children[child].origin
            where = {"file": place.file, "line": place.line}
            self._entries.note(entry, "kindnummer", "child_row_wrong", child=child, **where)
        else:
            self._entries.note(entry, "kindnummer", "child_unknown", child=child)
