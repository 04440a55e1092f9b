"""When an extra day can be asked for, how it is paid, and until when a granted one is let go."""

from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum

from chalicelib.core.errors import PortalError
from chalicelib.core.values import dataclass
from chalicelib.policies.leads import (
    Lead,
    day_ahead,
    deadline,
    first_day_in_time,
    is_in_time,
    last_day_ahead,
)
from chalicelib.policies.refusals import TooEarly, TooLate
from chalicelib.policies.spans import Span, SpanUnit


def year_ahead() -> Span:
    return Span(12, SpanUnit.MONTHS)


class Payment(StrEnum):
    CREDIT = "credit"
    INVOICE = "invoice"


@dataclass(frozen=True)
class Asking:
    """Until when and how far ahead a day can be asked for, as an extra day or by an exchange.

    `pay_with` says how an extra day is paid; with nothing in it there are no extra days.
    `part_of_day`: a part of what the group offers that day can be asked for. A granted day is let
    go until `granted_cancellable_until`; None: it is not. What was asked for and not decided can
    always be withdrawn.
    """

    min_lead: Lead = field(default_factory=day_ahead)
    max_lead: Span | None = field(default_factory=year_ahead)
    pay_with: frozenset[Payment] = frozenset({Payment.CREDIT, Payment.INVOICE})
    part_of_day: bool = True
    granted_cancellable_until: Lead | None = None


def why_not_asked(
    asking: Asking, day: date, *, now: datetime, opens: time | None
) -> PortalError | None:
    """Return the rule against asking for this day now, or None."""
    if not is_in_time(asking.min_lead, day, now=now, opens=opens):
        earliest = first_day_in_time(asking.min_lead, now=now, opens=opens)
        return TooLate(day=day, until=deadline(asking.min_lead, day, opens), earliest=earliest)
    latest = last_day_ahead(asking.max_lead, now=now) if asking.max_lead else None
    return TooEarly(day=day, latest=latest) if latest and day > latest else None
