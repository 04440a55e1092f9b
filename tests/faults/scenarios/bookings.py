"""Extra days: asked for, taken back, decided."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage

FREE_DAY = "2026-11-13"  # that of the world is asked for already


@scenario("POST /children/{child_id}/extra-days", refusals=["DayAlreadyAsked"])
def a_parent_asks_for_a_day(stage: Stage) -> Act:
    return stage.press("POST /children/{child_id}/extra-days", day=FREE_DAY)


@scenario("DELETE /children/{child_id}/extra-days/{day}", refusals=["AlreadyDecided"])
def a_parent_takes_a_request_back(stage: Stage) -> Act:
    return stage.press("DELETE /children/{child_id}/extra-days/{day}")


@scenario("POST /staff/requests/{request_id}/decision", refusals=["AlreadyDecided"])
def a_planner_grants_a_day(stage: Stage) -> Act:
    return stage.press(
        "POST /staff/requests/{request_id}/decision", decision="approve", reason=None
    )


@scenario("POST /staff/requests/{request_id}/decision", refusals=["AlreadyDecided"])
def a_planner_declines_a_day(stage: Stage) -> Act:
    return stage.press("POST /staff/requests/{request_id}/decision")
