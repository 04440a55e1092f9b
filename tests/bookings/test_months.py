"""What parents see: the month of their child, and the hours they have left."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from tests.aws_events import requests_to_the_table
from tests.bookings.builders import (
    NOW,
    OWLS,
    a_contract,
    a_family_with_accounts,
    ask,
    contracts,
)
from tests.builders import ORGANISATION, an_organisation


@pytest.fixture
def family(organisation):
    """Noor comes on Mondays and Tuesdays, and the Monday of 23 November is a study day."""
    closing = ClosingDay(date(2026, 11, 23), "Studiedag")
    transaction = Transaction()
    organisations.put_closing_day(closing, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
    family = a_family_with_accounts(organisation_id=organisation.organisation_id)
    contracts(a_contract(family.children[0].child_id))
    return family


@pytest.fixture
def noor(family):
    return f"/children/{family.children[0].child_id}"


def test_a_parent_sees_contract_days_closed_days_and_what_was_asked(family, noor, as_parent):
    ask(family)

    answer = as_parent(family).get(f"{noor}/months/2026-11")

    seen = {it["day"]: (it["state"], it["hours"]) for it in answer.body["days"]}
    assert answer.status == 200
    assert len(seen) == 10
    assert seen["2026-11-30"] == ("contract", "10.5")
    assert seen["2026-11-23"] == ("closed", "0")
    assert seen["2026-11-12"] == ("requested", "10.5")


def test_a_closed_day_says_why_and_an_extra_day_what_it_costs(family, noor, as_parent):
    ask(family)

    days = {it["day"]: it for it in as_parent(family).get(f"{noor}/months/2026-11").body["days"]}

    assert days["2026-11-23"]["closed_because"] == "Studiedag"
    assert days["2026-11-12"]["extra_day"]["price"] == 10952
    assert days["2026-11-12"]["group"] == "Lieveheersbeestjes"


def test_a_month_without_anything_is_empty(family, noor, as_parent):
    answer = as_parent(family).get(f"{noor}/months/2024-02")

    assert answer.body == {"month": "2024-02", "days": []}


def test_what_is_no_month_is_refused(family, noor, as_parent):
    parent = as_parent(family)
    wrong = ["2026-13", "2026-1", "november", "2026-11-01", "0000-00"]

    assert {parent.get(f"{noor}/months/{it}").code for it in wrong} == {"InvalidRequest"}


def test_a_month_comes_with_the_session_however_long_the_child_has_been_there(
    family, noor, as_parent
):
    parent = as_parent(family)
    for day in range(4, 25):
        if date(2026, 12, day).weekday() in {2, 3, 4}:
            ask(family, date(2026, 12, day))

    with requests_to_the_table() as sent:
        parent.get(f"{noor}/months/2026-11")

    assert sent == ["BatchGetItem"]


@pytest.mark.parametrize("what", ["months/2026-11", "extra-days/quote?day=2026-11-12"])
def test_the_child_of_another_family_is_not_there(what, family, noor, as_parent):
    stranger = as_parent(a_family_with_accounts("999999"))

    unknown = stranger.get(f"/children/{family.family_id}.1234567890/{what}")
    another = stranger.get(f"{noor}/{what}")

    assert another.status == 404
    assert another.body == unknown.body


@pytest.mark.parametrize("what", ["months/2026-11", "extra-days/quote?day=2026-11-12"])
def test_another_organisation_has_no_such_child(what, family, noor, browser):
    an_organisation("maanzaad")
    families = {family.family_id: Role.PARENT}

    answer = browser("maanzaad").signed_in(families=families).get(f"{noor}/{what}")

    assert answer.status == 404


def test_a_planner_sees_the_month_a_group_worker_and_a_payer_do_not(family, noor, browser):
    def status_for(**what):
        return browser().signed_in(**what).get(f"{noor}/months/2026-11").status

    assert status_for(staff_role=Role.PLANNER) == 200
    assert status_for(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"})) == 403
    assert status_for(families={family.family_id: Role.PAYER}) == 403


def test_a_group_that_was_just_added_elsewhere_is_read_again(family, noor, as_parent):
    parent = as_parent(family)
    parent.get(f"{noor}/months/2026-11")
    known = organisations.configuration_of(ORGANISATION, now=NOW)
    transaction = Transaction()
    beavers = replace(OWLS, group_id="beavers", name="Bevers")
    organisations.put_group(beavers, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
    organisations._cache[ORGANISATION] = (NOW, known)  # another process put it there
    contracts(a_contract(family.children[0].child_id, group_id="beavers"))

    days = parent.get(f"{noor}/months/2026-11").body["days"]

    assert {it["group"] for it in days} == {"Bevers"}
