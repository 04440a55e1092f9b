"""Policies, valid by default, and what is asked of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from chalicelib.core.periods import AMSTERDAM
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import BookedPart, Policies, Policy, Reason

START = date(2026, 1, 1)
THURSDAY = date(2026, 11, 12)
WHOLE_DAY, HALF_DAY = Decimal("10.5"), Decimal(5)
EIGHT = time(8)


def a_policy(**changes: Any) -> Policy:
    told = {
        "care_type": CareType.DAY_CARE,
        "effective_from": START,
        "version": 1,
        "author": "K1",
    }
    return Policy(**{**told, **changes})


def policies(*documents: Policy) -> Policies:
    return Policies(documents)


def a_part(day: date = THURSDAY, hours: Decimal = WHOLE_DAY, **changes: Any) -> BookedPart:
    return BookedPart(day, hours, **{"opens": EIGHT, **changes})


def local(text: str) -> datetime:
    """That time in Amsterdam, as the portal has it: in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def earned(policy: Policy, part: BookedPart, now: datetime, **more: Any) -> str:
    """What comes of it in one line: "10.5 hours until 2026-12-31", or the code of the refusal."""
    outcome = policy.earns(part, **{"reason": Reason.OTHER, "now": now, **more})
    if hasattr(outcome, "why"):
        return outcome.code
    given = outcome.given
    return f"{given.amount:f} {given.unit} until {outcome.expires_on}"


def code_of(refusal: Exception | None) -> str | None:
    return type(refusal).__name__ if refusal else None


@dataclass(frozen=True)
class ACredit:
    """A credit as its ledger would show it."""

    child_id: str = "noor"
    care_type: CareType = CareType.DAY_CARE
    product: str | None = "whole-year"
    group_id: str | None = "ladybirds"
    given_hours: Decimal | None = WHOLE_DAY
    usable_from: date = START
    expires_on: date | None = date(2026, 12, 31)
