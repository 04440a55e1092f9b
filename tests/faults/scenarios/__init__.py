"""All scenarios: importing this makes `tests.faults.scenario.SCENARIOS` complete."""

from tests.faults.scenario import SCENARIOS
from tests.faults.scenarios import (
    accounts,
    bookings,
    exports,
    families,
    feeds,
    imports,
    invoices,
    ledgers,
    letters,
    messages,
    occupancy,
    organisations,
    photos,
    planning,
    policies,
    reports,
    second_factors,
)

__all__ = [
    "SCENARIOS",
    "accounts",
    "bookings",
    "exports",
    "families",
    "feeds",
    "imports",
    "invoices",
    "ledgers",
    "letters",
    "messages",
    "occupancy",
    "organisations",
    "photos",
    "planning",
    "policies",
    "reports",
    "second_factors",
]
