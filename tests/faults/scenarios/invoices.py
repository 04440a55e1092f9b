"""The run of a month, from its start to the mail with the invoice."""

from datetime import UTC, datetime
from typing import Any

from tests.builders import ORGANISATION
from tests.faults import place
from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, call, hand_over, tick, waiting

RUNS = "/staff/invoice-runs"
DECEMBER = "2026-12"
RUN_DAY = datetime(2026, 11, 28, 4, tzinfo=UTC)


@scenario(f"POST {RUNS}")
def a_planner_bills_a_month(stage: Stage) -> Act:
    return stage.press(f"POST {RUNS}", month=DECEMBER)


@scenario(f"POST {RUNS}/{{month}}/retry", grows=["RUNS", "ERRAND"])
def a_planner_lets_those_without_an_invoice_have_another_try(stage: Stage) -> Act:
    a_planner_bills_a_month(stage)()
    return stage.press(f"POST {RUNS}/{{month}}/retry", ids={"month": DECEMBER})


@scenario("bill_month")
def the_schedule_of_an_organisation_starts_its_run(stage: Stage) -> Act:
    assert stage.ids
    event = {"organisation_id": ORGANISATION, "month": DECEMBER}
    return lambda: call("bill_month", event)


@scenario("start_due_runs")
def the_daily_schedule_starts_a_run_that_is_due(stage: Stage) -> Act:
    assert stage.ids

    def at_four_on_the_run_day() -> Any:
        place.go_on_at(RUN_DAY)
        return call("start_due_runs", tick())

    return at_four_on_the_run_day


@scenario("make_invoices")
def a_worker_plans_a_run(stage: Stage) -> Act:
    return a_run(stage, steps_before=0)


@scenario("make_invoices")
def a_worker_bills_a_family(stage: Stage) -> Act:
    return a_run(stage, steps_before=1)


@scenario("make_invoices")
def a_worker_draws_an_invoice(stage: Stage) -> Act:
    return a_run(stage, steps_before=2)


def a_run(stage: Stage, *, steps_before: int) -> Act:
    a_planner_bills_a_month(stage)()
    for _ in range(steps_before):
        hand_over(*waiting("invoices"))
    errands = waiting("invoices")
    return lambda: hand_over(*errands)
