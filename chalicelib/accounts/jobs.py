"""What happens to accounts by itself."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.accounts import sending
from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on

jobs = Blueprint(__name__)


@jobs.on_sqs_message(queue="kiekeboe-accounts", batch_size=10)
@job
def send_asked_links(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Mail the links that people asked for, if there are such people."""
    return work_on(event, sending.send_asked_link, now=now)
