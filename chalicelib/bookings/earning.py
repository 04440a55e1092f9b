"""What a booked day that is given up earns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from chalicelib.bookings.situation import Situation
from chalicelib.contracts.model import product_on
from chalicelib.core.ids import new_id
from chalicelib.credits.agreed import ending_with_contract, last_day_for
from chalicelib.credits.model import Cause, Grant, RuleVersion
from chalicelib.days.model import NOTHING
from chalicelib.policies.model import BookedPart, Earned, Outcome, Policy, Reason, Unit


def outcome_for(
    part: BookedPart,
    policy: Policy,
    situation: Situation,
    *,
    reason: Reason,
    now: datetime,
    before: Sequence[Outcome] = (),
) -> Outcome:
    """Return what giving up the part at that moment earns, after the outcomes `before` it."""
    unit, year = policy.credits.unit, part.day.year
    known = [it for it in before if isinstance(it, Earned)]
    same_year = [it for it in known if it.because.part.day.year == year]
    outcome = policy.earns(
        part,
        reason=reason,
        now=now,
        earned_this_year=_earned_in(situation, year, unit) + _earned_by(same_year, unit),
        balance=situation.credits.balance(unit, situation.today) + _earned_by(known, unit),
    )
    return with_last_day(outcome, policy, situation) if isinstance(outcome, Earned) else outcome


def with_last_day(earned: Earned, policy: Policy, situation: Situation) -> Earned:
    """Return what is earned today with its window from now on; it ends with the contract."""
    part, rule, expires_on = earned.because.part, earned.because.rule, earned.expires_on
    today, contracts = situation.today, situation.book.contracts
    if rule:
        usable = rule.window.of(part.day, given_on=today)
        earned, expires_on = replace(earned, usable_from=usable.first), usable.last
    found = last_day_for(policy.care_type, contracts, situation.policies, earned_on=today)
    ends = [it for it in (expires_on, found[0] if found else None) if it]
    return replace(earned, expires_on=min(ends, default=None))


def grant_for(
    earned: Earned, cause: Cause, *, policy: Policy, group_id: str, situation: Situation
) -> Grant:
    """Return the credit for the day that was given up. It knows when it would end by itself."""
    part, rule, own_end = earned.because.part, earned.because.rule, earned.expires_on
    if rule:
        own_end = rule.window.of(part.day, given_on=situation.today).last
    grant = Grant(
        grant_id=new_id(),
        child_id=situation.child.child_id,
        amount=earned.amount,
        unit=earned.unit,
        cause=cause,
        earned_on=situation.today,
        usable_from=earned.usable_from,
        usable_until=own_end,
        rule=RuleVersion(policy.care_type, policy.version),
        given_up=part.day,
        given_hours=part.hours,
        care_type=policy.care_type,
        product=product_on(situation.book.contracts, part.day, group_id),
        group_id=group_id,
    )
    return ending_with_contract(grant, situation.book.contracts, situation.policies)


def _earned_by(earned: Iterable[Earned], unit: Unit) -> Decimal:
    return sum((it.amount for it in earned if it.unit is unit), NOTHING)


def _earned_in(situation: Situation, year: int, unit: Unit) -> Decimal:
    """Return what absences on days of that year gave, as far as months were read."""
    entries = situation.book.entries.items()
    absences = [it for day, entry in entries if day.year == year for it in entry.absences]
    return sum((it.earned for it in absences if it.unit in (None, unit)), NOTHING)
