"""What keeps the days of groups in step with contracts."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on
from chalicelib.planning import working

jobs = Blueprint(__name__)


@jobs.schedule("cron(30 1 * * ? *)")
@job
def reconcile_days(_event: CloudWatchEvent, now: datetime) -> int:
    """Have the days of all groups held against what was agreed, and extended to the horizon."""
    return working.start_reconciling(now=now)


@jobs.on_sqs_message(queue="kiekeboe-planning", batch_size=1)
@job
def plan_days(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Write what was agreed into the days of groups; what could not be written comes again."""
    return work_on(event, working.work_on, now=now)
