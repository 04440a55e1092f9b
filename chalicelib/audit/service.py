"""Write and read the audit trail."""

from datetime import datetime

from chalicelib.audit.model import AuditRecord, record_of
from chalicelib.audit.store import AuditStore
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month

PAGE = 100


def note(action: str, about: str, *, by: Caller, transaction: Transaction, now: datetime) -> None:
    """Record that the caller did this, if the transaction is committed."""
    record = record_of(by, action, about, now=now)
    AuditStore(by.organisation_id).add(record, transaction=transaction)


def note_of(record: AuditRecord, *, transaction: Transaction) -> None:
    """Record what a job or somebody without a session did."""
    AuditStore(record.organisation_id).add(record, transaction=transaction)


def list_records(*, caller: Caller, month: Month, after: str | None) -> Page[AuditRecord]:
    """Return a page of what was done in the caller's organisation in a month, newest first."""
    return AuditStore(caller.organisation_id).of_month(month, limit=PAGE, after=after)
