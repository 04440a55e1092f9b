"""What parents decide about their children and themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.families import access
from chalicelib.families.care import Allergies, Contacts
from chalicelib.families.model import Child, Family, family_id_of
from chalicelib.families.permissions import PermissionAnswer, PermissionKind, check_text
from chalicelib.families.service import change_family
from chalicelib.families.store import FamilyStore

ANSWERS = 50  # on one page of the history


def change_contacts(*, caller: Caller, child_id: str, contacts: Contacts, now: datetime) -> Child:
    """Replace whom we call and who may collect the child.

    :raises NotFound: the child is not there for this caller.
    :raises ContactsChanged: somebody else changed them since this version was read.
    """
    return _change_child(
        lambda child: replace(child, contacts=child.contacts.replaced_by(contacts)),
        action="families.change_contacts",
        caller=caller,
        child_id=child_id,
        now=now,
    )


def change_allergies(
    *, caller: Caller, child_id: str, allergies: Allergies, now: datetime
) -> Child:
    """Replace what staff read about the child's allergies.

    :raises NotFound: the child is not there for this caller.
    :raises AllergiesChanged: somebody else changed it since this version was read.
    """
    return _change_child(
        lambda child: replace(child, allergies=child.allergies.replaced_by(allergies)),
        action="families.change_allergies",
        caller=caller,
        child_id=child_id,
        now=now,
    )


def answer_permission(
    *,
    caller: Caller,
    child_id: str,
    kind: PermissionKind,
    text_version: str,
    is_given: bool,
    now: datetime,
) -> Family:
    """Say yes or no to the text that is asked now, and return the child's family.

    The same answer again changes nothing.

    :raises NotFound: the child is not there for this caller.
    :raises PermissionTextChanged: that text is not asked any more.
    """
    answer = PermissionAnswer(kind, is_given, text_version, now, caller.account_id)

    def decide(child: Child) -> Child:
        check_text(kind, text_version)
        before = child.permissions.get(kind)
        is_same = before is not None and replace(before, answered_at=now) == answer
        return child if is_same else child.with_permission(answer)

    return _change_family_of(
        decide, action="families.answer_permission", caller=caller, child_id=child_id, now=now
    )


def list_answers(
    *, caller: Caller, child_id: str, after: str | None, now: datetime
) -> tuple[Family, Page[PermissionAnswer]]:
    """Return the child's family, and a page of all that was ever answered, the newest first.

    :raises NotFound: the child is not there for this caller.
    """
    family, _ = access.family_and_child_for(caller, child_id, today=day_of(now))
    store = FamilyStore(caller.organisation_id)
    return family, store.answers(family.family_id, child_id, limit=ANSWERS, after=after)


def change_own_details(
    *, caller: Caller, family_id: str, phone: str | None, now: datetime
) -> Family:
    """Change where the caller is phoned. Name, language and address belong to the account.

    :raises NotFound: the family is not there for this caller.
    """

    def alter(family: Family, _: Transaction) -> Family:
        for me in family.parents_with(caller.account_id):
            newer = replace(me, phone=phone)
            if newer != me:
                family = family.with_parent(replace(newer, version=me.version + 1))
        return family

    return change_family(
        lambda: access.own_family_for(caller, family_id, today=day_of(now)),
        alter,
        action="families.change_own_details",
        by=caller,
        now=now,
    )


def _change_child(
    decide: Callable[[Child], Child], *, action: str, caller: Caller, child_id: str, now: datetime
) -> Child:
    family = _change_family_of(decide, action=action, caller=caller, child_id=child_id, now=now)
    return family.child(child_id)


def _change_family_of(
    decide: Callable[[Child], Child], *, action: str, caller: Caller, child_id: str, now: datetime
) -> Family:
    """Change one child of the caller's own family."""
    family_id = family_id_of(child_id)
    return change_family(
        lambda: access.own_family_for(caller, family_id, today=day_of(now)),
        lambda family, _: family.with_child(decide(family.child(child_id))),
        action=action,
        by=caller,
        now=now,
    )
