"""Put an errand in the outbox, take it to its queue, do it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.aws import queue
from chalicelib.aws.transactions import Transaction
from chalicelib.outbox.model import CLAIM, Errand
from chalicelib.outbox.store import OutboxStore


def put(errand: Errand, *, transaction: Transaction, now: datetime) -> None:
    """Let the errand be done if, and only if, the transaction is committed."""
    OutboxStore(errand.organisation_id).add(errand, transaction=transaction, now=now)


def take_to_queue(*, organisation_id: str, errand_id: str, queue_name: str) -> None:
    """Tell the worker of that queue; may be told twice."""
    queue.send(queue_name, {"organisation_id": organisation_id, "errand_id": errand_id})


def do(
    work: Callable[[Errand, datetime], None],
    *,
    organisation_id: str,
    errand_id: str,
    lasting: timedelta,
    now: datetime,
) -> None:
    """Do one errand, unless it is done. If the work fails, the next worker may try at once.

    :raises StillClaimed: somebody else is at it.
    """
    store = OutboxStore(organisation_id)
    errand = store.claim(errand_id, lasting=lasting, now=now)
    if errand is None:
        return
    try:
        work(errand, now)
    except Exception:
        store.release(errand_id)
        raise
    store.mark_done(errand_id, now=now)


def sweep(*, organisation_id: str, now: datetime) -> int:
    """Take to their queues the errands that have waited too long, and return how many."""
    late = OutboxStore(organisation_id).put_before(now - CLAIM)
    for errand in late:
        take_to_queue(
            organisation_id=organisation_id, errand_id=errand.errand_id, queue_name=errand.queue
        )
    return len(late)
