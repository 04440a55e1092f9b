"""Who comes to a group on a day, for staff."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.core.callers import Role
from chalicelib.families.model import Allergies
from tests.aws_events import requests_to_the_table
from tests.bookings.builders import (
    MONDAY,
    a_contract,
    a_family_with_accounts,
    approve,
    ask,
    contracts,
)
from tests.builders import an_organisation
from tests.families.builders import a_child


@pytest.fixture
def family(organisation):
    """Noor comes on Mondays and Ümit on Thursdays."""
    noor = a_child(birth_date=date(2023, 11, 9), allergies=Allergies("pinda; ei"))
    umit = a_child("Ümit", birth_date=date(2025, 1, 31))
    family = a_family_with_accounts(
        organisation_id=organisation.organisation_id, children=(noor, umit)
    )
    ids = [it.child_id for it in family.children]
    contracts(a_contract(ids[0]), a_contract(ids[1], weekdays=frozenset({3})))
    return family


@pytest.fixture
def as_worker(browser, organisation):
    def sign_in(*group_ids):
        return browser(organisation.organisation_id).signed_in(
            staff_role=Role.GROUP_WORKER, group_ids=frozenset(group_ids)
        )

    return sign_in


def path(day, group_id="ladybirds"):
    return f"/staff/groups/{group_id}/days/{day}"


@pytest.mark.usefixtures("family")
def test_a_group_worker_sees_what_matters_that_day(as_worker):
    listed = as_worker("ladybirds").get(path(MONDAY)).body

    (noor,) = listed["children"]
    assert (listed["places"], listed["taken"], listed["places_left"]) == (12, 1, 11)
    assert (noor["first_name"], noor["because"], noor["hours"]) == ("Noor", "contract", "10.5")
    assert (noor["allergies"], noor["age_in_months"]) == ("pinda; ei", 36)
    assert noor["has_birthday"] is True


def test_a_granted_extra_day_is_on_the_list_and_a_request_is_not(family, as_worker):
    thursday = MONDAY + timedelta(days=3)
    asked = ask(family, thursday)
    before = as_worker("ladybirds").get(path(thursday)).body["children"]

    approve(asked)

    after = as_worker("ladybirds").get(path(thursday)).body["children"]
    assert [it["first_name"] for it in before] == ["Ümit"]
    assert [(it["first_name"], it["because"]) for it in after] == [
        ("Noor", "extra_day"),
        ("Ümit", "contract"),
    ]


@pytest.mark.usefixtures("family")
def test_other_groups_and_groups_that_are_not_there_look_the_same(as_worker):
    worker = as_worker("owls")

    answers = [worker.get(path(MONDAY, it)) for it in ("ladybirds", "no-such-group")]

    assert [it.status for it in answers] == [404, 404]
    assert answers[0].body == answers[1].body


@pytest.mark.usefixtures("family")
def test_planners_see_every_group_of_their_own_organisation(as_planner, browser):
    an_organisation("maanzaad")
    stranger = browser("maanzaad").signed_in(staff_role=Role.PLANNER)

    assert as_planner.get(path(MONDAY, "owls")).body["children"] == []
    assert as_planner.get(path(MONDAY, "no-such-group")).status == 404
    assert stranger.get(path(MONDAY)).body["children"] == []


def test_parents_see_no_list(family, as_parent):
    assert as_parent(family).get(path(MONDAY)).code == "Forbidden"


@pytest.mark.usefixtures("family")
def test_on_a_day_that_the_group_is_closed_nobody_comes(as_planner):
    listed = as_planner.get(path("2026-11-14")).body

    assert (listed["is_open"], listed["children"], listed["places_left"]) == (False, [], 0)


@pytest.mark.usefixtures("family")
def test_any_day_can_be_looked_at_and_what_is_no_day_is_refused(as_planner):
    days = ["0001-01-01", "1999-12-31", "2028-02-29", "9999-12-31"]
    wrong = ["2026-02-29", "today", "2026-11"]

    assert [as_planner.get(path(day)).status for day in days] == [200] * len(days)
    assert [as_planner.get(path(day)).code for day in wrong] == ["InvalidRequest"] * len(wrong)


@pytest.mark.usefixtures("family")
def test_a_list_of_sixteen_children_is_two_requests(as_worker):
    worker = as_worker("ladybirds")
    for each in range(15):
        other = a_family_with_accounts(f"{each}", children=(replace(a_child(), number=f"{each}"),))
        contracts(a_contract(other.children[0].child_id))
    worker.get(path(MONDAY))  # this process knows the organisation from now on

    with requests_to_the_table() as sent:
        listed = worker.get(path(MONDAY)).body

    assert listed["taken"] == 16
    assert sent == ["BatchGetItem"] * 2  # session with the group's day, the families
