"""The errands of this room: to look at waiting lists when a place may be free, and to decide."""

from collections.abc import Sequence
from datetime import date

from chalicelib.occupancy.roomier import FILL, QUEUE
from chalicelib.outbox.model import Errand
from chalicelib.planning.tasks import AGREED, AgreedTask

__all__ = [
    "DECIDE",
    "FILL",
    "FIND",
    "FOLLOW",
    "GIVE",
    "WARN",
    "errand_to_decide",
    "errand_to_find",
    "errand_to_follow",
    "errand_to_give",
    "errand_to_warn",
]

DECIDE = "decide"
FIND = "find"  # whose credits expire soon, and who gets some for a holiday
WARN = "warn"
GIVE = "give"
FOLLOW = AGREED


def errand_to_decide(*, organisation_id: str) -> Errand:
    """Return what has the collected requests decided whose day has come."""
    return Errand(organisation_id, QUEUE, {"task": DECIDE})


def errand_to_find(*, organisation_id: str, today: date) -> Errand:
    """Return what has those found who are to be warned or given something; there is one a day."""
    return Errand(organisation_id, QUEUE, {"task": FIND}, f"find-{today}")


def errand_to_follow(children: Sequence[str], *, organisation_id: str, today: date) -> Errand:
    """Return what has these children's credits follow their contracts; one for them a day."""
    task = AgreedTask(today, {child: {} for child in children})
    return task.errand(organisation_id, f"follow-{today}-{children[0]}")


def errand_to_warn(children: Sequence[str], *, organisation_id: str, today: date) -> Errand:
    """Return what has the parents of these children warned; there is one for them a day."""
    body = {"task": WARN, "children": list(children)}
    return Errand(organisation_id, QUEUE, body, f"warn-{today}-{children[0]}")


def errand_to_give(children: Sequence[str], *, organisation_id: str, today: date) -> Errand:
    """Return what gives these children credit for holidays; there is one for them a day."""
    body = {"task": GIVE, "children": list(children)}
    return Errand(organisation_id, QUEUE, body, f"give-{today}-{children[0]}")
