"""What starts the billing of a month by itself, and what does it."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib.core.periods import Month, day_of
from chalicelib.invoices import running
from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on

jobs = Blueprint(__name__)


@jobs.lambda_function(name="bill_month")
@job
def bill_month(event: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Start the run of one organisation; EventBridge Scheduler calls it on the run day.

    The event has an `organisation_id`, and either the `month` ("2026-11") or the
    `scheduled_time` ("2026-10-20T04:00:00Z"), whose next month is billed: never the month of the
    clock, as an event may come late. A second one changes nothing.

    :raises KeyError, ValueError: the event is not like that.
    """
    month = _month_in(event)
    run = running.start_scheduled_run(
        organisation_id=event["organisation_id"], month=month, now=now
    )
    return {"month": str(month), "has_run": run is not None}


@jobs.schedule("cron(0 4 * * ? *)")
@job
def start_due_runs(_event: CloudWatchEvent, now: datetime) -> list[str]:
    """Start the runs whose day has come and that nobody has started."""
    return running.start_due_runs(now=now)


@jobs.on_sqs_message(queue="kiekeboe-invoices", batch_size=5)
@job
def make_invoices(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Plan families, bill them, draw their invoices; those that could not come again."""
    return work_on(event, running.do_task, now=now)


def _month_in(event: dict[str, Any]) -> Month:
    if "month" in event:
        return Month.parse(event["month"])
    return Month.of(day_of(datetime.fromisoformat(event["scheduled_time"]))).next
