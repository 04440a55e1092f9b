"""What can be done with families."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts import service as accounts
from chalicelib.audit import service as audit
from chalicelib.aws.secrets import stable_id
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.families import access
from chalicelib.families.importing import imported_again
from chalicelib.families.listing import ListedFamily
from chalicelib.families.model import Child, Family, ParentPerson, family_id_of, folded
from chalicelib.families.permissions import PermissionAnswer
from chalicelib.families.store import FamilyStore

PAGE = 25
ATTEMPTS = 4


def family_id_for(debtor_number: str, *, organisation_id: str) -> str:
    """Return the id that the family with this number has, or will have."""
    return stable_id("family", organisation_id, debtor_number)


def child_id_for(number: str, *, family_id: str, organisation_id: str) -> str:
    """Return the id of the child: its family can be read off it."""
    return f"{family_id}.{stable_id('child', organisation_id, number)[:10]}"


def parent_id_for(name: str, *, family_id: str, organisation_id: str) -> str:
    """Return the id of the person with this name; another address is still the same person."""
    return stable_id("parent", organisation_id, family_id, folded(name))


def get_family(family_id: str, *, organisation_id: str, at_hand: AtHand | None = None) -> Family:
    """For jobs and imports; whoever asks for a person goes through `access`.

    :raises NotFound: there is no such family.
    """
    return FamilyStore(organisation_id, at_hand=at_hand).family(family_id)


def find_families(family_ids: Sequence[str], *, organisation_id: str) -> dict[str, Family]:
    """Return those that exist by their ids, in one request per 100."""
    return FamilyStore(organisation_id).families(family_ids)


def keys_of_children(child_ids: Iterable[str], *, organisation_id: str) -> list[Key]:
    """Return where `children_of` will look, for who reads that together with something else."""
    store = FamilyStore(organisation_id)
    return list(dict.fromkeys(store.key(family_id_of(it)) for it in child_ids))


def children_of(
    child_ids: Sequence[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, Child]:
    """Return those that exist by their ids, in one request per 100."""
    family_ids = [family_id_of(child_id) for child_id in child_ids]
    families = FamilyStore(organisation_id, at_hand=at_hand).families(family_ids).values()
    children = {child.child_id: child for family in families for child in family.children}
    return {it: children[it] for it in child_ids if it in children}


def parents_of(family_id: str, *, organisation_id: str) -> tuple[ParentPerson, ...]:
    """Return the parents and payers, the first parent first.

    :raises NotFound: there is no such family.
    """
    return get_family(family_id, organisation_id=organisation_id).parents


def list_families(
    *, organisation_id: str, after: str | None = None, limit: int = PAGE
) -> Page[Family]:
    """Return a page of all families, by debtor number."""
    return FamilyStore(organisation_id).by_number("", limit=limit, after=after)


def search_families(
    search: str, *, organisation_id: str, after: str | None = None
) -> Page[ListedFamily]:
    """Return a page of families: all by debtor number, or those whose number or a name begins so.

    With a digit in it, it is a number that is searched for.
    """
    store = FamilyStore(organisation_id)
    wanted = folded(search)
    if wanted and not any(it.isdigit() for it in wanted):
        return store.by_name(wanted, limit=PAGE, after=after)
    return store.by_number(search.strip(), limit=PAGE, after=after).map(ListedFamily.of)


def plan_family(
    family: Family, *, existing: Family | None, organisation_id: str, transaction: Transaction
) -> bool:
    """Add the family with its parents and children, or bring it up to date; tell if that writes.

    `existing` is what stands there now (None: nothing). Who is not in `family` stays in it, and so
    does what people changed here themselves: contacts, allergies, permissions, phone, language.
    The parents' accounts are planned by the caller; an account that nobody of the family uses any
    more, as after a corrected address, loses the family.

    :raises TooManyParents: with those who are there already.
    :raises Busy: on commit, if it was changed or added by somebody else meanwhile.
    """
    merged = imported_again(existing, family) if existing else family
    if existing and merged == existing:
        return False
    for account_id in _accounts(existing) - _accounts(merged):
        accounts.end_family_access(
            account_id=account_id,
            family_id=family.family_id,
            organisation_id=organisation_id,
            transaction=transaction,
        )
    write(merged, instead_of=existing, organisation_id=organisation_id, transaction=transaction)
    return True


def set_groups(
    groups: Mapping[str, frozenset[str]], *, organisation_id: str, transaction: Transaction
) -> None:
    """Let these children be in these groups from now on. A family is written once.

    :raises NotFound: on commit, if a family is not there (any more).
    """
    store = FamilyStore(organisation_id)
    for family_id in dict.fromkeys(family_id_of(child_id) for child_id in groups):
        own = {it: ids for it, ids in groups.items() if it.startswith(f"{family_id}.")}
        store.set_groups(family_id, own, transaction=transaction)


def write(
    family: Family, *, instead_of: Family | None, organisation_id: str, transaction: Transaction
) -> Family:
    """Write the next version of the family, and each new answer into the history.

    The family itself comes last: whoever commits in parts shows nothing of it before.
    """
    store = FamilyStore(organisation_id)
    newer = replace(family, version=instead_of.version + 1 if instead_of else 1)
    for child_id, answer in _new_answers(newer, instead_of):
        store.add_answer(child_id, newer, answer, transaction=transaction)
    store.put(newer, instead_of=instead_of, transaction=transaction)
    return newer


def _accounts(family: Family | None) -> set[str]:
    return {it.account_id for it in family.parents if it.account_id} if family else set()


def _new_answers(newer: Family, before: Family | None) -> list[tuple[str, PermissionAnswer]]:
    known = {it.child_id: it.permissions for it in before.children} if before else {}
    return [
        (child.child_id, answer)
        for child in newer.children
        for kind, answer in child.permissions.items()
        if known.get(child.child_id, {}).get(kind) != answer
    ]


def change_family(
    look: Callable[[], Family],
    alter: Callable[[Family, Transaction], Family],
    *,
    action: str,
    by: Caller,
    now: datetime,
) -> Family:
    """Return the family after the change; without a difference nothing is written.

    A family is one item with one version, so two changes that have nothing to do with each other
    may meet. Then it is read and decided again: `alter` refuses what has become impossible.

    :raises Busy: somebody else was faster every time.
    """
    for _ in range(ATTEMPTS):
        before, transaction = look(), Transaction()
        after = alter(before, transaction)
        if after == before:
            return before
        written = write(
            after,
            instead_of=before,
            organisation_id=by.organisation_id,
            transaction=transaction,
        )
        about = f"family/{before.family_id}"
        audit.note(action, about, by=by, transaction=transaction, now=now)
        try:
            transaction.commit()
        except Busy:
            continue
        return written
    raise Busy


def change_for_office(
    family_id: str,
    alter: Callable[[Family, Transaction], Family],
    *,
    action: str,
    by: Caller,
    now: datetime,
) -> Family:
    """Change any family of the organisation: `change_family` for who may reach them all.

    :raises NotFound: there is no such family.
    """

    def look() -> Family:
        return access.family_for(by, family_id, today=day_of(now))

    return change_family(look, alter, action=action, by=by, now=now)
