"""E-mail addresses that belong to more than one parent: one address is one account."""

from collections import Counter

from chalicelib.imports.checks.entries import Entries
from chalicelib.imports.known import Known
from chalicelib.imports.rows import FamilyRow, ParentRow

USUAL_PARENTS = 2


def check_parents(entries: Entries, known: Known) -> None:
    """Note shared addresses, a third parent, and new families in which nobody can log in."""
    first: dict[str, ParentRow] = {}
    counts: Counter[str] = Counter()
    for entry in entries.of(ParentRow):
        row = entry.row
        if not entry.good:
            continue
        counts[row.family] += 1
        if counts[row.family] > USUAL_PARENTS:
            count = counts[row.family]
            entries.note(entry, "", "more_than_two_parents", count=count, family=row.family)
        other = first.setdefault(row.email, row) if row.email else row
        if other.family != row.family:
            shared = {"email": row.email, "family": other.family}
            entries.note(entry, "e-mail", "address_shared_across_families", **shared)
        elif other is not row:
            shared = {"email": row.email, "line": str(other.origin.line)}
            entries.note(entry, "e-mail", "address_shared_in_family", **shared)
    for family in entries.of(FamilyRow):
        number = family.row.number
        if family.good and not counts[number] and number not in known.families:
            entries.note(family, "", "family_without_parents", family=number)
