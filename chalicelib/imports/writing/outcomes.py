"""What became of the families of an import, and who had it done."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import NotFound, PortalError
from chalicelib.core.values import dataclass
from chalicelib.families.model import MOST_CHILDREN, TooManyChildren, TooManyParents
from chalicelib.imports.checking import FamilyBundle
from chalicelib.imports.findings import Finding, Findings, Origin
from chalicelib.imports.writing.persons import AddressesCrossed

# What keeps a family out although each of its rows is fine, and what the report says then.
HELD: Mapping[type[PortalError], str] = {
    TooManyParents: "too_many_parents",
    TooManyChildren: "too_many_children",
    AddressesCrossed: "addresses_crossed",
    NotFound: "family_unknown",
}


@dataclass(frozen=True)
class Author:
    """Who has the import done, for the audit trail."""

    actor: str
    roles: tuple[str, ...] = ()

    def note(
        self, action: str, about: str, organisation_id: str, transaction: Transaction, now: datetime
    ) -> None:
        record = AuditRecord(organisation_id, now, self.actor, self.roles, action, about)
        audit.note_of(record, transaction=transaction)


@dataclass(frozen=True)
class Outcome:
    """What became of one family; `finding` says why it stays out."""

    number: str
    has_changed: bool
    finding: Finding | None = None


def finding_of(bundle: FamilyBundle, refusal: PortalError) -> Finding:
    """Return what the report says, at the first line of the family that there is."""
    rows = [
        *(it for it in (bundle.family,) if it),
        *bundle.parents,
        *bundle.children,
        *bundle.contracts,
        *bundle.credits,
    ]
    findings = Findings()
    origin = rows[0].origin if rows else Origin("", 0)
    code = HELD[type(refusal)]
    findings.note(origin, "", code, family=bundle.number, most=MOST_CHILDREN)
    return findings.in_order(())[0]
