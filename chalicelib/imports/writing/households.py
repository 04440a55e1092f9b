"""A family comes in as a whole: its people, accounts, contracts and credits in one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.credits import service as credits_
from chalicelib.families import service as families
from chalicelib.families.model import Family
from chalicelib.imports.checking import FamilyBundle
from chalicelib.imports.findings import Finding
from chalicelib.imports.writing import drafts
from chalicelib.imports.writing.outcomes import HELD, Author, Outcome, finding_of
from chalicelib.imports.writing.persons import Match, match_parents, with_accounts
from chalicelib.imports.writing.present import Places
from chalicelib.planning.keeping import plan_added_contracts

AT_ONCE = 25  # families that are looked up together
HELD_BACK = tuple(HELD)
ATTEMPTS = 5  # somebody may change a family while it is imported


@dataclass(frozen=True)
class Writer:
    """Writes the families of one organisation; `language` is the organisation's own."""

    organisation_id: str
    places: Places
    language: Language
    author: Author
    now: datetime

    def foresee(self, bundles: Sequence[FamilyBundle]) -> Iterator[tuple[str, Finding]]:
        """Yield by number which families would stay out, and why; nothing is written."""
        for bundle, existing in self._with_existing(bundles):
            try:
                base, matches = self._base(bundle, existing)
                draft = self._draft(base, bundle, matches, {})
                self._plan_family(draft, existing, Transaction())
            except HELD_BACK as refusal:
                yield bundle.number, finding_of(bundle, refusal)

    def write(self, bundles: Sequence[FamilyBundle]) -> Iterator[Outcome]:
        """Write one family after the other, each as a whole, and yield what became of it.

        :raises Busy: somebody else went on changing a family.
        """
        for bundle, existing in self._with_existing(bundles):
            try:
                yield Outcome(bundle.number, self._write_patiently(bundle, existing))
            except HELD_BACK as refusal:
                yield Outcome(bundle.number, has_changed=False, finding=finding_of(bundle, refusal))

    def _with_existing(
        self, bundles: Iterable[FamilyBundle]
    ) -> Iterator[tuple[FamilyBundle, Family | None]]:
        left = iter(bundles)
        while batch := list(islice(left, AT_ONCE)):
            ids = {it.number: self._family_id(it) for it in batch}
            known = families.find_families(list(ids.values()), organisation_id=self.organisation_id)
            for bundle in batch:
                yield bundle, known.get(ids[bundle.number])

    def _write_patiently(self, bundle: FamilyBundle, existing: Family | None) -> bool:
        for _ in range(ATTEMPTS):
            try:
                return self._write(bundle, existing)
            except Busy:
                family_id = self._family_id(bundle)
                known = families.find_families([family_id], organisation_id=self.organisation_id)
                existing = known.get(family_id)
        raise Busy

    def _write(self, bundle: FamilyBundle, existing: Family | None) -> bool:
        """Return whether anything was written. What nobody sees without the family comes first."""
        transaction = Transaction()
        base, matches = self._base(bundle, existing)
        groups = self._plan_bookings(bundle, base.family_id, transaction)
        draft = self._draft(base, bundle, matches, groups)
        draft = with_accounts(
            draft,
            matches,
            organisation_id=self.organisation_id,
            transaction=transaction,
            now=self.now,
        )
        current = _with_groups(existing, groups) if existing else None
        if not self._plan_family(draft, current, transaction):
            self._plan_groups(existing, current, transaction)
        if not len(transaction):
            return False
        about = f"family/{base.family_id}"
        self.author.note("imports.write_family", about, self.organisation_id, transaction, self.now)
        transaction.commit_in_parts()
        return True

    def _base(self, bundle: FamilyBundle, existing: Family | None) -> tuple[Family, list[Match]]:
        base = drafts.base_of(bundle, existing, organisation_id=self.organisation_id)
        return base, match_parents(bundle.parents, base, organisation_id=self.organisation_id)

    def _draft(
        self,
        base: Family,
        bundle: FamilyBundle,
        matches: Sequence[Match],
        groups: Mapping[str, frozenset[str]],
    ) -> Family:
        return drafts.draft_of(
            base,
            bundle,
            matches,
            groups,
            organisation_id=self.organisation_id,
            language=self.language,
            now=self.now,
        )

    def _plan_family(
        self, draft: Family, existing: Family | None, transaction: Transaction
    ) -> bool:
        return families.plan_family(
            draft,
            existing=existing,
            organisation_id=self.organisation_id,
            transaction=transaction,
        )

    def _plan_bookings(
        self, bundle: FamilyBundle, family_id: str, transaction: Transaction
    ) -> dict[str, frozenset[str]]:
        """Plan contracts and credits, and return the groups of children that have contracts."""
        org = self.organisation_id
        grants = drafts.credits_of(bundle, family_id, organisation_id=org)
        credits_.plan_credits(grants, organisation_id=org, transaction=transaction)
        return plan_added_contracts(
            drafts.contracts_of(bundle, family_id, self.places),
            organisation_id=org,
            now=self.now,
            transaction=transaction,
            birth_dates=drafts.birth_dates_of(bundle, family_id, organisation_id=org),
        )

    def _plan_groups(
        self, before: Family | None, after: Family | None, transaction: Transaction
    ) -> None:
        if before is None or after is None or before == after:
            return
        known = {child.child_id: child.group_ids for child in before.children}
        groups = {child.child_id: child.group_ids for child in after.children}
        families.set_groups(
            {child: ids for child, ids in groups.items() if ids != known[child]},
            organisation_id=self.organisation_id,
            transaction=transaction,
        )

    def _family_id(self, bundle: FamilyBundle) -> str:
        return families.family_id_for(bundle.number, organisation_id=self.organisation_id)


def _with_groups(family: Family, groups: Mapping[str, frozenset[str]]) -> Family:
    children = [
        replace(it, group_ids=groups.get(it.child_id, it.group_ids)) for it in family.children
    ]
    return replace(family, children=tuple(children))
