"""Where it stands what is read of several accounts, or of all that one has, in one request."""

from collections.abc import Iterable

from chalicelib.accounts.sending import letters_about
from chalicelib.accounts.store import AccountStore
from chalicelib.core.at_hand import Key
from chalicelib.mail import service as mail
from chalicelib.sessions import service as sessions


def person_keys(account_ids: Iterable[str], *, organisation_id: str) -> list[Key]:
    """Return where it stands how far people have come: their accounts, and their letters."""
    account_ids = list(account_ids)
    accounts = AccountStore(organisation_id)
    letters = map(letters_about, account_ids)
    return [
        *map(accounts.key, account_ids),
        *mail.keys_about(letters, organisation_id=organisation_id),
    ]


def account_keys(account_id: str, *, organisation_id: str) -> list[Key]:
    """Return where the account stands, and what it may reach."""
    return [
        AccountStore(organisation_id).key(account_id),
        sessions.access_key(account_id, organisation_id=organisation_id),
    ]
