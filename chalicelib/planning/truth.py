"""What the days of a group should say about contracts, from the contracts themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from chalicelib.contracts import service as contracts
from chalicelib.contracts.model import Contract
from chalicelib.families import service as families
from chalicelib.occupancy.changes import ContractChange, presences_of
from chalicelib.occupancy.model import GroupDay, Presence, Source
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration, Group


class GroupTruth:
    """The contracts of a group, as they are when somebody looks at a day of it.

    They are read after the days are: who changed a contract before a day was written is known. A
    day that is shown a second time was written meanwhile, so they are read again. So it is good
    for the days that are read together, and no more.
    """

    def __init__(self, group_id: str, *, organisation_id: str, now: datetime) -> None:
        self._group_id = group_id
        self._org = organisation_id
        self._now = now
        self._shown: set[date] = set()
        self._rows: Mapping[str, list[Contract]] = {}
        self._born: dict[str, date] = {}
        self._configuration: Configuration | None = None

    def fill(self, group_day: GroupDay) -> GroupDay:
        """Return the day with everybody who has a contract for it, and nobody else who had one."""
        if self._configuration is None or group_day.day in self._shown:
            self._look()
        self._shown.add(group_day.day)
        return filled(group_day, self._rows, self._born, self._known())

    def _known(self) -> Configuration:
        if self._configuration is None:
            raise RuntimeError("nobody has looked")
        return self._configuration

    def _look(self) -> None:
        rows: dict[str, list[Contract]] = {}
        for it in contracts.roster_of(self._group_id, organisation_id=self._org):
            rows.setdefault(it.child_id, []).append(it)
        unknown = [it for it in rows if it not in self._born]
        found = families.children_of(unknown, organisation_id=self._org) if unknown else {}
        self._born |= {child_id: it.birth_date for child_id, it in found.items()}
        self._rows, self._shown = rows, set()
        self._configuration = organisations.configuration_of(self._org, now=self._now)


def filled(
    group_day: GroupDay,
    rows: Mapping[str, Sequence[Contract]],
    born: Mapping[str, date],
    configuration: Configuration,
) -> GroupDay:
    """Return the day with the presences that follow from these contracts, by child.

    What was granted beside contracts stays as it is, and so does who is absent. A day on which the
    group never opens is left alone for as long as nobody has written it.
    """
    group, day = configuration.group(group_day.group_id), group_day.day
    if day.weekday() not in group.weekdays and not group_day.version:
        return group_day
    had = {it.child_id for it in group_day.presences if it.source is Source.CONTRACT}
    for child_id in sorted({*had, *rows}):
        presences: Iterable[Presence] = ()
        if child_id in born:
            agreed = ContractChange("", child_id, born[child_id], tuple(rows.get(child_id, ())))
            presences = by_contract(agreed, group, day, configuration)
        group_day = group_day.with_contracts(child_id, presences)
    return replace(group_day, is_filled=True)


def by_contract(
    change: ContractChange, group: Group, day: date, configuration: Configuration
) -> list[Presence]:
    """Return when the contracts have the child come that day, closed or not."""
    return presences_of(change, day, configuration) if day.weekday() in group.weekdays else []
