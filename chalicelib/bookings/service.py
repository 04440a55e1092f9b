"""What parents and staff see of days, and what other rooms are told of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Caller, Role
from chalicelib.core.errors import NotFound
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, day_of, days_between
from chalicelib.core.values import dataclass
from chalicelib.days import service as days
from chalicelib.days.calendar import BookedDay, DayState, days_of
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.lists import ListedChild, ListedPart, day_list
from chalicelib.occupancy.model import GroupDay, Presence
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Group

IS_COMING = frozenset(
    {DayState.CONTRACT, DayState.GRANTED, DayState.REQUESTED, DayState.WAITING, DayState.CLOSED}
)


@dataclass(frozen=True)
class DayList:
    """Who comes to a group on a day by first name, and who was expected and does not.

    `parts` are those of the day in which nobody comes or goes; a closed day has none.
    """

    group: Group
    group_day: GroupDay
    is_open: bool
    closing_reason: str | None
    coming: Sequence[tuple[Child, Presence]]
    absent: Sequence[tuple[Child, Presence]]
    parts: Sequence[ListedPart]


def month_of(
    *,
    caller: Caller,
    child_id: str,
    month: Month,
    now: datetime,
    language: Language | None = None,
) -> list[BookedDay]:
    """Return the days of a child's month on which there is something.

    :raises NotFound: the child is not there, or not for this caller.
    """
    access.child_for(caller, child_id, today=day_of(now))
    org = caller.organisation_id
    books = days.books_of([child_id], [month], organisation_id=org, at_hand=caller.at_hand)
    return days.days_in(
        books[child_id], month.days, organisation_id=org, now=now, language=language
    )


def list_day(*, caller: Caller, group_id: str, day: date, now: datetime) -> DayList:
    """Return who comes, and who was cancelled.

    :raises NotFound: there is no such group, or it is not one of this group worker.
    """
    if caller.staff_role is Role.GROUP_WORKER and group_id not in caller.group_ids:
        raise NotFound
    org = caller.organisation_id
    configuration = organisations.configuration_of(org, now=now)
    group = configuration.group(group_id)
    found = occupancy.group_days(
        [(group_id, day)], organisation_id=org, now=now, at_hand=caller.at_hand
    )
    group_day = found[group_id, day]
    is_open = configuration.is_open(group, day) and not group_day.closed
    listed = day_list(group_day, group)
    ids = sorted({it.child_id for it in group_day.presences})
    children = families.children_of(ids, organisation_id=org)
    return DayList(
        group=group,
        group_day=group_day,
        is_open=is_open,
        closing_reason=configuration.closing_reason(group, day),
        coming=_by_name(listed.coming if is_open else (), children),
        absent=_by_name(listed.absent, children),
        parts=listed.parts if is_open else (),
    )


def coming_days(
    *, child_ids: Collection[str], caller: Caller, now: datetime, until: int = 14
) -> list[BookedDay]:
    """Return, by date, on which of the next days (today included) these children come.

    Days that are closed and days that were asked for are in it. One request for all children, and
    none if `coming_keys` were brought before. The caller has been let in to them.
    """
    wanted, org = _coming(day_of(now), until), caller.organisation_id
    books = days.books_of(
        child_ids, _months_of(wanted), organisation_id=org, at_hand=caller.at_hand
    )
    configuration = days.configuration_for(books.values(), org, now=now)
    found = [it for book in books.values() for it in days_of(book, wanted, configuration)]
    return sorted((it for it in found if it.state in IS_COMING), key=lambda it: it.day)


def coming_keys(
    child_ids: Collection[str], *, organisation_id: str, today: date, until: int = 14
) -> list[Key]:
    """Return where `coming_days` will look."""
    months = _months_of(_coming(today, until))
    return days.keys_of(child_ids, months, organisation_id=organisation_id)


def _by_name(
    listed: Iterable[ListedChild], children: dict[str, Child]
) -> list[tuple[Child, Presence]]:
    known = [(children[it.child_id], it) for it in listed if it.child_id in children]
    known.sort(key=lambda it: (it[0].name.casefold(), it[0].child_id))
    return [(child, presence) for child, it in known for presence in it.presences]


def _coming(today: date, until: int) -> list[date]:
    return list(days_between(today, today + timedelta(days=until - 1)))


def _months_of(wanted: Iterable[date]) -> list[Month]:
    return list(dict.fromkeys(map(Month.of, wanted)))
