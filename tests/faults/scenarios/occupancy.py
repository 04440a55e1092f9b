"""Who works on the days of groups, and when nobody does."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage

DAY = "PUT /staff/groups/{group_id}/days/{day}/workers"
PERIOD = "PUT /staff/groups/{group_id}/workers"


@scenario(DAY)
def the_office_plans_workers_for_a_day(stage: Stage) -> Act:
    return stage.press(DAY, workers=5)


@scenario(PERIOD)
def the_office_plans_workers_for_a_period(stage: Stage) -> Act:
    return stage.press(PERIOD, first="2026-11-02", last="2026-11-30", weekdays=[0, 3], workers=2)


@scenario("POST /staff/closing-days")
def the_office_closes_a_day(stage: Stage) -> Act:
    return stage.press("POST /staff/closing-days")


@scenario("DELETE /staff/closing-days/{day}/{place}", refusals=["NotFound"])
def the_office_opens_again_on_a_day(stage: Stage) -> Act:
    stage.press("POST /staff/closing-days", location_id=None)()
    return stage.press("DELETE /staff/closing-days/{day}/{place}")
