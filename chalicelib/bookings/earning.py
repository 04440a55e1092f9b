"""What a booked day that is given up earns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from chalicelib.bookings.situation import Situation
from chalicelib.contracts.model import hours_on, product_on
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass
from chalicelib.credits.agreed import ending_with_contract, last_day_for
from chalicelib.credits.model import Cause, Grant, RuleVersion
from chalicelib.days.calendar import BookedDay, Missed
from chalicelib.days.model import NOTHING, Absence, RequestKind
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    BookedPart,
    Earned,
    NothingEarned,
    Outcome,
    Policy,
    Reason,
    Scope,
    Unit,
)


def part_of(booked: BookedDay) -> BookedPart:
    """Return what the rules want to know of a day that is given up."""
    came = booked.request
    return BookedPart(
        booked.day,
        booked.agreed_hours,
        opens=booked.slot.opens,
        is_public_holiday=booked.missed is Missed.PUBLIC_HOLIDAY,
        is_closing_day=booked.missed is Missed.CLOSING_DAY,
        was_exchanged=came is not None and came.kind is RequestKind.EXCHANGE,
    )


def outcome_for(
    booked: BookedDay,
    policy: Policy,
    situation: Situation,
    *,
    reason: Reason,
    now: datetime,
    before: Sequence[tuple[BookedDay, Outcome]] = (),
) -> Outcome:
    """Return what giving up the day at that moment earns, after what other days `before` it do."""
    part, counted = part_of(booked), _Counted(policy, booked.group.group_id, booked.day, situation)
    known = [
        outcome
        for it, outcome in before
        if isinstance(outcome, Earned) and counted.has_day(it.day, it.group.group_id)
    ]
    same_year = [it for it in known if it.because.part.day.year == part.day.year]
    outcome = policy.earns(
        part,
        reason=reason,
        now=now,
        earned_this_year=counted.earned_in(part.day.year) + counted.of(same_year),
        balance=counted.balance() + counted.of(known),
    )
    if not isinstance(outcome, Earned):
        return outcome
    too_far = situation.why_too_far(part.day)
    return NothingEarned(too_far) if too_far else with_last_day(outcome, policy, situation)


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


def earned_this_year(booked: BookedDay, policy: Policy, situation: Situation) -> Decimal:
    """Return what days of its year gave, if an exchange of the day is counted with them."""
    if policy.exchanging is None or not policy.exchanging.counts_for_cap:
        return NOTHING
    counted = _Counted(policy, booked.group.group_id, booked.day, situation)
    return counted.earned_in(booked.day.year)


@dataclass(frozen=True)
class _Counted:
    """What caps count: credits that are for the same as those of this group, in their unit."""

    policy: Policy
    group_id: str
    day: date
    situation: Situation

    @property
    def unit(self) -> Unit:
        return self.policy.credits.unit

    def has(self, care_type: CareType | None, product: str | None, group_id: str | None) -> bool:
        """Tell whether what such a day gave counts; None: nobody knows, and it does."""
        scope = self.policy.credits.scope
        return (
            (Scope.CARE_TYPE not in scope or care_type in (None, self.policy.care_type))
            and (Scope.PRODUCT not in scope or product in (None, self._product(self.day)))
            and (Scope.GROUP not in scope or group_id in (None, self.group_id))
        )

    def has_day(self, day: date, group_id: str) -> bool:
        """Tell whether what that day in that group gave counts."""
        group = self.situation.configuration.groups.get(group_id)
        return self.has(group.care_type if group else None, self._product(day, group_id), group_id)

    def _taken(self, day: date, absence: Absence) -> Decimal:
        exchanging = self.policy.exchanging
        if absence.exchanged_for is None or exchanging is None or not exchanging.counts_for_cap:
            return absence.earned
        request = self.situation.book.entry(day).request
        hours = hours_on(self.situation.book.contracts, day, absence.group_id)
        if absence.of_request and request:
            hours = request.hours
        return self.policy.cost_of(hours) if hours else NOTHING

    def _product(self, day: date, group_id: str = "") -> str | None:
        if Scope.PRODUCT not in self.policy.credits.scope:
            return None
        return product_on(self.situation.book.contracts, day, group_id or self.group_id)

    def of(self, earned: Iterable[Earned]) -> Decimal:
        return sum((it.amount for it in earned if it.unit is self.unit), NOTHING)

    def balance(self) -> Decimal:
        valid = self.situation.credits.valid(self.situation.today)
        return sum((it.left for it in valid if self._has_grant(it.grant)), NOTHING)

    def _has_grant(self, grant: Grant) -> bool:
        is_same = self.has(grant.care_type, grant.product, grant.group_id)
        return is_same and grant.unit is self.unit

    def earned_in(self, year: int) -> Decimal:
        """Return what absences on days of that year gave, as far as months were read.

        Where exchanges count as well, it is what the given days were worth.
        """
        return sum(
            (
                self._taken(day, it)
                for day, entry in self.situation.book.entries.items()
                if day.year == year
                for it in entry.absences
                if it.unit in (None, self.unit) and self.has_day(day, it.group_id)
            ),
            NOTHING,
        )
