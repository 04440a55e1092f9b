"""Credits of Noor; today is Monday 2 November 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.credits.entries import granted
from chalicelib.credits.model import Act, Cause, Grant, Open, Why, open_after
from chalicelib.policies.model import Unit

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
FAR = date(2027, 6, 30)
ASKED = Act(Cause(Why.EXTRA_DAY, {"day": "2026-11-12", "request": "noor-2026-11-12"}), NOW)
UNDONE = Act(Cause(Why.TAKEN_BACK, {"day": "2026-11-12", "request": "noor-2026-11-12"}), NOW)


def a_grant(grant_id: str = "sick-day", **what: Any) -> Grant:
    """10.5 hours for 6 October, to be used until 31 December; `hours` makes it another amount."""
    hours = Decimal(what.pop("hours", "10.5"))
    grant = Grant(
        grant_id=grant_id,
        child_id="noor",
        amount=hours,
        unit=Unit.HOURS,
        cause=Cause(Why.CANCELLED, {"day": "2026-10-06", "reason": "sick"}),
        earned_on=date(2026, 10, 5),
        usable_from=date(2026, 10, 5),
        usable_until=date(2026, 12, 31),
        given_up=date(2026, 10, 6),
    )
    return replace(grant, **what)


def open_with(*grants: Grant) -> Open:
    return open_after("noor", map(granted, grants))


def points(grant: Grant, amount: str) -> Grant:
    return replace(grant, unit=Unit.POINTS, amount=Decimal(amount))
