"""All that a decision about a child's days is made from, as it stood at one moment."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from chalicelib.bookings.model import Option
from chalicelib.core.errors import PortalError
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.credits.model import Open
from chalicelib.days.calendar import BookedDay, ChildBook, days_of, given_up_together
from chalicelib.days.model import DayRef
from chalicelib.families.model import Child, Family
from chalicelib.occupancy.model import GroupDay
from chalicelib.organisations.model import CareType, Configuration
from chalicelib.policies.model import Policies, Policy, TooEarly

OnDay = tuple[str, date]  # a group, and a day of it


@dataclass(frozen=True)
class Situation:
    """What was read together about one child; `group_days` only has those that were asked for.

    The days of groups are written up to the `horizon`: nobody knows of later ones yet.
    """

    family: Family
    child: Child
    book: ChildBook
    credits: Open
    group_days: Mapping[OnDay, GroupDay]
    policies: Policies
    configuration: Configuration
    horizon: date
    now: datetime

    @cached_property
    def today(self) -> date:
        return day_of(self.now)

    @cached_property
    def _booked(self) -> dict[date, list[BookedDay]]:
        return {}

    @cached_property
    def paid_alike(self) -> dict[Hashable, Sequence[Option]]:
        """Remembers the ways to pay, by all that they depend on."""
        return {}

    def booked(self, days: Iterable[date]) -> list[BookedDay]:
        """Return what there is for the child on these days: who looks at many says so at once."""
        wanted, known = list(days), self._booked
        missing = [it for it in wanted if it not in known]
        known.update((it, []) for it in missing)
        for it in days_of(self.book, missing, self.configuration) if missing else ():
            known[it.day].append(it)
        return [it for day in wanted for it in known[day]]

    def booked_on(self, day: date) -> list[BookedDay]:
        """Return what there is for the child on that day."""
        return self._booked[day] if day in self._booked else self.booked([day])

    def to_give_up(self, ref: DayRef) -> BookedDay | None:
        """Return what the child has in the group on that day, all parts by contract as one."""
        there = given_up_together(self.booked_on(ref.day))
        return next((it for it in there if it.group.group_id == ref.group_id), None)

    def policy(self, care_type: CareType, day: date) -> Policy:
        return self.policies.for_day(care_type, day)

    def why_too_far(self, day: date) -> PortalError | None:
        """Return TooEarly, not raised, for a day of which nobody knows yet who comes."""
        return TooEarly(day=day, latest=self.horizon) if day > self.horizon else None

    def group_day(self, group_id: str, day: date) -> GroupDay:
        """Return who comes; of a day that was not read nobody knows, and it is not filled."""
        found = self.group_days.get((group_id, day))
        return found or GroupDay(group_id, day, is_filled=False)
