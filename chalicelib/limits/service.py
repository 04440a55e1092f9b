"""Count tries, and refuse when there were too many."""

from datetime import datetime

from chalicelib.core.errors import TooOften
from chalicelib.limits.model import Limit
from chalicelib.limits.store import LimitStore


def hit(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> None:
    """Count one try.

    :raises TooOften: the bucket was full already; `seconds` says when it is empty.
    """
    if not LimitStore(organisation_id).add(limit, whose, now):
        raise TooOften(seconds=limit.resets_in(now))


def is_open(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> bool:
    """Count one try, and tell whether there was room for it: for those who must not notice."""
    return LimitStore(organisation_id).add(limit, whose, now)


def clear(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> None:
    """Forget the tries in the window that runs: it went well after all."""
    LimitStore(organisation_id).clear(limit, whose, now)


def give_back(limit: Limit, *, whose: str, organisation_id: str, now: datetime) -> None:
    """Forget one try of the window that runs: where one bucket counts failures of many people."""
    LimitStore(organisation_id).take_off(limit, whose, now)
