"""What can be done with group-days."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from chalicelib.aws.table import BATCH
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.periods import day_of
from chalicelib.occupancy.changes import ContractChange, overlay
from chalicelib.occupancy.model import GroupDay, GroupOnDay, SomebodyWasFaster
from chalicelib.occupancy.retrying import PATIENT, retrying
from chalicelib.occupancy.roomier import tell_of_room
from chalicelib.occupancy.store import Found, OccupancyStore
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration, Group

Change = Callable[[GroupDay], GroupDay]
Step: TypeAlias = tuple[GroupDay, GroupDay]  # what stood there, and what is to stand there


def keys(wanted: Iterable[GroupOnDay], *, organisation_id: str) -> list[Key]:
    """Return where `group_days` will look, for who reads that with something else."""
    return OccupancyStore(organisation_id).keys(wanted)


def group_days(
    wanted: Collection[GroupOnDay],
    *,
    organisation_id: str,
    now: datetime,
    at_hand: AtHand | None = None,
) -> dict[GroupOnDay, GroupDay]:
    """Return each as it will be with the contract changes that are on their way.

    It is one consistent request for a hundred items: the days, and one for each group. Closed is
    what is written as closed, or is in the configuration that this process knows.

    :raises NotFound: there is no such group.
    """
    configuration = organisations.configuration_of(organisation_id, now=now)
    found = _find(wanted, OccupancyStore(organisation_id, at_hand=at_hand), configuration)
    return {key: _as_seen(it, found, configuration) for key, it in found.days.items()}


def write(
    *group_days: GroupDay,
    organisation_id: str,
    transaction: Transaction,
    takes_place: bool = False,
) -> None:
    """Write group-days that were read and changed; `takes_place` when a place is given away.

    To be committed with `attempts=1`, inside `retrying`. Whether they are closed stays as it was.

    :raises SomebodyWasFaster: on commit, if one was written since it was read.
    """
    store = OccupancyStore(organisation_id)
    store.put(*group_days, transaction=transaction, takes_place=takes_place)


def days_as_written(
    wanted: Collection[GroupOnDay],
    *,
    organisation_id: str,
    configuration: Configuration,
    at_hand: AtHand | None = None,
) -> dict[GroupOnDay, GroupDay]:
    """Return each as it stands in the table, without what is on its way or in the configuration.

    :raises NotFound: there is no such group.
    """
    store = OccupancyStore(organisation_id, at_hand=at_hand)
    return store.written(wanted, _groups(wanted, configuration))


def write_closed(*group_days: GroupDay, organisation_id: str, transaction: Transaction) -> None:
    """Write group-days with whether they are closed.

    :raises SomebodyWasFaster: on commit, if one was written since it was read.
    """
    OccupancyStore(organisation_id).put(*group_days, transaction=transaction, closes=True)


def check_unchanged(*group_days: GroupDay, organisation_id: str, transaction: Transaction) -> None:
    """:raises SomebodyWasFaster: on commit, if one was written since it was read."""
    OccupancyStore(organisation_id).check(*group_days, transaction=transaction)


def plan_changes(
    changes: Mapping[str, Sequence[ContractChange]],
    *,
    organisation_id: str,
    transaction: Transaction,
) -> None:
    """Let changes of contracts, by group, be seen in the group-days from now on.

    A job writes them into each later, with `overlay` and `plan_presences`.
    """
    OccupancyStore(organisation_id).add_changes(changes, transaction=transaction)


def changes_of(group_id: str, *, organisation_id: str) -> list[ContractChange]:
    """Return what is on its way into the days of a group, by child."""
    return OccupancyStore(organisation_id).changes(group_id)


def changes_are_written(
    group_id: str, changes: Iterable[ContractChange], *, organisation_id: str
) -> None:
    """Take out changes that every group-day has in it by now; a newer one of a child stays."""
    store = OccupancyStore(organisation_id)
    for change in changes:
        transaction = Transaction()
        store.remove_change(group_id, change, transaction=transaction)
        try:
            transaction.commit()
        except SomebodyWasFaster:
            continue


def plan_presences(
    changes: Mapping[GroupOnDay, Change], *, organisation_id: str, now: datetime
) -> int:
    """Change these group-days, each by itself, and return how many were written.

    For jobs that fill and compare: places, workers and closing days follow the configuration, what
    stays as it was is not written, and it can be done again from the beginning or from anywhere.
    A change sees what is written, without changes on their way, and sets `is_filled` once it has
    put in everybody who comes. What was never written stays so if its change leaves it alone.

    :raises Busy: somebody was faster at one of them, each time; those before are done.
    :raises NotFound: there is no such group.
    """
    keys_in_order, written = sorted(changes), 0
    for at in range(0, len(keys_in_order), BATCH // 2):
        wanted = keys_in_order[at : at + BATCH // 2]
        for step in _changed(wanted, changes, organisation_id, now):
            written += _write_one(step, changes[step[0].key], organisation_id, now)
    return written


def _write_one(step: Step, change: Change, organisation_id: str, now: datetime) -> int:
    """Write a group-day, and if somebody was faster, as it is after their write.

    Who waits for a place hears of one that came free by it.
    """
    left, key = iter([[step]]), step[0].key

    def decide() -> int:
        steps = next(left, None) or _changed([key], {key: change}, organisation_id, now)
        transaction = Transaction()
        for before, after in steps:
            write_closed(after, organisation_id=organisation_id, transaction=transaction)
            if after.day >= day_of(now):
                tell_of_room(
                    [before],
                    [after],
                    organisation_id=organisation_id,
                    transaction=transaction,
                    now=now,
                )
        transaction.commit(attempts=1)
        return len(steps)

    return retrying(decide, windows=PATIENT)


def _changed(
    wanted: Collection[GroupOnDay],
    changes: Mapping[GroupOnDay, Change],
    organisation_id: str,
    now: datetime,
) -> list[Step]:
    """Return those that are different now, as they were and as they are.

    The configuration is read after them: whoever closes a day writes both together, so what was
    closed since is a newer version.
    """
    known = organisations.configuration_of(organisation_id, now=now)
    found = days_as_written(wanted, organisation_id=organisation_id, configuration=known)
    organisations.forget(organisation_id)
    configuration = organisations.configuration_of(organisation_id, now=now)
    newer = []
    for key, before in found.items():
        changed = changes[key](before)
        as_configured = _as_configured(changed, configuration)
        if as_configured != before and (before.version or changed != before):
            newer.append((before, as_configured))
    return newer


def _as_configured(group_day: GroupDay, configuration: Configuration) -> GroupDay:
    group = configuration.group(group_day.group_id)
    is_closed = not configuration.is_open(group, group_day.day)
    return replace(group_day.as_planned_for(group), closed=is_closed)


def _find(
    wanted: Collection[GroupOnDay], store: OccupancyStore, configuration: Configuration
) -> Found:
    return store.find(wanted, _groups(wanted, configuration))


def _groups(wanted: Collection[GroupOnDay], configuration: Configuration) -> dict[str, Group]:
    """:raises NotFound: there is no such group."""
    return {group_id: configuration.group(group_id) for group_id, _ in wanted}


def _as_seen(group_day: GroupDay, found: Found, configuration: Configuration) -> GroupDay:
    group = configuration.group(group_day.group_id)
    is_closed = group_day.closed or not configuration.is_open(group, group_day.day)
    seen = overlay(group_day, found.changes[group.group_id], configuration)
    return replace(seen, closed=is_closed)
