"""What parents see and change, over HTTP."""

import json
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.core.callers import Role
from chalicelib.families import service
from chalicelib.families.care import Contacts, EmergencyContact
from chalicelib.families.documents import document_of
from chalicelib.families.permissions import PermissionKind, imported
from tests.aws_events import requests_to_the_table
from tests.builders import ORGANISATION
from tests.conftest import NOW
from tests.families.builders import DEBIT, a_child, a_family, a_parent

OMA = {"name": "Oma Öztürk", "phone": "+31 6 1234 5678", "relation": "grandmother"}
OPA = {"name": "أبو ليلى", "phone": None, "relation": ""}
CONTACTS = {"emergency": [OMA], "pick_up": [OPA], "version": 0}


@pytest.fixture
def family():
    return a_family()


@pytest.fixture
def as_parent(browser, family):
    def sign_in(account_id="anna", role=Role.PARENT, of=family):
        return browser().signed_in(account_id=account_id, families={of.family_id: role})

    return sign_in


def path(family, *rest):
    return "/".join(["/children", family.children[0].child_id, *rest])


def child_of(family):
    found = service.get_family(family.family_id, organisation_id=ORGANISATION)
    return found.children[0]


def test_a_parent_sees_the_family_and_only_the_end_of_the_iban(as_parent, family):
    answer = as_parent().get(f"/families/{family.family_id}")

    assert answer.status == 200
    assert answer.body["debtor_number"] == "010203"
    assert answer.body["payment"]["iban_ending"] == "6789"
    assert DEBIT.iban not in str(answer.body)
    assert [it["first_name"] for it in answer.body["children"]] == ["Noor"]
    assert answer.body["children"][0]["birth_date"] == "2024-02-29"


def test_a_parent_sees_the_own_phone_number_and_not_the_other_parents(as_parent, family):
    parents = as_parent().get(f"/families/{family.family_id}").body["parents"]

    assert [(it["first_name"], it["is_me"], it["phone"]) for it in parents] == [
        ("Anna", True, "06-12345678"),
        ("Bram", False, None),
    ]


def test_contacts_are_replaced_by_what_a_parent_fills_in(as_parent, family):
    parent = as_parent()

    answer = parent.put(path(family, "contacts"), CONTACTS)

    assert (answer.status, answer.body) == (200, {**CONTACTS, "version": 1})
    assert parent.get(path(family)).body["contacts"] == answer.body


def test_of_two_parents_with_the_same_form_the_second_sees_both_versions(as_parent, family):
    first = as_parent("anna").put(path(family, "contacts"), CONTACTS)
    second = as_parent("bram").put(path(family, "contacts"), {**CONTACTS, "emergency": []})

    assert (second.status, second.code) == (409, "ContactsChanged")
    assert second.body["data"] == {
        "current": first.body,
        "yours": {"emergency": [], "pick_up": [OPA], "version": 0},
    }
    assert child_of(family).contacts.emergency == (
        EmergencyContact("Oma Öztürk", "+31 6 1234 5678", "grandmother"),
    )


def test_a_form_made_from_the_newest_version_is_kept(as_parent, family):
    as_parent("anna").put(path(family, "contacts"), CONTACTS)
    answer = as_parent("bram").put(
        path(family, "contacts"), {"emergency": [], "pick_up": [], "version": 1}
    )

    assert answer.status == 200
    assert child_of(family).contacts == Contacts(version=2)


def test_allergies_are_changed_by_a_parent_and_refused_to_a_stale_form(as_parent, family):
    parent = as_parent()
    first = parent.put(path(family, "allergies"), {"text": "pinda;\nei 🥚", "version": 0})
    second = parent.put(path(family, "allergies"), {"text": "geen", "version": 0})

    assert first.body == {"text": "pinda;\nei 🥚", "version": 1}
    assert (second.code, second.body["data"]) == (
        "AllergiesChanged",
        {"current": first.body, "yours": {"text": "geen", "version": 0}},
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"emergency": [{**OMA, "name": "a" * 10_000}]},
        {"emergency": [{**OMA, "name": " "}]},
        {"emergency": [{**OMA, "name": "a\x07b"}]},
        {"emergency": [{**OMA, "phone": None}]},
        {"emergency": [{**OMA, "phone": "bel me"}]},
        {"emergency": [OMA] * 6},
        {"pick_up": [OPA] * 11},
        {"pick_up": "oma"},
        {"version": -1},
        {"version": 10**30},
        {"child_id": "another"},
    ],
)
def test_contacts_of_the_wrong_shape_change_nothing(as_parent, family, wrong):
    answer = as_parent().put(path(family, "contacts"), {**CONTACTS, **wrong})

    assert (answer.status, answer.code) == (422, "InvalidRequest")
    assert child_of(family).contacts == Contacts()


