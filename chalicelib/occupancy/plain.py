"""Presences and changes of contracts as the plain values that the table keeps: short ones.

A group-day is read and written as a whole, and what DynamoDB asks grows with each kilobyte.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from chalicelib.contracts.plain import contract_of, plain_contract
from chalicelib.core.slots import Slot
from chalicelib.occupancy.changes import ContractChange
from chalicelib.occupancy.model import AbsenceReason, Presence, Source

_SHORT = {Source.CONTRACT: "c", Source.EXTRA: "e", Source.EXCHANGE: "x"}
_LONG = {short: source for source, short in _SHORT.items()}


def presences_as_text(presences: Iterable[Presence]) -> str:
    """Return one text; what is as usual at the end of a presence is left out."""
    return _compact([_plain(it) for it in presences])


def presences_of(text: str) -> tuple[Presence, ...]:
    return tuple(_presence(it) for it in json.loads(text))


def plain_change(change: ContractChange) -> dict[str, str]:
    """As text: no condition looks into the contracts."""
    contracts = [plain_contract(it) for it in change.contracts]
    return {
        "change_id": change.change_id,
        "birth_date": change.birth_date.isoformat(),
        "contracts": _compact(contracts),
    }


def change_of(child_id: str, plain: Mapping[str, Any]) -> ContractChange:
    return ContractChange(
        change_id=plain["change_id"],
        child_id=child_id,
        birth_date=date.fromisoformat(plain["birth_date"]),
        contracts=tuple(contract_of(it) for it in json.loads(plain["contracts"])),
    )


def _plain(it: Presence) -> list[str]:
    usual = [
        it.child_id,
        f"{it.birth_date:%Y%m%d}",
        f"{it.slot.opens:%H%M}{it.slot.closes:%H%M}",
        _SHORT[it.source],
        it.contract_id,
    ]
    hours = "" if it.hours == it.slot.hours else str(it.hours)
    if it.absent:
        return [*usual, hours, it.absent.value]
    return [*usual, hours] if hours else usual


def _presence(plain: Sequence[str]) -> Presence:
    child_id, born, slot, source, contract_id, *less_usual = plain
    hours, absent = [*less_usual, "", ""][:2]
    part = Slot(_time(slot[:4]), _time(slot[4:]))
    return Presence(
        child_id=child_id,
        birth_date=date.fromisoformat(born),
        slot=part,
        hours=Decimal(hours) if hours else part.hours,
        source=_LONG[source],
        contract_id=contract_id,
        absent=AbsenceReason(absent) if absent else None,
    )


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[2:]))


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
