"""Daily reports in DynamoDB.

pk                                         sk               what
ORG#<org>#CHILD#<child>#REPORTS            <day>            the report as it stands
ORG#<org>#CHILD#<child>#REPORTS#HISTORY    <day>#v<number>  a version, never changed
ORG#<org>#FAMILY#<family>#REPORTS          <month>          days with a report that parents may read

Drafts lie among the published ones, so that a report is one item under one key; a reader's query
leaves them out.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Self

from pynamodb.attributes import (
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.aws.table import Item, find, find_many, key_of, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import PortalError
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month
from chalicelib.families.model import family_id_of
from chalicelib.reports.model import DailyReport, Version
from chalicelib.reports.plain import notes_of, plain_notes

READ_AT_ONCE = 40  # two pages, so that a few drafts among them cost no further request


class _ReportItem(Item):
    child_id = UnicodeAttribute()
    day = UnicodeAttribute()
    version = NumberAttribute()
    notes = JSONAttribute()
    written_by_account = UnicodeAttribute()
    written_at = UTCDateTimeAttribute()
    published_by = UnicodeAttribute(null=True)
    published_at = UTCDateTimeAttribute(null=True)


class _MonthItem(Item):
    """The days of a month on which a family could read something: a set for each child."""

    days: Mapping[str, list[date]]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        item = super().from_raw_data(data)
        sets = {name: value["SS"] for name, value in data.items() if "SS" in value}
        item.days = {name: list(map(date.fromisoformat, days)) for name, days in sets.items()}
        return item


class _VersionItem(Item):
    number = NumberAttribute()
    notes = JSONAttribute()
    written_by_account = UnicodeAttribute()
    written_at = UTCDateTimeAttribute()


class ReportStore:
    """The daily reports of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, child_id: str, day: date) -> Key:
        """Return where the report of a day stands."""
        return key_of(self._item(child_id, day))

    def find(self, child_id: str, day: date) -> DailyReport | None:
        item = find(self._item(child_id, day), at_hand=self._at_hand)
        return _report(item) if item else None

    def page(
        self, child_id: str, *, published: bool, limit: int, after: str | None
    ) -> Page[DailyReport]:
        """Return reports, newest day first; `after` is the last day of the page before."""
        found = _ReportItem.query(
            self._pk(child_id),
            _ReportItem.sk < after if after else None,
            _is_published() if published else None,
            limit=limit + 1,
            page_size=READ_AT_ONCE,
            scan_index_forward=False,
            consistent_read=True,
        )
        reports = [_report(item) for item in found]
        has_more = len(reports) > limit
        shown = reports[:limit]
        return Page(shown, shown[-1].day.isoformat() if has_more else None)

    def published_between(self, child_id: str, first: date, last: date) -> list[DailyReport]:
        """Return the published reports from the first up to and including the last day."""
        days = _ReportItem.sk.between(first.isoformat(), last.isoformat())
        found = _ReportItem.query(self._pk(child_id), days, _is_published(), consistent_read=True)
        return [_report(item) for item in found]

    def month_key(self, family_id: str, month: Month) -> Key:
        """Return where it stands on which days of the month a report was published."""
        return f"{self._org}#FAMILY#{family_id}#REPORTS", str(month)

    def published_days(
        self, family_ids: Collection[str], months: Collection[Month]
    ) -> dict[str, list[date]]:
        """Return by child the days of these months with a published report, in one request."""
        keys = [self.month_key(family_id, month) for family_id in family_ids for month in months]
        found: dict[str, list[date]] = {}
        for item in find_many(_MonthItem, keys, at_hand=self._at_hand):
            for child_id, days in item.days.items():
                found.setdefault(child_id, []).extend(days)
        return found

    def versions(self, child_id: str, day: date, *, limit: int, after: str | None) -> Page[Version]:
        """Return what was ever written about the day, newest first."""
        pk, of_day = self._history_pk(child_id), _VersionItem.sk.startswith(f"{day}#v")
        found = query_page(_VersionItem, pk, of_day, limit=limit, after=after, newest_first=True)
        return found.map(_version)

    def write(
        self,
        child_id: str,
        day: date,
        version: Version,
        *,
        instead_of: int,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Let the version count from now on if `instead_of` is the one that stands (0: none does).

        A published report stays published.
        """
        transaction.update(
            self._item(child_id, day),
            [
                _ReportItem.child_id.set(child_id),
                _ReportItem.day.set(day.isoformat()),
                _ReportItem.version.set(version.number),
                _ReportItem.notes.set(plain_notes(version.notes)),
                _ReportItem.written_by_account.set(version.written_by),
                _ReportItem.written_at.set(version.written_at),
            ],
            condition=_stands(instead_of),
            otherwise=otherwise,
        )
        transaction.put(
            _VersionItem(
                self._history_pk(child_id),
                f"{day}#v{version.number:06}",
                number=version.number,
                notes=plain_notes(version.notes),
                written_by_account=version.written_by,
                written_at=version.written_at,
            ),
            condition=_VersionItem.pk.does_not_exist(),
        )

    def publish(
        self,
        child_id: str,
        day: date,
        *,
        version: int,
        by: str,
        at: datetime,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Let parents read the report if this version stands, and is still a draft."""
        transaction.update(
            self._item(child_id, day),
            [
                _ReportItem.version.set(version + 1),
                _ReportItem.published_by.set(by),
                _ReportItem.published_at.set(at),
            ],
            condition=(_ReportItem.version == version) & _ReportItem.published_at.does_not_exist(),
            otherwise=otherwise,
        )
        month = _MonthItem(*self.month_key(family_id_of(child_id), Month.of(day)))
        transaction.update(month, [Path([child_id]).add({day.isoformat()})])

    def _item(self, child_id: str, day: date) -> _ReportItem:
        return _ReportItem(self._pk(child_id), day.isoformat())

    def _pk(self, child_id: str) -> str:
        return f"{self._org}#CHILD#{child_id}#REPORTS"

    def _history_pk(self, child_id: str) -> str:
        return f"{self._pk(child_id)}#HISTORY"


def _is_published() -> Condition:
    return _ReportItem.published_at.exists()


def _stands(version: int) -> Condition:
    return _ReportItem.version == version if version else _ReportItem.pk.does_not_exist()


def _report(item: _ReportItem) -> DailyReport:
    return DailyReport(
        child_id=item.child_id,
        day=date.fromisoformat(item.day),
        version=int(item.version),
        notes=notes_of(item.notes),
        written_by=item.written_by_account,
        written_at=item.written_at,
        published_at=item.published_at,
    )


def _version(item: _VersionItem) -> Version:
    return Version(
        number=int(item.number),
        notes=notes_of(item.notes),
        written_by=item.written_by_account,
        written_at=item.written_at,
    )
