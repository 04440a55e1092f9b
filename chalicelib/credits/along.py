"""Where the routes of this room look: read along with the session, as their paths name it."""

from chalicelib.core.at_hand import Key
from chalicelib.credits.store import CreditStore
from chalicelib.families import access


def of_child(*, organisation_id: str, child_id: str, **_: object) -> list[Key]:
    """Return where it stands what the child has left, and its family."""
    return [
        *access.child_along(organisation_id=organisation_id, child_id=child_id),
        *CreditStore(organisation_id).keys([child_id]),
    ]
