"""Two people at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from chalicelib.core.callers import Role
from chalicelib.core.errors import PortalError
from chalicelib.families import decisions, office, service
from chalicelib.families.care import Allergies, Contacts, EmergencyContact
from chalicelib.families.model import Family
from chalicelib.families.permissions import PermissionKind
from tests.aws_events import at_once
from tests.builders import ORGANISATION, a_caller, a_planner
from tests.conftest import NOW
from tests.families.builders import a_family


def outcomes_of(*acts) -> list[str]:
    def outcome(act) -> str:
        try:
            act()
        except PortalError as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor() as pool, at_once():
        return list(pool.map(outcome, acts))


def stored(family):
    return service.get_family(family.family_id, organisation_id=ORGANISATION)


def about(family, account_id):
    caller = a_caller(account_id=account_id, families={family.family_id: Role.PARENT})
    return {"caller": caller, "child_id": family.children[0].child_id, "now": NOW}


def test_of_two_parents_who_change_contacts_at_once_one_hears_of_the_other():
    family = a_family()

    def change(account_id):
        contacts = Contacts(emergency=(EmergencyContact(account_id, "06-1"),))
        return lambda: decisions.change_contacts(contacts=contacts, **about(family, account_id))

    outcomes = outcomes_of(change("anna"), change("bram"))

    assert sorted(outcomes) == ["ContactsChanged", "done"]
    winner = ["anna", "bram"][outcomes.index("done")]
    assert [it.name for it in stored(family).children[0].contacts.emergency] == [winner]


def test_changes_that_have_nothing_to_do_with_each_other_both_stay():
    family = a_family()

    outcomes = outcomes_of(
        lambda: decisions.change_allergies(allergies=Allergies("ei"), **about(family, "anna")),
        lambda: decisions.answer_permission(
            kind=PermissionKind.PHOTOS,
            text_version="2026-1",
            is_given=True,
            **about(family, "bram"),
        ),
    )

    (child,) = stored(family).children
    assert outcomes == ["done", "done"]
    assert (child.allergies.text, child.allows(PermissionKind.PHOTOS)) == ("ei", True)


def test_two_answers_at_once_are_both_in_the_history():
    family = a_family()

    def answer(account_id, *, is_given):
        return lambda: decisions.answer_permission(
            kind=PermissionKind.PHOTOS,
            text_version="2026-1",
            is_given=is_given,
            **about(family, account_id),
        )

    outcomes = outcomes_of(answer("anna", is_given=True), answer("bram", is_given=False))

    caller = about(family, "anna") | {"now": NOW + timedelta(minutes=1)}
    _, page = decisions.list_answers(after=None, **caller)
    assert outcomes == ["done", "done"]
    assert sorted(it.answered_by for it in page.items) == ["anna", "bram"]
    assert page.items[0].is_given == stored(family).children[0].allows(PermissionKind.PHOTOS)


def test_two_colleagues_who_add_one_debtor_number_add_one_family():
    def add(name):
        family = Family(family_id="", debtor_number="004711", name=name)
        return lambda: office.add_family(family, caller=a_planner(), now=NOW)

    assert sorted(outcomes_of(add("Fam. A"), add("Fam. B"))) == ["DebtorNumberTaken", "done"]
