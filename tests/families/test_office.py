"""What the office sees and changes, over HTTP."""

from dataclasses import replace

import pytest

from chalicelib.accounts import service as accounts
from chalicelib.audit import service as audit
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.families import service
from chalicelib.sessions import service as sessions
from tests.aws_events import requests_to_the_table
from tests.builders import ORGANISATION, a_planner, an_organisation
from tests.conftest import NOW
from tests.families.builders import a_child, a_family, a_parent

FAMILY = {
    "debtor_number": "004711",
    "name": "Fam. Yılmaz",
    "street": "Prins Hendrikkade 61 bis",
    "postcode": "8364 HP",
    "city": "Utrecht",
    "payment": {
        "method": "direct_debit",
        "iban": "NL44 RABO 0123 4567 89",
        "mandate_reference": "MND-004711",
        "mandate_signed_on": "2025-03-18",
    },
}
ANNA = {
    "first_name": "Anna",
    "last_name": "Yılmaz",
    "email": "anna@voorbeeld.example",
    "phone": "06-12345678",
    "language": "en",
    "role": "parent",
}
SAAR = {
    "number": "K004711-1",
    "first_name": "Saar",
    "last_name": "Yılmaz",
    "birth_date": "2024-02-29",
}


@pytest.fixture
def planner(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.PLANNER)


@pytest.fixture
def family_id(planner):
    return planner.post("/staff/families", FAMILY).body["family_id"]


def names_of(answer):
    return [it["name"] for it in answer.body["families"]]


def reachable_by(account_id):
    access = sessions.access_of(organisation_id=ORGANISATION, account_id=account_id)
    return dict(access.families)


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
        ({"iban": None}, "MandateIncomplete"),
        ({"mandate_reference": None}, "MandateIncomplete"),
        ({"mandate_signed_on": None}, "MandateIncomplete"),
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
    ("search", "found"),
    [
        ("", ["Fam. de Vries", "Fam. Yılmaz", "王家"]),
        ("0102", ["Fam. de Vries", "Fam. Yılmaz"]),
        ("010204", ["Fam. Yılmaz"]),
        ("4", []),
        ("yilm", ["Fam. Yılmaz"]),
        ("YILMAZ", ["Fam. Yılmaz"]),
        ("vries", ["Fam. de Vries"]),
        ("de v", ["Fam. de Vries"]),
        ("noor", ["Fam. de Vries"]),
        ("Çağ", ["Fam. Yılmaz"]),
        ("王", ["王家"]),
        ("nobody", []),
        ("%", []),
    ],
)
def test_families_are_found_by_number_and_by_any_name(planner, search, found):
    a_family("010203")
    people = (a_parent("Otis", last_name="Yılmaz"),)
    a_family(
        "010204",
        name="Fam. Yılmaz",
        parents=people,
        children=(a_child("Çağla", last_name="Yılmaz"),),
    )
    a_family("020000", name="王家", parents=(), children=())

    answer = planner.get(f"/staff/families?search={search}")

    assert (answer.status, sorted(names_of(answer))) == (200, sorted(found))


def test_a_family_with_a_new_name_is_not_found_by_the_old_one(planner, family_id):
    changed = {**FAMILY, "name": "Fam. Öz", "version": 0}
    del changed["debtor_number"]
    planner.put(f"/staff/families/{family_id}", changed)

    assert names_of(planner.get("/staff/families?search=yilmaz")) == []
    assert names_of(planner.get("/staff/families?search=oz")) == ["Fam. Öz"]


def all_pages(planner, query=""):
    answer = planner.get(f"/staff/families?{query}")
    families = list(answer.body["families"])
    while answer.body["next"]:
        answer = planner.get(f"/staff/families?{query}&cursor={answer.body['next']}")
        families += answer.body["families"]
    return [it["debtor_number"] for it in families]


def test_a_long_list_comes_in_pages_with_every_family_once(planner):
    numbers = [f"{number:06}" for number in range(30)]
    for number in numbers:
        # Each is found by "a" under several names.
        a_family(number, parents=(a_parent("Anna", last_name="Aa"),), children=())

    assert all_pages(planner) == numbers
    assert sorted(all_pages(planner, "search=a")) == numbers
    first = planner.get("/staff/families?search=a").body["next"]
    assert planner.get(f"/staff/families?search=b&cursor={first}").code == "BadCursor"


