"""From sheets to what comes in, with a report of what does not and why."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from chalicelib.core.values import dataclass
from chalicelib.imports.checks.addresses import check_parents
from chalicelib.imports.checks.capacity import find_overfull
from chalicelib.imports.checks.entries import Entries, find_duplicates
from chalicelib.imports.checks.households import OF_FAMILIES, Households
from chalicelib.imports.checks.places import check_places
from chalicelib.imports.files.sheets import SheetKind
from chalicelib.imports.known import Known
from chalicelib.imports.reading import Upload
from chalicelib.imports.reports import Count, Report
from chalicelib.imports.rows import (
    ChildRow,
    ClosingDayRow,
    ContractRow,
    CreditRow,
    FamilyRow,
    GroupRow,
    LocationRow,
    ParentRow,
    SheetRow,
)


@dataclass(frozen=True)
class FamilyBundle:
    """One family with all its rows of this upload: it comes in as a whole.

    Without `family` the portal has it already, and only the other rows are new or corrected. The
    first parent is the one who logs in with the bare debtor number.
    """

    number: str
    family: FamilyRow | None
    parents: tuple[ParentRow, ...]
    children: tuple[ChildRow, ...]
    contracts: tuple[ContractRow, ...]
    credits: tuple[CreditRow, ...]

    @property
    def emails(self) -> tuple[str, ...]:
        """Return each address once, the first parent's first: one account for each."""
        return tuple(dict.fromkeys(parent.email for parent in self.parents if parent.email))


@dataclass(frozen=True)
class Checked:
    """What comes in, in the order in which it can be written, and the report."""

    locations: tuple[LocationRow, ...]
    groups: tuple[GroupRow, ...]
    closing_days: tuple[ClosingDayRow, ...]
    families: tuple[FamilyBundle, ...]
    report: Report


def check(upload: Upload, *, known: Known, today: date) -> Checked:
    """Return what of the upload comes in; nothing in it can make this fail."""
    entries = Entries(upload, known=known, today=today)
    find_duplicates(entries)
    groups = check_places(entries, known)
    households = Households(entries, known)
    households.check_links()
    held = households.hold_back(upload.unusable)
    check_parents(entries, known)
    _note_overfull(entries, known, groups, today)
    return Checked(
        tuple(entries.good(LocationRow)),
        tuple(entries.good(GroupRow)),
        tuple(entries.good(ClosingDayRow)),
        _bundles(entries, households),
        Report(entries.findings.in_order(upload.files), _counts(entries), tuple(sorted(held))),
    )


def _note_overfull(
    entries: Entries, known: Known, groups: Mapping[object, GroupRow], today: date
) -> None:
    """Note it at the contract that is over, or else at the first of the upload in that group."""
    ours = {entry.row.number: entry for entry in entries.of(ContractRow) if entry.good}
    contracts = {row.number: row for row in known.contracts} | {
        number: entry.row for number, entry in ours.items()
    }
    for overfull in find_overfull(list(contracts.values()), groups, today=today):
        group = overfull.group
        candidates = [entry for entry in ours.values() if entry.row.group_key == group.key]
        entry = ours.get(overfull.contract.number) or next(iter(candidates), None)
        if entry:
            entries.note(
                entry,
                "groep",
                "group_overfull",
                group=group.group,
                location=group.location,
                day=overfull.day,
                start=f"{overfull.start:%d-%m-%Y}",
                count=overfull.count,
                places=group.places,
                over=overfull.over,
            )


@dataclass
class _Rows:
    families: list[FamilyRow] = field(default_factory=list)
    parents: list[ParentRow] = field(default_factory=list)
    children: list[ChildRow] = field(default_factory=list)
    contracts: list[ContractRow] = field(default_factory=list)
    credits: list[CreditRow] = field(default_factory=list)

    def add(self, row: SheetRow) -> None:
        match row:
            case FamilyRow():
                self.families.append(row)
            case ParentRow():
                self.parents.append(row)
            case ChildRow():
                self.children.append(row)
            case ContractRow():
                self.contracts.append(row)
            case CreditRow():
                self.credits.append(row)


def _bundles(entries: Entries, households: Households) -> tuple[FamilyBundle, ...]:
    """Return the families in the order of their sheet, then those that the portal has already."""
    rows: defaultdict[str, _Rows] = defaultdict(_Rows)
    for kind in OF_FAMILIES:
        for row in entries.good(kind):
            rows[households.family_of(row)].add(row)
    return tuple(
        FamilyBundle(
            number,
            next(iter(own.families), None),
            tuple(own.parents),
            tuple(own.children),
            tuple(own.contracts),
            tuple(own.credits),
        )
        for number, own in rows.items()
    )


def _counts(entries: Entries) -> dict[SheetKind, Count]:
    read = Counter(entry.sheet.kind for entry in entries)
    good = Counter(entry.sheet.kind for entry in entries if entry.good and not entry.again)
    again = Counter(entry.sheet.kind for entry in entries if entry.again)
    return {kind: Count(read[kind], good[kind], again[kind]) for kind in read}
