"""The errands of this room: to look at waiting lists when a place may be free, and to decide."""

from chalicelib.occupancy.roomier import FILL, QUEUE
from chalicelib.outbox.model import Errand

__all__ = ["DECIDE", "FILL", "errand_to_decide"]

DECIDE = "decide"


def errand_to_decide(*, organisation_id: str) -> Errand:
    """Return what has the collected requests decided whose day has come."""
    return Errand(organisation_id, QUEUE, {"task": DECIDE})
