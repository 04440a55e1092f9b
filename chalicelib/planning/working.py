"""What the workers do: days of groups are filled from contracts, months at a time.

Each task does only what is missing, so it may be done twice, or stop anywhere and begin again.

    organisation ──▶ a task for each group and month: every night, and when openings change
    changes      ──▶ a task for each group that has some on their way: when many came at once
    openings     ──▶ a day of all groups: when it was closed or opened, and not all is written yet
    group        ──▶ months in their order ──▶ the rest as a new task ──▶ its changes are taken out
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import Month, day_of
from chalicelib.observability import count, logger
from chalicelib.occupancy import closing
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.model import GroupDay, GroupOnDay
from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.planning.tasks import GroupTask, MonthTask, whole
from chalicelib.planning.truth import GroupTruth
from chalicelib.settings import settings

MONTHS_AT_ONCE = 6  # some 130 days: a worker has minutes for each hundred
FAN = 50  # errands that are put together


def work_on(errand: Errand, now: datetime) -> None:
    """Do one task; a group that is not there any more has nothing to do.

    :raises Busy: somebody was faster each time; the queue gives it again.
    """
    org, body = errand.organisation_id, errand.body
    match body["task"]:
        case "organisation":
            plan_organisation(organisation_id=org, now=now)
        case closing.FOLLOW:
            day = date.fromisoformat(body["day"])
            closing.follow(day=day, organisation_id=org, now=now)
        case "changes":
            plan_changes(organisation_id=org, now=now)
        case "group":
            write_group(GroupTask.of(body), organisation_id=org, now=now)
        case "month":
            reconcile(MonthTask.of(body), organisation_id=org, now=now)


def start_reconciling(*, now: datetime) -> int:
    """Let each organisation be looked through, and return how many there are."""
    organisation_ids = organisations.list_organisation_ids()
    for organisation_id in organisation_ids:
        transaction = Transaction()
        outbox.put(whole(organisation_id), transaction=transaction, now=now)
        transaction.commit()
    return len(organisation_ids)


def plan_organisation(*, organisation_id: str, now: datetime) -> None:
    """Put a task for each group and each month up to the horizon."""
    organisations.forget(organisation_id)
    groups = organisations.configuration_of(organisation_id, now=now).groups
    _put_all(
        [MonthTask(group_id, month) for group_id in groups for month in months_ahead(now)],
        organisation_id,
        now,
    )


def plan_changes(*, organisation_id: str, now: datetime) -> None:
    """Put a task for each group that has changes on their way into its days."""
    organisations.forget(organisation_id)
    groups = organisations.configuration_of(organisation_id, now=now).groups
    have = [it for it in groups if occupancy.changes_of(it, organisation_id=organisation_id)]
    _put_all([GroupTask(it) for it in have], organisation_id, now)


def write_group(task: GroupTask, *, organisation_id: str, now: datetime) -> None:
    """Write what is on its way into the days of the group, or a part of it and put the rest.

    Of many that wait for the same group the first writes all, and the others find nothing to do.
    """
    on_their_way = occupancy.changes_of(task.group_id, organisation_id=organisation_id)
    mine = [it for it in on_their_way if not task.changes or it.change_id in task.changes]
    if not mine:
        return
    months = [it for it in months_ahead(now) if task.first is None or it >= task.first]
    for month in months[:MONTHS_AT_ONCE]:
        _fill(task.group_id, month, organisation_id=organisation_id, now=now)
    if len(months) > MONTHS_AT_ONCE:
        rest = GroupTask(
            task.group_id, months[MONTHS_AT_ONCE], frozenset(it.change_id for it in mine)
        )
        transaction = Transaction()
        outbox.put(rest.errand(organisation_id), transaction=transaction, now=now)
        transaction.commit()
        return
    occupancy.changes_are_written(task.group_id, mine, organisation_id=organisation_id)


def reconcile(task: MonthTask, *, organisation_id: str, now: datetime) -> int:
    """Extend the days of a group by this month, mend what differs, and return how much did.

    Nothing should; what does is logged and counted, for somebody to find out why.
    """
    on_their_way = occupancy.changes_of(task.group_id, organisation_id=organisation_id)
    wrong = _fill(task.group_id, task.month, organisation_id=organisation_id, now=now)
    if on_their_way:
        return 0
    for group_id, day in wrong:
        logger.warning("group-day mended", extra={"line": {"group": group_id, "day": day}})
        count("GroupDayMended")
    return len(wrong)


def months_ahead(now: datetime) -> Iterator[Month]:
    """Yield this month, and those up to the horizon."""
    month = Month.of(day_of(now))
    for _ in range(settings().horizon_months + 1):
        yield month
        month = month.next


def horizon_at(now: datetime) -> date:
    """Return the last day up to which the days of groups are written."""
    *_, last = months_ahead(now)
    return last.last_day


def _put_all(tasks: Sequence[GroupTask | MonthTask], organisation_id: str, now: datetime) -> None:
    for at in range(0, len(tasks), FAN):
        transaction = Transaction()
        for task in tasks[at : at + FAN]:
            outbox.put(task.errand(organisation_id), transaction=transaction, now=now)
        transaction.commit()


def _fill(group_id: str, month: Month, *, organisation_id: str, now: datetime) -> list[GroupOnDay]:
    """Write the days of the month that are not as was agreed; return those that were filled."""
    wrong: dict[GroupOnDay, None] = {}
    truth = GroupTruth(group_id, month, organisation_id=organisation_id, now=now)

    def fill(group_day: GroupDay) -> GroupDay:
        after = truth.fill(group_day)
        wrong.pop(group_day.key, None)  # it is shown again if somebody else wrote it meanwhile
        if group_day.version and group_day.is_filled and after.presences != group_day.presences:
            wrong[group_day.key] = None
        return after

    try:
        occupancy.plan_presences(
            {(group_id, day): fill for day in month.days}, organisation_id=organisation_id, now=now
        )
    except NotFound:  # the group is not there any more
        return []
    return list(wrong)
