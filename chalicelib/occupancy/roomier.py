"""What must follow when a day has more room than before: who waits for it may come."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.occupancy.model import GroupDay
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

QUEUE = "bookings"
FILL = "fill"  # the task: grant who waits for these days of a group, in order of asking


def tell_of_room(
    before: Iterable[GroupDay],
    after: Iterable[GroupDay],
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
) -> None:
    """Put an errand for each group with days on which there may be more room than before."""
    known = {it.key: it for it in before}
    days: dict[str, list[str]] = {}
    for group_day in after:
        if has_more_room(known[group_day.key], group_day):
            days.setdefault(group_day.group_id, []).append(group_day.day.isoformat())
    for group_id, those in days.items():
        errand = errand_to_fill(group_id, those, organisation_id=organisation_id)
        outbox.put(errand, transaction=transaction, now=now)


def errand_to_fill(group_id: str, days: Iterable[str], *, organisation_id: str) -> Errand:
    """Return what has the waiting lists of these days (like "2026-11-12") looked at."""
    body = {"task": FILL, "group_id": group_id, "days": sorted(days)}
    return Errand(organisation_id, QUEUE, body)


def has_more_room(before: GroupDay, after: GroupDay) -> bool:
    """Tell whether a child that found no room may find some now: places, workers, who left."""
    if after.closed:
        return False
    left = {it.order[:2] for it in before.coming} - {it.order[:2] for it in after.coming}
    return (
        before.closed
        or bool(left)
        or after.places > before.places
        or after.workers > before.workers
    )
