"""The list of a group's day: who comes, who does not, how old they are, and who must be there."""

from collections.abc import Iterable, Sequence

from chalicelib.core.ages import age_in_months, is_birthday
from chalicelib.core.slots import Slot
from chalicelib.core.values import dataclass
from chalicelib.occupancy.model import GroupDay, Presence
from chalicelib.occupancy.ratio import workers_needed
from chalicelib.occupancy.ratio_tables import ratios_on
from chalicelib.organisations.model import Group


@dataclass(frozen=True)
class ListedChild:
    """A child with its parts of the day in their order, and its age that very day."""

    child_id: str
    presences: Sequence[Presence]
    age_in_months: int
    has_birthday: bool


@dataclass(frozen=True)
class ListedPart:
    """A part of the day in which nobody comes or goes.

    `workers_needed` is None where no number of workers may care for these children together.
    """

    slot: Slot
    children: int
    workers_needed: int | None


@dataclass(frozen=True)
class DayList:
    """By child id; who comes for one part of the day and is absent for another is in both lists."""

    group: Group
    group_day: GroupDay
    coming: Sequence[ListedChild]
    absent: Sequence[ListedChild]
    parts: Sequence[ListedPart]


def day_list(group_day: GroupDay, group: Group) -> DayList:
    """Return the list; names, allergies and who may fetch them are the families' to tell."""
    ratios = ratios_on(group.care_type, group_day.day)
    parts = [
        ListedPart(it.slot, len(it.children), workers_needed(it.ages, ratios))
        for it in group_day.parts
    ]
    return DayList(
        group=group,
        group_day=group_day,
        coming=_by_child(group_day.coming, group_day),
        absent=_by_child(group_day.absent, group_day),
        parts=parts,
    )


def _by_child(presences: Iterable[Presence], group_day: GroupDay) -> list[ListedChild]:
    found: dict[str, list[Presence]] = {}
    for it in presences:
        found.setdefault(it.child_id, []).append(it)
    return [
        ListedChild(
            child_id=child_id,
            presences=those,
            age_in_months=age_in_months(those[0].birth_date, group_day.day),
            has_birthday=is_birthday(those[0].birth_date, group_day.day),
        )
        for child_id, those in found.items()
    ]
