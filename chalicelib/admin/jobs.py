"""Schedules that go past all organisations."""

from datetime import datetime

from chalice import Blueprint
from chalice.app import CloudWatchEvent

from chalicelib.admin import service
from chalicelib.observability import job

jobs = Blueprint(__name__)


@jobs.schedule("rate(5 minutes)")
@job
def sweep_outbox(_event: CloudWatchEvent, now: datetime) -> int:
    """Take to their queues the errands that the stream has lost."""
    return service.sweep_outboxes(now=now)