def test_the_largest_family_fits_into_its_item(as_parent):
    child = a_child(first_name="👩" * 200, last_name="👧" * 200)
    largest = a_family(
        "777777", children=tuple(replace(child, number=f"K{it}") for it in range(20))
    )
    parent = as_parent(of=largest)
    contact = {"name": "👵" * 100, "phone": "0" * 40, "relation": "🧶" * 50}
    contacts = {"emergency": [contact] * 5, "pick_up": [contact] * 10, "version": 0}

    for child in largest.children:
        answer = parent.put(f"/children/{child.child_id}/contacts", contacts)
        assert answer.status == 200
        allergies = {"text": "🥜" * 1000, "version": 0}
        assert parent.put(f"/children/{child.child_id}/allergies", allergies).status == 200
    family = service.get_family(largest.family_id, organisation_id=ORGANISATION)
    size = len(json.dumps(document_of(family), ensure_ascii=False).encode())
    assert 300_000 < size < 390_000  # DynamoDB takes 400 kB


def test_a_yes_is_kept_with_its_text_and_every_earlier_answer_stays(as_parent, family):
    anna, bram = as_parent("anna"), as_parent("bram")
    anna.put(path(family, "permissions", "photos"), {"is_given": True, "text_version": "2026-1"})
    bram.put(path(family, "permissions", "photos"), {"is_given": False, "text_version": "2026-1"})

    answer = anna.get(path(family, "permissions"))

    photos, outings = answer.body["permissions"][:2]
    assert (photos["kind"], photos["answer"]["is_given"]) == ("photos", False)
    assert (outings["kind"], outings["answer"]) == ("outings", None)
    assert [
        (it["kind"], it["is_given"], it["text_version"], it["answered_by"])
        for it in answer.body["history"]
    ] == [
        ("photos", False, "2026-1", "Bram de Vries"),
        ("photos", True, "2026-1", "Anna de Vries"),
    ]
    assert not child_of(family).allows(PermissionKind.PHOTOS)


def test_a_double_click_is_one_answer(as_parent, family):
    parent, yes = as_parent(), {"is_given": True, "text_version": "2026-1"}
    for _ in range(2):
        assert parent.put(path(family, "permissions", "outings"), yes).status == 200

    assert len(parent.get(path(family, "permissions")).body["history"]) == 1


def test_an_answer_to_an_older_text_is_refused_with_the_newest(as_parent, family):
    answer = as_parent().put(
        path(family, "permissions", "photos"), {"is_given": True, "text_version": "2025-1"}
    )

    assert (answer.status, answer.code) == (409, "PermissionTextChanged")
    assert answer.body["data"] == {"version": "2026-1"}


def test_what_was_answered_in_the_old_system_is_shown_as_such(as_parent):
    photos = imported(PermissionKind.PHOTOS, is_given=True, now=NOW)
    family = a_family("020000", children=(a_child(permissions={photos.kind: photos}),))

    (answer,) = as_parent(of=family).get(path(family, "permissions")).body["history"]

    assert (answer["is_given"], answer["is_imported"], answer["answered_by"]) == (True, True, None)


def test_the_history_comes_in_pages(as_parent, family):
    parent = as_parent()
    for number in range(55):
        answer = {"is_given": number % 2 == 0, "text_version": "2026-1"}
        parent.put(path(family, "permissions", "medicine"), answer)

    first = parent.get(path(family, "permissions")).body
    second = parent.get(path(family, f"permissions?cursor={first['next']}")).body

    assert (len(first["history"]), len(second["history"]), second["next"]) == (50, 5, None)
    other = a_family("020001")
    stolen = as_parent(of=other).get(path(other, f"permissions?cursor={first['next']}"))
    assert (stolen.status, stolen.code) == (422, "BadCursor")


def test_permission_texts_are_in_the_language_of_the_page(browser, family):
    parent = browser(language="en").signed_in(
        account_id="anna", families={family.family_id: Role.PARENT}
    )

    texts = [it["text"] for it in parent.get(path(family, "permissions")).body["permissions"]]

    assert texts[0].startswith("Photos of my child may be taken.")


