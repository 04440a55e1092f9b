"""What a sample family does about its coming days: lets one go, asks for one, waits for one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.bookings import asking, cancelling
from chalicelib.bookings import service as bookings
from chalicelib.bookings.asking import Asking
from chalicelib.bookings.cancelling import Absences
from chalicelib.bookings.model import Offer, PartOfDay, Wanted
from chalicelib.core.callers import Caller
from chalicelib.core.periods import Month, day_of
from chalicelib.families.model import Child
from chalicelib.occupancy import staffing
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.once.service import as_often_as_asked
from chalicelib.planning import working
from chalicelib.planning.tasks import GroupTask

FAR_ENOUGH = timedelta(days=7)  # ahead, for every rule
AS_FAR_AS = timedelta(days=27)


@dataclass(frozen=True)
class Wishes:
    """A parent of a child, and a planner who lacks hands on one day."""

    family_id: str
    child: Child
    parent: Caller
    planner: Caller
    now: datetime

    def make(self) -> None:
        """Let a day go, which gives credit; ask for one; and wait for one that nobody can work."""
        self._fill_groups()
        let_go = self._let_go()
        first, *_, last = (it for it in self._offers() if it.terms.day != let_go)
        self._ask(first)
        staffing.plan_workers(
            caller=self.planner,
            group_id=last.terms.group.group_id,
            days=[last.terms.day],
            workers=0,
            now=self.now,
        )
        self._ask(last)

    @property
    def _first(self) -> date:
        return day_of(self.now) + FAR_ENOUGH

    def _fill_groups(self) -> None:
        """Write who comes by contract at once: nobody has worked on it yet."""
        for group_id in sorted(self.child.group_ids):
            task = GroupTask(group_id)
            working.write_group(task, organisation_id=self.parent.organisation_id, now=self.now)

    def _let_go(self) -> date:
        """Cancel the first day of care that is far enough away, and return it."""
        month = Month.of(self._first)
        booked = [
            it.day
            for each in (month, month.next)
            for it in bookings.month_of(
                caller=self.parent, child_id=self.child.child_id, month=each, now=self.now
            )
            if it.comes and it.day >= self._first
        ]
        cancelling.cancel_days(
            caller=self.parent,
            family_id=self.family_id,
            wanted=Absences([self.child.child_id], booked[:1], AbsenceReason.HOLIDAY),
            once=as_often_as_asked(),
            now=self.now,
        )
        return booked[0]

    def _offers(self) -> list[Offer]:
        looks = asking.look_at_days(
            caller=self.parent,
            child_id=self.child.child_id,
            first=self._first,
            last=day_of(self.now) + AS_FAR_AS,
            part=PartOfDay.CONTRACT,
            group_id=None,
            gives=None,
            now=self.now,
        )
        return [it.offer for it in looks if it.offer]

    def _ask(self, offer: Offer) -> None:
        asking.ask(
            caller=self.parent,
            child_id=self.child.child_id,
            asking=Asking(Wanted(offer.terms.day), or_wait=True),
            once=as_often_as_asked(),
            now=self.now,
        )
