"""Days: asked for, exchanged, waited for, cancelled and decided, by people and by the rules.

What has a key is answered the same each time; without one a second try hears what it is about.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.policies.model import Collected, Deciding
from tests.bookings.builders import (
    MONDAY,
    a_child_in_care,
    cancel,
    contracts,
    decide_at_once,
    fill_up,
)
from tests.bookings.situations import a_contract, instant
from tests.builders import LADYBIRDS
from tests.families.builders import SAAR
from tests.faults import place
from tests.faults.scenario import scenario
from tests.faults.scenarios.ledgers import with_credit
from tests.faults.stage import FRIDAY, Act, Stage, call, hand_over, tick, waiting

ASK = "POST /children/{child_id}/requests"
WITHDRAW = "DELETE /children/{child_id}/requests/{day}"
ABSENCES = "POST /families/{family_id}/absences"
DECIDE = "POST /staff/requests/{request_id}/decision"
A_KEY = "tap-1"
ON_FRIDAY = FRIDAY.isoformat()
TUESDAY = MONDAY + timedelta(days=1)
FRIDAYS = {4}
WHEN_COLLECTED = datetime(2026, 11, 8, 4, 15, tzinfo=UTC)
WHEN_OVER = datetime(2026, 11, 14, 4, 15, tzinfo=UTC)
GIVEN = {"day": MONDAY.isoformat(), "group_id": LADYBIRDS.group_id}


@scenario(ASK, has_key=True)
def a_parent_asks_staff_for_a_day(stage: Stage) -> Act:
    return ask(stage, key=A_KEY)


@scenario(ASK, refusals=["DayAlreadyAsked"])
def a_parent_asks_staff_for_a_day_without_a_key(stage: Stage) -> Act:
    return ask(stage)


@scenario(ASK, has_key=True)
def a_parent_gets_a_day_at_once_for_credit(stage: Stage) -> Act:
    return _with_instant_credit(stage, key=A_KEY)


@scenario(ASK, refusals=["DayAlreadyBooked"])
def a_parent_gets_a_day_at_once_without_a_key(stage: Stage) -> Act:
    return _with_instant_credit(stage)


@scenario(ASK, has_key=True)
def a_parent_exchanges_a_day_at_once(stage: Stage) -> Act:
    decide_at_once()
    return ask(stage, key=A_KEY, gives=GIVEN)


@scenario(ASK, refusals=["DayAlreadyBooked"])
def a_parent_exchanges_a_day_at_once_without_a_key(stage: Stage) -> Act:
    decide_at_once()
    return ask(stage, gives=GIVEN)


@scenario(ASK, has_key=True, queues=["bookings"])
def a_parent_waits_for_a_place(stage: Stage) -> Act:
    _full_on_friday(stage)
    return ask(stage, key=A_KEY, or_wait=True)


@scenario(ASK, refusals=["DayAlreadyAsked"], queues=["bookings"])
def a_parent_waits_for_a_place_without_a_key(stage: Stage) -> Act:
    _full_on_friday(stage)
    return ask(stage, or_wait=True)


@scenario(WITHDRAW, has_key=True)
def a_parent_takes_a_request_back(stage: Stage) -> Act:
    with_credit(stage)
    ask(stage)()
    return stage.press(WITHDRAW, ids={"day": ON_FRIDAY}, key=A_KEY)


@scenario(WITHDRAW, refusals=["AlreadyDecided"])
def a_parent_takes_a_request_back_without_a_key(stage: Stage) -> Act:
    return stage.press(WITHDRAW)


@scenario(f"{ABSENCES}/quote")
def a_parent_looks_what_cancelling_gives(stage: Stage) -> Act:
    return absent(stage, of=f"{ABSENCES}/quote")


@scenario(ABSENCES, has_key=True)
def a_parent_cancels_days_and_earns_credit(stage: Stage) -> Act:
    return absent(stage, key=A_KEY)


@scenario(ABSENCES, has_key=True)
def a_parent_cancels_days_of_two_children(stage: Stage) -> Act:
    """Each is a transaction of its own."""
    children = [stage.ids["child_id"], with_a_brother(stage)]
    return absent(stage, key=A_KEY, child_ids=children)


@scenario(ABSENCES, has_key=True)
def a_parent_cancels_more_days_than_go_together(stage: Stage) -> Act:
    days = [(MONDAY + timedelta(days=it)).isoformat() for it in range(60)]
    return absent(stage, key=A_KEY, days=days)


@scenario(ABSENCES, refusals=["NothingToCancel"])
def a_parent_cancels_days_without_a_key(stage: Stage) -> Act:
    return absent(stage)


@scenario(ABSENCES, refusals=["NothingToCancel"])
def a_parent_lets_a_granted_day_go(stage: Stage) -> Act:
    _with_instant_credit(stage)()
    return absent(stage, days=[ON_FRIDAY])


@scenario(DECIDE, refusals=["AlreadyDecided"])
def a_planner_grants_a_day(stage: Stage) -> Act:
    return decide(stage, "approve")


@scenario(DECIDE, refusals=["AlreadyDecided"])
def a_planner_grants_an_exchange(stage: Stage) -> Act:
    return decide(stage, "approve", request=_asked(stage, gives=GIVEN))


@scenario(DECIDE, refusals=["AlreadyDecided"])
def a_planner_declines_a_day_that_was_paid_with_credit(stage: Stage) -> Act:
    with_credit(stage)
    return decide(stage, "decline", request=_asked(stage))


@scenario("POST /staff/requests/effects")
def a_planner_looks_what_granting_would_mean(stage: Stage) -> Act:
    return stage.press(
        "POST /staff/requests/effects", request_ids=[stage.ids["request_id"], _asked(stage)]
    )


@scenario("POST /staff/requests/decisions")
def a_planner_decides_about_several_days(stage: Stage) -> Act:
    verdicts = [
        {"request_id": stage.ids["request_id"], "decision": "approve", "reason": None},
        {"request_id": _asked(stage), "decision": "decline", "reason": "Vol"},
    ]
    return stage.press("POST /staff/requests/decisions", decisions=verdicts)


@scenario("decide_by_rules")
def a_place_that_comes_free_goes_to_who_waits(stage: Stage) -> Act:
    decide_at_once()
    fill_up(LADYBIRDS.places - 1, FRIDAY)
    leaving = a_child_in_care("010204", weekdays=FRIDAYS)
    with_credit(stage)
    ask(stage, or_wait=True)()
    cancel(leaving, FRIDAY)
    return work_on_bookings()


@scenario("decide_by_rules")
def collected_requests_are_decided_on_their_day(stage: Stage) -> Act:
    rule = Collected(5)
    decide_at_once(replace(instant(), deciding=Deciding(rule, rule)))
    with_credit(stage)
    ask(stage)()
    return _decide_at(WHEN_COLLECTED)


@scenario("decide_by_rules")
def who_waited_in_vain_is_told_so(stage: Stage) -> Act:
    _full_on_friday(stage)
    ask(stage, or_wait=True)()
    hand_over(*waiting("bookings"))
    return _decide_at(WHEN_OVER)


@scenario("decide_collected_requests", grows=["ERRAND"])
def a_night_begins_to_decide_what_was_collected(stage: Stage) -> Act:
    assert stage.ids
    return lambda: call("decide_collected_requests", tick())


def ask(stage: Stage, **what: Any) -> Act:
    """Ask for the Friday, alone and for the contract's part of it, unless it says otherwise."""
    usual = {"day": ON_FRIDAY, "group_id": None, "part": "contract"}
    return stage.press(ASK, **{**usual, **what})


