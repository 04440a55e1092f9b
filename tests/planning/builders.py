"""What the office sends about Noor of the Ladybirds; today is Monday 2 November 2026."""

from typing import Any

from chalicelib.core import clock
from chalicelib.core.periods import Month
from chalicelib.occupancy import service as occupancy
from tests.builders import ORGANISATION
from tests.faults.stage import call, failures, messages, waiting

MONDAYS = {"weekday": 0, "opens": "08:00", "closes": "18:00", "hours": "11"}
FRIDAYS = {"weekday": 4, "opens": "08:00", "closes": "13:00"}


def agreed(*days: dict[str, Any], **what: Any) -> dict[str, Any]:
    """Terms as the office sends them."""
    return {
        "group_id": "ladybirds",
        "care_type": "day_care",
        "days": list(days or [MONDAYS]),
        "weeks_per_year": 52,
        "hourly_rate": 1043,
        **what,
    }


def contract(start: str = "2026-11-09", **what: Any) -> dict[str, Any]:
    return {**what.pop("terms", agreed()), "start": start, **what}


def coming(month: Month, group_id: str = "ladybirds", *, to: str | None = None) -> list[str]:
    """On which days of the month a child (or whoever) comes to the group, as everybody sees it."""
    wanted = [(group_id, day) for day in month.days]
    seen = occupancy.group_days(wanted, organisation_id=ORGANISATION, now=clock.now())
    return [
        f"{day:%d}"
        for (_, day), group_day in seen.items()
        if any(to in (None, it.child_id) for it in group_day.coming)
    ]


def on_their_way(group_id: str = "ladybirds") -> list[str]:
    """Whose contracts are not written into each day yet."""
    found = occupancy.changes_of(group_id, organisation_id=ORGANISATION)
    return [it.child_id for it in found]


def work_off() -> int:
    """Do what waits for the workers of planning, and what comes of it; return how much it was."""
    done = 0
    while errands := waiting("planning"):
        for it in errands:
            body = {"organisation_id": it.organisation_id, "errand_id": it.errand_id}
            assert failures(call("plan_days", messages(body))) == set()
            done += 1
    return done
