"""Who belongs to a family, and what follows for their accounts, over HTTP."""

from dataclasses import replace

import pytest

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import Purpose
from chalicelib.audit import service as audit
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.sessions import service as sessions
from tests.accounts.builders import a_person, an_account, newest_token
from tests.aws_events import requests_to_the_table
from tests.builders import ORGANISATION, a_planner
from tests.conftest import NOW
from tests.families.builders import ANNA, FAMILY, SAAR

EMAIL_CHANGE = Purpose.EMAIL_CHANGE
MOVED_TO = "anna@nieuw.example"


def reachable_by(account_id):
    access = sessions.access_of(organisation_id=ORGANISATION, account_id=account_id)
    return dict(access.families)


def test_a_new_parent_gets_an_account_and_one_invitation(planner, family_id):
    for _ in range(2):  # a double click
        answer = planner.post(f"/staff/families/{family_id}/parents", ANNA)

    (parent,) = answer.body["parents"]
    assert (parent["first_name"], parent["account"]["state"]) == ("Anna", "invited")
    assert reachable_by(parent["account"]["account_id"]) == {family_id: Role.PARENT}
    account = accounts.account_of(parent["account"]["account_id"], organisation_id=ORGANISATION)
    assert account.user_names == ("anna@voorbeeld.example", "004711")


def test_the_second_parent_logs_in_with_the_number_and_a_two(planner, family_id):
    planner.post(f"/staff/families/{family_id}/parents", ANNA)
    bram = {**ANNA, "first_name": "Bram", "email": "bram@voorbeeld.example"}
    parents = planner.post(f"/staff/families/{family_id}/parents", bram).body["parents"]

    account_id = parents[1]["account"]["account_id"]
    account = accounts.account_of(account_id, organisation_id=ORGANISATION)
    assert account.login_names == ("004711-2",)


def test_a_parent_takes_three_requests_whoever_has_the_address_or_the_number(planner, family_id):
    known = an_account(a_person("bram@voorbeeld.example", login_name="9", families={}))
    url = f"/staff/families/{family_id}/parents"
    (anna,) = planner.post(url, ANNA).body["parents"]
    planner.delete(f"{url}/{anna['parent_id']}")
    bram = {**ANNA, "first_name": "Bram", "email": "bram@voorbeeld.example"}

    with requests_to_the_table() as added:
        (parent,) = planner.post(url, bram).body["parents"]
    with requests_to_the_table() as changed:
        change = change_of(parent, email="bram2@voorbeeld.example")
        (moved,) = planner.put(f"{url}/{parent['parent_id']}", change).body["parents"]

    assert (len(added), len(changed)) == (3, 3)
    assert [it["account"]["account_id"] for it in (parent, moved)] == [known, known]
    assert moved["account"]["email"] == "bram2@voorbeeld.example"
    account = accounts.account_of(known, organisation_id=ORGANISATION)
    assert account.user_names == ("bram2@voorbeeld.example", "9", "004711")
    assert reachable_by(anna["account"]["account_id"]) == {}


def test_who_comes_in_the_place_of_somebody_who_never_came_gets_an_account_of_their_own(
    planner, family_id
):
    url = f"/staff/families/{family_id}/parents"
    (anna,) = planner.post(url, ANNA).body["parents"]
    planner.delete(f"{url}/{anna['parent_id']}")

    bram = {**ANNA, "first_name": "Bram", "email": "bram@voorbeeld.example"}
    (parent,) = planner.post(url, bram).body["parents"]

    assert parent["account"]["account_id"] != anna["account"]["account_id"]
    named = accounts.account_named("004711", organisation_id=ORGANISATION)
    assert named.email == "bram@voorbeeld.example"


def test_a_third_parent_is_refused_and_a_payer_welcome(planner, family_id):
    for number in range(2):
        planner.post(
            f"/staff/families/{family_id}/parents",
            {**ANNA, "first_name": f"P{number}", "email": f"p{number}@voorbeeld.example"},
        )
    third = {**ANNA, "email": "third@voorbeeld.example"}

    refused = planner.post(f"/staff/families/{family_id}/parents", third)
    payer = planner.post(f"/staff/families/{family_id}/parents", {**third, "role": "payer"})

    assert (refused.status, refused.code) == (409, "TooManyParents")
    assert [it["role"] for it in payer.body["parents"]] == ["parent", "parent", "payer"]
    account_id = payer.body["parents"][2]["account"]["account_id"]
    assert reachable_by(account_id) == {family_id: Role.PAYER}


def test_a_parent_without_an_address_is_a_name_to_call(planner, family_id):
    answer = planner.post(f"/staff/families/{family_id}/parents", {**ANNA, "email": None})

    assert [it["account"] for it in answer.body["parents"]] == [None]


def test_an_address_to_which_no_mail_can_go_adds_nobody(planner, family_id):
    answer = planner.post(f"/staff/families/{family_id}/parents", {**ANNA, "email": "anna@home"})

    assert (answer.status, answer.code) == (422, "NotAnEmail")
    assert planner.get(f"/staff/families/{family_id}").body["parents"] == []


def change_of(parent, **what):
    kept = ("first_name", "last_name", "email", "phone", "language", "role", "care_until")
    return {**{name: parent[name] for name in (*kept, "version")}, **what}


@pytest.fixture
def anna(planner, family_id):
    return planner.post(f"/staff/families/{family_id}/parents", ANNA).body["parents"][0]


