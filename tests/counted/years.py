"""What days take where there are years of them: requests, evaluated items, and bytes.

A family at an organisation with ten groups; sixteen children come to one of them on a Thursday.
Then there are more and more years of such days.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from chalice.test import Client

import app
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.families.model import Family
from chalicelib.organisations import service as organisations
from tests.aws_events import when
from tests.bookings.builders import (
    a_child_in_care,
    a_crowd,
    cancel,
    decide_at_once,
    fill,
    give_credit,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY
from tests.browser import Answer, Browser
from tests.builders import LADYBIRDS, ORGANISATION, an_organisation
from tests.counted.growing import copies, first, write
from tests.credits.builders import a_grant

GROUPS = tuple(
    replace(LADYBIRDS, group_id=f"group-{it}", name=f"Groep {it}", places=20) for it in range(9)
)
OWN = replace(LADYBIRDS, places=20)
CHILDREN = 16
WEEK = [MONDAY + timedelta(days=it) for it in range(5)]
FRIDAY = WEEK[-1]


@dataclass
class Cost:
    """What one answer took of the table, the session included."""

    operations: list[str] = field(default_factory=list)
    items: int = 0
    size: int = 0

    @property
    def requests(self) -> int:
        return len(self.operations)

    @property
    def transactions(self) -> int:
        return self.operations.count("TransactWriteItems")


@dataclass
class Place:
    """The organisation, a parent and a planner who are signed in, and what they ask."""

    family: Family
    parent: Browser
    planner: Browser

    @property
    def child_id(self) -> str:
        return self.family.children[0].child_id

    def month_of_a_child(self) -> Cost:
        return self._got(self.parent, f"/children/{self.child_id}/months/{Month.of(MONDAY)}")

    def quote_of_a_month(self) -> Cost:
        span = f"first={NOW.date()}&last={NOW.date() + timedelta(days=30)}"
        return self._got(self.parent, f"/children/{self.child_id}/days?{span}")

    def list_of_a_group(self) -> Cost:
        return self._got(self.planner, f"/staff/groups/{OWN.group_id}/days/{THURSDAY}")

    def week_of_ten_groups(self) -> Cost:
        return self._got(self.planner, f"/staff/occupancy/weeks/{MONDAY}")

    def granting_a_day(self) -> Cost:
        path = f"/children/{self.child_id}/requests"
        with costs() as cost:
            answer = self.parent.post(path, {"day": str(FRIDAY)})
        assert answer.body["state"] == "granted", answer
        return cost

    def add_years(self, years: range, *, days_of_each: int = 260) -> None:
        """Let there be so many years more of the child's months, of its credits, and of days."""
        org, child = f"ORG#{ORGANISATION}", f"ORG#{ORGANISATION}#CHILD#{self.child_id}"
        earlier = [
            NOW.date() - timedelta(days=365 * year + 1 + it * 365 // days_of_each)
            for year in years
            for it in range(days_of_each)
        ]
        months = sorted({Month.of(it) for it in earlier} - {Month.of(NOW.date())})
        write(copies(child, f"MONTH#{Month.of(MONDAY)}", [{"sk": f"MONTH#{it}"} for it in months]))
        entries = [{"sk": f"ENTRY#{it}-01#earlier"} for it in months]
        write(copies(*first(child, "ENTRY#"), entries))
        for group in (OWN, *GROUPS):
            group_days = [{"sk": f"DAY#{it}"} for it in earlier]
            write(copies(f"{org}#GROUP#{group.group_id}", f"DAY#{THURSDAY}", group_days))

    def _got(self, who: Browser, path: str) -> Cost:
        with costs() as cost:
            answer: Answer = who.get(path)
        assert answer.status == 200, answer
        return cost


@contextmanager
def a_place() -> Iterator[Place]:
    """Have it in the AWS that there is; this process knows the configuration."""
    an_organisation(groups=(OWN, *GROUPS))
    decide_at_once()
    family = a_child_in_care(weekdays={0, 1, 3})
    give_credit(family, a_grant())
    a_crowd(CHILDREN - 1)
    for group in (OWN, *GROUPS):
        fill(*WEEK, group_id=group.group_id)
    cancel(family, WEEK[1])
    with Client(app.app) as http:
        parent, planner = Browser(http, ORGANISATION), Browser(http, ORGANISATION)
        parent.signed_in(
            account_id=family.parents[0].account_id, families={family.family_id: Role.PARENT}
        )
        planner.signed_in(staff_role=Role.PLANNER)
        organisations.configuration_of(ORGANISATION, now=NOW)
        yield Place(family, parent, planner)


@contextmanager
def costs() -> Iterator[Cost]:
    """Collect what is asked of the table, and what it says that it took."""
    cost = Cost()

    def note(model: Any, http_response: Any, parsed: Any, **_: object) -> None:
        cost.operations.append(model.name)
        cost.items += parsed.get("ScannedCount", 0) + len(_picked(parsed))
        cost.size += len(http_response.content)

    with when("after-call.dynamodb", note):
        yield cost


def _picked(parsed: dict[str, Any]) -> list[object]:
    """Return the items that were read by their keys."""
    several = [it for found in parsed.get("Responses", {}).values() for it in found]
    return [*several, parsed["Item"]] if "Item" in parsed else several
