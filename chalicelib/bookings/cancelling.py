"""What parents can do about days they do not need: see what that gives, and cancel them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import words
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.mails import DaysCancelled
from chalicelib.bookings.model import GrantedDayStays, NothingToCancel
from chalicelib.bookings.reading import own_child, situation_of
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import new_id
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.credits.model import Cause, Grant, RuleVersion, Why
from chalicelib.days.calendar import BookedDay, days_of
from chalicelib.days.model import NOTHING, Absence
from chalicelib.families.model import family_id_of
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.occupancy.retrying import retrying
from chalicelib.once.service import Once, as_often_as_asked
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    BookedPart,
    Earned,
    NothingEarned,
    Outcome,
    Policy,
    Reason,
    Unit,
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

    `comes_back`: a granted day that is let go in time gives back what was paid for it.
    """

    booked: BookedDay
    outcome: Outcome
    comes_back: bool
    policy: Policy


@dataclass(frozen=True)
class Cancelled:
    """The days of one child that were cancelled, and those on which it did not come anyway."""

    child_id: str
    days: Sequence[Cancellation]
    skipped: Sequence[date]


def quote_cancelling(
    *, caller: Caller, family_id: str, wanted: Absences, now: datetime
) -> list[Cancelled]:
    """Return by child what cancelling its booked days would give; nothing is written.

    :raises NotFound: one of them is not a child of this parent, in this family.
    """
    found = []
    for child_id in wanted.child_ids_in(family_id):
        situation = _situation(caller, child_id, wanted.in_order, now)
        cancellations = _cancellations(situation, wanted.in_order, wanted.reason)
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
    the way of later ones. The answer is kept with the last of them.

    :raises NotFound: one of them is not a child of this parent, in this family.
    :raises NothingToCancel: none of them comes on any of the days.
    """
    child_ids, days = wanted.child_ids_in(family_id), wanted.in_order
    parts = [days[at : at + AT_ONCE] for at in range(0, len(days), AT_ONCE)]
    steps = _with_something([(it, part) for it in child_ids for part in parts], caller, wanted, now)
    done: list[Cancellation] = []
    for step in steps:
        kept = _Kept(once if step is steps[-1] else as_often_as_asked(), wanted, child_ids, done)
        done += _patiently(caller, step, kept, now)
    if not done:
        raise NothingToCancel(day=days[0])
    return _by_child(child_ids, done, wanted)


def _with_something(
    steps: list[Step], caller: Caller, wanted: Absences, now: datetime
) -> list[Step]:
    """Return the steps up to the last one in which there is something to cancel."""
    while len(steps) > 1:
        child_id, days = steps[-1]
        situation = _situation(caller, child_id, days, now)
        if _cancellations(situation, days, wanted.reason):
            break
        steps = steps[:-1]
    return steps


@dataclass(frozen=True)
class _Kept:
    """How the answer is kept with the last step, after those that were `done` before."""

    once: Once[list[Cancelled]]
    wanted: Absences
    child_ids: Sequence[str]
    done: Sequence[Cancellation]

    def keep(
        self, found: Sequence[Cancellation], *, transaction: Transaction, now: datetime
    ) -> None:
        cancelled = _by_child(self.child_ids, [*self.done, *found], self.wanted)
        self.once.keep(cancelled, transaction=transaction, now=now)


def _by_child(
    child_ids: Iterable[str], done: Sequence[Cancellation], wanted: Absences
) -> list[Cancelled]:
    return [
        _cancelled(child_id, [it for it in done if it.booked.child_id == child_id], wanted)
        for child_id in child_ids
    ]


def _patiently(caller: Caller, step: Step, kept: _Kept, now: datetime) -> list[Cancellation]:
    return retrying(lambda: _cancel(caller, step, kept, now))


def _cancelled(child_id: str, found: Sequence[Cancellation], wanted: Absences) -> Cancelled:
    done = {it.booked.day for it in found}
    return Cancelled(child_id, found, [day for day in wanted.in_order if day not in done])


def _cancel(caller: Caller, step: Step, kept: _Kept, now: datetime) -> list[Cancellation]:
    (child_id, days), reason = step, kept.wanted.reason
    situation = _situation(caller, child_id, days, now)
    found = _cancellations(situation, days, reason)
    if not found:
        return []
    settlement = Settlement(situation, Actor.of(caller))
    for it in found:
        _plan(it, situation, settlement, reason, by=caller.account_id)
    child = situation.child.first_name
    settlement.tell({it: DaysCancelled(child, _told(found, it)) for it in Language})
    kept.keep(found, transaction=settlement.transaction, now=now)
    settlement.commit("bookings.cancel_days", f"child/{child_id}")
    return found


def _told(found: Sequence[Cancellation], language: Language) -> list[tuple[date, str]]:
    """Return each day with what it gives, in words."""
    return [(it.booked.day, _gives(it, language)) for it in found]


def _gives(cancellation: Cancellation, language: Language) -> str:
    request, outcome = cancellation.booked.request, cancellation.outcome
    comes_back = cancellation.comes_back
    return words.cancelling_in_words(request, outcome, comes_back=comes_back, language=language)


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
    )
    settlement.be_absent(booked.day, absence)


def _grant(cancellation: Cancellation, situation: Situation, reason: AbsenceReason) -> Grant:
    booked, earned, policy = cancellation.booked, cancellation.outcome, cancellation.policy
    if not isinstance(earned, Earned):
        raise TypeError("nothing was earned")
    return Grant(
        grant_id=new_id(),
        child_id=booked.child_id,
        amount=earned.amount,
        unit=earned.unit,
        cause=Cause(Why.CANCELLED, {"day": booked.day.isoformat(), "reason": reason.value}),
        earned_on=situation.today,
        usable_from=earned.usable_from,
        usable_until=earned.expires_on,
        rule=RuleVersion(policy.care_type, policy.version),
        given_up=booked.day,
        given_hours=booked.hours,
        care_type=policy.care_type,
        group_id=booked.group.group_id,
    )


def _cancellations(
    situation: Situation, days: Iterable[date], reason: AbsenceReason
) -> list[Cancellation]:
    """Return the booked days from today on, each with what it gives after those before it."""
    found: list[Cancellation] = []
    for booked in days_of(situation.book, days, situation.configuration):
        if booked.comes and booked.day >= situation.today:
            found.append(_cancellation(booked, situation, reason, found))
    return found


def _cancellation(
    booked: BookedDay, situation: Situation, reason: AbsenceReason, before: Sequence[Cancellation]
) -> Cancellation:
    policy = situation.policy(_care_type(booked, situation), booked.day)
    opens = booked.slot.opens
    if booked.request:
        comes_back = policy.may_cancel_granted(booked.day, now=situation.now, opens=opens)
        return Cancellation(booked, NothingEarned(GrantedDayStays()), comes_back, policy)
    unit, today = policy.credits.unit, situation.today
    outcome = policy.earns(
        BookedPart(booked.day, booked.hours, opens=opens),
        reason=Reason(reason.value),
        now=situation.now,
        earned_this_year=_earned_in(situation, booked.day.year)
        + _earned_by([it for it in before if it.booked.day.year == booked.day.year], unit),
        balance=situation.credits.balance(unit, today) + _earned_by(before, unit),
    )
    return Cancellation(booked, outcome, comes_back=False, policy=policy)


def _earned_by(cancellations: Iterable[Cancellation], unit: Unit) -> Decimal:
    outcomes = [it.outcome for it in cancellations]
    earned = [it.amount for it in outcomes if isinstance(it, Earned) and it.unit is unit]
    return sum(earned, NOTHING)


def _earned_in(situation: Situation, year: int) -> Decimal:
    """Return what absences on days of that year gave, as far as months were read."""
    entries = situation.book.entries.items()
    absences = [it for day, entry in entries if day.year == year for it in entry.absences]
    return sum((it.earned for it in absences), NOTHING)


def _care_type(booked: BookedDay, situation: Situation) -> CareType:
    if booked.request:
        return booked.request.care_type
    agreed = {it.contract_id: it.care_type for it in situation.book.contracts}
    return agreed[booked.contract_id]


def _situation(caller: Caller, child_id: str, days: Sequence[date], now: datetime) -> Situation:
    family, child = own_child(caller, child_id, now=now)
    return situation_of(family, child, days, actor=Actor.of(caller), now=now)
