"""Contracts of a child in the Ladybirds; today is Monday 2 November 2026."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from chalicelib.contracts.changes import Terms
from chalicelib.contracts.model import Contract, every
from chalicelib.core.slots import Slot
from chalicelib.organisations.model import CareType

TODAY = date(2026, 11, 2)
WHOLE_DAY = Slot(time(7, 30), time(18))
MORNING = Slot(time(8), time(13))
AFTERNOON = Slot(time(13), time(18))


def a_row(number: str = "4711", **what: Any) -> Contract:
    """Mondays and Tuesdays since last year, 10.5 hours at € 10.43."""
    contract = Contract(
        contract_id=f"{number}-v{what.get('version', 1)}",
        child_id="noor",
        group_id="ladybirds",
        care_type=CareType.DAY_CARE,
        days=every({0, 1}, WHOLE_DAY),
        weeks_per_year=52,
        hourly_rate=1043,
        start=date(2025, 3, 1),
        number=number,
    )
    return replace(contract, **what)


def terms(**what: Any) -> Terms:
    """Those of the row, but for what is said."""
    return replace(Terms.of(a_row()), **what)


def days(*weekdays: int, slot: Slot = WHOLE_DAY, hours: Decimal | None = None) -> Any:
    return every(weekdays, slot, hours)