@pytest.mark.parametrize("query", ["", "search=a"])
def test_a_list_of_many_families_takes_no_more_requests_than_one_of_few(planner, query):
    def requests():
        with requests_to_the_table() as calls:
            planner.get(f"/staff/families?{query}")
        return len(calls)

    a_family("000001", parents=(a_parent("Anna"),))
    few = requests()
    for number in range(2, 20):
        a_family(f"{number:06}", parents=(a_parent("Anna"),))

    assert requests() == few


PLACES = [
    ("GET", "/staff/families", None),
    ("POST", "/staff/families", {**FAMILY, "debtor_number": "9"}),
    ("GET", "/staff/families/{family}", None),
    ("PUT", "/staff/families/{family}", {**FAMILY, "version": 0}),
    ("POST", "/staff/families/{family}/parents", ANNA),
    ("PUT", "/staff/families/{family}/parents/{parent}", {}),
    ("DELETE", "/staff/families/{family}/parents/{parent}", None),
    ("POST", "/staff/families/{family}/children", SAAR),
    ("PUT", "/staff/families/{family}/children/{child}", {}),
]


@pytest.mark.parametrize(("method", "place", "body"), PLACES)
def test_only_the_office_of_the_organisation_does_this(browser, method, place, body):
    an_organisation()
    family = a_family()
    url = place.format(
        family=family.family_id,
        parent=family.parents[0].parent_id,
        child=family.children[0].child_id,
    )
    parent = browser().signed_in(account_id="anna", families={family.family_id: Role.PARENT})
    worker = browser().signed_in(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"}))
    for other, status in ((parent, 403), (worker, 403), (browser(), 401)):
        answer = send(other, method, url, body)
        assert answer.status == status
    assert service.get_family(family.family_id, organisation_id=ORGANISATION) == family


def send(browser, method, url, body):
    match method:
        case "GET":
            return browser.get(url)
        case "DELETE":
            return browser.delete(url)
        case "POST":
            return browser.post(url, body)
    return browser.put(url, body)


def test_a_planner_of_another_organisation_finds_nothing_of_ours(browser):
    family = a_family()
    an_organisation("maan")
    stranger = browser("maan").signed_in(staff_role=Role.ADMINISTRATOR)
    change = {"first_name": "A", "last_name": "B", "birth_date": "2024-01-01", "version": 0}

    assert names_of(stranger.get("/staff/families")) == []
    assert names_of(stranger.get("/staff/families?search=vries")) == []
    url = f"/staff/families/{family.family_id}"
    assert stranger.get(url).status == 404
    assert stranger.post(f"{url}/children", SAAR).status == 404
    assert stranger.post(f"{url}/parents", ANNA).status == 404
    assert stranger.put(f"{url}/children/{family.children[0].child_id}", change).status == 404
    assert stranger.delete(f"{url}/parents/{family.parents[0].parent_id}").status == 404
    assert stranger.get(f"/staff/children/{family.children[0].child_id}").status == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ({"staff_role": Role.GROUP_WORKER, "group_ids": frozenset({"ladybirds"})}, 200),
        ({"staff_role": Role.GROUP_WORKER, "group_ids": frozenset({"owls"})}, 404),
        ({"staff_role": Role.GROUP_WORKER}, 404),
        ({"staff_role": Role.PLANNER}, 200),
        ({"families": {"other": Role.PARENT}}, 403),
    ],
)
def test_a_child_is_shown_to_its_own_group_workers_and_the_office(browser, who, status):
    family = a_family()

    answer = browser().signed_in(**who).get(f"/staff/children/{family.children[0].child_id}")

    assert answer.status == status
    if status == 200:
        assert [it["phone"] for it in answer.body["parents"]] == ["06-12345678"] * 2
        assert "debtor_number" not in str(answer.body)


def test_whose_custody_has_ended_is_not_among_the_parents_to_call(browser):
    ended = a_parent("Bram", position=2, care_until=NOW.date())
    family = a_family(parents=(a_parent(), ended))
    worker = browser().signed_in(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"}))

    answer = worker.get(f"/staff/children/{family.children[0].child_id}")

    assert [it["name"] for it in answer.body["parents"]] == ["Anna de Vries"]


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


def test_every_change_is_in_the_audit_trail_without_names(planner, family_id, anna):
    planner.post(f"/staff/families/{family_id}/children", SAAR)

    records = audit.list_records(caller=a_planner(), month=Month(2026, 11), after=None).items
    actions = [it.action for it in records if it.about == f"family/{family_id}"]
    assert actions == ["families.add_child", "families.add_parent", "families.add_family"]
    assert anna["first_name"] not in str([replace(it) for it in records])
