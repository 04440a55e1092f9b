"""Everybody who may come to an organisation's address, by the name of the column in the table."""

from datetime import timedelta

from chalicelib.accounts import service as accounts
from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.callers import Role
from tests.browser import Browser
from tests.conftest import NOW
from tests.journeys.every_route.town import Town

WITH_SESSION = (
    "parent",
    "second",
    "payer",
    "other",
    "ended",
    "worker",
    "away",
    "planner",
    "admin",
    "operator",
    "worker+",
    "planner+",
    "off",
)


def sign_everybody_in(here: Town, there: Town) -> dict[str, Browser]:
    """A browser for each caller, at the address of `here`."""
    clock.start_at(NOW - timedelta(hours=25))
    late = here.signed_in("admin")
    clock.start_at(NOW)
    browsers = {name: here.signed_in(name) for name in WITH_SESSION}
    _switch_off(here, "off")
    nobody, foreign = (here.browser(here.organisation_id) for _ in range(2))
    foreign.cookies |= there.signed_in("admin").cookies
    return {"nobody": nobody, "late": late, "foreign": foreign, **browsers}


def _switch_off(town: Town, name: str) -> None:
    transaction = Transaction()
    accounts.change_staff_role(
        account_id=town.accounts[name],
        staff_role=Role.ADMINISTRATOR,
        group_ids=frozenset(),
        is_disabled=True,
        organisation_id=town.organisation_id,
        transaction=transaction,
    )
    transaction.commit()
