"""The rules of the two organisations: one exchanges at once, in hours; in the other staff decide.

Their credits are in hours and in points, so that both can be looked at.
"""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from chalicelib.core.callers import Caller
from chalicelib.core.periods import day_of
from chalicelib.organisations.model import CareType
from chalicelib.policies import service as policies
from chalicelib.policies.model import (
    AfterGivenDay,
    Asking,
    BeforeGivenDay,
    ByStaff,
    Cancelling,
    Cap,
    Capacity,
    CapKind,
    Credits,
    Deciding,
    EarnRule,
    Exchanging,
    HoursBefore,
    Instant,
    OnContractChange,
    Policy,
    Size,
    Span,
    SpanUnit,
    Unit,
    WholeDays,
    Window,
    default_policy,
)

TWO_DAYS = WholeDays(2)
SIX_HOURS = Decimal(6)


def seed(slug: str, *, by: Caller, now: datetime) -> None:
    """Save the rules of the organisation for every kind of care, from today on."""
    make = {"zonnebloem": _at_once, "madelief": _by_staff}[slug]
    for care_type in CareType:
        draft = replace(make(care_type), effective_from=day_of(now))
        policies.save(draft, seen=0, by=by, now=now)


def _at_once(care_type: CareType) -> Policy:
    """Hours, until the end of the calendar year; exchanges are decided by the portal."""
    return replace(
        default_policy(care_type),
        cancelling=Cancelling(rules=(EarnRule(deadline=HoursBefore(24)),), public_holidays=True),
        credits=Credits(caps=(Cap(CapKind.BALANCE, Decimal(77)),)),
        exchanging=Exchanging(deadline=HoursBefore(24), public_holidays=True),
        asking=Asking(min_lead=TWO_DAYS, granted_cancellable_until=HoursBefore(48)),
        deciding=Deciding(ByStaff(answer_within_days=2), Instant(), capacity=Capacity.STAFFED),
    )


def _by_staff(care_type: CareType) -> Policy:
    """Points, from a month before the given day until two months after it; staff decide."""
    around = Window(
        BeforeGivenDay(Span(1, SpanUnit.MONTHS)), AfterGivenDay(Span(2, SpanUnit.MONTHS))
    )
    return replace(
        default_policy(care_type),
        cancelling=Cancelling(rules=(EarnRule(deadline=HoursBefore(24), window=around),)),
        credits=Credits(
            unit=Unit.POINTS,
            sizes=(Size(SIX_HOURS, Decimal(1)), Size(None, Decimal(2))),
            on_contract_change=OnContractChange.PRO_RATA,
        ),
        exchanging=Exchanging(window=around, re_exchange_allowed=False),
        asking=Asking(min_lead=TWO_DAYS),
        deciding=Deciding(ByStaff(), ByStaff(), capacity=Capacity.STAFFED),
    )
