"""What happens to imports by itself."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.imports import invitations, service
from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on
from chalicelib.outbox.model import Errand

jobs = Blueprint(__name__)

CLAIM = timedelta(minutes=16)  # a worker on this queue may run for 15
WORK: Mapping[str, Callable[..., None]] = {
    service.CHECK: service.do_check,
    service.RUN: service.do_run,
    invitations.INVITE: invitations.do_wave,
}


@jobs.on_sqs_message(queue="kiekeboe-imports", batch_size=1)
@job
def work_on_imports(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Check an upload, import it, or send a wave of invitations."""
    return work_on(event, do_errand, now=now, lasting=CLAIM)


def do_errand(errand: Errand, now: datetime, **portion: int) -> None:
    """Do it; `portion` is for tests that want a small one."""
    WORK[errand.body["do"]](errand, now, **portion)
