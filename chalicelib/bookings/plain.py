"""Extra days and credits as the plain values that the table keeps."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from chalicelib.bookings.credits import Credit, EntryKind
from chalicelib.bookings.model import Decision, ExtraDay, ExtraDayState


def plain_extra_day(extra_day: ExtraDay) -> dict[str, Any]:
    return {
        **vars(extra_day),
        "day": extra_day.day.isoformat(),
        "hours": str(extra_day.hours),
        "state": extra_day.state.value,
        "asked_at": extra_day.asked_at.isoformat(),
        "decision": _plain_decision(extra_day.decision),
    }


def extra_day_of(plain: Mapping[str, Any]) -> ExtraDay:
    return ExtraDay(
        **{
            **plain,
            "day": date.fromisoformat(plain["day"]),
            "hours": Decimal(plain["hours"]),
            "hourly_rate": int(plain["hourly_rate"]),
            "state": ExtraDayState(plain["state"]),
            "asked_at": datetime.fromisoformat(plain["asked_at"]),
            "decision": _decision_of(plain["decision"]),
        }
    )


def plain_credit(credit: Credit) -> dict[str, Any]:
    return {
        **vars(credit),
        "kind": credit.kind.value,
        "hours": str(credit.hours),
        "earned_on": credit.earned_on.isoformat(),
        "valid_until": credit.valid_until.isoformat(),
    }


def credit_of(plain: Mapping[str, Any]) -> Credit:
    return Credit(
        **{
            **plain,
            "kind": EntryKind(plain["kind"]),
            "hours": Decimal(plain["hours"]),
            "earned_on": date.fromisoformat(plain["earned_on"]),
            "valid_until": date.fromisoformat(plain["valid_until"]),
        }
    )


def _plain_decision(decision: Decision | None) -> dict[str, Any] | None:
    return {**vars(decision), "at": decision.at.isoformat()} if decision else None


def _decision_of(plain: Mapping[str, Any] | None) -> Decision | None:
    if plain is None:
        return None
    numbers = {"taken": int(plain["taken"]), "places": int(plain["places"])}
    return Decision(**{**plain, **numbers, "at": datetime.fromisoformat(plain["at"])})
