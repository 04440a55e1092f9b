"""Before other rules are saved, one sees which open requests they would decide otherwise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.bookings import rehearsing
from chalicelib.bookings.rehearsing import Rehearsal
from chalicelib.core.callers import Role
from chalicelib.occupancy import staffing
from chalicelib.organisations import service as organisations
from chalicelib.policies.model import (
    Asking,
    ByStaff,
    Capacity,
    Credits,
    Deciding,
    Exchanging,
    Policy,
    PolicyInThePast,
    WholeDays,
)
from chalicelib.policies.model import Payment as PayWith
from tests.aws_events import requests_to_the_table
from tests.bookings.builders import (
    a_child_in_care,
    ask,
    decide_at_once,
    exchange,
    fill,
    fill_up,
    request_of,
    the_day,
    withdraw,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, TODAY, instant
from tests.builders import LADYBIRDS, ORGANISATION, a_caller, a_planner

BY_STAFF = replace(instant(), deciding=Deciding(ByStaff(), ByStaff()))
AT_ONCE = replace(instant(), effective_from=TODAY)
CREDIT_ONLY = {
    "asking": Asking(pay_with=frozenset({PayWith.CREDIT})),
    "credits": Credits(mix_with_invoice=False),
}
LATER = NOW + timedelta(days=1)
NEXT_THURSDAY = THURSDAY + timedelta(days=7)


@pytest.fixture
def family():
    decide_at_once(BY_STAFF)
    return a_child_in_care()


def no_workers_on(day: date) -> None:
    staffing.plan_workers(
        caller=a_planner(), group_id=LADYBIRDS.group_id, days=[day], workers=0, now=NOW
    )


def rehearse(draft: Policy = AT_ONCE, *, now=LATER, after=None, most_keys=100, **what) -> Rehearsal:
    administrator = a_caller(staff_role=Role.ADMINISTRATOR)
    draft = replace(draft, effective_from=now.date(), **what)
    return rehearsing.rehearse(
        caller=administrator, draft=draft, after=after, now=now, most_keys=most_keys
    )


def told(found: Rehearsal) -> list[tuple[str, str, str]]:
    return [
        (it.now.foreseen.value, it.then.foreseen.value, it.then.why.code if it.then.why else "")
        for it in found.different
    ]


def test_what_a_colleague_would_decide_is_granted_by_rules_that_decide_at_once(family):
    asked = ask(family)

    found = rehearse()

    assert [it.listed.request for it in found.different] == [asked]
    assert told(found) == [("staff", "granted", "")]
    assert (found.looked_at, found.next) == (1, None)


def test_nothing_is_different_by_the_same_rules(family):
    ask(family)
    found = rehearse(BY_STAFF)
    assert (found.looked_at, found.different) == (1, [])


def test_nothing_is_written(family):
    asked, before = ask(family), the_day()
    rehearse()
    assert (request_of(family), the_day()) == (asked, before)


def test_the_moment_of_asking_counts_and_not_that_it_has_waited_since(family):
    ask(family)
    lead = (THURSDAY - TODAY).days
    in_time = Asking(min_lead=WholeDays(lead - 1))

    assert rehearse(BY_STAFF, asking=in_time, now=NOW + timedelta(days=5)).different == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({"asking": Asking(min_lead=WholeDays(30))}, "TooLate"),
        ({"asking": Asking(pay_with=frozenset())}, "ExtraDaysNotOffered"),
        (CREDIT_ONLY, "PaymentNotOffered"),
    ],
)
def test_what_the_draft_refuses_is_told_with_its_code(family, draft, code):
    ask(family)
    assert told(rehearse(BY_STAFF, **draft)) == [("staff", "refused", code)]


def test_an_exchange_is_held_to_the_rules_about_exchanges(family):
    fill(MONDAY)
    exchange(family, MONDAY)
    stricter = {"exchanging": Exchanging(deadline=WholeDays(30))}
    assert told(rehearse(BY_STAFF, **stricter)) == [("staff", "refused", "TooLate")]
    assert told(rehearse(BY_STAFF, exchanging=None)) == [("staff", "refused", "ExchangeNotOffered")]


def test_who_waits_for_workers_gets_the_place_where_only_places_count():
    staffed = replace(BY_STAFF, deciding=Deciding(ByStaff(), capacity=Capacity.STAFFED))
    decide_at_once(staffed)
    fill_up(11, THURSDAY)
    no_workers_on(THURSDAY)
    waits = ask(a_child_in_care(), or_wait=True)
    assert waits.state.value == "waiting"

    assert told(rehearse(BY_STAFF)) == [("waiting", "granted", "")]


def test_a_day_that_is_full_by_both_is_not_different(family):
    fill_up(12, THURSDAY)
    ask(family, or_wait=True)
    assert rehearse().different == []


def test_what_is_withdrawn_is_not_open(family):
    ask(family)
    withdraw(family)
    assert rehearse() == Rehearsal(0, next=None, different=[])


def test_what_one_request_does_not_read_is_looked_at_next_and_each_once(family):
    children = [family, a_child_in_care("8"), a_child_in_care("9")]
    asked = [ask(it, now=NOW + timedelta(minutes=at)) for at, it in enumerate(children)]
    seen, after = [], None
    for _ in asked:
        found = rehearse(after=after, most_keys=8)
        seen += [it.listed.request for it in found.different]
        after = found.next

    assert (found.looked_at, after) == (1, None)
    assert seen == asked


def test_who_waits_for_a_place_comes_after_who_waits_for_a_colleague(family):
    fill_up(12, THURSDAY)
    waits = ask(family, or_wait=True)
    asked = ask(a_child_in_care("8"), NEXT_THURSDAY)

    first = rehearse(most_keys=8)
    then = rehearse(after=first.next, most_keys=8)

    assert [it.listed.request for it in first.different] == [asked]
    assert (then.looked_at, then.next, waits.state.value) == (1, None, "waiting")


@pytest.mark.usefixtures("family")
def test_it_takes_two_requests_however_many_wait():
    for number in range(5):
        ask(a_child_in_care(f"1{number}"), (THURSDAY, NEXT_THURSDAY)[number % 2])
    organisations.configuration_of(ORGANISATION, now=LATER)

    with requests_to_the_table() as sent:
        found = rehearse()

    assert (found.looked_at, len(found.different)) == (5, 5)
    assert sent == ["Query", "BatchGetItem"]


def test_days_before_the_draft_begins_keep_their_rules(family):
    ask(family)
    draft = replace(AT_ONCE, effective_from=THURSDAY + timedelta(days=1))
    administrator = a_caller(staff_role=Role.ADMINISTRATOR)
    assert rehearsing.rehearse(caller=administrator, draft=draft, now=LATER).different == []


def test_rules_of_days_that_have_begun_are_not_tried():
    administrator = a_caller(staff_role=Role.ADMINISTRATOR)
    with pytest.raises(PolicyInThePast):
        rehearsing.rehearse(caller=administrator, draft=AT_ONCE, now=LATER)
