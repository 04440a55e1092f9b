"""The one door to families and children.

What is not for the caller looks like what is not there. Who has no role in a family is refused
without a look at it; for the others a family is one read.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from chalicelib.core.callers import OFFICE, PARENTS, PAYERS, Caller, Role
from chalicelib.core.errors import NotFound
from chalicelib.families.model import Child, Family
from chalicelib.families.store import FamilyStore


def family_for(
    caller: Caller, family_id: str, *, today: date, roles: AbstractSet[Role] = PARENTS
) -> Family:
    """Return the family if the caller is one of these roles in it today, or of the office.

    :raises NotFound: it is not there, or not for this caller.
    """
    if not _may_look(caller, family_id, roles):
        raise NotFound
    family = FamilyStore(caller.organisation_id).family(family_id)
    if not _is_open(caller, family, roles, today):
        raise NotFound
    return family


def own_family_for(caller: Caller, family_id: str, *, today: date) -> Family:
    """Return the family if the caller is a parent in it today: what staff may see is not theirs.

    :raises NotFound: it is not there, or not for this caller.
    """
    return family_for(replace(caller, staff_role=None), family_id, today=today)


def families_for(
    caller: Caller, *, today: date, roles: AbstractSet[Role] = PARENTS
) -> list[Family]:
    """Return the families in which the caller has one of these roles today, in one request."""
    wanted = [it for it in caller.families_as(PAYERS) if caller.families[it] in roles]
    found = FamilyStore(caller.organisation_id).families(wanted).values()
    open_now = [it for it in found if it.is_open_to(caller.account_id, roles, today)]
    return sorted(open_now, key=lambda it: it.debtor_number)


def child_for(caller: Caller, child_id: str, *, today: date) -> Child:
    """Return the child if the caller is its parent today, its group worker, or of the office.

    :raises NotFound: it is not there, or not for this caller.
    """
    _, child = family_and_child_for(caller, child_id, today=today)
    return child


def family_and_child_for(caller: Caller, child_id: str, *, today: date) -> tuple[Family, Child]:
    """Return the child with its family, which a group worker may not see all of.

    :raises NotFound: as `child_for`.
    """
    family_id, _, _ = child_id.partition(".")
    is_group_worker = caller.staff_role is Role.GROUP_WORKER
    if not (is_group_worker or _may_look(caller, family_id, PARENTS)):
        raise NotFound
    family = FamilyStore(caller.organisation_id).family(family_id)
    child = family.child(child_id)
    in_my_group = is_group_worker and not caller.group_ids.isdisjoint(child.group_ids)
    if not (in_my_group or _is_open(caller, family, PARENTS, today)):
        raise NotFound
    return family, child


def _may_look(caller: Caller, family_id: str, roles: AbstractSet[Role]) -> bool:
    return caller.staff_role in OFFICE or caller.families.get(family_id) in roles


def _is_open(caller: Caller, family: Family, roles: AbstractSet[Role], today: date) -> bool:
    """Decide by today's date as well: custody may end on a day that was set long ago."""
    if caller.staff_role in OFFICE:
        return True
    has_role = caller.families.get(family.family_id) in roles
    return has_role and family.is_open_to(caller.account_id, roles, today)
