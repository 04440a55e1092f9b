"""How many workers the office plans, and the week it plans by."""

from dataclasses import replace

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.occupancy import staffing
from chalicelib.occupancy.roomier import has_more_room
from chalicelib.organisations import service as organisations
from chalicelib.outbox.store import OutboxStore
from tests.aws_events import conflicts, requests_to_the_table
from tests.builders import LADYBIRDS, NORTH, ORGANISATION, a_caller, a_planner, an_organisation
from tests.conftest import NOW
from tests.journeys.every_route.work import THE_END
from tests.occupancy.builders import (
    BABY,
    THURSDAY,
    a_change,
    a_group_day,
    is_on_its_way,
    put,
    read,
    some,
)

WORKERS = "/staff/groups/ladybirds/days/2026-11-12/workers"
PERIOD = "/staff/groups/ladybirds/workers"
WEEK = "/staff/occupancy/weeks/2026-11-12"
NOVEMBER = {"first": "2026-11-01", "last": "2026-11-30", "weekdays": [0, 3], "workers": 2}


@pytest.fixture
def planner(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.PLANNER)


def fill(*presences, **what):
    group_day = read()
    for presence in presences:
        group_day = group_day.with_presence(presence)
    put(replace(group_day, is_filled=True, **what))


def days_of(answer):
    (group,) = answer.body["groups"]
    return {it["day"]: it for it in group["days"]}


def test_the_office_sees_who_comes_and_how_many_workers_that_needs(planner):
    fill(*some(4, birth_date=BABY))

    days = days_of(planner.get(WEEK))

    assert [*days] == [f"2026-11-{it:02}" for it in range(9, 14)]
    assert days["2026-11-12"] == {
        "day": "2026-11-12",
        "is_closed": False,
        "is_filled": True,
        "children": 4,
        "most_at_once": 4,
        "places": 12,
        "free_places": 8,
        "is_overfull": False,
        "workers": 3,
        "workers_are_planned": False,
        "workers_needed": 2,
    }
    assert (days["2026-11-09"]["children"], days["2026-11-09"]["is_filled"]) == (0, False)


def test_a_day_that_contracts_have_overfilled_says_so(planner):
    fill(*some(13))

    thursday = days_of(planner.get(WEEK))["2026-11-12"]
    assert (thursday["is_overfull"], thursday["free_places"]) == (True, 0)


def test_no_number_of_workers_may_care_for_seventeen(planner):
    fill(*some(17))

    assert days_of(planner.get(WEEK))["2026-11-12"]["workers_needed"] is None


def test_a_contract_of_this_minute_is_in_the_week(planner):
    is_on_its_way(a_change())

    assert days_of(planner.get(WEEK))["2026-11-12"]["children"] == 1


@pytest.mark.parametrize(("day", "count"), [("2999-12-31", 5), ("1000-01-01", 5)])
def test_the_first_and_the_last_week_there_are_can_be_looked_at(planner, day, count):
    assert len(days_of(planner.get(f"/staff/occupancy/weeks/{day}"))) == count


def a_town(groups):
    made = [
        replace(LADYBIRDS, group_id=f"group-{at:02}", name=f"Groep {at:02}") for at in range(groups)
    ]
    south = replace(LADYBIRDS, group_id="south", name="Zuid", location_id="south")
    an_organisation("madelief", groups=(*made, south))
    transaction = Transaction()
    place = replace(NORTH, location_id="south")
    organisations.put_location(place, organisation_id="madelief", transaction=transaction)
    transaction.commit()


def test_a_week_has_ten_groups_a_page(browser):
    a_town(12)
    planner = browser("madelief").signed_in(staff_role=Role.PLANNER)

    first = planner.get(f"{WEEK}?location_id=north").body
    second = planner.get(f"{WEEK}?location_id=north&cursor={first['next']}").body

    assert [it["group_id"] for it in first["groups"]] == [f"group-{at:02}" for at in range(10)]
    assert [it["group_id"] for it in second["groups"]] == ["group-10", "group-11"]
    assert second["next"] is None
    assert planner.get(f"{WEEK}?location_id=west").status == 404
    (south,) = planner.get(f"{WEEK}?location_id=south").body["groups"]
    assert south["group_id"] == "south"


def test_a_week_of_ten_groups_is_two_requests_with_the_session(browser):
    a_town(12)
    planner = browser("madelief").signed_in(staff_role=Role.PLANNER)
    planner.get(WEEK)

    with requests_to_the_table() as sent:
        planner.get(WEEK)
    assert sent == ["BatchGetItem", "BatchGetItem"]


