"""Audit records. No input or output here."""

from dataclasses import field
from datetime import datetime

from chalicelib.core.callers import Caller
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class AuditRecord:
    """`actor` is an account id, or the name of a job; `about` is like "family/8d3f"."""

    organisation_id: str
    at: datetime
    actor: str
    roles: tuple[str, ...]
    action: str
    about: str
    record_id: str = field(default_factory=new_id)


def record_of(caller: Caller, action: str, about: str, *, now: datetime) -> AuditRecord:
    roles = tuple(sorted(caller.roles))
    return AuditRecord(caller.organisation_id, now, caller.account_id, roles, action, about)
