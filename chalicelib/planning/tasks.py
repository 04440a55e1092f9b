"""What workers are given to do: those of the queue `planning`, and of `bookings` what follows."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.occupancy.roomier import QUEUE as BOOKINGS
from chalicelib.organisations.model import CareType
from chalicelib.organisations.service import PLANNING
from chalicelib.outbox.model import Errand

AGREED = "agreed"


@dataclass(frozen=True)
class GroupTask:
    """Write what is on its way into the days of a group.

    Without `changes` (ids) it is whatever is on its way when the task begins. With them it goes on
    from the month at which another one stopped.
    """

    group_id: str
    first: Month | None = None
    changes: frozenset[str] = field(default_factory=frozenset)

    def errand(self, organisation_id: str) -> Errand:
        body = {
            "task": "group",
            "group_id": self.group_id,
            "first": str(self.first) if self.first else None,
            "changes": sorted(self.changes),
        }
        return Errand(organisation_id, PLANNING, body)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "GroupTask":
        first = body["first"]
        return cls(
            body["group_id"], Month.parse(first) if first else None, frozenset(body["changes"])
        )


@dataclass(frozen=True)
class MonthTask:
    """Hold a month of a group against the contracts."""

    group_id: str
    month: Month

    def errand(self, organisation_id: str) -> Errand:
        body = {"task": "month", "group_id": self.group_id, "month": str(self.month)}
        return Errand(organisation_id, PLANNING, body)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "MonthTask":
        return cls(body["group_id"], Month.parse(body["month"]))


Hours = Mapping[CareType, Decimal]  # agreed for a week


@dataclass(frozen=True)
class AgreedTask:
    """Let days, requests and credits of children follow their contracts, which have changed.

    Of a child whose contract was written anew, and not changed from a day on, they are given with
    the hours that were agreed for `day` until then.
    """

    day: date
    children: Mapping[str, Hours]

    def errand(self, organisation_id: str, errand_id: str | None = None) -> Errand:
        children = {
            child: {care_type.value: str(it) for care_type, it in hours.items()}
            for child, hours in self.children.items()
        }
        body = {"task": AGREED, "day": self.day.isoformat(), "children": children}
        if errand_id is None:
            return Errand(organisation_id, BOOKINGS, body)
        return Errand(organisation_id, BOOKINGS, body, errand_id)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "AgreedTask":
        children = {
            child: {CareType(care_type): Decimal(it) for care_type, it in hours.items()}
            for child, hours in body["children"].items()
        }
        return cls(date.fromisoformat(body["day"]), children)


def changed(organisation_id: str) -> Errand:
    """Return the task to find the groups that have changes on their way, after many at once."""
    return Errand(organisation_id, PLANNING, {"task": "changes"})


def whole(organisation_id: str) -> Errand:
    """Return the task to look through all groups, as openings that change give it as well."""
    return Errand(organisation_id, PLANNING, {"task": "organisation"})
