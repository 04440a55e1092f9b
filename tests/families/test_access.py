from datetime import date

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import PAYERS, Role
from chalicelib.core.errors import NotFound
from chalicelib.families import access, service
from tests.builders import ORGANISATION, a_caller, a_planner
from tests.families.builders import a_child, a_family, a_parent

TODAY = date(2026, 11, 2)


def as_parent(family, account_id="anna", role=Role.PARENT, **what):
    return a_caller(account_id=account_id, families={family.family_id: role}, **what)


def can_reach(caller, family) -> tuple[bool, bool]:
    """Whether the caller reaches the family, and its first child."""
    return (
        is_there(lambda: access.family_for(caller, family.family_id, today=TODAY)),
        is_there(
            lambda: access.child_for(caller, family.children[0].child_id, today=TODAY),
        ),
    )


def is_there(look) -> bool:
    try:
        return look() is not None
    except NotFound:
        return False


def test_a_parent_reaches_the_own_family_and_its_children():
    family = a_family()

    assert can_reach(as_parent(family), family) == (True, True)


def test_another_familys_parent_reaches_neither():
    family, other = a_family("010203"), a_family("010204")

    assert can_reach(as_parent(other), family) == (False, False)


def test_an_equal_id_at_another_organisation_opens_nothing():
    family = a_family()
    stranger = as_parent(family, organisation_id="maan")

    assert can_reach(stranger, family) == (False, False)
    assert can_reach(a_planner("maan"), family) == (False, False)


def test_the_office_reaches_every_family_of_its_organisation():
    family = a_family()

    assert can_reach(a_planner(), family) == (True, True)


@pytest.mark.parametrize(("group", "reached"), [("ladybirds", True), ("owls", False)])
def test_a_group_worker_reaches_the_children_of_the_own_group_only(group, reached):
    family = a_family()
    worker = a_caller(staff_role=Role.GROUP_WORKER, group_ids=frozenset({group}))

    assert can_reach(worker, family) == (False, reached)


def test_a_child_that_changes_groups_is_seen_by_its_new_group_worker():
    family = a_family()
    child_id = family.children[0].child_id
    transaction = Transaction()
    service.set_groups(
        {child_id: frozenset({"owls"})}, organisation_id=ORGANISATION, transaction=transaction
    )
    transaction.commit()
    owls = a_caller(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"owls"}))
    ladybirds = a_caller(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"}))

    assert can_reach(owls, family) == (False, True)
    assert can_reach(ladybirds, family) == (False, False)


def test_a_group_worker_who_is_a_parent_as_well_reaches_the_own_child():
    family = a_family(children=(a_child(group_ids=frozenset({"owls"})),))
    both = as_parent(family, staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"}))

    assert can_reach(both, family) == (True, True)


def test_a_payer_reaches_the_family_for_invoices_and_no_child():
    payer = a_parent("Piet", role=Role.PAYER, position=3)
    family = a_family(parents=(a_parent(), payer))
    caller = as_parent(family, "piet", Role.PAYER)

    assert can_reach(caller, family) == (False, False)
    assert access.family_for(caller, family.family_id, today=TODAY, roles=PAYERS) == family


@pytest.mark.parametrize(
    ("care_until", "reached"),
    [(date(2026, 11, 3), True), (date(2026, 11, 2), False), (date(2026, 11, 1), False)],
)
def test_ended_custody_closes_the_door_from_that_day_on(care_until, reached):
    ended = a_parent("Bram", position=2, care_until=care_until)
    family = a_family(parents=(a_parent(), ended))

    assert can_reach(as_parent(family, "bram"), family) == (reached, reached)
    assert can_reach(as_parent(family, "anna"), family) == (True, True)
    assert access.families_for(as_parent(family, "bram"), today=TODAY) == [family] * reached


def test_an_address_that_two_people_share_is_open_until_custody_of_both_has_ended():
    ended = a_parent("Bram", position=2, account_id="anna", care_until=TODAY)
    family = a_family(parents=(a_parent(), ended))

    assert can_reach(as_parent(family, "anna"), family) == (True, True)


def test_an_account_of_two_families_sees_both_in_order():
    second, first = a_family("020000"), a_family("010000")
    caller = a_caller(
        families={second.family_id: Role.PARENT, first.family_id: Role.PARENT, "gone": Role.PARENT}
    )

    assert access.families_for(caller, today=TODAY) == [first, second]


def test_a_made_up_child_of_the_own_family_is_not_there():
    family = a_family()

    with pytest.raises(NotFound):
        access.child_for(as_parent(family), f"{family.family_id}.unknown", today=TODAY)
