"""What happens to uploads by itself."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.observability import job
from chalicelib.outbox.jobs import each_record
from chalicelib.photos import keeping

jobs = Blueprint(__name__)


@jobs.on_sqs_message(queue="kiekeboe-uploads", batch_size=1)
@job
def keep_uploads(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Make photos of the uploads that S3 tells of."""
    return each_record(event, lambda body: keeping.keep_what_came(body, now=now))
