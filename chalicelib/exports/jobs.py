"""What makes archives."""

from datetime import datetime, timedelta
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on

jobs = Blueprint(__name__)

LONGEST = timedelta(minutes=16)  # a function runs for at most fifteen


@jobs.on_sqs_message(queue="kiekeboe-exports", batch_size=1)
@job
def make_archives(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Make the archives that were asked for."""
    from chalicelib.exports import making  # the API knows the job, and never packs anything

    return work_on(event, making.make_export, now=now, lasting=LONGEST)
