"""Contracts as the plain values that the table keeps."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.contracts.model import CareDay, Contract
from chalicelib.core.slots import Slot
from chalicelib.organisations.model import CareType


def plain_contract(contract: Contract) -> dict[str, Any]:
    own = {it.name: getattr(contract, it.name) for it in fields(contract)}  # not what it remembers
    return {
        **own,
        "care_type": contract.care_type.value,
        "days": [[it.weekday, str(it.slot), str(it.hours)] for it in contract.days],
        "start": contract.start.isoformat(),
        "until": contract.until.isoformat() if contract.until else None,
    }


def contract_of(plain: Mapping[str, Any]) -> Contract:
    return Contract(
        **{
            **plain,
            "care_type": CareType(plain["care_type"]),
            "days": tuple(_care_day(*it) for it in plain["days"]),
            "start": date.fromisoformat(plain["start"]),
            "until": date.fromisoformat(plain["until"]) if plain["until"] else None,
        }
    )


def _care_day(weekday: int, slot: str, hours: str) -> CareDay:
    return CareDay(weekday, Slot.parse(slot), Decimal(hours))