def test_group_workers_see_the_week_of_their_own_groups(browser):
    an_organisation(groups=(LADYBIRDS, replace(LADYBIRDS, group_id="bees")))
    worker = browser().signed_in(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"bees"}))

    assert [it["group_id"] for it in worker.get(WEEK).body["groups"]] == ["bees"]
    assert worker.put(WORKERS, {"workers": 2}).status == 403


def test_workers_are_planned_for_a_day_and_taken_back(planner):
    planned = planner.put(WORKERS, {"workers": 2})
    assert (planned.status, planned.body["workers"]) == (200, 2)
    assert planned.body["workers_are_planned"]
    assert read().workers == 2

    planner.put(WORKERS, {"workers": None})
    assert (read().workers, read().is_planned) == (3, False)


def test_what_is_planned_leaves_the_children_alone(planner):
    fill(*some(2))

    planner.put(WORKERS, {"workers": 1})

    assert len(read().presences) == 2


def test_the_same_plan_again_writes_nothing(planner):
    planner.put(WORKERS, {"workers": 2})

    with requests_to_the_table() as sent:
        planner.put(WORKERS, {"workers": 2})
    assert "TransactWriteItems" not in sent


def test_a_plan_that_meets_another_write_is_done_again(planner):
    with conflicts(times=1):
        assert planner.put(WORKERS, {"workers": 2}).status == 200
    assert read().workers == 2


def test_workers_are_planned_for_some_weekdays_of_a_period(planner):
    answer = planner.put(PERIOD, NOVEMBER)

    days = [it["day"] for it in answer.body["days"]]
    assert days == [f"2026-11-{it:02}" for it in (2, 5, 9, 12, 16, 19, 23, 26, 30)]
    assert {it["workers"] for it in answer.body["days"]} == {2}


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"last": "2026-10-31"}, 422),
        ({"last": "2027-02-01"}, 422),
        ({"last": "9999-12-31"}, 422),
        ({"weekdays": []}, 422),
        ({"weekdays": [7]}, 422),
        ({"workers": -1}, 422),
        ({"last": "2027-01-31"}, 200),
    ],
)
def test_a_period_is_a_quarter_at_most(planner, wrong, status):
    assert planner.put(PERIOD, NOVEMBER | wrong).status == status


def test_a_period_without_such_a_day_plans_nothing(planner):
    sunday = {"first": "2026-11-01", "last": "2026-11-01"}

    assert planner.put(PERIOD, NOVEMBER | sunday).body == {"days": []}


def test_a_group_that_is_not_there_is_not_planned(planner):
    assert planner.put("/staff/groups/wasps/workers", NOVEMBER).status == 404
    assert planner.put(WORKERS.replace("ladybirds", "wasps"), {"workers": 1}).status == 404


def errands():
    return [it for it in OutboxStore(ORGANISATION).put_before(THE_END) if it.body.get("days")]


def test_more_workers_have_those_looked_at_who_wait(planner):
    planner.put(WORKERS, {"workers": 2})
    assert errands() == []

    planner.put(WORKERS, {"workers": 4})
    (errand,) = errands()
    assert errand.body == {"task": "fill", "group_id": "ladybirds", "days": ["2026-11-12"]}


@pytest.mark.usefixtures("planner")
def test_each_plan_is_a_version_of_its_own():
    for workers in (1, 2):
        staffing.plan_workers(
            caller=a_planner(), group_id="ladybirds", days=[THURSDAY], workers=workers, now=NOW
        )
    assert read().version == 2


@pytest.mark.parametrize(
    ("before", "after", "is_roomier"),
    [
        ({}, {}, False),
        ({"places": 11}, {}, True),
        ({"places": 13}, {}, False),
        ({"workers": 2}, {}, True),
        ({"closed": True}, {}, True),
        ({"closed": True}, {"closed": True, "places": 20}, False),
        ({}, {"closed": True}, False),
    ],
)
def test_a_day_has_more_room_with_places_workers_or_when_it_opens(before, after, is_roomier):
    assert has_more_room(a_group_day(**before), a_group_day(**after)) is is_roomier


def test_a_day_has_more_room_when_somebody_leaves():
    two, one = a_group_day(*some(2)), a_group_day(*some(1))

    assert (has_more_room(two, one), has_more_room(one, two)) == (True, False)


@pytest.mark.usefixtures("planner")
def test_a_caller_of_another_organisation_plans_another_day():
    an_organisation("madelief")
    theirs = a_caller(organisation_id="madelief", staff_role=Role.PLANNER)
    staffing.plan_workers(caller=theirs, group_id="ladybirds", days=[THURSDAY], workers=9, now=NOW)

    assert read().workers == 3
