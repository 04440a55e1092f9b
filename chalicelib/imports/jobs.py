"""What happens to imports by itself."""

from datetime import datetime, timedelta
from typing import Any

from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib.imports.errands import CHECK, INVITE, RUN
from chalicelib.observability import job
from chalicelib.outbox.jobs import work_on
from chalicelib.outbox.model import Errand

jobs = Blueprint(__name__)

CLAIM = timedelta(minutes=16)  # a worker on this queue may run for 15


@jobs.on_sqs_message(queue="kiekeboe-imports", batch_size=1)
@job
def work_on_imports(event: SQSEvent, now: datetime) -> dict[str, Any]:
    """Check an upload, import it, or send a wave of invitations."""
    return work_on(event, do_errand, now=now, lasting=CLAIM)


def do_errand(errand: Errand, now: datetime, **portion: int) -> None:
    """Do it; `portion` is for tests that want a small one."""
    # Imported here: the API knows the jobs, and never reads a sheet.
    from chalicelib.imports import invitations, working

    work = {CHECK: working.do_check, RUN: working.do_run, INVITE: invitations.do_wave}
    work[errand.body["do"]](errand, now, **portion)
