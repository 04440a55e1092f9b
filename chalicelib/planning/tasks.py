"""What the workers of the queue `planning` are given to do."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.organisations.service import PLANNING
from chalicelib.outbox.model import Errand


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


def whole(organisation_id: str) -> Errand:
    """Return the task to look through all groups, as openings that change give it as well."""
    return Errand(organisation_id, PLANNING, {"task": "organisation"})
