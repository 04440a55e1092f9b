"""What the office sees and changes of families and children, over HTTP."""

import pytest

from chalicelib.core import clock
from chalicelib.families import service
from tests.builders import ORGANISATION
from tests.conftest import NOW
from tests.families.builders import FAMILY, SAAR

"""What the office sees and changes, over HTTP."""


def test_a_family_is_added_and_its_iban_never_shown_again(planner):
    answer = planner.post("/staff/families", FAMILY)

    assert answer.status == 201
    assert answer.body["payment"] == {
        "method": "direct_debit",
        "iban_ending": "6789",
        "mandate_reference": "MND-004711",
        "mandate_signed_on": "2025-03-18",
    }
    family = service.get_family(answer.body["family_id"], organisation_id=ORGANISATION)
    assert family.payment.iban == "NL44RABO0123456789"
    assert planner.get(f"/staff/families/{family.family_id}").body == answer.body


def test_a_debtor_number_is_given_once(planner, family_id):
    again = planner.post("/staff/families", {**FAMILY, "name": "Fam. Anders"})

    assert (again.status, again.code) == (409, "DebtorNumberTaken")
    assert "004711" in again.body["message"]
    assert planner.get(f"/staff/families/{family_id}").body["name"] == "Fam. Yılmaz"


@pytest.mark.parametrize(
    ("payment", "code"),
    [
        ({"iban": "NL44RABO0123456788"}, "InvalidIban"),
        ({"iban": None}, "MandateNeeded"),
        ({"mandate_reference": None}, "MandateNeeded"),
        ({"mandate_signed_on": None}, "MandateNeeded"),
        ({"mandate_signed_on": "2025-02-29"}, "InvalidRequest"),
        ({"mandate_reference": "M" * 36}, "InvalidRequest"),
        ({"method": "cash"}, "InvalidRequest"),
    ],
)
def test_a_direct_debit_that_no_bank_would_take_is_refused(planner, payment, code):
    answer = planner.post("/staff/families", {**FAMILY, "payment": FAMILY["payment"] | payment})

    assert answer.code == code


def test_changed_details_keep_the_iban_that_nobody_sees(planner, family_id):
    payment = {**FAMILY["payment"], "iban": None}
    changed = {**FAMILY, "name": "Fam. Öz", "payment": payment, "version": 0}
    del changed["debtor_number"]

    first = planner.put(f"/staff/families/{family_id}", changed)
    second = planner.put(f"/staff/families/{family_id}", {**changed, "name": "Fam. Anders"})

    assert (first.status, first.body["payment"]["iban_ending"]) == (200, "6789")
    assert (second.status, second.code) == (409, "FamilyChanged")
    told = second.body["data"]
    assert (told["current"]["name"], told["yours"]["name"]) == ("Fam. Öz", "Fam. Anders")
    assert "iban" not in told["current"]


def test_another_iban_needs_a_password_entered_a_moment_ago(planner, family_id):
    clock.start_at(NOW.replace(minute=16))
    payment = {**FAMILY["payment"], "iban": "NL91ABNA0417164300"}
    changed = {**FAMILY, "payment": payment, "version": 0}
    del changed["debtor_number"]

    assert planner.put(f"/staff/families/{family_id}", changed).code == "PasswordNeeded"
    changed["payment"] = FAMILY["payment"]
    assert planner.put(f"/staff/families/{family_id}", changed).status == 200


def test_a_child_is_added_once_and_corrected(planner, family_id):
    url = f"/staff/families/{family_id}/children"
    added = planner.post(url, SAAR).body["children"][0]
    again = planner.post(url, SAAR)
    change = {"first_name": "Sára", "last_name": "Yılmaz", "birth_date": "2024-03-01", "version": 0}

    changed = planner.put(f"{url}/{added['child_id']}", change)
    stale = planner.put(f"{url}/{added['child_id']}", change)

    assert added["child_id"].startswith(f"{family_id}.")
    assert (again.status, again.code) == (409, "ChildNumberTaken")
    assert changed.body["children"][0]["birth_date"] == "2024-03-01"
    assert (stale.status, stale.code) == (409, "ChildChanged")


@pytest.mark.parametrize(
    ("birth_date", "status"),
    [
        ("2024-02-29", 201),
        ("2027-06-01", 201),  # a place is asked for before a child is born
        ("2023-02-29", 422),
        ("2028-01-01", 422),
        ("1926-01-01", 422),
        ("0001-01-01", 422),
    ],
)
def test_a_birth_date_is_that_of_a_child(planner, family_id, birth_date, status):
    answer = planner.post(
        f"/staff/families/{family_id}/children", {**SAAR, "birth_date": birth_date}
    )

    assert answer.status == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"debtor_number": "0 1"},
        {"debtor_number": "#1"},
        {"debtor_number": "1" * 21},
        {"debtor_number": 1},
        {"name": "a" * 10_000},
        {"name": "\u2028"},
        {"street": "a\nb"},
        {"payment": None},
        {"family_id": "x"},
    ],
)
def test_a_family_of_the_wrong_shape_is_refused(planner, wrong):
    answer = planner.post("/staff/families", {**FAMILY, **wrong})

    assert (answer.status, answer.code) == (422, "InvalidRequest")


def test_a_family_in_any_script_is_kept_as_it_was_typed(planner):
    answer = planner.post("/staff/families", {**FAMILY, "name": " عائلة  نور 👩\u200d👧 "})

    assert answer.body["name"] == "عائلة نور 👩\u200d👧"
