"""Write what was decided about a request: every part of it in one transaction, or none."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from chalicelib.accounts import service as accounts
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.reading import accounts_of_parents
from chalicelib.bookings.situation import OnDay, Situation
from chalicelib.bookings.store import ListedRequest, RequestStore
from chalicelib.core.errors import Busy
from chalicelib.core.language import Language
from chalicelib.credits import service as ledger
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import Act, Cause, Grant, Why
from chalicelib.days import service as days
from chalicelib.days.model import (
    PENDING,
    Absence,
    DayEntry,
    DayRef,
    Request,
    RequestKind,
)
from chalicelib.days.presences import presence_of
from chalicelib.mail import service as mail
from chalicelib.mail.message import Mail
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.model import AbsenceReason, GroupDay, Source
from chalicelib.occupancy.roomier import errand_to_fill, tell_of_room
from chalicelib.outbox import service as outbox


class Settlement:
    """Collects what one decision changes, and commits it with one attempt.

    It is made from one situation; what stands there otherwise by then makes it fail as a whole,
    and whoever made it reads and decides again.
    """

    def __init__(self, situation: Situation, actor: Actor) -> None:
        self._situation = situation
        self.actor = actor
        self._requests = RequestStore(actor.organisation_id)
        self.transaction = Transaction()
        self._entries: dict[date, DayEntry] = {}
        self._group_days: dict[OnDay, GroupDay] = {}
        self._takes_place = False
        self._credits = Changes(situation.credits)
        self._looked_at_again: list[OnDay] = []

    def entry(self, day: date) -> DayEntry:
        return self._entries.get(day) or self._situation.book.entry(day)

    def say(self, request: Request) -> None:
        """Let this be the request of its day."""
        self._entries[request.day] = self.entry(request.day).with_request(request)

    def take_place(self, request: Request) -> None:
        """Let the child come by this request, and give up what it is exchanged for."""
        presence = presence_of(request, self._situation.child.birth_date)
        self._change(request.group_id, request.day, lambda it: it.with_presence(presence))
        self._takes_place = True
        if request.gives:
            self.give_up(request.gives, request)

    def give_up(self, gives: DayRef, request: Request) -> None:
        """Let the child be absent on the given day, because it comes on the other one."""
        given = self._situation.to_give_up(gives)
        absence = Absence(
            gives.group_id,
            AbsenceReason.EXCHANGED,
            at=self._situation.now,
            by=request.asked_by,
            exchanged_for=request.day,
            of_request=given is not None and given.request is not None,
        )
        self.be_absent(gives.day, absence)

    def be_absent(self, day: date, absence: Absence) -> None:
        """Let the child be absent in one group, as it was to come; its place is free for others."""
        self._entries[day] = self.entry(day).with_absence(absence)
        self._let_be(absence.reason, day, absence)

    def come_again(self, day: date, absence: Absence) -> None:
        """Let the child come after all on a day on which it was absent, and take a place again."""
        self.unsay(day, absence)
        self._let_be(None, day, absence)
        self._takes_place = True

    def unsay(self, day: date, absence: Absence) -> None:
        """Let nothing be said any more of this absence."""
        self._entries[day] = self.entry(day).without_absence(absence)

    def leave(self, request: Request) -> None:
        """Take the child out of the day that it came on by this request."""
        child_id = request.child_id
        source = presence_of(request, self._situation.child.birth_date).source
        self._change(
            request.group_id, request.day, lambda it: it.without(child_id, sources={source})
        )

    def spend(self, request: Request) -> None:
        why = Why.EXCHANGE if request.kind is RequestKind.EXCHANGE else Why.EXTRA_DAY
        self._credits = self._credits.spend(request.payment.uses, self._act(why, request))

    def give_back(self, request: Request, *, by_organisation: bool) -> None:
        """Bring back the credits that the request was paid with."""
        act = self._act(Why.TAKEN_BACK if by_organisation else Why.WITHDRAWN, request)
        uses = request.payment.uses
        self._credits = self._credits.give_back(uses, act, by_organisation=by_organisation)

    def grant(self, grant: Grant) -> None:
        """Add a credit."""
        self._credits = self._credits.grant(grant)

    def let_credits_be(self, changes: Changes) -> None:
        """Let these be the changes of the credits, which nothing else here has changed."""
        self._credits = changes

    def list(self, listed: ListedRequest) -> None:
        self._requests.add(listed, transaction=self.transaction)

    def unlist(self, request: Request) -> None:
        """Take it from the list in which it stood, if it stood in one."""
        if request.state in PENDING:
            self._requests.remove(request, transaction=self.transaction)

    def look_again(self, group_id: str, day: date) -> None:
        """Let the waiting list of the day be looked at once this is committed."""
        self._looked_at_again.append((group_id, day))

    def tell(self, mails: Mapping[Language, Mail]) -> None:
        """Write to the parents, each in their own language."""
        org, situation = self.actor.organisation_id, self._situation
        to = accounts_of_parents(situation.family, situation.today)
        found = accounts.addressees_of(to, organisation_id=org, at_hand=self.actor.at_hand)
        for addressee in found.values():
            letter = mails[addressee.language].to(addressee, organisation_id=org)
            mail.post(letter, transaction=self.transaction, now=situation.now)

    def commit(self, action: str, about: str) -> None:
        """Do all of it, or nothing.

        :raises Busy, SomebodyWasFaster: something stands there otherwise by now.
        """
        org, now, transaction = self.actor.organisation_id, self._situation.now, self.transaction
        child_id = self._situation.child.child_id
        occupancy.write(
            *self._group_days.values(),
            organisation_id=org,
            takes_place=self._takes_place,
            transaction=transaction,
        )
        days.plan_entries(
            child_id,
            {day: it.said(now) for day, it in self._entries.items()},
            organisation_id=org,
            otherwise=Busy(),
            transaction=transaction,
        )
        ledger.plan([self._credits], organisation_id=org, transaction=transaction)
        tell_of_room(
            [self._situation.group_day(*it) for it in self._group_days],
            self._group_days.values(),
            organisation_id=org,
            transaction=transaction,
            now=now,
        )
        for group_id, day in self._looked_at_again:
            errand = errand_to_fill(group_id, [day.isoformat()], organisation_id=org)
            outbox.put(errand, transaction=transaction, now=now)
        self.actor.note(action, about, transaction=transaction, now=now)
        transaction.commit(attempts=1)

    def _let_be(self, absent: AbsenceReason | None, day: date, absence: Absence) -> None:
        """Let the part of the day that the absence is about be this, in its group."""
        child_id = self._situation.child.child_id

        def changed(it: GroupDay) -> GroupDay:
            for presence in it.of(child_id):
                if (presence.source is not Source.CONTRACT) is absence.of_request:
                    it = it.with_presence(replace(presence, absent=absent))
            return it

        self._change(absence.group_id, day, changed)

    def _change(self, group_id: str, day: date, change: Callable[[GroupDay], GroupDay]) -> None:
        key = group_id, day
        before = self._group_days.get(key) or self._situation.group_day(group_id, day)
        self._group_days[key] = change(before)

    def _act(self, why: Why, request: Request) -> Act:
        facts = {"day": request.day.isoformat(), "request": request.request_id}
        return Act(Cause(why, facts), self._situation.now, self.actor.account_id)
