"""Requests and absences as the plain values that the table keeps."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.core.slots import Slot
from chalicelib.core.words import Told
from chalicelib.credits.model import Use
from chalicelib.credits.plain import grant_of, plain_grant
from chalicelib.days.model import (
    Absence,
    DayEntry,
    DayRef,
    Decision,
    Payment,
    Request,
    RequestKind,
    RequestState,
)
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit

Plain = dict[str, Any]


def plain_entry(entry: DayEntry) -> Plain:
    return {
        "request": plain_request(entry.request) if entry.request else None,
        "absences": [_plain_absence(it) for it in entry.absences],
        "said_at": entry.said_at.isoformat() if entry.said_at else None,
    }


def entry_of(plain: Mapping[str, Any], *, mark: str) -> DayEntry:
    said_at = plain.get("said_at")
    return DayEntry(
        request_of(plain["request"]) if plain["request"] else None,
        tuple(map(_absence_of, plain["absences"])),
        mark,
        datetime.fromisoformat(said_at) if said_at else None,
    )


def plain_request(request: Request) -> Plain:
    return {
        **vars(request),
        "day": request.day.isoformat(),
        "slot": str(request.slot),
        "payment": _plain_payment(request.payment),
        "asked_at": request.asked_at.isoformat(),
        "gives": [request.gives.day.isoformat(), request.gives.group_id] if request.gives else None,
        "decision": _plain_decision(request.decision) if request.decision else None,
    }


def request_of(plain: Mapping[str, Any]) -> Request:
    gives, decision = plain["gives"], plain["decision"]
    return Request(
        **{
            **plain,
            "kind": RequestKind(plain["kind"]),
            "day": date.fromisoformat(plain["day"]),
            "slot": Slot.parse(plain["slot"]),
            "care_type": CareType(plain["care_type"]),
            "payment": _payment_of(plain["payment"]),
            "state": RequestState(plain["state"]),
            "asked_at": datetime.fromisoformat(plain["asked_at"]),
            "gives": DayRef(date.fromisoformat(gives[0]), gives[1]) if gives else None,
            "decision": _decision_of(decision) if decision else None,
        }
    )


def _plain_payment(payment: Payment) -> Plain:
    return {
        "uses": [[plain_grant(it.grant), str(it.amount)] for it in payment.uses],
        "credit_hours": str(payment.credit_hours),
        "invoice_hours": str(payment.invoice_hours),
        "exchanged_hours": str(payment.exchanged_hours),
        "hourly_rate": payment.hourly_rate,
    }


def _payment_of(plain: Mapping[str, Any]) -> Payment:
    return Payment(
        tuple(Use(grant_of(grant), Decimal(amount)) for grant, amount in plain["uses"]),
        Decimal(plain["credit_hours"]),
        Decimal(plain["invoice_hours"]),
        Decimal(plain["exchanged_hours"]),
        int(plain["hourly_rate"]),
    )


def _plain_decision(decision: Decision) -> Plain:
    facts = {name: dict(Told.of(value).words) for name, value in decision.facts.items()}
    return {**vars(decision), "at": decision.at.isoformat(), "facts": facts}


def _decision_of(plain: Mapping[str, Any]) -> Decision:
    numbers = {"taken": int(plain["taken"]), "places": int(plain["places"])}
    facts = {name: _fact_of(it) for name, it in plain["facts"].items()}
    at = datetime.fromisoformat(plain["at"])
    return Decision(**{**plain, **numbers, "at": at, "facts": facts})


def _fact_of(plain: Mapping[str, str] | str) -> Told | str:
    """Return what was kept in each language; once it was one text for all."""
    return plain if isinstance(plain, str) else Told(plain)


def _plain_absence(absence: Absence) -> Plain:
    other = absence.exchanged_for
    return {
        **vars(absence),
        "at": absence.at.isoformat(),
        "earned": str(absence.earned),
        "exchanged_for": other.isoformat() if other else None,
        "unit": absence.unit.value if absence.unit else None,
    }


def _absence_of(plain: Mapping[str, Any]) -> Absence:
    other = plain["exchanged_for"]
    return Absence(
        **{
            **plain,
            "reason": AbsenceReason(plain["reason"]),
            "at": datetime.fromisoformat(plain["at"]),
            "earned": Decimal(plain["earned"]),
            "exchanged_for": date.fromisoformat(other) if other else None,
            "unit": Unit(plain["unit"]) if plain.get("unit") else None,
        }
    )
