"""Where it stands what is read of several accounts, or of all that one has, in one request."""

from chalicelib.accounts.store import AccountStore
from chalicelib.core.at_hand import Key
from chalicelib.sessions import service as sessions


def account_keys(account_id: str, *, organisation_id: str) -> list[Key]:
    """Return where the account stands, and what it may reach."""
    return [
        AccountStore(organisation_id).key(account_id),
        sessions.access_key(account_id, organisation_id=organisation_id),
    ]
