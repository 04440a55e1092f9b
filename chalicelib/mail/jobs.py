"""What happens to mail by itself."""

from datetime import datetime
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.mail import service
from chalicelib.observability import job
from chalicelib.outbox.jobs import each_record, work_on

jobs = Blueprint(__name__)


@jobs.on_sqs_message(queue="kiekeboe-mail", batch_size=10)
@job
def deliver_letters(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Give each letter to SES; those that could not go come again."""
    return work_on(event, service.deliver, now=now)


@jobs.on_sqs_message(queue="kiekeboe-mail-events", batch_size=10)
@job
def note_mail_events(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Keep what SES tells: delivered, bounced, complained."""
    return each_record(event, lambda body: service.note_event(body, now=now))
