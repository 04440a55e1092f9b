"""Who may see and change what at the office, over HTTP."""

import pytest

from chalicelib.core.callers import Role
from chalicelib.families import service
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW
from tests.families.builders import ANNA, FAMILY, SAAR, a_family, a_parent


def names_of(answer):
    return [it["name"] for it in answer.body["families"]]


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
