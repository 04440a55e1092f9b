"""What happens to credits by the clock."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib.credits import expiring
from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on

jobs = Blueprint(__name__)


@jobs.schedule("cron(30 0 * * ? *)")
@job
def start_expiry(_event: CloudWatchEvent, now: datetime) -> int:
    """Find the children of whom credits expire; after midnight in Amsterdam, all year."""
    return expiring.start_expiry(now=now)


@jobs.on_sqs_message(queue="kiekeboe-credits", batch_size=5)
@job
def expire_credits(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Take out what has expired; children whose turn failed come again."""
    return work_on(event, expiring.expire_children, now=now)
