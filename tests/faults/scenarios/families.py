"""What parents decide, and what the office does with families."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage

GRANDMOTHER = {"first_name": "Ria", "last_name": "Yılmaz", "email": "ria@voorbeeld.example"}


@scenario("PUT /children/{child_id}/contacts", refusals=["ContactsChanged"])
def a_parent_changes_whom_we_call(stage: Stage) -> Act:
    return stage.press("PUT /children/{child_id}/contacts")


@scenario("PUT /children/{child_id}/allergies", refusals=["AllergiesChanged"])
def a_parent_tells_of_an_allergy(stage: Stage) -> Act:
    return stage.press("PUT /children/{child_id}/allergies", text="Noten")


@scenario("PUT /children/{child_id}/permissions/{kind}")
def a_parent_allows_photos(stage: Stage) -> Act:
    return stage.press("PUT /children/{child_id}/permissions/{kind}")


@scenario("PUT /families/{family_id}/parents/me")
def a_parent_has_a_new_phone(stage: Stage) -> Act:
    return stage.press("PUT /families/{family_id}/parents/me", phone="06-87654321")


@scenario("POST /staff/families", refusals=["DebtorNumberTaken"])
def the_office_adds_a_family(stage: Stage) -> Act:
    return stage.press("POST /staff/families", debtor_number="009999")


@scenario("PUT /staff/families/{family_id}", refusals=["FamilyChanged"])
def the_office_changes_the_address_of_a_family(stage: Stage) -> Act:
    return stage.press("PUT /staff/families/{family_id}")


@scenario("POST /staff/families/{family_id}/children", refusals=["ChildNumberTaken"])
def the_office_adds_a_child(stage: Stage) -> Act:
    return stage.press("POST /staff/families/{family_id}/children", birth_date="2025-03-01")


@scenario("PUT /staff/families/{family_id}/children/{child_id}", refusals=["ChildChanged"])
def the_office_corrects_the_name_of_a_child(stage: Stage) -> Act:
    return stage.press("PUT /staff/families/{family_id}/children/{child_id}")


@scenario("POST /staff/families/{family_id}/parents")
def the_office_adds_a_parent_who_is_invited(stage: Stage) -> Act:
    return stage.press("POST /staff/families/{family_id}/parents", **GRANDMOTHER, role="payer")


@scenario("PUT /staff/families/{family_id}/parents/{parent_id}", refusals=["ParentChanged"])
def the_office_corrects_the_address_of_a_parent(stage: Stage) -> Act:
    return stage.press("PUT /staff/families/{family_id}/parents/{parent_id}", version=1)


@scenario("PUT /staff/families/{family_id}/parents/{parent_id}", refusals=["ParentChanged"])
def the_office_ends_custody(stage: Stage) -> Act:
    return stage.press(
        "PUT /staff/families/{family_id}/parents/{parent_id}", version=1, care_until="2026-11-01"
    )


@scenario("DELETE /staff/families/{family_id}/parents/{parent_id}", refusals=["NotFound"])
def the_office_takes_a_parent_out_of_a_family(stage: Stage) -> Act:
    return stage.press("DELETE /staff/families/{family_id}/parents/{parent_id}")
