"""Closing a day, and opening it again: together with the days of all groups that it is about.

What a process knows of the configuration may be a minute old. So a closing day is also written into
the group-days of that date, in the same transaction: whoever grants one of them insists on what was
read, and nobody is given a day that was closed a moment ago.

Of more groups than fit into it the rest follows: at once, and if that breaks off, by an errand that
was put with the closing day.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.occupancy import service
from chalicelib.occupancy.model import GroupDay, SomebodyWasFaster
from chalicelib.occupancy.retrying import PATIENT, WINDOWS, retrying
from chalicelib.occupancy.roomier import tell_of_room
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay, Configuration, group_ids_at
from chalicelib.organisations.service import PLANNING
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

FOLLOW = "openings"  # the task: let a day of all groups be closed or open as it is configured
CLOSED_TOGETHER, TOGETHER = 95, 48
"""Groups of one transaction: who is opened may have news for who waits, which is a write more."""


def close_day(closing: ClosingDay, *, by: Caller, now: datetime) -> None:
    """Add a closing day, or replace the one of that day and place.

    :raises NotFound: there is no such location.
    :raises Busy: somebody changed one of the days each time.
    """
    if closing.location_id is not None:
        configuration = organisations.configuration_of(by.organisation_id, now=now)
        configuration.location(closing.location_id)
    _set(closing.day, closing.location_id, closing, by, now)


def open_day(*, day: date, location_id: str | None, by: Caller, now: datetime) -> None:
    """Take a closing day out.

    :raises NotFound: there is no such closing day.
    :raises Busy: somebody changed one of the days each time.
    """
    _set(day, location_id, None, by, now)


def follow(
    *, day: date, organisation_id: str, now: datetime, windows: Sequence[float] = PATIENT
) -> None:
    """Let the day of every group be closed or open as the configuration says now.

    What is so already is not written: it can be done again, late and from anywhere.

    :raises Busy: somebody changed one of the days each time; those before are done.
    """
    organisations.forget(organisation_id)
    configuration = organisations.configuration_of(organisation_id, now=now)
    group_ids = group_ids_at(None, configuration)
    for at in range(0, len(group_ids), TOGETHER):
        few = [(it, day) for it in group_ids[at : at + TOGETHER]]
        retrying(partial(_follow, few, organisation_id, now), windows=windows)


def _set(
    day: date, location_id: str | None, closing: ClosingDay | None, by: Caller, now: datetime
) -> None:
    is_done = retrying(lambda: _write(day, location_id, closing, by, now))
    if not is_done:
        with suppress(Busy, NotFound):  # then the errand does it
            follow(day=day, organisation_id=by.organisation_id, now=now, windows=WINDOWS)


def _write(
    day: date, location_id: str | None, closing: ClosingDay | None, by: Caller, now: datetime
) -> bool:
    """Read the days, then the configuration: what was closed in between is a newer version.

    Tell whether all groups have it. If not, the rest follows.
    """
    org, transaction = by.organisation_id, Transaction()
    known = organisations.configuration_of(org, now=now)
    wanted = group_ids_at(location_id, known)
    together = CLOSED_TOGETHER if closing and closing.closes_at is None else TOGETHER
    first = [(it, day) for it in wanted[:together]]
    before = service.days_as_written(
        first, organisation_id=org, configuration=known, at_hand=by.at_hand
    )
    organisations.forget(org)
    current = organisations.configuration_of(org, now=now)
    if group_ids_at(location_id, current) != wanted:
        raise SomebodyWasFaster
    if closing:
        organisations.put_closing_day(closing, organisation_id=org, transaction=transaction)
    else:
        organisations.take_out_closing_day(
            day, location_id, organisation_id=org, transaction=transaction
        )
    organisations.note_opening_changed(current, transaction=transaction, now=now)
    action = "occupancy.add_closing_day" if closing else "occupancy.remove_closing_day"
    audit.note(action, f"closing-day/{day}", by=by, transaction=transaction, now=now)
    after = _with(closing, day, location_id, current)
    _plan(before.values(), after, organisation_id=org, transaction=transaction, now=now)
    is_all = len(wanted) <= together
    if not is_all:
        errand = Errand(org, PLANNING, {"task": FOLLOW, "day": day.isoformat()})
        outbox.put(errand, transaction=transaction, now=now)
    transaction.commit(attempts=1)
    organisations.forget(org)
    return is_all


def _follow(wanted: Sequence[tuple[str, date]], organisation_id: str, now: datetime) -> None:
    """Write those that are otherwise than configured; the configuration is read after them."""
    known = organisations.configuration_of(organisation_id, now=now)
    before = service.days_as_written(wanted, organisation_id=organisation_id, configuration=known)
    organisations.forget(organisation_id)
    current = organisations.configuration_of(organisation_id, now=now)
    transaction = Transaction()
    _plan(
        before.values(), current, organisation_id=organisation_id, transaction=transaction, now=now
    )
    transaction.commit(attempts=1)


def _plan(
    before: Iterable[GroupDay],
    configuration: Configuration,
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
) -> None:
    """Let these be closed or open as configured; who waits for a place hears of one.

    :raises SomebodyWasFaster: on commit, if one was written since it was read.
    """
    before = list(before)
    changed = _changed(before, configuration)
    service.write_closed(*changed, organisation_id=organisation_id, transaction=transaction)
    keys = {it.key for it in changed}
    same = [it for it in before if it.key not in keys]
    service.check_unchanged(*same, organisation_id=organisation_id, transaction=transaction)
    tell_of_room(before, changed, organisation_id=organisation_id, transaction=transaction, now=now)


def _with(
    closing: ClosingDay | None, day: date, location_id: str | None, configuration: Configuration
) -> Configuration:
    place = day, location_id
    others = [it for it in configuration.closing_days if (it.day, it.location_id) != place]
    return replace(configuration, closing_days=[*others, closing] if closing else others)


def _changed(before: Iterable[GroupDay], configuration: Configuration) -> list[GroupDay]:
    """Return the days that are closed or open otherwise than before.

    What was never written is written only to be closed: then nobody who knew it open fills it.
    """
    found = []
    for group_day in before:
        group = configuration.group(group_day.group_id)
        is_closed = not configuration.is_open(group, group_day.day)
        if is_closed != group_day.closed:
            found.append(replace(group_day, closed=is_closed))
    return found
