"""Whether there is room for one more in a group, at every moment of a part of a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from chalicelib.core.ages import MONTHS_IN_A_YEAR, age_in_months
from chalicelib.core.errors import Conflict
from chalicelib.core.values import dataclass
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


@dataclass(frozen=True)
class _Moment:
    """Who would be there together, by their ages in months: the newcomer is the last.

    `years` are the ages that the table knows, in order.
    """

    ages: Sequence[int]
    years: Sequence[int]
    workers_needed: int | None


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
    moments = _with(presence, [{}, *(it.children for it in overlapping)], group_day, group)
    refusal = _why_not(moments, group_day, group, staffed=staffed)
    if refusal:
        raise refusal


def state_for(group_day: GroupDay, presence: Presence, *, group: Group, staffed: bool) -> Room:
    """Return whether there is room for this presence, and whether it is one of the last.

    It looks at the fullest moments only: where there is room then, there is at all others.
    """
    moments = _with(presence, group_day.fullest(presence.slot) or [{}], group_day, group)
    if _why_not(moments, group_day, group, staffed=staffed):
        return Room.FULL
    if group_day.places - max(len(it.ages) for it in moments) < LAST_PLACES:
        return Room.TIGHT
    enough = all(_is_enough(group_day.workers, it.workers_needed) for it in moments)
    return Room.FREE if enough else Room.TIGHT


def _with(
    presence: Presence, together: Iterable[Mapping[str, date]], group_day: GroupDay, group: Group
) -> list[_Moment]:
    """Return each of these moments with the newcomer; they say who is there, by birth date."""
    day, child_id = group_day.day, presence.child_id
    ratios, own = ratios_on(group.care_type, day), age_in_months(presence.birth_date, day)
    others = [
        [age_in_months(born, day) for child, born in there.items() if child != child_id]
        for there in together
    ]
    return [_moment([*it, own], ratios) for it in others]


def _moment(ages: Sequence[int], ratios: Ratios) -> _Moment:
    years = ratios.years(ages)
    return _Moment(ages, years, workers_for(years, ratios))


def _why_not(
    moments: Sequence[_Moment], group_day: GroupDay, group: Group, *, staffed: bool
) -> Conflict | None:
    day, ratios = group_day.day, ratios_on(group.care_type, group_day.day)
    if group_day.closed:
        return ClosedDay(day=day)
    if any(len(it.ages) > group_day.places for it in moments):
        return GroupIsFull(day=day, group=group.name)
    for moment in moments:
        if _has_too_many_babies(moment, ratios):
            return BabyLimit(day=day, group=group.name)
        if not staffed or _is_enough(group_day.workers, moment.workers_needed):
            continue
        if _would_do_if_older(moment, group_day.workers, ratios):
            return BabyLimit(day=day, group=group.name)
        return RatioExceeded(day=day, group=group.name, workers=group_day.workers)
    return None


def _has_too_many_babies(moment: _Moment, ratios: Ratios) -> bool:
    limit, years = ratios.most_babies, moment.years
    return limit is not None and years.count(BABY) > limit and set(years) != {BABY}


def _would_do_if_older(moment: _Moment, workers: int, ratios: Ratios) -> bool:
    """Tell whether the workers are enough for somebody as old as the oldest, but not for a baby."""
    *others, own = moment.ages
    if own >= MONTHS_IN_A_YEAR or len(set(moment.years)) == 1:
        return False
    return _is_enough(workers, workers_needed([*others, max(others)], ratios))


def _is_enough(workers: int, needed: int | None) -> bool:
    return needed is not None and needed <= workers
