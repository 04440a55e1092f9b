"""Days as browsers ask for them: what is wrong is said, and staff see what they must know."""

import pytest

from chalicelib.core.callers import Role
from chalicelib.families.care import Allergies, Contacts, PickUpPerson
from tests.bookings.builders import (
    a_child_in_care,
    a_family_with_accounts,
    contracts,
    decide_at_once,
    fill,
)
from tests.bookings.situations import MONDAY, a_contract, instant
from tests.builders import LADYBIRDS
from tests.families.builders import a_child


@pytest.fixture
def family():
    return a_child_in_care()


@pytest.fixture
def anna(browser, family):
    return browser().signed_in(account_id=family.parents[0].account_id)


def days(family, **query):
    asked = {"first": "2026-11-09", "last": "2026-11-10"} | query
    told = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/children/{family.children[0].child_id}/days?{told}"


def test_a_last_day_before_the_first_is_told_as_that(anna, family):
    answer = anna.get(days(family, last="2026-11-08"))

    assert (answer.status, answer.code) == (422, "LastBeforeFirst")
    assert answer.body["message"] == (
        "zondag 8 november 2026 komt voor maandag 9 november 2026. "
        "Kies als laatste dag dezelfde dag of een latere."
    )


def test_more_than_two_months_are_too_many(anna, family):
    assert anna.get(days(family, last="2027-01-09")).status == 200
    assert anna.get(days(family, last="2027-01-10")).code == "TooManyDays"


@pytest.mark.parametrize(
    ("gives", "status"),
    [
        ({"gives_day": MONDAY}, 422),
        ({"gives_group_id": "ladybirds"}, 422),
        ({"gives_day": MONDAY, "gives_group_id": "ladybirds"}, 200),
        ({}, 200),
    ],
)
def test_half_a_given_day_is_no_price_of_an_extra_day(anna, family, gives, status):
    assert anna.get(days(family, **gives)).status == status


@pytest.mark.parametrize("day", ["3000-01-01", "9999-12-31"])
def test_a_day_after_all_invoices_is_refused_however_far_ahead_one_may_ask(anna, family, day):
    decide_at_once(instant(max_lead=None))
    child_id = family.children[0].child_id

    answers = [
        anna.get(days(family, first=day, last=day)),
        anna.post(f"/children/{child_id}/requests", {"day": day}),
        anna.delete(f"/children/{child_id}/requests/{day}"),
        anna.post(
            f"/families/{family.family_id}/absences",
            {"child_ids": [child_id], "days": [day], "reason": "other"},
        ),
    ]

    assert [it.status for it in answers] == [422] * len(answers)


def test_the_last_day_of_all_can_be_asked_for(anna, family):
    decide_at_once(instant(max_lead=None))

    answer = anna.get(days(family, first="2999-12-31", last="2999-12-31"))

    assert answer.status == 200


def test_staff_see_allergies_and_who_may_pick_a_child_up(browser):
    knows = a_child(
        allergies=Allergies("Pinda's, ook sporen"),
        contacts=Contacts(pick_up=(PickUpPerson("Oma Truus"),)),
    )
    family = a_family_with_accounts("020202", children=(knows,))
    contracts(a_contract(family.children[0].child_id))
    fill(MONDAY)
    worker = browser().signed_in(
        staff_role=Role.GROUP_WORKER, group_ids=frozenset({LADYBIRDS.group_id})
    )

    (child,) = worker.get(f"/staff/groups/{LADYBIRDS.group_id}/days/{MONDAY}").body["children"]

    assert child["allergies"] == "Pinda's, ook sporen"
    assert child["pick_up"] == ["Oma Truus"]
