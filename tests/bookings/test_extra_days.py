"""Asking for an extra day: the price before pressing, every refusal, and taking it back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.model import ExtraDayState
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.errors import NotFound
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from chalicelib.policies.model import TooLate
from tests.bookings.builders import (
    MONDAY,
    THURSDAY,
    a_contract,
    a_crowd,
    a_family_with_accounts,
    approve,
    ask,
    contracts,
)
from tests.builders import LADYBIRDS, ORGANISATION, a_caller, an_organisation


@pytest.fixture
def family(organisation):
    family = a_family_with_accounts(organisation_id=organisation.organisation_id)
    contracts(a_contract(family.children[0].child_id))
    return family


@pytest.fixture
def path(family):
    return f"/children/{family.children[0].child_id}/extra-days"


@pytest.fixture
def parent(as_parent, family):
    return as_parent(family)


def close(day, location_id=None):
    closing = ClosingDay(day, "Studiedag", location_id=location_id)
    transaction = Transaction()
    organisations.put_closing_day(closing, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def test_the_price_is_told_before_pressing_and_is_what_the_request_says(family, path, as_parent):
    parent = as_parent(family)

    quote = parent.get(f"{path}/quote?day={THURSDAY}")
    asked = parent.post(path, {"day": str(THURSDAY)})

    assert (quote.status, asked.status) == (200, 201)
    assert quote.body == {
        "day": "2026-11-12",
        "group_id": "ladybirds",
        "group": "Lieveheersbeestjes",
        "hours": "10.5",
        "hourly_rate": 1043,
        "price": 10952,
        "has_place": True,
        "places_left": 12,
    }
    assert (asked.body["state"], asked.body["price"]) == ("requested", 10952)
    assert (asked.body["rule"], asked.body["reason"]) == (None, None)


def test_a_quote_writes_nothing(family, path, as_parent):
    parent = as_parent(family)

    parent.get(f"{path}/quote?day={THURSDAY}")

    assert parent.post(path, {"day": str(THURSDAY)}).status == 201


REFUSED = [
    # day, group, and what is said
    ("2026-11-03", None, "TooLate"),
    ("2025-11-12", None, "TooLate"),
    ("2027-11-03", None, "TooEarly"),
    ("9999-12-31", None, "TooEarly"),
    ("2026-11-14", None, "ClosedDay"),  # a Saturday
    ("2026-11-25", None, "ClosedDay"),
    ("2026-11-23", None, "ClosedDay"),  # a contract day on which they are closed
    ("2026-11-09", None, "DayAlreadyBooked"),
    ("2026-11-12", "owls", "NoContractThatDay"),
    ("2026-11-12", "no-such-group", "NoContractThatDay"),
]


def test_a_day_that_cannot_be_is_refused_with_and_without_asking(parent, path):
    close(date(2026, 11, 23))
    close(date(2026, 11, 25), "north")
    for day, group, code in REFUSED:
        quoted = parent.get(f"{path}/quote?day={day}" + (f"&group_id={group}" if group else ""))
        asked = parent.post(path, {"day": day, "group_id": group})

        assert (asked.status, asked.code, asked.body["data"]["day"]) == (409, code, day)
        assert quoted.body == asked.body


def test_a_child_without_contract_that_day_has_no_group_to_come_to(family, path, as_parent):
    child = family.children[0].child_id
    contracts(a_contract(child, until=date(2026, 11, 11)))

    assert as_parent(family).post(path, {"day": str(THURSDAY)}).code == "NoContractThatDay"


def test_a_full_group_is_told_in_the_quote_and_refused_when_asked(family, path, as_parent):
    a_crowd(LADYBIRDS.places)
    parent = as_parent(family)

    quote = parent.get(f"{path}/quote?day={THURSDAY}")
    asked = parent.post(path, {"day": str(THURSDAY)})

    assert (quote.body["has_place"], quote.body["places_left"]) == (False, 0)
    assert (asked.status, asked.code) == (409, "GroupIsFull")
    assert asked.body["data"] == {"day": "2026-11-12", "group": "Lieveheersbeestjes"}


def test_granted_days_of_others_take_places_and_requests_do_not(family, path, as_parent):
    a_crowd(LADYBIRDS.places - 1)
    other = a_family_with_accounts("999999")
    contracts(a_contract(other.children[0].child_id))
    asked = ask(other)
    assert as_parent(family).get(f"{path}/quote?day={THURSDAY}").body["places_left"] == 1

    approve(asked)

    assert as_parent(family).get(f"{path}/quote?day={THURSDAY}").body["places_left"] == 0


def test_asking_twice_says_that_it_waits_already(family, path, as_parent):
    as_parent(family).post(path, {"day": str(THURSDAY)})

    answer = as_parent(family, position=1).post(path, {"day": str(THURSDAY)})

    assert (answer.status, answer.code) == (409, "DayAlreadyAsked")
    assert "donderdag 12 november 2026" in answer.body["message"]


def test_a_day_that_was_granted_is_booked(family, path, as_parent):
    approve(ask(family))

    assert as_parent(family).post(path, {"day": str(THURSDAY)}).code == "DayAlreadyBooked"


def test_with_two_contracts_the_group_can_be_chosen(family, path, as_parent):
    child = family.children[0].child_id
    owls = a_contract(
        child, contract_id="2", group_id="owls", weekdays=frozenset({1}), hourly_rate=998
    )
    contracts(a_contract(child), owls)

    quote = as_parent(family).get(f"{path}/quote?day={THURSDAY}&group_id=owls")

    assert (quote.body["group"], quote.body["price"]) == ("Uilen", 10479)


def test_a_parent_takes_a_request_back_and_may_ask_again(family, path, as_parent, as_planner):
    parent = as_parent(family)
    parent.post(path, {"day": str(THURSDAY)})

    withdrawn = as_parent(family, position=1).delete(f"{path}/{THURSDAY}")

    assert (withdrawn.status, withdrawn.body["state"]) == (200, "withdrawn")
    assert as_planner.get("/staff/requests").body["requests"] == []
    assert parent.post(path, {"day": str(THURSDAY)}).status == 201
    assert len(as_planner.get("/staff/requests").body["requests"]) == 1


def test_what_was_decided_cannot_be_taken_back(family, path, as_parent):
    parent = as_parent(family)
    approve(ask(family))

    assert parent.delete(f"{path}/{THURSDAY}").code == "AlreadyDecided"
    assert month_state(parent, path) == "granted"


def test_what_was_withdrawn_cannot_be_withdrawn_again(family, path, as_parent):
    parent = as_parent(family)
    ask(family)
    parent.delete(f"{path}/{THURSDAY}")

    assert parent.delete(f"{path}/{THURSDAY}").code == "AlreadyDecided"


def month_state(parent, path):
    days = parent.get(f"{path.removesuffix('extra-days')}months/2026-11").body["days"]
    return {it["day"]: it["state"] for it in days}["2026-11-12"]


def test_a_day_that_was_never_asked_for_cannot_be_taken_back(parent, path):
    days = ["2026-11-13", "1999-01-01", "9999-12-31", str(MONDAY)]

    assert [parent.delete(f"{path}/{day}").status for day in days] == [404] * len(days)


BODIES = [
    {},
    {"day": "2026-02-29"},
    {"day": "12-11-2026"},
    {"day": 20261112},
    {"day": None},
    {"day": "2026-11-12", "group_id": ""},
    {"day": "2026-11-12", "group_id": "a b"},
    {"day": "2026-11-12", "group_id": "a" * 10_000},
    {"day": "2026-11-12", "price": 0},
    [],
    b"{",
    b"\xff",
]


def test_what_cannot_be_read_is_refused(parent, path):
    answers = [parent.post(path, body) for body in BODIES]

    assert [(it.status, it.code) for it in answers] == [(422, "InvalidRequest")] * len(BODIES)


def test_a_question_that_cannot_be_read_is_refused(parent, path):
    queries = ["", "?day=tomorrow", "?day=2026-11-12&group_id=%20", "?day=2026-11-12&who=me"]

    codes = [parent.get(f"{path}/quote{query}").code for query in queries]

    assert codes == ["InvalidRequest"] * len(queries)


def test_another_family_cannot_ask_or_take_back(family, path, as_parent):
    stranger = as_parent(a_family_with_accounts("999999"))
    ask(family)

    assert stranger.post(path, {"day": "2026-11-13"}).status == 404
    assert stranger.delete(f"{path}/{THURSDAY}").status == 404


def test_a_payer_and_staff_cannot_ask(family, path, browser):
    payer = browser().signed_in(families={family.family_id: Role.PAYER})
    planner = browser().signed_in(staff_role=Role.PLANNER)

    for each in (payer, planner):
        assert each.post(path, {"day": str(THURSDAY)}).code == "Forbidden"


def test_a_planner_who_is_a_parent_asks_for_own_children_only(family):
    own = a_family_with_accounts("999999")
    both = replace(
        a_caller(account_id="both", families={own.family_id: Role.PARENT}),
        staff_role=Role.PLANNER,
    )

    with pytest.raises(NotFound):
        ask(family, caller=both)


def test_the_day_begins_at_midnight_in_amsterdam(family):
    with pytest.raises(TooLate):  # 23:30 UTC on Tuesday is Wednesday in Amsterdam
        ask(family, THURSDAY, now=datetime(2026, 11, 10, 23, 30, tzinfo=UTC))

    asked = ask(family, THURSDAY, now=datetime(2026, 11, 10, 22, 30, tzinfo=UTC))

    assert asked.state is ExtraDayState.REQUESTED


def test_29_february_can_be_asked_for(family, path, as_parent):
    clock.start_at(datetime(2028, 2, 25, 9, tzinfo=UTC))
    contracts(a_contract(family.children[0].child_id, weekdays=frozenset({0})))

    answer = as_parent(family).post(path, {"day": "2028-02-29"})

    assert answer.status == 201


def test_the_notice_is_the_organisations_own():
    an_organisation(request_notice_days=10)
    family = a_family_with_accounts()
    contracts(a_contract(family.children[0].child_id))

    with pytest.raises(TooLate) as refusal:
        ask(family, date(2026, 11, 11))

    assert refusal.value.data == {
        "day": date(2026, 11, 11),
        "until": datetime(2026, 11, 1, 22, 59, tzinfo=UTC),
        "earliest": THURSDAY,
    }