@pytest.mark.parametrize("kind", ["fotos", "photos%0a"])
def test_an_unknown_permission_is_refused(as_parent, family, kind):
    answer = as_parent().put(
        path(family, "permissions", kind), {"is_given": True, "text_version": "2026-1"}
    )

    assert (answer.status, answer.code) == (422, "InvalidRequest")


def test_a_parent_changes_the_own_phone_number(as_parent, family):
    answer = as_parent("bram").put(
        f"/families/{family.family_id}/parents/me", {"phone": "06-87654321"}
    )

    assert answer.status == 200
    anna, bram = service.parents_of(family.family_id, organisation_id=ORGANISATION)
    assert (anna.phone, bram.phone) == ("06-12345678", "06-87654321")


PLACES = [
    ("GET", "/families/{family}", None),
    ("PUT", "/families/{family}/parents/me", {"phone": None}),
    ("GET", "/children/{child}", None),
    ("PUT", "/children/{child}/contacts", CONTACTS),
    ("PUT", "/children/{child}/allergies", {"text": "", "version": 0}),
    ("GET", "/children/{child}/permissions", None),
    ("PUT", "/children/{child}/permissions/photos", {"is_given": True, "text_version": "2026-1"}),
]


def ask(browser, method, place, body, family):
    url = place.format(family=family.family_id, child=family.children[0].child_id)
    return browser.get(url) if method == "GET" else browser.put(url, body)


@pytest.mark.parametrize(("method", "place", "body"), PLACES)
def test_nobody_else_reaches_a_family(browser, family, method, place, body):
    other = a_family("020000", organisation_id=ORGANISATION)
    moon = a_family("010203", organisation_id="maan", parents=(a_parent(),))
    callers = {
        "nobody": browser(),
        "another family": browser().signed_in(families={other.family_id: Role.PARENT}),
        "another organisation": browser("maan").signed_in(families={moon.family_id: Role.PARENT}),
        "a payer": browser().signed_in(account_id="p", families={family.family_id: Role.PAYER}),
        "a stranger with the role": browser().signed_in(families={family.family_id: Role.PARENT}),
        "staff": browser().signed_in(staff_role=Role.ADMINISTRATOR),
    }

    answers = {who: ask(it, method, place, body, family) for who, it in callers.items()}

    assert {who: it.status for who, it in answers.items()} == {
        "nobody": 401,
        "another family": 404,
        "another organisation": 404,
        "a payer": 403,
        "a stranger with the role": 404,
        "staff": 403,
    }
    assert service.get_family(family.family_id, organisation_id=ORGANISATION) == family


@pytest.mark.parametrize(("method", "place", "body"), PLACES)
def test_on_a_page_for_parents_a_colleague_is_only_the_parent_they_are(
    browser, family, method, place, body
):
    other = a_family("020000")
    both = browser().signed_in(
        families={other.family_id: Role.PARENT},
        staff_role=Role.PLANNER,
    )

    answer = ask(both, method, place, body, family)

    assert answer.status == 404
    assert service.get_family(family.family_id, organisation_id=ORGANISATION) == family


def test_custody_that_ends_today_closes_everything_at_the_next_request(browser):
    ends_today = a_parent("Bram", position=2, care_until=date(2026, 11, 2))
    ends_tomorrow = a_parent("Cas", position=3, care_until=date(2026, 11, 3))
    family = a_family("030000", parents=(a_parent(), ends_today, ends_tomorrow))
    role = {family.family_id: Role.PARENT}

    for method, place, body in PLACES:
        bram = browser().signed_in(account_id="bram", families=role)
        assert ask(bram, method, place, body, family).status == 404
    cas = browser().signed_in(account_id="cas", families=role)
    assert ask(cas, "GET", "/children/{child}", None, family).status == 200


@pytest.mark.parametrize(
    "child_id", ["x", "x.y", "..", ".", "0" * 64, "0" * 65, "a%00b", "%F0%9F%91%B6", "a#FAMILY"]
)
def test_an_id_that_was_made_up_is_refused(as_parent, child_id):
    assert as_parent().get(f"/children/{child_id}").status in {404, 422}


@pytest.mark.parametrize(("method", "place", "body"), PLACES)
def test_a_family_comes_with_the_session_and_a_change_is_one_write(
    as_parent, family, method, place, body
):
    parent = as_parent()

    with requests_to_the_table() as sent:
        ask(parent, method, place, body, family)

    is_write, is_history = method == "PUT", place.endswith("/permissions")
    assert len(sent) == 1 + is_write + is_history
