"""What happens together when contracts change: one transaction, and what follows from it.

The child's contracts and rosters, what is on its way into the days of groups, and an errand for
each group: so from then on everybody sees the days as they will be, and a job writes them. What
the children had before may not fit any more: another errand looks at their requests and credits.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from chalicelib.aws.transactions import Transaction
from chalicelib.contracts import service as contracts
from chalicelib.contracts.model import ChildContracts, Contract, by_group, groups_of, in_order
from chalicelib.core.ids import new_id
from chalicelib.core.periods import day_of
from chalicelib.families import service as families
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.changes import ContractChange
from chalicelib.organisations.model import CareType
from chalicelib.outbox import service as outbox
from chalicelib.planning.tasks import AgreedTask, GroupTask, Hours

Rows = Sequence[Contract]
After = Mapping[str, Rows]
Groups = dict[str, frozenset[str]]


def plan_contracts(
    wanted: After,
    *,
    organisation_id: str,
    now: datetime,
    transaction: Transaction,
    birth_dates: Mapping[str, date] | None = None,
) -> Groups:
    """Let these be all contracts of each child, and return the groups each is in from now on.

    Contracts that are there already add no writes. They may overfill a group. The groups are for
    the family (`families.service.set_groups`, or the children of `plan_family`). Birth dates that
    are not given are looked up.

    :raises Busy: on commit, if somebody else changed the contracts of a child meanwhile.
    """
    before = contracts.of_children(list(wanted), organisation_id=organisation_id)
    return keep(
        before,
        wanted,
        organisation_id=organisation_id,
        now=now,
        transaction=transaction,
        birth_dates=birth_dates,
    )


def plan_added_contracts(
    added: After,
    *,
    organisation_id: str,
    now: datetime,
    transaction: Transaction,
    birth_dates: Mapping[str, date] | None = None,
) -> Groups:
    """Add these to the contracts of each child, each in the place of the one with its id.

    For who adds many: there is no errand for each group, and `tasks.changed` is put when all are
    there. Everything else is as for `plan_contracts`.
    """
    before = contracts.of_children(list(added), organisation_id=organisation_id)
    wanted = {
        child: list({it.contract_id: it for it in (*before[child].contracts, *each)}.values())
        for child, each in added.items()
    }
    return keep(
        before,
        wanted,
        organisation_id=organisation_id,
        now=now,
        transaction=transaction,
        birth_dates=birth_dates,
        of_many=True,
    )


def keep(
    before: Mapping[str, ChildContracts],
    after: After,
    *,
    organisation_id: str,
    now: datetime,
    transaction: Transaction,
    birth_dates: Mapping[str, date] | None = None,
    of_many: bool = False,
) -> Groups:
    """Let `after` be the contracts, instead of what was read before; the rest as `plan_contracts`.

    With `of_many` somebody else puts the errand that has the days of groups written.

    :raises Busy: on commit, if somebody else changed the contracts of a child since.
    """
    wanted = {child: in_order(each) for child, each in after.items()}
    changed = [child for child, each in wanted.items() if list(before[child].contracts) != each]
    contracts.replace(
        {child: (before[child], wanted[child]) for child in changed},
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
    )
    born = _birth_dates(changed, birth_dates or {}, organisation_id)
    changes = _changes([before[it] for it in changed], wanted, born)
    occupancy.plan_changes(changes, organisation_id=organisation_id, transaction=transaction)
    today = day_of(now)
    had = {it: wanted[it] for it in changed if before[it].contracts}
    tasks = [] if of_many else [GroupTask(it).errand(organisation_id) for it in changes]
    if had:
        hours = {it: _written_anew(before[it].contracts, each, today) for it, each in had.items()}
        tasks.append(AgreedTask(today, hours).errand(organisation_id))
    for errand in tasks:
        outbox.put(errand, transaction=transaction, now=now)
    return {child: groups_of(each, today=today) for child, each in wanted.items()}


def _written_anew(before: Rows, after: Rows, today: date) -> Hours:
    """Return by care the hours a week that were agreed for today, if a row has others by now."""
    known = {it.contract_id: it.days for it in after}
    running = [it for it in before if it.runs_on(today)]
    if all(known.get(it.contract_id) == it.days for it in running):
        return {}
    hours: dict[CareType, Decimal] = {}
    for it in running:
        hours[it.care_type] = hours.get(it.care_type, Decimal(0)) + it.hours_per_week
    return hours


def _birth_dates(
    child_ids: Collection[str], known: Mapping[str, date], organisation_id: str
) -> dict[str, date]:
    missing = [it for it in child_ids if it not in known]
    if not missing:
        return dict(known)
    found = families.children_of(missing, organisation_id=organisation_id)
    return {**known, **{child: it.birth_date for child, it in found.items()}}


def _changes(
    before: Iterable[ChildContracts], after: After, born: Mapping[str, date]
) -> dict[str, list[ContractChange]]:
    """Return by group what is different there; of who is no child of ours, nothing."""
    changes: dict[str, list[ContractChange]] = {}
    for child in before:
        if child.child_id not in born:
            continue
        known, wanted = by_group(child.contracts), by_group(after[child.child_id])
        for group_id in sorted({*known, *wanted}):
            rows = tuple(wanted.get(group_id, ()))
            if rows != tuple(known.get(group_id, ())):
                change = ContractChange(new_id(), child.child_id, born[child.child_id], rows)
                changes.setdefault(group_id, []).append(change)
    return changes
