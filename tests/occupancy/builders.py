"""Children who come to the ladybirds, valid unless a test says otherwise."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.contracts.model import Contract, every
from chalicelib.core.slots import Slot
from chalicelib.occupancy import service
from chalicelib.occupancy.changes import ContractChange
from chalicelib.occupancy.model import GroupDay, Presence, Source
from chalicelib.organisations.model import CareType
from tests.builders import LADYBIRDS, ORGANISATION
from tests.conftest import NOW

THURSDAY, FRIDAY = date(2026, 11, 12), date(2026, 11, 13)
KEY = LADYBIRDS.group_id, THURSDAY
WHOLE_DAY = Slot(time(8), time(18, 30))
MORNING, AFTERNOON = Slot(time(8), time(13)), Slot(time(13), time(18, 30))
BABY, ONE, TWO, THREE = (date(2026 - years, 11, 1) for years in (0, 1, 2, 3))


def a_presence(child_id: str = "saar", **what: Any) -> Presence:
    slot = what.get("slot", WHOLE_DAY)
    usual = Presence(child_id, THREE, slot, slot.hours, Source.EXTRA, "contract")
    return replace(usual, **what)


def a_group_day(*presences: Presence, **what: Any) -> GroupDay:
    """A day of the ladybirds: 12 places, 3 workers."""
    group_day = GroupDay(*KEY).as_planned_for(LADYBIRDS)
    for presence in presences:
        group_day = group_day.with_presence(presence)
    return replace(group_day, **what)


def some(count: int, **what: Any) -> list[Presence]:
    """So many children, by contract."""
    return [a_presence(f"child-{at}", **{"source": Source.CONTRACT} | what) for at in range(count)]


def a_contract(child_id: str = "saar", **what: Any) -> Contract:
    """Every Thursday, the whole day."""
    usual = Contract(
        contract_id=f"contract-{child_id}",
        child_id=child_id,
        group_id=LADYBIRDS.group_id,
        care_type=CareType.DAY_CARE,
        days=every([THURSDAY.weekday()], WHOLE_DAY),
        weeks_per_year=52,
        hourly_rate=1043,
        start=date(2026, 1, 1),
    )
    return replace(usual, **what)


def a_change(child_id: str = "saar", *contracts: Contract, change_id: str = "1") -> ContractChange:
    return ContractChange(change_id, child_id, TWO, contracts or (a_contract(child_id),))


def read(*keys: tuple[str, date], now: datetime = NOW) -> GroupDay:
    """Return the group-day; without a key it is the ladybirds' Thursday."""
    (found,) = service.group_days(keys or [KEY], organisation_id=ORGANISATION, now=now).values()
    return found


def put(*group_days: GroupDay, takes_place: bool = False) -> None:
    transaction = Transaction()
    service.write(
        *group_days,
        organisation_id=ORGANISATION,
        transaction=transaction,
        takes_place=takes_place,
    )
    transaction.commit(attempts=1)


def is_on_its_way(change: ContractChange) -> None:
    transaction = Transaction()
    changes = {LADYBIRDS.group_id: [change]}
    service.plan_changes(changes, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
