"""Write credits as other rooms do, and read what came of it."""

from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.credits import service
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import Entry, Grant, Open, open_after
from chalicelib.credits.store import CreditStore
from tests.builders import ORGANISATION


def opened(child_id: str = "noor") -> Open:
    return service.open_of([child_id], organisation_id=ORGANISATION)[child_id]


def ledger(child_id: str = "noor") -> list[Entry]:
    """Return all entries, the oldest first, and insist that they come to what is open."""
    page = CreditStore(ORGANISATION).ledger(child_id, limit=1000, after=None)
    entries = list(page.items)[::-1]
    again = open_after(child_id, entries)
    assert [(it.grant, it.left) for it in again.credits] == [
        (it.grant, it.left) for it in opened(child_id).credits
    ]
    return entries


def told(child_id: str = "noor") -> list[tuple[str, str]]:
    return [(it.kind.value, f"{it.change.normalize():f}") for it in ledger(child_id)]


def planned(*changes: Changes) -> Transaction:
    transaction = Transaction()
    service.plan(changes, organisation_id=ORGANISATION, transaction=transaction)
    return transaction


def grant(*grants: Grant, **what: Any) -> int:
    transaction = Transaction()
    org = what.get("organisation_id", ORGANISATION)
    count = service.plan_credits(grants, organisation_id=org, transaction=transaction)
    transaction.commit()
    return count
