"""What takes errands to their queues, and what every worker on a queue shares."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from chalice import Blueprint
from chalice.app import DynamoDBEvent, SQSEvent

from chalicelib.observability import job, logger
from chalicelib.outbox import service
from chalicelib.outbox.model import CLAIM, Errand

jobs = Blueprint(__name__)


@jobs.on_dynamodb_record(stream_arn="see infra/resources.yaml", starting_position="TRIM_HORIZON")
@job
def take_errands(event: DynamoDBEvent, _now: datetime) -> None:
    """Take to its queue what has just been put; the event source passes new errands only."""
    for record in event:
        image = record.new_image
        service.take_to_queue(
            organisation_id=image["organisation_id"]["S"],
            errand_id=image["errand_id"]["S"],
            queue_name=image["queue"]["S"],
        )


def each_record(event: SQSEvent, work: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Do the work for the JSON of each record; those that fail come again, the others do not."""
    failed = []
    for record in event:
        try:
            work(json.loads(record.body))
        except Exception:  # noqa: BLE001 - reported to SQS, and to the log
            logger.exception("record failed")
            failed.append({"itemIdentifier": record.to_dict()["messageId"]})
    return {"batchItemFailures": failed}


def work_on(
    event: SQSEvent,
    work: Callable[[Errand, datetime], None],
    *,
    now: datetime,
    lasting: timedelta = CLAIM,
) -> dict[str, Any]:
    """Do the errands of one batch and return to SQS the ones that must come again.

    `lasting` is how long nobody else tries: longer than the worker may run.
    """
    return each_record(event, lambda body: service.do(work, lasting=lasting, now=now, **body))
