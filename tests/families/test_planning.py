"""What an import makes of families, the first time and again."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy
from chalicelib.core.language import Language
from chalicelib.families import decisions, service
from chalicelib.families.care import Allergies, Contacts, EmergencyContact
from chalicelib.families.model import TooManyChildren, TooManyParents
from chalicelib.families.permissions import PermissionKind, imported
from tests.builders import ORGANISATION, a_caller
from tests.conftest import NOW
from tests.families.builders import a_child, a_family, a_parent, unwritten_family


def stored(family):
    return service.get_family(family.family_id, organisation_id=ORGANISATION)


def plan(family, existing) -> int:
    """Import the family and return how many writes that took."""
    transaction = Transaction()
    service.plan_family(
        family, existing=existing, organisation_id=ORGANISATION, transaction=transaction
    )
    transaction.commit()
    return len(transaction)


def with_photos(is_given):
    photos = imported(PermissionKind.PHOTOS, is_given=is_given, now=NOW)
    return (a_child(permissions={photos.kind: photos}),)


def test_importing_twice_writes_nothing_the_second_time():
    family = unwritten_family(children=with_photos(True))  # noqa: FBT003 - what was answered
    plan(family, None)

    assert plan(family, stored(family)) == 0


def test_a_corrected_row_brings_the_family_up_to_date():
    family = a_family()
    corrected = unwritten_family(street="Dorpsstraat 197", parents=(a_parent(phone="06-1"),))

    assert plan(corrected, stored(family)) > 0

    assert stored(family).street == "Dorpsstraat 197"
    assert [it.phone for it in stored(family).parents] == ["06-1", "06-12345678"]


def test_what_parents_changed_here_stays_when_the_import_runs_again():
    imported_rows = unwritten_family(children=with_photos(False))  # noqa: FBT003
    plan(imported_rows, None)
    anna = a_caller(families={imported_rows.family_id: Role.PARENT})
    child_id = imported_rows.children[0].child_id
    oma = Contacts(emergency=(EmergencyContact("Oma", "06-1"),))
    about = {"caller": anna, "child_id": child_id, "now": NOW}
    decisions.change_contacts(contacts=oma, **about)
    decisions.change_allergies(allergies=Allergies("pinda"), **about)
    decisions.answer_permission(
        kind=PermissionKind.PHOTOS, text_version="2026-1", is_given=True, **about
    )
    decisions.change_own_details(
        caller=anna, family_id=imported_rows.family_id, phone="06-2", now=NOW
    )
    before = stored(imported_rows)

    assert plan(imported_rows, before) == 0
    assert stored(imported_rows) == before


def test_what_nobody_changed_here_follows_the_import():
    first = unwritten_family(children=with_photos(True))  # noqa: FBT003
    plan(first, None)
    oma = Contacts(emergency=(EmergencyContact("Oma", "06-1"),))
    (child,) = unwritten_family(children=with_photos(False)).children  # noqa: FBT003
    second = replace(first, children=(replace(child, contacts=oma),))

    plan(second, stored(first))

    (child,) = stored(first).children
    assert child.contacts == oma
    assert not child.allows(PermissionKind.PHOTOS)


def test_who_is_not_in_the_import_stays():
    family = a_family(children=(a_child("Noor"), a_child("Sam")))

    plan(unwritten_family(children=(a_child("Lot"),), parents=(a_parent("Cas"),) * 0), family)

    assert [it.first_name for it in stored(family).children] == ["Noor", "Sam", "Lot"]
    assert [it.first_name for it in stored(family).parents] == ["Anna", "Bram"]


def test_custody_that_was_ended_here_is_not_undone_by_an_import():
    ended = a_parent("Bram", position=2, care_until=date(2026, 10, 1), version=1)
    family = a_family(parents=(a_parent(), ended))

    plan(unwritten_family(), family)

    assert stored(family).parents[1].care_until == date(2026, 10, 1)


def test_groups_are_kept_when_a_family_is_imported_again():
    family = a_family()
    transaction = Transaction()
    service.set_groups(
        {family.children[0].child_id: frozenset({"owls"})},
        organisation_id=ORGANISATION,
        transaction=transaction,
    )
    transaction.commit()

    plan(unwritten_family(name="Fam. Anders"), stored(family))

    assert stored(family).children[0].group_ids == frozenset({"owls"})


def test_two_imports_at_once_of_one_family_write_it_once():
    family = unwritten_family()
    plan(family, None)

    with pytest.raises(Busy):  # it was not there when the second one looked
        plan(replace(family, name="Fam. Anders"), None)
    assert stored(family).name == "Fam. de Vries"


def test_a_third_parent_with_an_account_is_refused_and_a_payer_is_not():
    family = a_family()
    third = a_parent("Cas", position=3)

    with pytest.raises(TooManyParents):
        plan(unwritten_family(parents=(third,)), family)
    plan(unwritten_family(parents=(replace(third, role=Role.PAYER),)), family)

    assert [it.role for it in stored(family).parents][-1] is Role.PAYER


def test_two_people_of_one_address_count_as_one_account():
    shared = [a_parent(name, position=it, account_id="x") for it, name in enumerate("ABC", 1)]

    assert len(a_family(parents=tuple(shared)).parents) == 3


def test_a_twenty_first_child_is_refused():
    family = a_family(children=tuple(a_child(f"Kind{it}") for it in range(20)))

    with pytest.raises(TooManyChildren):
        plan(unwritten_family(children=(a_child("Lot"),)), family)


def test_children_are_found_by_their_ids_at_their_own_organisation_only():
    first, second = a_family("010203"), a_family("010204")
    ids = [it.children[0].child_id for it in (first, second)]

    found = service.children_of([*ids, "nobody.x"], organisation_id=ORGANISATION)

    assert list(found) == ids
    assert service.children_of(ids, organisation_id="maan") == {}


def test_an_import_does_not_touch_a_parents_own_language():
    changed_here = a_parent(language=Language.EN, version=1)
    family = a_family(parents=(changed_here,))

    plan(unwritten_family(parents=(a_parent(),)), family)

    assert stored(family).parents[0].language is Language.EN