def test_ended_custody_counts_at_the_next_request(browser, planner, family_id, anna):
    parent = browser().signed_in(account_id=anna["account"]["account_id"])
    assert parent.get(f"/families/{family_id}").status == 200
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"

    assert planner.put(url, change_of(anna, care_until="2026-11-02")).status == 200

    assert parent.get(f"/families/{family_id}").status == 403  # no family is left at all
    assert reachable_by(anna["account"]["account_id"]) == {}


def test_custody_that_ends_in_a_week_ends_then(browser, planner, family_id, anna):
    account_id = anna["account"]["account_id"]
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"
    planner.put(url, change_of(anna, care_until="2026-11-09"))

    assert browser().signed_in(account_id=account_id).get(f"/families/{family_id}").status == 200
    clock.start_at(NOW.replace(day=8, hour=23, minute=30))  # the 9th has begun in Amsterdam
    assert browser().signed_in(account_id=account_id).get(f"/families/{family_id}").status == 404


def test_custody_that_is_given_back_opens_the_family_again(browser, planner, family_id, anna):
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"
    ended = planner.put(url, change_of(anna, care_until="2026-11-02")).body["parents"][0]

    planner.put(url, change_of(ended, care_until=None))

    parent = browser().signed_in(account_id=anna["account"]["account_id"])
    assert parent.get(f"/families/{family_id}").status == 200


def test_a_parent_who_becomes_payer_sees_no_child_at_the_next_request(
    browser, planner, family_id, anna
):
    child_id = planner.post(f"/staff/families/{family_id}/children", SAAR).body["children"][0][
        "child_id"
    ]
    parent = browser().signed_in(account_id=anna["account"]["account_id"])
    assert parent.get(f"/children/{child_id}").status == 200
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"

    planner.put(url, change_of(anna, role="payer"))

    assert parent.get(f"/children/{child_id}").status == 403


def test_a_removed_parent_reaches_nothing_any_more(browser, planner, family_id, anna):
    parent = browser().signed_in(account_id=anna["account"]["account_id"])

    answer = planner.delete(f"/staff/families/{family_id}/parents/{anna['parent_id']}")

    assert (answer.status, answer.body["parents"]) == (200, [])
    assert parent.get(f"/families/{family_id}").status == 403
    again = planner.delete(f"/staff/families/{family_id}/parents/{anna['parent_id']}")
    assert again.status == 404


def test_the_other_family_of_a_removed_parent_stays_open(planner, family_id, anna):
    other = planner.post("/staff/families", {**FAMILY, "debtor_number": "004712"}).body["family_id"]
    planner.post(f"/staff/families/{other}/parents", ANNA)

    planner.delete(f"/staff/families/{family_id}/parents/{anna['parent_id']}")

    assert reachable_by(anna["account"]["account_id"]) == {other: Role.PARENT}


def test_a_mistyped_address_is_corrected_before_anybody_came_in(planner, family_id, anna):
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"

    answer = planner.put(url, change_of(anna, email="anna.yilmaz@voorbeeld.example"))

    (parent,) = answer.body["parents"]
    assert parent["account"]["email"] == "anna.yilmaz@voorbeeld.example"
    assert reachable_by(parent["account"]["account_id"]) == {family_id: Role.PARENT}


def test_the_office_sees_the_address_that_a_parent_changed_to(browser, planner, family_id, anna):
    account_id = anna["account"]["account_id"]
    browser().signed_in(account_id=account_id).post("/email-changes", {"email": MOVED_TO})
    browser().post("/email-changes/redeem", {"token": newest_token(account_id, EMAIL_CHANGE)})

    (parent,) = planner.get(f"/staff/families/{family_id}").body["parents"]
    assert (parent["email"], parent["account"]["email"]) == (MOVED_TO, MOVED_TO)
    (person,) = planner.get(f"/staff/accounts?account_ids={account_id}").body["people"]
    assert (person["email"], person["state"]) == (MOVED_TO, "invited")

    url = f"/staff/families/{family_id}/parents/{parent['parent_id']}"
    saved = planner.put(url, change_of(parent, phone="06-1")).body["parents"][0]
    assert (saved["email"], saved["account"]["account_id"]) == (MOVED_TO, account_id)


def test_a_stale_form_about_a_parent_shows_both_versions(planner, family_id, anna):
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"
    planner.put(url, change_of(anna, phone="06-1"))

    answer = planner.put(url, change_of(anna, phone="06-2"))

    told = answer.body["data"]
    assert (answer.code, told["current"]["phone"], told["yours"]["phone"]) == (
        "ParentChanged",
        "06-1",
        "06-2",
    )


def test_a_stale_form_shows_the_address_that_a_parent_changed_to(browser, planner, family_id, anna):
    url = f"/staff/families/{family_id}/parents/{anna['parent_id']}"
    account_id = anna["account"]["account_id"]
    browser().signed_in(account_id=account_id).post("/email-changes", {"email": MOVED_TO})
    browser().post("/email-changes/redeem", {"token": newest_token(account_id, EMAIL_CHANGE)})
    planner.put(url, change_of(anna, email=None, phone="06-1"))

    current = planner.put(url, change_of(anna, phone="06-2")).body["data"]["current"]

    (now,) = planner.get(f"/staff/families/{family_id}").body["parents"]
    assert current["email"] == MOVED_TO
    assert current == {name: now[name] for name in current}


def test_every_change_is_in_the_audit_trail_without_names(planner, family_id, anna):
    planner.post(f"/staff/families/{family_id}/children", SAAR)

    records = audit.list_records(caller=a_planner(), month=Month(2026, 11), after=None).items
    actions = [it.action for it in records if it.about == f"family/{family_id}"]
    assert actions == ["families.add_child", "families.add_parent", "families.add_family"]
    assert anna["first_name"] not in str([replace(it) for it in records])
