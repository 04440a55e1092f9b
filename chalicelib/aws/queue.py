"""SQS: hand a message to a worker."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib.aws.clients import client
from chalicelib.settings import settings


def send(queue: str, body: Mapping[str, Any]) -> None:
    """Return once the queue has it; it is delivered at least once, so perhaps twice."""
    client("sqs").send_message(QueueUrl=_url(queue), MessageBody=json.dumps(body))


@cache
def _url(queue: str) -> str:
    name = settings().queue_prefix + queue
    url: str = client("sqs").get_queue_url(QueueName=name)["QueueUrl"]
    return url
