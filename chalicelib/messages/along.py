"""Where the routes of this room look: read along with the session, as their paths name it.

The family can be read off a conversation's id, so what colleagues ask for needs no look-up either.
"""

from chalicelib.core.at_hand import Key
from chalicelib.families import access
from chalicelib.messages.model import family_of
from chalicelib.messages.store import MessageStore
from chalicelib.messages.unread_store import UnreadStore


def family_and_unread(
    *, organisation_id: str, own_account_id: str, family_id: str, **_: object
) -> list[Key]:
    """Return where it stands what the caller has not read, and the family."""
    family = access.family_along(organisation_id=organisation_id, family_id=family_id)
    return [*family, UnreadStore(organisation_id).key(own_account_id)]


def conversation(*, organisation_id: str, conversation_id: str, **_: object) -> list[Key]:
    """Return where the conversation stands."""
    return [MessageStore(organisation_id).key(conversation_id)]


def family_and_conversation(
    *, organisation_id: str, conversation_id: str, **_: object
) -> list[Key]:
    """Return where the conversation stands, and its family."""
    family_id = family_of(conversation_id)
    family = access.family_along(organisation_id=organisation_id, family_id=family_id)
    return [
        *family,
        *conversation(organisation_id=organisation_id, conversation_id=conversation_id),
    ]
