"""What goes over the wire about the audit trail."""

from datetime import datetime
from typing import Self

from msgspec import Struct

from chalicelib.audit.model import AuditRecord
from chalicelib.http.fields import Cursor, MonthText


class AuditQuery(Struct, frozen=True, kw_only=True):
    month: MonthText
    cursor: Cursor | None = None


class AuditRecordView(Struct, frozen=True, kw_only=True):
    at: datetime
    actor: str
    roles: list[str]
    action: str
    about: str

    @classmethod
    def of(cls, record: AuditRecord) -> Self:
        return cls(
            at=record.at,
            actor=record.actor,
            roles=list(record.roles),
            action=record.action,
            about=record.about,
        )


class AuditPageView(Struct, frozen=True, kw_only=True):
    records: list[AuditRecordView]
    next: str | None
