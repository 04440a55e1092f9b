"""Who of an export is who in the portal: parents have no number there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from chalicelib.accounts.model import Person
from chalicelib.accounts.planning import plan_account
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.errors import Conflict
from chalicelib.core.values import dataclass
from chalicelib.families import service as families
from chalicelib.families.model import MOST_PARENTS, Family, ParentPerson, TooManyParents
from chalicelib.imports.rows import ParentRow


class AddressesCrossed(Conflict):
    """The addresses of two people of a family belong to one account."""


@dataclass(frozen=True)
class Match:
    """A row with the person it is about; `before` is None for who is new to the family."""

    row: ParentRow
    parent_id: str
    position: int
    before: ParentPerson | None

    @property
    def account_id(self) -> str | None:
        return self.before.account_id if self.before else None

    @property
    def has_account(self) -> bool:
        """Tell whether this person is to log in: the family's first two, with an address."""
        is_over = self.before is not None and self.before.care_until is not None
        return self.row.email is not None and self.position <= MOST_PARENTS and not is_over

    @property
    def comes_too_late(self) -> bool:
        """Tell whether somebody new has an address, and both places of the family are taken."""
        return self.before is None and bool(self.row.email) and self.position > MOST_PARENTS

    @property
    def is_known(self) -> bool:
        """Tell whether the account is there, and is as the row says."""
        before, row = self.before, self.row
        if before is None or self.account_id is None:
            return False
        is_same_language = bool(before.version) or before.language == row.language
        return _is_same(before, row) and before.name == row.label and is_same_language


def match_parents(
    rows: Sequence[ParentRow], family: Family, *, organisation_id: str
) -> list[Match]:
    """Return for each row which person of the family it is.

    It is the one with the same name; else the one with the same address, who has another name
    now; else somebody new, on the first position that is free.

    :raises TooManyParents: somebody new is to have an account, and two others have one.
    """
    known = {it.parent_id: it for it in family.parents}
    named = list(_ids(rows, family, organisation_id))
    taken = set(named)
    used = {it.position for it in family.parents}
    free = (position for position in count(1) if position not in used)
    matches: list[Match] = []
    for row, parent_id in zip(rows, named, strict=True):
        person = known.get(parent_id) or _with_address(row, known, taken)
        if person:
            taken.add(person.parent_id)
            matches.append(Match(row, person.parent_id, person.position, person))
        else:
            matches.append(Match(row, parent_id, next(free), None))
    if any(match.comes_too_late for match in matches[:MOST_PARENTS]):
        raise TooManyParents
    return matches


def with_accounts(
    draft: Family,
    matches: Sequence[Match],
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
) -> Family:
    """Return who has which account; one is planned for each address that has none as it should be.

    :raises AddressesCrossed: two addresses lead to one account.
    """
    account_ids = {it.row.email: it.account_id for it in matches if it.is_known}
    for match in matches:
        if match.has_account and match.row.email not in account_ids:
            account_id = plan_account(
                _person(match, draft),
                organisation_id=organisation_id,
                transaction=transaction,
                now=now,
            )
            if account_id in account_ids.values():
                raise AddressesCrossed
            account_ids[match.row.email] = account_id
    own = {it.parent_id: account_ids[it.row.email] for it in matches if it.has_account}
    parents = [replace(it, account_id=own.get(it.parent_id)) for it in draft.parents]
    return replace(draft, parents=tuple(parents))


def _person(match: Match, family: Family) -> Person:
    """Return who logs in with the debtor number, and the second parent with `-2` behind it."""
    number = family.debtor_number
    return Person(
        email=match.row.email or "",
        name=match.row.label,
        language=match.row.language,
        login_name=number if match.position == 1 else f"{number}-{match.position}",
        families={family.family_id: Role.PARENT},
    )


def _is_same(person: ParentPerson, row: ParentRow) -> bool:
    return (person.email or "").lower() == (row.email or "")


def _ids(rows: Sequence[ParentRow], family: Family, organisation_id: str) -> Iterator[str]:
    """Yield the id that belongs to each name; a namesake gets another one."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.label] = counts.get(row.label, 0) + 1
        again = f" {counts[row.label]}" if counts[row.label] > 1 else ""
        yield families.parent_id_for(
            row.label + again, family_id=family.family_id, organisation_id=organisation_id
        )


def _with_address(
    row: ParentRow, known: Mapping[str, ParentPerson], taken: set[str]
) -> ParentPerson | None:
    free = (person for person in known.values() if person.parent_id not in taken)
    return next((person for person in free if row.email and _is_same(person, row)), None)
