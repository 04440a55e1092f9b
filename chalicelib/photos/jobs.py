"""What happens to uploads by itself."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.observability import job
from chalicelib.outbox.jobs import each_record

jobs = Blueprint(__name__)


@jobs.on_sqs_message(queue="kiekeboe-uploads", batch_size=1)
@job
def keep_uploads(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Make photos of the uploads that S3 tells of."""
    from chalicelib.photos import keeping  # the API knows the job, and never looks into a picture

    return each_record(event, lambda body: keeping.keep_what_came(body, now=now))
