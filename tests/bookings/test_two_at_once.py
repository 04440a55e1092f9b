"""Two at the same moment: parents, planners, imports."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest

from chalicelib.bookings import planning, service
from chalicelib.core.errors import Busy, PortalError
from chalicelib.core.periods import Month
from chalicelib.occupancy.model import GroupIsFull
from tests.aws_events import at_once, when
from tests.bookings.builders import (
    NOW,
    THURSDAY,
    a_contract,
    a_crowd,
    a_family_with_accounts,
    anna_of,
    approve,
    ask,
    contracts,
)
from tests.builders import LADYBIRDS, a_caller, a_planner
from tests.families.builders import a_family


@pytest.fixture
def families(organisation):
    made = [
        a_family_with_accounts(it, organisation_id=organisation.organisation_id) for it in "123"
    ]
    for family in made:
        contracts(a_contract(family.children[0].child_id))
    return made


def outcomes_of(*works) -> list[str]:
    with ThreadPoolExecutor() as pool, at_once(len(works)):
        return sorted(pool.map(outcome_of, works))


def outcome_of(work) -> str:
    try:
        return work().state.value
    except PortalError as refusal:
        return refusal.code


def list_day():
    return planning.list_day(caller=a_planner(), group_id="ladybirds", day=THURSDAY, now=NOW)


def waiting():
    page = planning.list_requests(caller=a_planner(), after=None, now=NOW)
    return [it.extra_day.child_id for it in page.items]


def test_the_last_place_goes_to_one_and_the_other_goes_on_waiting(families):
    a_crowd(LADYBIRDS.places - 1)
    one, other = (ask(it) for it in families[:2])

    outcomes = outcomes_of(lambda: approve(one), lambda: approve(other))

    assert outcomes == ["GroupIsFull", "granted"]
    assert list_day().group_day.taken == LADYBIRDS.places
    assert len(waiting()) == 1


def test_two_of_three_get_the_last_two_places(families):
    a_crowd(LADYBIRDS.places - 2)
    asked = [ask(it) for it in families]

    outcomes = outcomes_of(*[lambda it=it: approve(it) for it in asked])

    assert outcomes == ["GroupIsFull", "granted", "granted"]


def test_fifty_competing_decisions_for_five_places_grant_exactly_five(organisation):
    a_crowd(LADYBIRDS.places - 5)
    made = [a_family(str(it), organisation_id=organisation.organisation_id) for it in range(50)]
    contracts(*[a_contract(it.children[0].child_id) for it in made])
    asked = [ask(it) for it in made]

    with ThreadPoolExecutor(10) as pool, at_once(10):
        outcomes = list(pool.map(outcome_of, [lambda it=it: approve(it) for it in asked]))

    assert (outcomes.count("granted"), outcomes.count("GroupIsFull")) == (5, 45)
    assert list_day().group_day.taken == LADYBIRDS.places
    states = [month_state(family) for family in made]
    assert (states.count("granted"), states.count("requested")) == (5, 45)


def month_state(family):
    days = service.month_of(
        caller=anna_of(family),
        child_id=family.children[0].child_id,
        month=Month.of(THURSDAY),
        now=NOW,
    )
    return {it.day: it.state.value for it in days}[THURSDAY]


def test_two_parents_who_click_at_once_make_one_request(families):
    family = families[0]
    bram = a_caller(account_id=family.parents[1].account_id, families=anna_of(family).families)

    outcomes = outcomes_of(lambda: ask(family), lambda: ask(family, caller=bram))

    assert outcomes == ["DayAlreadyAsked", "requested"]
    assert len(waiting()) == 1


def test_two_days_of_one_month_do_not_lose_each_other(families):
    family = families[0]

    outcomes = outcomes_of(lambda: ask(family, THURSDAY), lambda: ask(family, date(2026, 11, 13)))

    assert outcomes == ["requested", "requested"]
    assert len(waiting()) == 2


def test_two_planners_decide_once(families):
    asked = ask(families[0])

    outcomes = outcomes_of(lambda: approve(asked), lambda: decline(asked))

    assert outcomes in (["AlreadyDecided", "granted"], ["AlreadyDecided", "declined"])
    assert list_day().group_day.taken == outcomes.count("granted")


def decline(asked):
    return planning.decline_request(
        caller=a_planner(), request_id=asked.request_id, reason="Vol", now=NOW
    )


def test_a_parent_who_withdraws_while_it_is_approved_hears_what_happened(families):
    family, asked = families[0], ask(families[0])

    outcomes = outcomes_of(
        lambda: approve(asked),
        lambda: service.withdraw_request(
            caller=anna_of(family), child_id=asked.child_id, day=THURSDAY, now=NOW
        ),
    )

    assert outcomes in (["AlreadyDecided", "granted"], ["AlreadyDecided", "withdrawn"])
    assert list_day().group_day.taken == outcomes.count("granted")


def test_two_imports_in_one_group_do_not_lose_each_other(families):
    with ThreadPoolExecutor() as pool, at_once(2):
        list(pool.map(lambda it: contracts(a_contract(it)), ["a.1", "b.1"]))

    monday = planning.list_day(
        caller=a_planner(), group_id="ladybirds", day=date(2026, 11, 9), now=NOW
    )
    assert monday.group_day.taken == len(families) + 2


def test_a_contract_that_takes_the_last_place_meanwhile_is_counted(families):
    """The import comes between counting the places and granting the day."""
    a_crowd(LADYBIRDS.places - 1)
    asked = ask(families[0])
    thursdays = a_contract("x.1", weekdays=frozenset({3}))

    with meanwhile(lambda: contracts(thursdays)), pytest.raises(GroupIsFull):
        approve(asked)

    assert list_day().group_day.taken == LADYBIRDS.places
    assert waiting() == [asked.child_id]


def test_a_contract_on_other_days_does_not_stop_a_decision(families):
    a_crowd(LADYBIRDS.places - 1)
    asked = ask(families[0])

    with meanwhile(lambda: contracts(a_contract("x.1", weekdays=frozenset({0})))):
        approve(asked)

    assert list_day().group_day.taken == LADYBIRDS.places


def test_an_import_of_a_child_that_another_changes_meanwhile_starts_again(families):
    child = families[0].children[0].child_id
    with meanwhile(lambda: contracts(a_contract(child, hourly_rate=1))), pytest.raises(Busy):
        contracts(a_contract(child, hourly_rate=2))


@contextmanager
def meanwhile(work):
    """Let somebody else do this just before the next transaction is sent."""
    left = iter([work])

    def act(**_):
        others_work = next(left, None)
        if others_work:
            others_work()

    with when("before-call.dynamodb.TransactWriteItems", act):
        yield
