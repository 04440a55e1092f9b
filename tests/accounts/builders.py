"""People with an account, made through the public doors."""

from chalicelib.accounts import redeeming, sending, service
from chalicelib.accounts.link_store import LinkStore
from chalicelib.accounts.model import Person, Purpose
from chalicelib.accounts.signing_in import Visitor
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.language import Language
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
    account_id = service.plan_account(
        person or a_person(), organisation_id=organisation_id, transaction=transaction, now=now
    )
    transaction.commit()
    return account_id


def activated_account(person=None, *, password=PASSWORD, organisation_id=ORGANISATION, now=NOW):
    """Return the id of an account that can log in with this password (30 ms for the hash)."""
    account_id = an_account(person, organisation_id=organisation_id, now=now)
    service.invite(account_id=account_id, organisation_id=organisation_id, now=now)
    redeeming.activate(
        token=newest_token(account_id, Purpose.ACTIVATION, organisation_id=organisation_id),
        password=password,
        organisation_id=organisation_id,
        visitor=Visitor(address="198.51.100.1", device="Safari, iPhone"),
        now=now,
    )
    return account_id


def newest_token(account_id, purpose, *, organisation_id=ORGANISATION):
    """Return the token of the last link that was made for this, as the mail has it."""
    account = service.account_of(account_id, organisation_id=organisation_id)
    link = LinkStore(organisation_id).get(account.links[purpose])
    return links.token_of(sending.link_of(link), organisation_id=organisation_id)
