"""People with an account, made through the public doors."""

from chalicelib.accounts import service
from chalicelib.accounts.model import Person
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.language import Language
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
