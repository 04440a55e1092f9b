"""Changes of contracts that are agreed, and on their way into the group-days.

A change of a child's contracts touches the group-days of months to come, more than one transaction
can write. So it is kept beside them first, and whoever reads a group-day reads it with them, until
a job has written it into each.
"""

from collections.abc import Iterable
from datetime import date

from chalicelib.contracts.model import Contract
from chalicelib.core.values import dataclass
from chalicelib.occupancy.model import GroupDay, Presence, Source
from chalicelib.organisations.model import Configuration


@dataclass(frozen=True)
class ContractChange:
    """All contracts of a child in a group, as they are now; none if it has left the group.

    `change_id` is another one for each change: so a job takes out only the one it has written.
    """

    change_id: str
    child_id: str
    birth_date: date
    contracts: tuple[Contract, ...]


def overlay(
    group_day: GroupDay, changes: Iterable[ContractChange], configuration: Configuration
) -> GroupDay:
    """Return the group-day as it will be once these changes are written into it."""
    for change in changes:
        presences = presences_of(change, group_day.day, configuration)
        group_day = group_day.with_contracts(change.child_id, presences)
    return group_day


def presences_of(change: ContractChange, day: date, configuration: Configuration) -> list[Presence]:
    """Return when the contracts have the child come that day, if the group is open."""
    return [
        Presence(
            child_id=change.child_id,
            birth_date=change.birth_date,
            slot=agreed.slot,
            hours=agreed.hours,
            source=Source.CONTRACT,
            contract_id=contract.contract_id,
        )
        for contract in change.contracts
        if (agreed := contract.on(day)) and configuration.has_care(contract.calendar, day)
    ]