def absent(stage: Stage, of: str = ABSENCES, **what: Any) -> Act:
    days = [MONDAY.isoformat(), TUESDAY.isoformat()]
    usual = {"child_ids": [stage.ids["child_id"]], "days": days, "reason": "holiday"}
    return stage.press(of, **{**usual, **what})


def with_a_brother(stage: Stage) -> str:
    """Add a child with the same days, and return its id."""
    path = f"/staff/families/{stage.ids['family_id']}/children"
    brother = {**SAAR, "number": "2", "first_name": "Bo"}
    made = stage.office().post(path, brother).body["children"][-1]["child_id"]
    contracts(a_contract(made))
    return str(made)


def decide(stage: Stage, decision: str, *, request: str | None = None) -> Act:
    ids = {"request_id": request or stage.ids["request_id"]}
    reason = "Vol" if decision == "decline" else None
    return stage.press(DECIDE, ids=ids, decision=decision, reason=reason)


def _asked(stage: Stage, **what: Any) -> str:
    """Ask, and return the id of the request."""
    answer = ask(stage, **what)()
    assert answer.status == 201, answer
    request_id: str = answer.body["request_id"]
    return request_id


def _with_instant_credit(stage: Stage, **what: Any) -> Act:
    decide_at_once()
    with_credit(stage)
    return ask(stage, pay="credit", **what)


def _full_on_friday(stage: Stage) -> None:
    decide_at_once()
    fill_up(LADYBIRDS.places, FRIDAY)
    with_credit(stage)


def _decide_at(moment: datetime) -> Callable[[], Any]:
    place.wait_until(moment)
    call("decide_collected_requests", tick())
    work = work_on_bookings()

    def at_that_moment() -> Any:
        place.wait_until(moment)
        return work()

    return at_that_moment


def work_on_bookings() -> Callable[[], Any]:
    errands = waiting("bookings")
    assert errands
    return lambda: hand_over(*errands)
