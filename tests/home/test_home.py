"""The first page: everything a parent needs to know, in one call."""

import pytest

from chalicelib.core.callers import Role
from tests.aws_events import requests_to_the_table
from tests.bookings.builders import THURSDAY, a_contract, approve, ask, contracts
from tests.builders import an_organisation
from tests.families.builders import a_child, a_family, a_parent
from tests.messages import builders as messages
from tests.photos import builders as photos


@pytest.fixture
def family():
    an_organisation()
    family = a_family()
    contracts(a_contract(family.children[0].child_id))
    return family


def at_home(browser, family, account_id="anna", role=Role.PARENT):
    return browser().signed_in(account_id=account_id, families={family.family_id: role})


def test_it_names_the_children_and_when_they_come(browser, family):
    home = at_home(browser, family).get("/home").body

    assert [it["first_name"] for it in home["children"]] == ["Noor"]
    assert [(it["day"], it["state"], it["group_name"]) for it in home["days"]] == [
        (day, "contract", "Lieveheersbeestjes")
        for day in ("2026-11-02", "2026-11-03", "2026-11-09", "2026-11-10")
    ]
    assert home["today"] == "2026-11-02"


def test_an_extra_day_is_among_the_coming_days_from_the_moment_it_is_asked_for(browser, family):
    anna = at_home(browser, family)

    asked = ask(family)
    waiting = anna.get("/home").body["days"]
    approve(asked)
    granted = anna.get("/home").body["days"]

    day = THURSDAY.isoformat()
    assert [it["state"] for it in waiting if it["day"] == day] == ["requested"]
    assert [it["state"] for it in granted if it["day"] == day] == ["granted"]


def test_it_shows_the_newest_photos_and_counts_unread_messages(browser, family):
    anna, planner = at_home(browser, family), browser().signed_in(staff_role=Role.PLANNER)
    photo_id = photos.upload(photos.group_worker(browser), child_ids=[family.children[0].child_id])
    conversation_id = messages.start(anna, family)
    messages.answer(planner, conversation_id)

    home = anna.get("/home").body

    assert [it["photo_id"] for it in home["photos"]] == [photo_id]
    assert home["photos"][0]["thumbnail"].startswith("http")
    assert home["unread"] == 1


def test_somebody_without_families_sees_an_empty_page(browser):
    an_organisation()
    nobody = browser().signed_in(families={"elsewhere": Role.PARENT})

    home = nobody.get("/home")

    assert (home.status, home.body["children"], home.body["days"]) == (200, [], [])


@pytest.mark.usefixtures("family")
def test_a_payer_sees_no_children(browser):
    other = a_family("010204", parents=(a_parent("Opa", account_id="opa", role=Role.PAYER),))

    home = at_home(browser, other, "opa", Role.PAYER).get("/home").body

    assert (home["children"], home["photos"], home["days"]) == ([], [], [])
    assert [it["debtor_number"] for it in home["families"]] == ["010204"]


def test_another_familys_children_are_not_on_it(browser, family):
    a_family("010204", parents=(a_parent("Carla", account_id="carla"),))

    home = at_home(browser, family, account_id="carla").get("/home").body

    assert home["children"] == []


@pytest.mark.usefixtures("family")
def test_staff_have_another_page(browser):
    assert browser().signed_in(staff_role=Role.PLANNER).get("/home").status == 403


def test_it_costs_no_more_requests_with_more_children(browser, family):
    names = ("Noor", "Sam", "Lotte", "Çağla", "李雷")
    large = a_family("010204", children=tuple(a_child(name) for name in names))

    def requests(of):
        anna = at_home(browser, of)
        anna.get("/home")
        with requests_to_the_table() as sent:
            anna.get("/home")
        return sent

    assert requests(large) == requests(family) == ["BatchGetItem"] * 3
