"""Contracts: entered, changed and ended, and how they come into the days of groups."""

from typing import Any

from chalicelib.bookings.filling import errand_to_find
from chalicelib.planning.tasks import changed
from tests.bookings.builders import decide_at_once
from tests.builders import ORGANISATION
from tests.conftest import NOW
from tests.faults.scenario import scenario
from tests.faults.scenarios.bookings import GIVEN, ask, work_on_bookings
from tests.faults.scenarios.ledgers import outbox_put, with_credit
from tests.faults.stage import Act, Stage, call, hand_over, tick, waiting

CONTRACTS = "/staff/children/{child_id}/contracts"
THE_CONTRACT = f"{CONTRACTS}/{{contract_id}}"
ENDING = "/children/{child_id}/contracts/{contract_id}/ending"
WEDNESDAYS: dict[str, Any] = {
    "days": [{"weekday": 2, "opens": "08:00", "closes": "18:00", "hours": None}],
    "calendar": None,
    "number": None,
    "until": None,
}
LATER: dict[str, Any] = {"start": "2026-12-22", "until": "2026-12-31"}


@scenario(f"POST {CONTRACTS}")
def the_office_enters_a_contract(stage: Stage) -> Act:
    return stage.press(f"POST {CONTRACTS}", **WEDNESDAYS, start="2026-12-01")


@scenario(f"POST {THE_CONTRACT}/changes")
def the_office_changes_a_contract_from_a_day_on(stage: Stage) -> Act:
    terms = {name: WEDNESDAYS[name] for name in ("days", "calendar")}
    return stage.press(f"POST {THE_CONTRACT}/changes", **terms, start="2026-12-01")


@scenario(f"PUT {THE_CONTRACT}/ending")
def the_office_ends_a_contract(stage: Stage) -> Act:
    return stage.press(f"PUT {THE_CONTRACT}/ending", until="2026-11-30")


@scenario(f"POST {ENDING}")
def a_parent_ends_a_contract(stage: Stage) -> Act:
    return stage.press(f"POST {ENDING}", until="2026-12-02")


@scenario("PUT /staff/opening-calendars/{name}", grows=["ERRAND", "planning"])
def an_administrator_says_when_schools_have_no_care(stage: Stage) -> Act:
    closed = [{"first": "2026-12-19", "last": "2027-01-03"}]
    ids = {"name": "schools"}
    return stage.press("PUT /staff/opening-calendars/{name}", ids=ids, closed=closed)


@scenario("PUT /staff/public-holidays", grows=["ERRAND", "planning"])
def an_administrator_chooses_public_holidays(stage: Stage) -> Act:
    return stage.press("PUT /staff/public-holidays", observed=["kings_day"])


@scenario("plan_days")
def a_contract_is_written_into_the_days_of_its_group(stage: Stage) -> Act:
    stage.do(f"POST {CONTRACTS}", **{**WEDNESDAYS, **LATER})
    errands = waiting("planning")
    return lambda: hand_over(*errands)


@scenario("decide_by_rules")
def what_was_granted_and_asked_for_follows_a_contract_that_ends(stage: Stage) -> Act:
    """The Thursday was asked for, the Friday is granted for credit, the credit ends as well."""
    decide_at_once()
    with_credit(stage)
    ask(stage, pay="credit")()
    stage.do(f"PUT {THE_CONTRACT}/ending", until="2026-11-10")
    return work_on_bookings()


@scenario("decide_by_rules")
def an_exchanged_day_goes_back_when_a_contract_is_laid_over_it(stage: Stage) -> Act:
    decide_at_once()
    ask(stage, gives=GIVEN)()
    days = [{**WEDNESDAYS["days"][0], "weekday": it} for it in (0, 1, 4)]
    terms = {"days": days, "calendar": None}
    stage.do(f"POST {THE_CONTRACT}/changes", **terms, start="2026-11-04")
    return work_on_bookings()


@scenario("decide_by_rules", grows=["ERRAND"])
def a_night_finds_whose_contracts_have_changed(stage: Stage) -> Act:
    stage.do(f"PUT {THE_CONTRACT}/ending", until="2026-11-01")
    hand_over(*waiting("bookings"))
    outbox_put(errand_to_find(organisation_id=ORGANISATION, today=NOW.date()))
    return work_on_bookings()


@scenario("plan_days", grows=["ERRAND", "planning"])
def a_worker_finds_the_groups_that_have_changes_on_their_way(stage: Stage) -> Act:
    stage.do(f"POST {CONTRACTS}", **{**WEDNESDAYS, **LATER})
    hand_over(*waiting("bookings"))
    before = {it.errand_id for it in waiting("planning")}
    outbox_put(changed(ORGANISATION))
    errands = [it for it in waiting("planning") if it.errand_id not in before]
    return lambda: hand_over(*errands)


@scenario("reconcile_days", grows=["ERRAND", "planning"])
def a_night_begins_to_look_through_all_groups(stage: Stage) -> Act:
    assert stage.ids
    return lambda: call("reconcile_days", tick())
