"""The billing of one month: when it may start, and how far it is. No input or output here."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from chalicelib.core.errors import Conflict
from chalicelib.core.periods import Month, day_of
from chalicelib.core.values import dataclass


class BeforeFirstCarePeriod(Conflict):
    """The organisation billed this month with its old portal."""

    facts = ("month", "first")


class TooFarAhead(Conflict):
    """A month is billed at most one month ahead."""

    facts = ("month", "latest")


class FamilyState(StrEnum):
    """How far a family is in a run.

    waiting ──▶ issued ──▶ sent
       │  └──▶ nothing_due
       └──────▶ failed ◀── issued

    Issued: it has a number. Sent: it is drawn, and the mails are posted. A retry lets what failed,
    or had nothing due, wait again.
    """

    WAITING = "waiting"
    NOTHING_DUE = "nothing_due"
    ISSUED = "issued"
    SENT = "sent"
    FAILED = "failed"


class RunState(StrEnum):
    PLANNING = "planning"
    BILLING = "billing"
    DONE = "done"


IS_UNDER_WAY = frozenset({FamilyState.WAITING, FamilyState.ISSUED})
HAS_AN_INVOICE = frozenset({FamilyState.ISSUED, FamilyState.SENT})


@dataclass(frozen=True)
class Run:
    """One month of one organisation. Families are planned page by page, again in each round.

    `started_by` is an account id, or "schedule". `counts` are families by state, and `total` is
    what all invoices of the run ask for, in cents.
    """

    month: Month
    started_at: datetime
    started_by: str
    round: int = 1
    pages: int = 0
    is_planned: bool = False
    counts: Mapping[FamilyState, int] = field(default_factory=dict)
    total: int = 0

    @property
    def until(self) -> date:
        """The last day of which extra days are billed: the same one, however late a retry is."""
        return day_of(self.started_at)

    @property
    def state(self) -> RunState:
        if not self.is_planned:
            return RunState.PLANNING
        under_way = any(self.counts.get(state) for state in IS_UNDER_WAY)
        return RunState.BILLING if under_way else RunState.DONE


@dataclass(frozen=True)
class Failure:
    """Why a family has no invoice, or none that was sent: the code of a refusal and its facts.

    Number and name are those that the family had when it failed.
    """

    family_id: str
    debtor_number: str
    family_name: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


def check_month(month: Month, *, first: Month, today: date) -> None:
    """:raises BeforeFirstCarePeriod: the old portal has billed it.

    :raises TooFarAhead: it is not next month yet.
    """
    if month < first:
        raise BeforeFirstCarePeriod(month=month, first=first)
    latest = Month.of(today).next
    if month > latest:
        raise TooFarAhead(month=month, latest=latest)


def month_that_is_due(*, run_day: int, first: Month, today: date) -> Month | None:
    """Return the coming month once its run day has come, unless nothing is billed here yet."""
    this_month = Month.of(today)
    has_come = today.day >= min(run_day, this_month.last_day.day)
    return this_month.next if has_come and this_month.next >= first else None
