"""What happens to credits by itself: they expire in the night, and parents are to be told before.

    every night ──▶ each organisation: fifty children with something to expire ──▶ one by one

A child whose credits have expired is not found again, so a night that was stopped goes on where it
was, and one that runs twice does nothing more.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy
from chalicelib.core.periods import day_of
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import Open
from chalicelib.credits.service import open_of, plan
from chalicelib.credits.store import CreditStore
from chalicelib.credits.warnings import STAGES, ExpiryWarning, warning_of
from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

QUEUE = "credits"
CHILDREN = 50  # in one errand
ATTEMPTS = 5  # a parent may spend at the same moment


def start_expiry(*, now: datetime) -> int:
    """Let the credits expire whose last day is over; return for how many children.

    One organisation does not hold up the others.

    :raises ExceptionGroup: with all that went wrong, once every organisation has had its turn.
    """
    count, failures = 0, []
    for organisation_id in organisations.list_organisation_ids():
        try:
            count += _start_in(organisation_id, now)
        except Exception as failure:  # noqa: BLE001 - raised below, all together
            failures.append(failure)
    if failures:
        raise ExceptionGroup("organisations whose credits could not expire", failures)
    return count


def expire_children(errand: Errand, now: datetime) -> None:
    """Take out what has expired of these children. Run twice, it is done once.

    :raises Busy: somebody else went on changing the credits of a child.
    """
    org = errand.organisation_id
    for open_ in open_of(errand.body["children"], organisation_id=org).values():
        _expire(open_, org, now)


def children_to_warn(*, organisation_id: str, today: date) -> Iterator[list[str]]:
    """Yield by fifty the children of whom something will expire soon: for `warnings_of`."""
    day = today + timedelta(days=max(STAGES) + 1)
    yield from _by_fifty(CreditStore(organisation_id).expiring_before(day))


def warnings_of(
    child_ids: Collection[str], *, organisation_id: str, today: date
) -> list[ExpiryWarning]:
    """Return what the parents of these children are to be told now, and were not told yet."""
    opened = open_of(child_ids, organisation_id=organisation_id).values()
    due = [warning_of(it, today=today) for it in opened]
    return [it for it in due if it]


def plan_warned(warning: ExpiryWarning, *, organisation_id: str, transaction: Transaction) -> None:
    """Note that the parents are told, in the transaction that writes to them: they are told once.

    :raises Busy: on commit, if something was added or taken meanwhile; look again.
    """
    CreditStore(organisation_id).write(warning.open, warning.warned, (), transaction=transaction)


def _start_in(organisation_id: str, now: datetime) -> int:
    """Put an errand for every fifty children; the one of the same children is put once a day."""
    count, today = 0, day_of(now)
    for children in _by_fifty(CreditStore(organisation_id).expiring_before(today)):
        transaction = Transaction()
        errand_id = f"expire-{today}-{children[0]}"
        errand = Errand(organisation_id, QUEUE, {"children": children}, errand_id)
        outbox.put(errand, transaction=transaction, now=now)
        transaction.commit()
        count += len(children)
    return count


def _expire(open_: Open, organisation_id: str, now: datetime) -> None:
    for _ in range(ATTEMPTS):
        changes = Changes(open_).expire(now)
        if not changes.entries:
            return
        transaction = Transaction()
        plan([changes], organisation_id=organisation_id, transaction=transaction)
        try:
            transaction.commit()
        except Busy:
            open_ = open_of([open_.child_id], organisation_id=organisation_id)[open_.child_id]
        else:
            return
    raise Busy


def _by_fifty(child_ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(child_ids)
    while batch := list(islice(left, CHILDREN)):
        yield batch
