"""Whether there is room for one more in a group, at every moment of a part of a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from chalicelib.core.ages import MONTHS_IN_A_YEAR, ages_in_months
from chalicelib.core.errors import Conflict
from chalicelib.occupancy.model import (
    BabyLimit,
    ClosedDay,
    GroupDay,
    GroupIsFull,
    Presence,
    RatioExceeded,
)
from chalicelib.occupancy.ratio import BABY, Ratios, workers_for, workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import Group

LAST_PLACES = 2  # the last place or two make a day tight


class Room(StrEnum):
    """Whether there is room for one more; `TIGHT` is one of the last places."""

    FREE = "free"
    TIGHT = "tight"
    FULL = "full"


def check_room(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> None:
    """Refuse what there is no room for, at any moment of the presence: also when it is alone.

    `staffed` asks for the workers who are planned as well; the registered places and the most
    babies hold always.

    :raises ClosedDay: the group is closed that day.
    :raises GroupIsFull: every place is taken.
    :raises BabyLimit: there are as many babies as there may be.
    :raises RatioExceeded: the workers who are planned are not enough.
    """
    overlapping = [it for it in group_day.parts if it.slot.overlaps(presence.slot)]
    moments = _with(presence, [{}, *(it.children for it in overlapping)], group_day.day)
    refusal = _why_not(moments, group_day, group, staffed=staffed)
    if refusal:
        raise refusal


def state_for(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> Room:
    """Return whether there is room for this presence, and whether it is one of the last.

    It looks at the fullest moments only: where there is room then, there is at all others.
    """
    moments = _with(presence, group_day.fullest(presence.slot) or [{}], group_day.day)
    if _why_not(moments, group_day, group, staffed=staffed):
        return Room.FULL
    if group_day.places - max(map(len, moments)) < LAST_PLACES:
        return Room.TIGHT
    ratios = ratios_on(group.care_type, group_day.day)
    enough = all(_is_enough(group_day.workers, workers_needed(it, ratios)) for it in moments)
    return Room.FREE if enough else Room.TIGHT


def _with(
    presence: Presence, together: Iterable[Mapping[str, date]], day: date
) -> list[Sequence[int]]:
    """Return the ages at each of these moments, with the newcomer's as the last.

    The moments say who is there, by birth date; the ages are in months.
    """
    child_id, own = presence.child_id, presence.birth_date
    return [
        ages_in_months([*(it for child, it in there.items() if child != child_id), own], day)
        for there in together
    ]


def _why_not(
    moments: Sequence[Sequence[int]], group_day: GroupDay, group: Group, *, staffed: bool
) -> Conflict | None:
    day, workers = group_day.day, group_day.workers
    if group_day.closed:
        return ClosedDay(day=day)
    if max(map(len, moments)) > group_day.places:
        return GroupIsFull(day=day, group=group.name)
    ratios = ratios_on(group.care_type, day)
    for ages in moments:
        years = ratios.years(ages)
        if _has_too_many_babies(years, ratios):
            return BabyLimit(day=day, group=group.name)
        if not staffed or _is_enough(workers, workers_for(years, ratios)):
            continue
        if _would_do_if_older(ages, workers, ratios):
            return BabyLimit(day=day, group=group.name)
        return RatioExceeded(day=day, group=group.name, workers=workers)
    return None


def _has_too_many_babies(years: Sequence[int], ratios: Ratios) -> bool:
    limit = ratios.most_babies
    return limit is not None and years.count(BABY) > limit and set(years) != {BABY}


def _would_do_if_older(ages: Sequence[int], workers: int, ratios: Ratios) -> bool:
    """Tell whether the workers are enough for somebody as old as the oldest, but not for a baby."""
    *others, own = ages
    if own >= MONTHS_IN_A_YEAR or len(set(ratios.years(ages))) == 1:
        return False
    return _is_enough(workers, workers_needed([*others, max(others)], ratios))


def _is_enough(workers: int, needed: int | None) -> bool:
    return needed is not None and needed <= workers
