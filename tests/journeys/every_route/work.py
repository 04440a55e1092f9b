"""What waits in the outbox of an organisation, done by the workers that the queues have."""

import json
from collections.abc import Container
from datetime import UTC, datetime
from typing import Any

from chalice.app import SQSEventConfig

import app
from chalicelib.outbox.model import Errand
from chalicelib.outbox.store import OutboxStore

PREFIX = "kiekeboe-"
HANDLERS = {
    it.queue.removeprefix(PREFIX): it.name
    for it in app.app.event_sources
    if isinstance(it, SQSEventConfig) and it.queue
}
THE_END = datetime(2100, 1, 1, tzinfo=UTC)


def waiting(organisation_id: str) -> list[Errand]:
    return OutboxStore(organisation_id).put_before(THE_END)


def work_off(organisation_id: str, *queues: str, but: Container[str] = frozenset()) -> None:
    """Do all errands, or those on these queues, and what follows from them; but not some."""
    for _ in range(20):
        errands = [
            it
            for it in waiting(organisation_id)
            if it.queue in (queues or HANDLERS) and it.errand_id not in but
        ]
        for errand in errands:
            body = {"organisation_id": organisation_id, "errand_id": errand.errand_id}
            answer = call(HANDLERS[errand.queue], body)
            assert answer == {"batchItemFailures": []}, errand
        if not errands:
            return
    raise AssertionError(errands)


def call(handler: str, body: Any) -> Any:
    """Hand one message to a worker, as SQS does, and return what it answers."""
    record = {"messageId": "1", "receiptHandle": "-", "body": json.dumps(body)}
    return app.app.handler_map[handler]({"Records": [record]}, None)
