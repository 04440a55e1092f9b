"""Where the routes of this room look: read along with the session, as they name it."""

from typing import Protocol

from chalicelib.accounts.keys import account_keys
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.password_store import PasswordStore
from chalicelib.accounts.store import AccountStore
from chalicelib.core.at_hand import Key
from chalicelib.factors import service as factors


class Addressed(Protocol):
    """A body with the address of somebody who is to have an account."""

    @property
    def email(self) -> str | None: ...


def person(*, organisation_id: str, account_id: str, **_: object) -> list[Key]:
    """Return where it stands how far the person has come."""
    return [AccountStore(organisation_id).key(account_id)]


def account(*, organisation_id: str, account_id: str, **_: object) -> list[Key]:
    """Return where the account stands that is going to be changed, and what it may reach."""
    return account_keys(account_id, organisation_id=organisation_id)


def address(*, organisation_id: str, body: Addressed | None, **_: object) -> list[Key]:
    """Return where it stands whose log-in name the address in the body is."""
    named = body.email if body else None
    return [LoginStore(organisation_id).key(named)] if named else []


def own_account(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where the caller's own account stands."""
    return [AccountStore(organisation_id).key(own_account_id)]


def own_password(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where the caller's account and password stand."""
    own = own_account(organisation_id=organisation_id, own_account_id=own_account_id)
    return [*own, PasswordStore(organisation_id, own_account_id).key]


def own_factor(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where the caller's second factor stands."""
    return [factors.factor_key(own_account_id, organisation_id=organisation_id)]


def own_proof(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where all stands by which the caller shows who it is."""
    stored = PasswordStore(organisation_id, own_account_id)
    return [stored.key, factors.factor_key(own_account_id, organisation_id=organisation_id)]


def own_set_up(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where the caller's account stands, and the app that was begun with."""
    own = own_account(organisation_id=organisation_id, own_account_id=own_account_id)
    return [*own, factors.set_up_key(own_account_id, organisation_id=organisation_id)]
