"""A family whose contract changes or ends, and what follows from it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from chalicelib.bookings import jobs
from chalicelib.bookings.filling import errand_to_find
from chalicelib.contracts import service as agreed
from chalicelib.contracts.changes import Terms
from chalicelib.contracts.model import every
from chalicelib.credits.store import CreditStore
from chalicelib.outbox.model import Errand
from chalicelib.outbox.store import OutboxStore
from chalicelib.planning import service as planning
from tests.bookings.builders import (
    a_child_in_care,
    credits_of,
    fill,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, a_contract
from tests.builders import LADYBIRDS, ORGANISATION, a_planner

END = THURSDAY - timedelta(days=2)  # a Tuesday
NEXT_WEEK = THURSDAY + timedelta(days=7)
HOURS = Decimal("10.5")


def a_family():
    made = a_child_in_care()
    fill(MONDAY, THURSDAY, NEXT_WEEK)
    return made


def child_id(family) -> str:
    return family.children[0].child_id


def contract_id(family) -> str:
    known = agreed.contracts_of([child_id(family)], organisation_id=ORGANISATION)
    return known[child_id(family)][-1].contract_id


def end(family, until: date | None = END, *, now: datetime = NOW) -> None:
    planning.set_ending(
        caller=a_planner(),
        child_id=child_id(family),
        contract_id=contract_id(family),
        until=until,
        now=now,
    )


def change(family, start: date, *weekdays: int, hours: Decimal = HOURS) -> None:
    slot = LADYBIRDS.slot.first_hours(hours)
    terms = replace(Terms.of(a_contract()), days=every(weekdays, slot, hours))
    planning.change_contract(
        caller=a_planner(),
        child_id=child_id(family),
        contract_id=contract_id(family),
        terms=terms,
        start=start,
        now=NOW,
    )


def errands() -> list[Errand]:
    found = OutboxStore(ORGANISATION).put_before(NOW + timedelta(days=1000))
    return [it for it in found if it.queue == "bookings" and it.body["task"] == "agreed"]


def follow(*, now: datetime = NOW, times: int = 2) -> None:
    """Do what waits, as often as a queue may give it."""
    for _ in range(times):
        for it in errands():
            jobs.do_task(it, now)


def night(now: datetime) -> None:
    jobs.do_task(errand_to_find(organisation_id=ORGANISATION, today=now.date()), now)
    follow(now=now)


def left(family) -> list[Decimal]:
    return [it.left for it in credits_of(family).credits]


def ledger(family):
    return CreditStore(ORGANISATION).ledger(child_id(family), limit=50, after=None).items
