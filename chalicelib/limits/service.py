"""Count tries, and refuse when there were too many."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import TooOften
from chalicelib.limits.model import Bucket, Limit
from chalicelib.limits.store import LimitStore


def hit_all(buckets: Sequence[Bucket], *, organisation_id: str, now: datetime) -> None:
    """Count one try in each of these buckets, or in none, in one request.

    :raises TooOften: one was full already; `seconds` says when the first full one is empty.
    """
    transaction = Transaction()
    plan_hits(buckets, organisation_id=organisation_id, transaction=transaction, now=now)
    transaction.commit()


def plan_hits(
    buckets: Sequence[Bucket], *, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    """Count one try in each of these buckets with all else that the transaction does, or not.

    :raises TooOften: on commit, if one was full already.
    """
    store = LimitStore(organisation_id)
    for bucket in buckets:
        full = TooOften(seconds=bucket.limit.resets_in(now))
        store.plan_add(bucket.limit, bucket.whose, now, otherwise=full, transaction=transaction)


def give_back(
    buckets: Sequence[Bucket], *, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    """Forget the try that was counted a moment ago: where a bucket counts failures of many."""
    for bucket in buckets:
        store = LimitStore(organisation_id)
        store.plan_take_off(bucket.limit, bucket.whose, now, transaction=transaction)


def clear(bucket: Bucket, *, organisation_id: str, transaction: Transaction, now: datetime) -> None:
    """Forget all tries in the window that runs: it went well after all."""
    store = LimitStore(organisation_id)
    store.clear(bucket.limit, bucket.whose, now, transaction=transaction)


def is_open(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> bool:
    """Count one try, and tell whether there was room for it: for those who must not notice."""
    return LimitStore(organisation_id).add(limit, whose, now)
