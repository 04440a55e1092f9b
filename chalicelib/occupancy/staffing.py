"""What the office plans for groups, and the week it plans by."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller, Role
from chalicelib.core.errors import Malformed
from chalicelib.core.pages import Page
from chalicelib.core.periods import days_between
from chalicelib.core.values import dataclass
from chalicelib.occupancy import service
from chalicelib.occupancy.model import GroupDay
from chalicelib.occupancy.retrying import retrying
from chalicelib.occupancy.roomier import tell_of_room
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration, Group

LONGEST = 92  # days at once: they are read in one request, and written in one transaction
PAGE = 10  # groups in a week: all their days are read in one request
WEEK = 7


class UnlikelyPeriod(Malformed):
    """It ends before it begins, or is longer than what is planned at once."""

    facts = ("most",)


@dataclass(frozen=True)
class GroupWeek:
    """The days of a week on which the group is there at all, in their order."""

    group: Group
    days: Sequence[GroupDay]


def plan_workers(
    *,
    caller: Caller,
    group_id: str,
    days: Collection[date],
    workers: int | None,
    now: datetime,
) -> list[GroupDay]:
    """Plan so many workers on these days, or as many as always, and return the days in order.

    All of them are changed together. What is planned already is not written again.

    :raises NotFound: there is no such group.
    :raises Busy: somebody changed one of the days each time.
    """
    organisation_id = caller.organisation_id
    group = organisations.configuration_of(organisation_id, now=now).group(group_id)
    wanted = [(group_id, day) for day in sorted(days)]

    def decide() -> list[GroupDay]:
        found = service.group_days(
            wanted, organisation_id=organisation_id, now=now, at_hand=caller.at_hand
        )
        newer = [_planned(it, group, workers) for it in found.values()]
        changed = [it for it in newer if it != found[it.key]]
        if changed:
            _write_plan(changed, found.values(), caller, now)
        return newer

    return retrying(decide)


def days_in(first: date, last: date, weekdays: Collection[int]) -> list[date]:
    """Return those days of the period that are one of these weekdays; Monday is 0.

    :raises UnlikelyPeriod: it ends before it begins, or is longer than what is planned at once.
    """
    if not timedelta(0) <= last - first < timedelta(days=LONGEST):
        raise UnlikelyPeriod(most=LONGEST)
    return [it for it in days_between(first, last) if it.weekday() in weekdays]


def week_of(
    *, caller: Caller, day: date, location_id: str | None, after: str | None, now: datetime
) -> Page[GroupWeek]:
    """Return the week in which the day is, for some groups from the youngest on.

    Without a location they are those of all. Group workers see their own groups.

    :raises NotFound: there is no such location.
    """
    configuration = organisations.configuration_of(caller.organisation_id, now=now)
    groups = _groups_for(caller, location_id, configuration)
    at = next((at + 1 for at, it in enumerate(groups) if it.group_id == after), 0)
    shown = groups[at : at + PAGE]
    days = _week_around(day)
    wanted = [(it.group_id, day) for it in shown for day in days if day.weekday() in it.weekdays]
    found = service.group_days(wanted, organisation_id=caller.organisation_id, now=now)
    weeks = [
        GroupWeek(group, [found[key] for key in wanted if key[0] == group.group_id])
        for group in shown
    ]
    is_last = at + PAGE >= len(groups)
    return Page(weeks, None if is_last else shown[-1].group_id)


def _week_around(day: date) -> list[date]:
    """Return the days from Monday to Sunday; the last week there is ends sooner."""
    monday = day.toordinal() - day.weekday()
    after = min(monday + WEEK, date.max.toordinal() + 1)
    return [date.fromordinal(it) for it in range(monday, after)]


def _planned(group_day: GroupDay, group: Group, workers: int | None) -> GroupDay:
    if workers is None:
        return replace(group_day, is_planned=False).as_planned_for(group)
    return replace(group_day, workers=workers, is_planned=True)


def _write_plan(
    changed: Sequence[GroupDay], before: Iterable[GroupDay], caller: Caller, now: datetime
) -> None:
    organisation_id, transaction = caller.organisation_id, Transaction()
    service.write(*changed, organisation_id=organisation_id, transaction=transaction)
    tell_of_room(before, changed, organisation_id=organisation_id, transaction=transaction, now=now)
    about = f"group/{changed[0].group_id}"
    audit.note("occupancy.plan_workers", about, by=caller, transaction=transaction, now=now)
    transaction.commit(attempts=1)


def _groups_for(
    caller: Caller, location_id: str | None, configuration: Configuration
) -> list[Group]:
    if location_id is not None:
        configuration.location(location_id)
    groups = [it for it in configuration.groups.values() if location_id in (None, it.location_id)]
    if caller.staff_role is Role.GROUP_WORKER:
        groups = [it for it in groups if it.group_id in caller.group_ids]
    return sorted(groups, key=lambda it: (it.age_from, it.name.casefold(), it.group_id))
