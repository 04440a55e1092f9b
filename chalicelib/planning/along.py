"""Where the routes of this room look: read along with the session, as their paths name it."""

from chalicelib.contracts import service as contracts
from chalicelib.core.at_hand import Key
from chalicelib.families import access


def child(*, organisation_id: str, child_id: str, **_: object) -> list[Key]:
    """Return where the child's family stands, and its contracts."""
    return [
        *access.child_along(organisation_id=organisation_id, child_id=child_id),
        *contracts.keys_of([child_id], organisation_id=organisation_id),
    ]
