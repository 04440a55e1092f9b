"""Where the routes of this room look: read along with the session, as their paths name it."""

from chalicelib.accounts.keys import account_keys, person_keys
from chalicelib.core.at_hand import Key


def person(*, organisation_id: str, account_id: str, **_: object) -> list[Key]:
    """Return where it stands how far the person has come."""
    return person_keys([account_id], organisation_id=organisation_id)


def account(*, organisation_id: str, account_id: str, **_: object) -> list[Key]:
    """Return where the account stands that is going to be changed, and what it may reach."""
    return account_keys(account_id, organisation_id=organisation_id)
