"""Whether there is room for one more in a group, at every moment of a part of a day."""

from collections.abc import Sequence
from enum import StrEnum

from chalicelib.core.ages import age_in_months, age_in_years
from chalicelib.core.errors import Conflict
from chalicelib.core.values import dataclass
from chalicelib.occupancy.model import (
    BabyLimit,
    ClosedDay,
    GroupDay,
    GroupIsFull,
    Part,
    Presence,
    RatioExceeded,
)
from chalicelib.occupancy.ratio import BABY, Ratios, workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import Group

LAST_PLACES = 2  # the last place or two make a day tight


class Room(StrEnum):
    """Whether there is room for one more; `TIGHT` is one of the last places."""

    FREE = "free"
    TIGHT = "tight"
    FULL = "full"


@dataclass(frozen=True)
class _Together:
    """Who would be there at the same moment, by their ages in months; the newcomer is the last."""

    ages: Sequence[int]

    @property
    def count(self) -> int:
        return len(self.ages)


def check_room(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> None:
    """Refuse what there is no room for, at any moment of the presence.

    `staffed` asks for the workers who are planned as well; the registered places and the most
    babies hold always.

    :raises ClosedDay: the group is closed that day.
    :raises GroupIsFull: every place is taken.
    :raises BabyLimit: there are as many babies as there may be.
    :raises RatioExceeded: the workers who are planned are not enough.
    """
    _check(_with(group_day, presence), group_day, presence, group, staffed=staffed)


def _check(
    there: Sequence[_Together],
    group_day: GroupDay,
    presence: Presence,
    group: Group,
    *,
    staffed: bool,
) -> None:
    if group_day.closed:
        raise ClosedDay(day=group_day.day)
    if any(it.count > group_day.places for it in there):
        raise GroupIsFull(day=group_day.day, group=group.name)
    ratios = ratios_on(group.care_type, group_day.day)
    for together in there:
        _check_ratio(together, presence, group_day, group, ratios, staffed=staffed)


def state_for(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> Room:
    """Return whether there is room for this presence, and whether it is one of the last."""
    there = _with(group_day, presence)
    try:
        _check(there, group_day, presence, group, staffed=staffed)
    except Conflict:
        return Room.FULL
    if group_day.places - max(it.count for it in there) < LAST_PLACES:
        return Room.TIGHT
    ratios = ratios_on(group.care_type, group_day.day)
    enough = all(_is_enough(group_day.workers, workers_needed(it.ages, ratios)) for it in there)
    return Room.FREE if enough else Room.TIGHT


def overfull_parts(group_day: GroupDay) -> list[Part]:
    """Return the parts of the day with more children than places."""
    return [it for it in group_day.parts if len(it.children) > group_day.places]


def _with(group_day: GroupDay, presence: Presence) -> list[_Together]:
    """Return who is there with the newcomer, in each part of the day and in what is left of it.

    It is nobody else in what is left: that is one more moment, and never the fullest.
    """
    own, child_id = age_in_months(presence.birth_date, group_day.day), presence.child_id
    found = [_Together((own,))]
    for part in group_day.parts:
        if part.slot.overlaps(presence.slot):
            among = child_id in part.child_ids
            others = part.ages_in_months(without=child_id) if among else part.ages
            found.append(_Together((*others, own)))
    return found


def _check_ratio(
    together: _Together,
    presence: Presence,
    group_day: GroupDay,
    group: Group,
    ratios: Ratios,
    *,
    staffed: bool,
) -> None:
    day, ages = group_day.day, together.ages
    years, limit = ratios.years(ages), ratios.most_babies
    if limit is not None and years.count(BABY) > limit and set(years) != {BABY}:
        raise BabyLimit(day=day, group=group.name)
    if not staffed or _is_enough(group_day.workers, workers_needed(ages, ratios)):
        return
    if age_in_years(presence.birth_date, day) == BABY and len(set(years)) > 1:
        older = [*ages[:-1], max(ages[:-1])]
        if _is_enough(group_day.workers, workers_needed(older, ratios)):
            raise BabyLimit(day=day, group=group.name)
    raise RatioExceeded(day=day, group=group.name, workers=group_day.workers)


def _is_enough(workers: int, needed: int | None) -> bool:
    return needed is not None and needed <= workers
