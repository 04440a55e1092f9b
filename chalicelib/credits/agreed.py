"""What contracts that end, or have fewer hours, do to credits. No input or output here.

    a contract ends ──▶ its credits have that as their last day ──▶ the night takes out what is left
    it goes on      ──▶ they have their own again
    fewer hours     ──▶ on that day, of each credit from before it as much as of the hours

All of it follows from the contracts as they are: done twice, it does nothing the second time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from decimal import Decimal

from chalicelib.contracts.model import Contract
from chalicelib.core.values import dataclass
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import NOTHING, Act, Cause, Grant, RuleVersion, Why
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Policies, Policy, Scope

A_DAY = timedelta(days=1)
LOOKS_BACK = timedelta(days=31)  # a contract changes in this month at the earliest
MOST = 40  # entries that are made together: the rest follows when it is looked at again


@dataclass(frozen=True)
class FewerHours:
    """So many hours a week from a day on, and how many there were before."""

    day: date
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Rewritten:
    """What an import wrote anew: `hours` a week, by care, that were agreed for `day` until then."""

    day: date = date.min
    hours: Mapping[CareType, Decimal] = field(default_factory=dict)


def follow(
    changes: Changes,
    contracts: Sequence[Contract],
    policies: Policies,
    *,
    rewritten: Rewritten | None = None,
    at: datetime,
) -> Changes:
    """Return the changes with what the contracts, as they are, make of the child's credits."""
    changes = _reduced(changes, contracts, policies, rewritten or Rewritten(), at)
    return _with_their_ends(changes, contracts, policies, at)


def last_day_for(
    care_type: CareType | None,
    contracts: Sequence[Contract],
    policies: Policies,
    *,
    earned_on: date,
) -> tuple[date, Policy] | None:
    """Return with which day a credit ends as its contract does, and by which rules.

    None: the contract goes on, or the rules let credits live longer, or it came after the end.
    """
    own = _rows(contracts, care_type)
    end = _end_of(own)
    if end is None:
        return None
    policy = policies.for_day(care_type or own[-1].care_type, end)
    if Scope.CARE_TYPE not in policy.credits.scope:
        end = _end_of(_rows(contracts, None))
    if end is None or earned_on > end or not policy.credits.expires_at_contract_end:
        return None
    return end, policy


def ending_with_contract(grant: Grant, contracts: Sequence[Contract], policies: Policies) -> Grant:
    """Return what is given now as it ends: with its contract, if that is known to end earlier."""
    found = _last_day(grant, contracts, policies)
    return grant.ending(found[0]) if found else grant


def _with_their_ends(
    changes: Changes, contracts: Sequence[Contract], policies: Policies, at: datetime
) -> Changes:
    for credit in changes.now.credits:
        if len(changes.entries) >= MOST:
            break
        found = _last_day(credit.grant, contracts, policies)
        ends = credit.grant.ending(found[0] if found else None)
        if ends != credit.grant:
            changes = changes.move([ends], _act_of_end(ends, found, at))
    return changes


def _last_day(
    grant: Grant, contracts: Sequence[Contract], policies: Policies
) -> tuple[date, Policy] | None:
    return last_day_for(grant.care_type, contracts, policies, earned_on=grant.earned_on)


def _act_of_end(grant: Grant, found: tuple[date, Policy] | None, at: datetime) -> Act:
    if found is None or grant.own_until is None:
        return Act(Cause(Why.CONTRACT_GOES_ON), at, rule=_rule(found[1]) if found else None)
    end, policy = found
    return Act(Cause(Why.CONTRACT_ENDED, {"day": end.isoformat()}), at, rule=_rule(policy))


def _reduced(
    changes: Changes,
    contracts: Sequence[Contract],
    policies: Policies,
    rewritten: Rewritten,
    at: datetime,
) -> Changes:
    for credit in changes.now.credits:
        grant, today = credit.grant, Act(Cause(Why.CONTRACT_CHANGED), at).today
        rows = _rows(contracts, grant.care_type)
        since = max(grant.reduced_on or date.min, grant.earned_on)
        for it in _fewer(rows, grant.care_type, rewritten, today):
            now = changes.now.of(grant.grant_id)
            if it.day <= since or now is None:
                continue
            policy = policies.for_day(rows[-1].care_type, it.day)
            left = policy.after_contract_change(
                now.left, hours_before=it.before, hours_after=it.after
            )
            cause = Cause(Why.CONTRACT_CHANGED, {"day": it.day.isoformat()})
            act = Act(cause, at, rule=_rule(policy))
            changes = changes.end({grant.grant_id: left}, act, on=it.day)
    return changes


def _fewer(
    rows: Sequence[Contract], care_type: CareType | None, rewritten: Rewritten, today: date
) -> Iterator[FewerHours]:
    """Yield, in order, since when there were fewer hours; a contract that ended is none."""
    ends = {it.until + A_DAY for it in rows if it.until and it.until < date.max}
    days = ends | {it.start for it in rows if it.start > date.min}
    found = {day: FewerHours(day, _hours(rows, day - A_DAY), _hours(rows, day)) for day in days}
    before = _agreed_before(rewritten, care_type)
    if rows and before and rewritten.day not in found:
        found[rewritten.day] = FewerHours(rewritten.day, before, _hours(rows, rewritten.day))
    for day, it in sorted(found.items()):
        if today - LOOKS_BACK < day <= today and NOTHING < it.after < it.before:
            yield it


def _agreed_before(rewritten: Rewritten, care_type: CareType | None) -> Decimal:
    hours = rewritten.hours
    return sum(hours.values(), NOTHING) if care_type is None else hours.get(care_type, NOTHING)


def _hours(rows: Iterable[Contract], day: date) -> Decimal:
    return sum((it.hours_per_week for it in rows if it.runs_on(day)), NOTHING)


def _rows(contracts: Iterable[Contract], care_type: CareType | None) -> list[Contract]:
    """Return those that have days, of that care or of any, as they end."""
    own = [it for it in contracts if it.has_days and care_type in (None, it.care_type)]
    return sorted(own, key=lambda it: (it.until or date.max, it.contract_id))


def _end_of(rows: Collection[Contract]) -> date | None:
    """Return the last day of the last of them; None if one goes on, or there is none."""
    ends = [it.until for it in rows if it.until is not None]
    return max(ends) if rows and len(ends) == len(rows) else None


def _rule(policy: Policy) -> RuleVersion:
    return RuleVersion(policy.care_type, policy.version)
