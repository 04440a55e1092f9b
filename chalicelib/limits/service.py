"""Count tries, and refuse when there were too many."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import TooOften
from chalicelib.limits.model import Limit
from chalicelib.limits.store import LimitStore


def hit(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> None:
    """Count one try.

    :raises TooOften: the bucket was full already; `seconds` says when it is empty.
    """
    if not LimitStore(organisation_id).add(limit, whose, now):
        raise TooOften(seconds=limit.resets_in(now))


def hit_all(limits: Sequence[Limit], *, whose: str, organisation_id: str, now: datetime) -> None:
    """Count one try in each of these buckets, or in none, in one request.

    :raises TooOften: one was full already; `seconds` says when the first full one is empty.
    """
    transaction, store = Transaction(), LimitStore(organisation_id)
    for limit in limits:
        full = TooOften(seconds=limit.resets_in(now))
        store.plan_add(limit, whose, now, otherwise=full, transaction=transaction)
    transaction.commit()


def give_back_all(
    limits: Sequence[Limit],
    *,
    whose: str,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
) -> None:
    """Forget the try that `hit_all` counted, if the transaction is committed."""
    for limit in limits:
        LimitStore(organisation_id).plan_take_off(limit, whose, now, transaction=transaction)


def is_open(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> bool:
    """Count one try, and tell whether there was room for it: for those who must not notice."""
    return LimitStore(organisation_id).add(limit, whose, now)


def clear(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> None:
    """Forget the tries in the window that runs: it went well after all."""
    LimitStore(organisation_id).clear(limit, whose, now)


def give_back(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> None:
    """Forget one try of the window that runs: where one bucket counts failures of many people."""
    LimitStore(organisation_id).take_off(limit, whose, now)
