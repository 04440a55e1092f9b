"""What other rooms do with credits, and the ledger as parents see it.

Who spends or gives reads what is open (`open_of`), makes `Changes` of it, and plans them in the
transaction of what they are for. If somebody was faster that transaction is Busy: read again, and
decide again. What colleagues correct is in `correcting`, what happens by itself in `expiring`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Caller
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import Entry, Grant, Open
from chalicelib.credits.store import CreditStore
from chalicelib.families import access

PAGE = 25
TOGETHER = 60  # grants of one child that are written with other things, in one transaction


@dataclass(frozen=True)
class Ledger:
    """What a child has left, and a page of the entries, the newest first."""

    open: Open
    entries: Page[Entry]


def keys_of(child_ids: Collection[str], *, organisation_id: str) -> list[Key]:
    """Return where it stands what these children have, for who reads it with something else."""
    return CreditStore(organisation_id).keys(child_ids)


def open_of(
    child_ids: Collection[str], *, organisation_id: str, at_hand: AtHand | None = None
) -> dict[str, Open]:
    """Return what each child has left, in one request, or none if `keys_of` were brought before."""
    return CreditStore(organisation_id, at_hand=at_hand).open_of(child_ids)


def plan(changes: Iterable[Changes], *, organisation_id: str, transaction: Transaction) -> None:
    """Write these changes, one `Changes` for each child, if the transaction is committed.

    :raises Busy: on commit, if somebody else has changed the credits of a child meanwhile, or has
        granted the same.
    """
    store = CreditStore(organisation_id)
    for each in changes:
        if each.entries:
            store.write(each.before, each.now, each.entries, transaction=transaction)


def plan_credits(
    grants: Collection[Grant], *, organisation_id: str, transaction: Transaction
) -> int:
    """Grant those that no entry tells of yet, and return how many that are.

    For what may come twice: a grant with the same id is the same one, and stays as it was. Of more
    than sixty for one child the rest is written at once, in transactions of its own.

    :raises Busy: as `plan`.
    """
    store = CreditStore(organisation_id)
    opened, unknown = store.with_unknown(grants)
    for child_id, open_ in opened.items():
        own = [it for it in unknown if it.child_id == child_id]
        last = _last_part(Changes(open_).grant(*own), store)
        plan([last], organisation_id=organisation_id, transaction=transaction)
    return len(unknown)


def ledger_of(*, caller: Caller, child_id: str, after: str | None, now: datetime) -> Ledger:
    """Return what is left of the child's credits, and a page of the entries.

    :raises NotFound: the child is not there, or not for this caller.
    """
    access.child_for(caller, child_id, today=day_of(now))
    store = CreditStore(caller.organisation_id, at_hand=caller.at_hand)
    page = store.ledger(child_id, limit=PAGE, after=after)
    return Ledger(store.open_of([child_id])[child_id], page)


def _last_part(changes: Changes, store: CreditStore) -> Changes:
    """Write what is too much for one transaction with other things, and return the rest."""
    while len(changes.entries) > TOGETHER:
        first = Changes(changes.before, changes.entries[:TOGETHER])
        transaction = Transaction()
        store.write(first.before, first.now, first.entries, transaction=transaction)
        transaction.commit()
        changes = Changes(first.now, changes.entries[TOGETHER:])
    return changes
