"""Whether there is room for one more in a group, at every moment of a part of a day."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from chalicelib.core.ages import age_in_months, age_in_years
from chalicelib.core.errors import Conflict
from chalicelib.occupancy.model import (
    BabyLimit,
    ClosedDay,
    GroupDay,
    GroupIsFull,
    Part,
    Presence,
    RatioExceeded,
)
from chalicelib.occupancy.ratio import BABY, workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import Group

LAST_PLACES = 2  # the last place or two make a day tight


class Room(StrEnum):
    """Whether there is room for one more; `TIGHT` is one of the last places."""

    FREE = "free"
    TIGHT = "tight"
    FULL = "full"


def check_room(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> None:
    """Refuse what there is no room for, at any moment of the presence.

    `staffed` asks for the workers who are planned as well; the registered places and the most
    babies hold always.

    :raises ClosedDay: the group is closed that day.
    :raises GroupIsFull: every place is taken.
    :raises BabyLimit: there are as many babies as there may be.
    :raises RatioExceeded: the workers who are planned are not enough.
    """
    if group_day.closed:
        raise ClosedDay(day=group_day.day)
    parts = _parts_with(group_day, presence)
    if any(len(it.children) > group_day.places for it in parts):
        raise GroupIsFull(day=group_day.day, group=group.name)
    for part in parts:
        _check_ratio(part, presence, group_day, group, staffed=staffed)


def state_for(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> Room:
    """Return whether there is room for this presence, and whether it is one of the last."""
    try:
        check_room(group_day, presence, group=group, staffed=staffed)
    except Conflict:
        return Room.FULL
    parts, day = _parts_with(group_day, presence), group_day.day
    ratios = ratios_on(group.care_type, day)
    left = group_day.places - max(len(it.children) for it in parts)
    needed = [workers_needed(it.ages_in_months(day), ratios) for it in parts]
    needs_more = any(it is None or it > group_day.workers for it in needed)
    return Room.TIGHT if left < LAST_PLACES or needs_more else Room.FREE


def overfull_parts(group_day: GroupDay) -> list[Part]:
    """Return the parts of the day with more children than places."""
    return [it for it in group_day.parts() if len(it.children) > group_day.places]


def _parts_with(group_day: GroupDay, presence: Presence) -> list[Part]:
    """Return the parts of the day in which the presence would be, with it among the children."""
    coming = replace(presence, absent=None)
    parts = group_day.with_presence(coming).parts()
    return [it for it in parts if it.slot.within(presence.slot)]


def _check_ratio(
    part: Part, presence: Presence, group_day: GroupDay, group: Group, *, staffed: bool
) -> None:
    day, ratios = group_day.day, ratios_on(group.care_type, group_day.day)
    ages = part.ages_in_months(day)
    years = ratios.years(ages)
    limit = ratios.most_babies
    if limit is not None and years.count(BABY) > limit and set(years) != {BABY}:
        raise BabyLimit(day=day, group=group.name)
    if not staffed:
        return
    if _is_enough(group_day.workers, workers_needed(ages, ratios)):
        return
    if _is_baby(presence, day) and len(set(years)) > 1:
        ages.remove(age_in_months(presence.birth_date, day))
        if _is_enough(group_day.workers, workers_needed([*ages, max(ages)], ratios)):
            raise BabyLimit(day=day, group=group.name)
    raise RatioExceeded(day=day, group=group.name, workers=group_day.workers)


def _is_enough(workers: int, needed: int | None) -> bool:
    return needed is not None and needed <= workers


def _is_baby(presence: Presence, day: date) -> bool:
    return age_in_years(presence.birth_date, day) == BABY
