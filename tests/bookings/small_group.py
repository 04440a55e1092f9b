"""A small group with few children, and the rules under which histories happen in it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import PortalError
from chalicelib.core.periods import Month, days_between
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from chalicelib.policies.model import (
    AfterEarning,
    ByStaff,
    Cancelling,
    Credits,
    Deciding,
    EarnRule,
    Exchanging,
    HoursBefore,
    Instant,
    Policy,
    Span,
    SpanUnit,
    Window,
)
from tests.bookings.histories import LASTS
from tests.bookings.situations import instant
from tests.builders import ORGANISATION

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLACES = 3
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 27)
DAYS = [it for it in days_between(FIRST, LAST) if it.weekday() < 5]
WEEKDAYS = [{0, 1}, {0, 3}, {1, 3}, {2}, {4}]
MONTHS = [Month(2026, 11)]
CHILDREN = range(len(WEEKDAYS))
CLOSED = frozenset({date(2026, 11, 12)})  # a Thursday


def rules(*, at_once: bool = True, mixes: bool = True) -> Policy:
    """What is earned lasts a week, a closed day earns it too, a granted day is let go in time."""
    earn = EarnRule(window=Window(usable_until=AfterEarning(Span(LASTS.days, SpanUnit.DAYS))))
    decides = Instant() if at_once else ByStaff()
    return replace(
        instant(granted_cancellable_until=HoursBefore(24)),
        cancelling=Cancelling(rules=(earn,), closing_days=True),
        exchanging=Exchanging(closing_days=True),
        credits=Credits(mix_with_invoice=mixes),
        deciding=Deciding(decides, decides),
    )


def close(day: date) -> None:
    closing, transaction = ClosingDay(day, "Studiedag"), Transaction()
    organisations.put_closing_day(closing, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
    organisations.forget(ORGANISATION)


def outcome_of(work) -> str:
    try:
        return work().state.value
    except PortalError as refusal:
        return refusal.code
