"""The one door to families and children.

What is not for the caller looks like what is not there. A route whose path names a family or a
child says so (`along=`): then the family comes with the session, for whoever asks, and who has no
role in it is refused without another look.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from chalicelib.accounts.along import Addressed, address
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import OFFICE, PARENTS, PAYERS, Caller, Role
from chalicelib.core.errors import NotFound
from chalicelib.families.model import Child, Family, family_id_of
from chalicelib.families.store import FamilyStore


def family_along(*, organisation_id: str, family_id: str, **_: object) -> list[Key]:
    """Return where the family stands that the path names."""
    return [FamilyStore(organisation_id).key(family_id)]


def family_and_address_along(
    *, organisation_id: str, family_id: str, body: Addressed | None, **_: object
) -> list[Key]:
    """Return where the family stands, and whose the address in the body is."""
    named = address(organisation_id=organisation_id, body=body)
    return [*family_along(organisation_id=organisation_id, family_id=family_id), *named]


def child_along(*, organisation_id: str, child_id: str, **_: object) -> list[Key]:
    """Return where the family stands of the child that the path names."""
    return [FamilyStore(organisation_id).key(family_id_of(child_id))]


def keys_of(family_ids: Iterable[str], *, organisation_id: str) -> list[Key]:
    """Return where families stand, for who reads them together with something else."""
    return [FamilyStore(organisation_id).key(family_id) for family_id in family_ids]


def family_for(
    caller: Caller, family_id: str, *, today: date, roles: AbstractSet[Role] = PARENTS
) -> Family:
    """Return the family if the caller is one of these roles in it today, or of the office.

    :raises NotFound: it is not there, or not for this caller.
    """
    if not _may_look(caller, family_id, roles):
        raise NotFound
    family = _families(caller).family(family_id)
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
    found = _families(caller).families(wanted).values()
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
    family_id = family_id_of(child_id)
    is_group_worker = caller.staff_role is Role.GROUP_WORKER
    if not (is_group_worker or _may_look(caller, family_id, PARENTS)):
        raise NotFound
    family = _families(caller).family(family_id)
    child = family.child(child_id)
    in_my_group = is_group_worker and not caller.group_ids.isdisjoint(child.group_ids)
    if not (in_my_group or _is_open(caller, family, PARENTS, today)):
        raise NotFound
    return family, child


def _families(caller: Caller) -> FamilyStore:
    return FamilyStore(caller.organisation_id, at_hand=caller.at_hand)


def _may_look(caller: Caller, family_id: str, roles: AbstractSet[Role]) -> bool:
    return caller.staff_role in OFFICE or caller.families.get(family_id) in roles


def _is_open(caller: Caller, family: Family, roles: AbstractSet[Role], today: date) -> bool:
    """Decide by today's date as well: custody may end on a day that was set long ago."""
    if caller.staff_role in OFFICE:
        return True
    has_role = caller.families.get(family.family_id) in roles
    return has_role and family.is_open_to(caller.account_id, roles, today)
