"""What becomes of the day that was given for another, when that one is let go or taken back.

    the wanted day goes ──▶ the given day comes back, if it is still to come and has a place
                        └─▶ or else what giving it up for nothing would have earned

A given day that had been asked for itself comes back too, or what it was paid with, and so on.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from chalicelib.bookings.earning import grant_for, outcome_for, part_of, with_last_day
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.weighing import needs_workers
from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass
from chalicelib.credits.entries import GRACE
from chalicelib.credits.model import Cause, Why
from chalicelib.days.calendar import BookedDay, DayState, as_one
from chalicelib.days.model import Absence, Request
from chalicelib.occupancy.model import AbsenceReason, Presence, Source
from chalicelib.occupancy.room import check_room
from chalicelib.policies.model import (
    Amount,
    Because,
    Earned,
    NothingEarned,
    Outcome,
    Policy,
    Reason,
)


@dataclass(frozen=True)
class Returned:
    """One given day: it `comes_back` as it was booked, or it gives what `outcome` says.

    One that had been asked for itself gives back what it was paid with instead, and `before` is
    what becomes of the day that was given for that one. A closed day on which nobody comes and that
    gives nothing `can_be_given_again`.
    """

    booked: BookedDay
    absence: Absence
    policy: Policy
    comes_back: bool
    outcome: Outcome | None = None
    before: "Returned | None" = None
    can_be_given_again: bool = False

    @property
    def day(self) -> date:
        return self.booked.day


def returned_for(
    request: Request,
    situation: Situation,
    *,
    away: Collection[date] = (),
    by_organisation: bool = False,
) -> Returned | None:
    """Return what becomes of the day that was given for this one; None if none was, or is now.

    On days `away` the child is not to come again. If the organisation takes the wanted day back,
    the given one is never lost.
    """
    parts = _given_for(request, situation)
    absence = parts[0].absence if parts else None
    if absence is None:
        return None
    booked = as_one(parts)
    policy = situation.policy(request.care_type, booked.day)
    if booked.day not in away and all(_may_come(it, policy, situation) for it in parts):
        return Returned(booked, absence, policy, comes_back=True)
    if booked.request:
        before = returned_for(booked.request, situation, away=away, by_organisation=by_organisation)
        return Returned(booked, absence, policy, comes_back=False, before=before)
    outcome = _outcome(request, booked, policy, situation, by_organisation=by_organisation)
    returned = Returned(booked, absence, policy, comes_back=False, outcome=outcome)
    is_worthless = booked.missed is not None and isinstance(outcome, NothingEarned)
    return replace(returned, can_be_given_again=is_worthless and booked.day > situation.today)


def give_return(returned: Returned, situation: Situation, settlement: Settlement) -> None:
    """Plan it in the settlement that lets the wanted day go."""
    booked, absence = returned.booked, returned.absence
    if returned.comes_back or returned.can_be_given_again:
        settlement.come_again(booked.day, absence)
        return
    if booked.request:
        settlement.say(booked.request.cancelled())
        settlement.unsay(booked.day, absence)
        settlement.leave(booked.request)
        settlement.give_back(booked.request, by_organisation=False)
        if returned.before:
            give_return(returned.before, situation, settlement)
        return
    own = replace(absence, reason=AbsenceReason.OTHER, exchanged_for=None)
    if isinstance(returned.outcome, Earned):
        cause = Cause(Why.NOT_EXCHANGED, {"day": booked.day.isoformat()})
        policy, group_id = returned.policy, absence.group_id
        grant = grant_for(
            returned.outcome, cause, policy=policy, group_id=group_id, situation=situation
        )
        settlement.grant(grant)
        own = replace(own, grant_id=grant.grant_id, earned=grant.amount, unit=grant.unit)
    settlement.be_absent(booked.day, own)


def _given_for(request: Request, situation: Situation) -> list[BookedDay]:
    """Return the parts of the given day as the calendar has them, if it is the child's still."""
    gives = request.gives
    if gives is None:
        return []
    return [
        it
        for it in situation.booked_on(gives.day)
        if it.group.group_id == gives.group_id
        and it.absence
        and it.absence.exchanged_for == request.day
    ]


def _may_come(booked: BookedDay, policy: Policy, situation: Situation) -> bool:
    """Tell whether this part of the day is still to come, and has a place for the child again."""
    if booked.state is not DayState.CANCELLED or booked.day <= situation.today:
        return False
    there = situation.booked_on(booked.day)
    if any(it.comes and it.slot.overlaps(booked.slot) for it in there):
        return False
    group_day = situation.group_day(booked.group.group_id, booked.day)
    group_day = group_day.as_planned_for(booked.group)
    if not group_day.is_filled:
        return True  # nobody can have been given the place
    try:
        presence = _presence(booked, situation)
        check_room(group_day, presence, group=booked.group, staffed=needs_workers(policy))
    except PortalError:
        return False
    return True


def _presence(booked: BookedDay, situation: Situation) -> Presence:
    return Presence(
        child_id=booked.child_id,
        birth_date=situation.child.birth_date,
        slot=booked.slot,
        hours=booked.agreed_hours,
        source=Source.EXTRA if booked.request else Source.CONTRACT,
        contract_id=booked.contract_id,
    )


def _outcome(
    request: Request,
    booked: BookedDay,
    policy: Policy,
    situation: Situation,
    *,
    by_organisation: bool,
) -> Outcome:
    """Return what the day earns as if it had been cancelled when the other one was asked for."""
    part = part_of(booked)
    outcome = outcome_for(booked, policy, situation, reason=Reason.OTHER, now=request.asked_at)
    if isinstance(outcome, NothingEarned) and by_organisation:
        worth = policy.cost_of(part.hours)
        amount, because = Amount(worth, policy.credits.unit), Because(part, None, policy.version)
        today = situation.today
        earned = Earned(amount, worth, today, today + GRACE, because)
        return with_last_day(earned, policy, situation) if worth else outcome
    return outcome
