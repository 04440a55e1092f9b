"""Closing a day, and opening it again: together with the days of all groups that it is about.

What a process knows of the configuration may be a minute old. So a closing day is also written into
the group-days of that date, in the same transaction: whoever grants one of them insists on what was
read, and nobody is given a day that was closed a moment ago.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.occupancy import service
from chalicelib.occupancy.model import GroupDay, SomebodyWasFaster
from chalicelib.occupancy.retrying import retrying
from chalicelib.occupancy.roomier import tell_of_room
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay, Configuration


def close_day(closing: ClosingDay, *, by: Caller, now: datetime) -> None:
    """Add a closing day, or replace the one of that day and place.

    More groups than fit into one transaction are closed in parts, the closing day with the last:
    doing it again goes on where it broke off.

    :raises NotFound: there is no such location.
    :raises Busy: somebody changed one of the days each time.
    """
    if closing.location_id is not None:
        configuration = organisations.configuration_of(by.organisation_id, now=now)
        configuration.location(closing.location_id)
    retrying(lambda: _write(closing.day, closing.location_id, closing, by, now))


def open_day(*, day: date, location_id: str | None, by: Caller, now: datetime) -> None:
    """Take a closing day out; in parts, if need be, as it was put in.

    :raises NotFound: there is no such closing day.
    :raises Busy: somebody changed one of the days each time.
    """
    retrying(lambda: _write(day, location_id, None, by, now))


def _write(
    day: date, location_id: str | None, closing: ClosingDay | None, by: Caller, now: datetime
) -> None:
    """Read the days, then the configuration: what was closed in between is a newer version."""
    org, transaction = by.organisation_id, Transaction()
    known = organisations.configuration_of(org, now=now)
    wanted = _groups_at(location_id, known)
    before = service.days_as_written(
        [(it, day) for it in wanted], organisation_id=org, configuration=known
    )
    organisations.forget(org)
    current = organisations.configuration_of(org, now=now)
    if _groups_at(location_id, current) != wanted:
        raise SomebodyWasFaster
    after = _with(closing, day, location_id, current)
    changed = _changed(before.values(), after)
    service.write_closed(*changed, organisation_id=org, transaction=transaction)
    keys = {it.key for it in changed}
    same = [it for it in before.values() if it.key not in keys]
    service.check_unchanged(*same, organisation_id=org, transaction=transaction)
    tell_of_room(before.values(), changed, organisation_id=org, transaction=transaction, now=now)
    if closing:
        organisations.put_closing_day(closing, organisation_id=org, transaction=transaction)
    else:
        organisations.take_out_closing_day(
            day, location_id, organisation_id=org, transaction=transaction
        )
    action = "occupancy.add_closing_day" if closing else "occupancy.remove_closing_day"
    audit.note(action, f"closing-day/{day}", by=by, transaction=transaction, now=now)
    transaction.commit_in_parts()
    organisations.forget(org)


def _groups_at(location_id: str | None, configuration: Configuration) -> list[str]:
    groups = configuration.groups.values()
    return sorted(it.group_id for it in groups if location_id in (None, it.location_id))


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
