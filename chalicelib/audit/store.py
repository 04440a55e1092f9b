"""The audit trail in DynamoDB.

pk                           sk                    what
ORG#<org>#AUDIT#<month>      <instant>#<record>    one record, in order of time
"""

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.audit.model import AuditRecord
from chalicelib.aws.table import Item, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month


class _AuditItem(Item):
    organisation_id = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    actor = UnicodeAttribute()
    roles = JSONAttribute()
    action = UnicodeAttribute()
    about = UnicodeAttribute()
    record_id = UnicodeAttribute()


class AuditStore:
    """The audit trail of one organisation: it can be added to and read, nothing else."""

    def __init__(self, organisation_id: str) -> None:
        self._org = organisation_id

    def add(self, record: AuditRecord, *, transaction: Transaction) -> None:
        month = Month.of(record.at.date())  # of the instant in UTC, so that the order is one
        item = _AuditItem(self._partition(month), f"{record.at.isoformat()}#{record.record_id}")
        item.organisation_id = record.organisation_id
        item.at = record.at
        item.actor = record.actor
        item.roles = list(record.roles)
        item.action = record.action
        item.about = record.about
        item.record_id = record.record_id
        transaction.put(item, condition=_AuditItem.pk.does_not_exist())

    def of_month(self, month: Month, *, limit: int, after: str | None) -> Page[AuditRecord]:
        """Return the records of a month (in UTC), newest first."""
        found = query_page(
            _AuditItem, self._partition(month), limit=limit, after=after, newest_first=True
        )
        return found.map(_record)

    def _partition(self, month: Month) -> str:
        return f"ORG#{self._org}#AUDIT#{month}"


def _record(item: _AuditItem) -> AuditRecord:
    return AuditRecord(
        organisation_id=item.organisation_id,
        at=item.at,
        actor=item.actor,
        roles=tuple(item.roles),
        action=item.action,
        about=item.about,
        record_id=item.record_id,
    )
