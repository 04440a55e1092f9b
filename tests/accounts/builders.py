"""People with an account."""

from dataclasses import replace
from functools import cache

from chalicelib.accounts import sending, service
from chalicelib.accounts.candidates import ANYBODY
from chalicelib.accounts.link_store import LinkStore
from chalicelib.accounts.model import LogInFailed, Person
from chalicelib.accounts.password_store import PasswordStore
from chalicelib.accounts.planning import plan_account
from chalicelib.accounts.store import AccountStore
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy
from chalicelib.core.language import Language
from chalicelib.factors import passwords
from chalicelib.mail import links
from tests.builders import ORGANISATION
from tests.conftest import NOW

PASSWORD = "drie groene fietsbellen"


def a_person(email="anna@voorbeeld.example", **what):
    """A parent of one family, who can log in as 10001 too."""
    return Person(
        **{
            "email": email,
            "name": "Anna Jansen",
            "language": Language.NL,
            "login_name": "10001",
            "families": {"jansen": Role.PARENT},
            **what,
        }
    )


def a_colleague(email="petra@zonnebloem.example", *, role=Role.PLANNER, **what):
    return a_person(
        email,
        **{"name": "Petra Bos", "login_name": None, "families": {}, "staff_role": role, **what},
    )


def an_account(person=None, *, organisation_id=ORGANISATION, now=NOW):
    """Return the id of an account that has no password yet; its organisation must be there."""
    transaction = Transaction()
    account_id = plan_account(
        person or a_person(), organisation_id=organisation_id, transaction=transaction, now=now
    )
    transaction.commit()
    return account_id


def activated_account(person=None, *, password=PASSWORD, organisation_id=ORGANISATION, now=NOW):
    """Return the id of an account that can log in with this password, and parents have before."""
    account_id = an_account(person, organisation_id=organisation_id, now=now)
    accounts = AccountStore(organisation_id)
    account = service.account_of(account_id, organisation_id=organisation_id)
    logged_in_at = None if account.staff_role else now
    activated = replace(account, activated_at=now, logged_in_at=logged_in_at)
    transaction = Transaction()
    accounts.renew_credentials(activated, by_link=None, otherwise=Busy(), transaction=transaction)
    stored = PasswordStore(organisation_id, account_id)
    stored.put(kept(password), transaction=transaction)
    transaction.commit()
    return account_id


@cache
def kept(password):
    """One hash for all tests: each takes 30 ms."""
    return passwords.keep(password)


def newest_token(account_id, purpose, *, organisation_id=ORGANISATION):
    """Return the token of the last link that was made for this, as the mail has it."""
    account = service.account_of(account_id, organisation_id=organisation_id)
    link = LinkStore(organisation_id).get(account.links[purpose])
    return links.token_of(sending.link_of(link), organisation_id=organisation_id)


def failed_in_a_row(account_id, times, *, organisation_id=ORGANISATION):
    """Let so many passwords have been wrong in a row, on devices that are not known."""
    stored = PasswordStore(organisation_id, account_id)
    for _ in range(times):
        transaction = Transaction()
        stored.count_failure(
            stored.get().password_id,
            ANYBODY,
            is_locked=False,
            otherwise=LogInFailed(),
            transaction=transaction,
            now=NOW,
        )
        transaction.commit()
