"""What parents can do about days they do not need: see what that gives, and cancel them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import words
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.earning import grant_for, outcome_for
from chalicelib.bookings.mails import DaysCancelled
from chalicelib.bookings.model import GrantedDayStays, NothingToCancel
from chalicelib.bookings.reading import own_child, situation_with_given
from chalicelib.bookings.returning import Returned, give_return, returned_for
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.credits.model import Cause, Grant, Why
from chalicelib.days.calendar import BookedDay, given_up_together
from chalicelib.days.model import NOTHING, Absence, Request
from chalicelib.families.model import family_id_of
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.occupancy.retrying import retrying
from chalicelib.once.model import AnsweredBefore
from chalicelib.once.service import Once
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    Earned,
    NothingEarned,
    Outcome,
    Policy,
    Reason,
)

Step = tuple[str, Sequence[date]]  # a child, and days of it that are cancelled together
AT_ONCE = 40  # days of a child in one transaction: each is a group-day, and may be an entry


@dataclass(frozen=True)
class Absences:
    """Which children are expected no more on which days, and why."""

    child_ids: Sequence[str]
    days: Sequence[date]
    reason: AbsenceReason

    @property
    def in_order(self) -> list[date]:
        return sorted(set(self.days))

    def child_ids_in(self, family_id: str) -> list[str]:
        """Return each child once.

        :raises NotFound: one of them is not of this family.
        """
        if any(family_id_of(it) != family_id for it in self.child_ids):
            raise NotFound
        return list(dict.fromkeys(self.child_ids))


@dataclass(frozen=True)
class Cancellation:
    """What cancelling one booked day gives: credit, by `outcome`, or what it was paid with.

    What a child has by contract in one group that day is one. `comes_back`: a granted day that is
    let go in time gives back what was paid for it; if a day was given for it, `returned` says what
    becomes of that one.
    """

    booked: BookedDay
    outcome: Outcome
    comes_back: bool
    policy: Policy
    returned: Returned | None = None

    @property
    def is_refused(self) -> bool:
        """Tell whether it stays as it is: a closed day on which nobody comes gives nothing."""
        return not self.booked.comes and isinstance(self.outcome, NothingEarned)

    @property
    def comes_again_on(self) -> date | None:
        """Return the day on which the child comes after all, as it is given for nothing now."""
        found = self.returned
        while found and not found.comes_back:
            found = found.before
        return found.day if found else None


@dataclass(frozen=True)
class Cancelled:
    """The days of one child that were cancelled, and those on which it did not come anyway.

    Of these `refused` are closed days for which the rules give nothing. What an earlier try of the
    same request cancelled is not in `days`, but in `told`: the JSON that tells of it, as it would
    have been answered.
    """

    child_id: str
    days: Sequence[Cancellation]
    skipped: Sequence[date]
    told: Sequence[str] = ()
    refused: Sequence[Cancellation] = ()


def quote_cancelling(
    *, caller: Caller, family_id: str, wanted: Absences, now: datetime
) -> list[Cancelled]:
    """Return by child what cancelling its booked days would give; nothing is written.

    :raises NotFound: one of them is not a child of this parent, in this family.
    """
    found = []
    for child_id in wanted.child_ids_in(family_id):
        situation = _situation(caller, child_id, wanted.in_order, now)
        cancellations = _cancellations(situation, wanted.in_order, wanted)
        found.append(_cancelled(child_id, cancellations, wanted))
    return found


def cancel_days(
    *,
    caller: Caller,
    family_id: str,
    wanted: Absences,
    once: Once[list[Cancelled]],
    now: datetime,
) -> list[Cancelled]:
    """Cancel what is booked on these days, with what that gives, and tell the parents.

    Days on which a child does not come are skipped, so that it can be asked twice. Forty days of a
    child go together; of more, or of several children, the first stay cancelled if somebody is in
    the way of later ones. What is told of each step is kept with it, and all of it with the last:
    the same request again goes on where it broke off, and has the same answer.

    :raises NotFound: one of them is not a child of this parent, in this family.
    :raises NothingToCancel: none of them comes on any of the days.
    """
    child_ids, days = wanted.child_ids_in(family_id), wanted.in_order
    parts = [days[at : at + AT_ONCE] for at in range(0, len(days), AT_ONCE)]
    all_steps: list[Step] = [(it, part) for it in child_ids for part in parts]
    steps = _with_something(all_steps, caller, wanted, now)
    done: list[_Done] = []
    for step in steps:
        part = once.part(f"{step[0]}/{step[1][0]}") if len(all_steps) > 1 else None
        whole = once if step is steps[-1] else None
        done.append(_patiently(caller, step, _Kept(whole, part, wanted, child_ids, done), now))
    if not any(it.cancelled or it.told for it in done):
        raise NothingToCancel(day=days[0])
    return _by_child(child_ids, done, wanted)


def _with_something(
    steps: list[Step], caller: Caller, wanted: Absences, now: datetime
) -> list[Step]:
    """Return the steps up to the last one in which there is something to cancel."""
    while len(steps) > 1:
        child_id, days = steps[-1]
        situation = _situation(caller, child_id, days, now)
        if not all(it.is_refused for it in _cancellations(situation, days, wanted)):
            break
        steps = steps[:-1]
    return steps


@dataclass(frozen=True)
class _Done:
    """What one step has cancelled, or what is `told` of it since an earlier try."""

    child_id: str
    found: Sequence[Cancellation] = ()
    told: str | None = None

    @property
    def cancelled(self) -> list[Cancellation]:
        return [it for it in self.found if not it.is_refused]


@dataclass(frozen=True)
class _Kept:
    """How a step keeps what is told of it, and the last one the whole answer.

    `done` are the steps before. Of what is done in one step only the whole is kept.
    """

    whole: Once[list[Cancelled]] | None
    part: Once[list[Cancelled]] | None
    wanted: Absences
    child_ids: Sequence[str]
    done: Sequence[_Done]

    def before(self) -> str | None:
        """Return what an earlier try has told of this step."""
        return self.part.kept() if self.part else None

    def check_not_answered(self) -> None:
        """Look for the whole answer where the last step has nothing to do.

        :raises AnsweredBefore: the same request has done it somewhere else meanwhile.
        """
        if self.whole and self.whole.kept() is not None:
            raise AnsweredBefore

    def keep(self, done: _Done, *, transaction: Transaction, now: datetime) -> None:
        if self.whole:
            answer = _by_child(self.child_ids, [*self.done, done], self.wanted)
            self.whole.keep(answer, transaction=transaction, now=now)
        elif self.part:
            answer = _by_child([done.child_id], [done], self.wanted)
            self.part.keep(answer, transaction=transaction, now=now)


def _by_child(child_ids: Iterable[str], done: Sequence[_Done], wanted: Absences) -> list[Cancelled]:
    return [
        _cancelled(
            child_id,
            [found for it in done if it.child_id == child_id for found in it.found],
            wanted,
            [it.told for it in done if it.child_id == child_id and it.told],
        )
        for child_id in child_ids
    ]


def _patiently(caller: Caller, step: Step, kept: _Kept, now: datetime) -> _Done:
    return retrying(lambda: _cancel(caller, step, kept, now))


def _cancelled(
    child_id: str, found: Sequence[Cancellation], wanted: Absences, told: Sequence[str] = ()
) -> Cancelled:
    cancelled = _Done(child_id, found).cancelled
    done = {it.booked.day for it in cancelled}
    skipped = [day for day in wanted.in_order if day not in done]
    refused = [it for it in found if it.is_refused]
    return Cancelled(child_id, cancelled, skipped, told, refused)


def _cancel(caller: Caller, step: Step, kept: _Kept, now: datetime) -> _Done:
    """:raises Busy: somebody was faster; it may have been the same request, somewhere else."""
    (child_id, days), reason = step, kept.wanted.reason
    told = kept.before()
    if told:
        kept.check_not_answered()
        return _Done(child_id, told=told)
    situation = _situation(caller, child_id, days, now)
    done = _Done(child_id, _cancellations(situation, days, kept.wanted))
    if not done.cancelled:
        kept.check_not_answered()
        return done
    settlement = Settlement(situation, Actor.of(caller))
    for it in done.cancelled:
        _plan(it, situation, settlement, reason, by=caller.account_id)
    child = situation.child.first_name
    settlement.tell({it: DaysCancelled(child, _told(done.cancelled, it)) for it in Language})
    kept.keep(done, transaction=settlement.transaction, now=now)
    try:
        settlement.commit("bookings.cancel_days", f"child/{child_id}")
    except AnsweredBefore:
        if kept.whole:
            raise
        raise Busy from None
    return done


def _told(found: Sequence[Cancellation], language: Language) -> list[tuple[date, str]]:
    """Return each day with what it gives, in words."""
    return [(it.booked.day, gives_in_words(it, language)) for it in found]


def gives_in_words(cancellation: Cancellation, language: Language) -> str:
    """Return what cancelling the day gives: a credit, nothing, or what it was paid with."""
    if cancellation.comes_back and cancellation.booked.request:
        paid = cancellation.booked.request.payment
        return words.back_in_words(paid, cancellation.returned, language)
    return words.outcome_in_words(cancellation.outcome, language)


def _plan(
    cancellation: Cancellation,
    situation: Situation,
    settlement: Settlement,
    reason: AbsenceReason,
    *,
    by: str,
) -> None:
    booked, outcome = cancellation.booked, cancellation.outcome
    if booked.request and cancellation.comes_back:
        settlement.say(booked.request.cancelled())
        settlement.leave(booked.request)
        settlement.give_back(booked.request, by_organisation=False)
        if cancellation.returned:
            give_return(cancellation.returned, situation, settlement)
        return
    grant = _grant(cancellation, situation, reason) if isinstance(outcome, Earned) else None
    if grant:
        settlement.grant(grant)
    absence = Absence(
        booked.group.group_id,
        reason,
        at=situation.now,
        by=by,
        grant_id=grant.grant_id if grant else None,
        earned=grant.amount if grant else NOTHING,
        of_request=booked.request is not None,
        unit=grant.unit if grant else None,
    )
    settlement.be_absent(booked.day, absence)


def _grant(cancellation: Cancellation, situation: Situation, reason: AbsenceReason) -> Grant:
    booked, earned = cancellation.booked, cancellation.outcome
    if not isinstance(earned, Earned):
        raise TypeError("nothing was earned")
    cause = Cause(Why.CANCELLED, {"day": booked.day.isoformat(), "reason": reason.value})
    policy, group_id = cancellation.policy, booked.group.group_id
    return grant_for(earned, cause, policy=policy, group_id=group_id, situation=situation)


def _cancellations(
    situation: Situation, days: Iterable[date], wanted: Absences
) -> list[Cancellation]:
    """Return the booked days from today on, each with what it gives after those before it.

    Closed days of the contract that were not given up yet are among them.
    """
    found: list[Cancellation] = []
    for booked in given_up_together(situation.booked(days)):
        if booked.day >= situation.today:
            found.append(_cancellation(booked, situation, wanted, found))
    return found


def _cancellation(
    booked: BookedDay, situation: Situation, wanted: Absences, before: Sequence[Cancellation]
) -> Cancellation:
    policy = situation.policy(_care_type(booked, situation), booked.day)
    if booked.request:
        return _letting_go(booked, booked.request, policy, situation, wanted)
    outcome = outcome_for(
        booked,
        policy,
        situation,
        reason=Reason(wanted.reason.value),
        now=situation.now,
        before=[(it.booked, it.outcome) for it in before],
    )
    return Cancellation(booked, outcome, comes_back=False, policy=policy)


def _letting_go(
    booked: BookedDay, request: Request, policy: Policy, situation: Situation, wanted: Absences
) -> Cancellation:
    """Return what a granted day gives back. Days that are cancelled with it do not come again."""
    nothing, opens = NothingEarned(GrantedDayStays()), booked.slot.opens
    if not policy.may_cancel_granted(booked.day, now=situation.now, opens=opens):
        return Cancellation(booked, nothing, comes_back=False, policy=policy)
    returned = returned_for(request, situation, away=wanted.days)
    return Cancellation(booked, nothing, comes_back=True, policy=policy, returned=returned)


def _care_type(booked: BookedDay, situation: Situation) -> CareType:
    if booked.request:
        return booked.request.care_type
    agreed = {it.contract_id: it.care_type for it in situation.book.contracts}
    return agreed[booked.contract_id]


def _situation(caller: Caller, child_id: str, days: Sequence[date], now: datetime) -> Situation:
    family, child = own_child(caller, child_id, now=now)
    return situation_with_given(family, child, days, actor=Actor.of(caller), now=now)
