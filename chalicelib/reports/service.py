"""What staff and parents can do with daily reports."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import OFFICE, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month, day_of
from chalicelib.families import access
from chalicelib.families.model import Child
from chalicelib.reports.model import (
    DailyReport,
    Notes,
    ReportChanged,
    Version,
    check_day,
    check_notes,
)
from chalicelib.reports.store import ReportStore

PAGE = 20
RECENT = timedelta(days=5)  # a long weekend


def write_report(
    *, caller: Caller, child_id: str, day: date, notes: Notes, version: int, now: datetime
) -> int:
    """Write the report of a day, or change it, and return its new version.

    `version` is the one that was read, 0 for a day without a report. A published report stays
    published: parents see the correction at once, and what was there before is kept.

    :raises NotFound: the child is not there, or not in a group of this colleague.
    :raises FutureDay, BeforeBirth, SleepEndsTooEarly, SleepsOverlap: it cannot be true.
    :raises ReportChanged: somebody else was faster.
    """
    child = _child_in_care(caller, child_id, today=day_of(now))
    check_day(day, birth_date=child.birth_date, today=day_of(now))
    check_notes(notes)
    store, transaction = ReportStore(caller.organisation_id), Transaction()
    written = Version(version + 1, notes, caller.account_id, now)
    store.write(
        child_id,
        day,
        written,
        instead_of=version,
        otherwise=ReportChanged(current=None, yours=written),
        transaction=transaction,
    )
    _note("reports.write", child_id, day, by=caller, transaction=transaction, now=now)
    try:
        transaction.commit()
    except ReportChanged as stale:
        current = store.find(child_id, day)
        raise ReportChanged(current=current, yours=written) from stale
    return written.number


def publish_report(*, caller: Caller, child_id: str, day: date, version: int, now: datetime) -> int:
    """Let parents read this version, and return the version that stands then.

    Published twice is published once: the second time nothing happens.

    :raises NotFound: there is no report of that day, or the child is not for this colleague.
    :raises ReportChanged: somebody else changed it since that version was read.
    """
    _child_in_care(caller, child_id, today=day_of(now))
    store, transaction = ReportStore(caller.organisation_id), Transaction()
    store.publish(
        child_id,
        day,
        version=version,
        by=caller.account_id,
        at=now,
        otherwise=ReportChanged(current=None, yours=None),
        transaction=transaction,
    )
    _note("reports.publish", child_id, day, by=caller, transaction=transaction, now=now)
    try:
        transaction.commit()
    except ReportChanged as stale:
        current = store.find(child_id, day)
        if current is None:
            raise NotFound from stale
        if not current.is_published:
            raise ReportChanged(current=current, yours=None) from stale
        return current.version
    return version + 1


def read_report(*, caller: Caller, child_id: str, day: date, today: date) -> DailyReport:
    """Return the report for a colleague, a draft as well.

    :raises NotFound: there is none, or the child is not for this colleague.
    """
    _child_in_care(caller, child_id, today=today)
    report = ReportStore(caller.organisation_id, at_hand=caller.at_hand).find(child_id, day)
    if report is None:
        raise NotFound
    return report


def list_reports(
    *, caller: Caller, child_id: str, after: str | None, today: date
) -> Page[DailyReport]:
    """Return a page of reports for a colleague, the newest day first, drafts as well.

    :raises NotFound: the child is not for this colleague.
    """
    _child_in_care(caller, child_id, today=today)
    store = ReportStore(caller.organisation_id)
    return store.page(child_id, published=False, limit=PAGE, after=after)


def list_versions(
    *, caller: Caller, child_id: str, day: date, after: str | None, today: date
) -> Page[Version]:
    """Return a page of what was ever written about a day, the newest first.

    :raises NotFound: the child is not for this colleague.
    """
    _child_in_care(caller, child_id, today=today)
    store = ReportStore(caller.organisation_id)
    return store.versions(child_id, day, limit=PAGE, after=after)


def read_published(*, caller: Caller, child_id: str, day: date, today: date) -> DailyReport:
    """Return the report for a parent.

    :raises NotFound: there is none yet, or it is not this parent's child.
    """
    access.child_for(caller, child_id, today=today)
    report = ReportStore(caller.organisation_id, at_hand=caller.at_hand).find(child_id, day)
    if report is None or not report.is_published:
        raise NotFound
    return report


def list_published(
    *, caller: Caller, child_id: str, after: str | None, today: date
) -> Page[DailyReport]:
    """Return a page of reports for a parent, the newest day first.

    :raises NotFound: it is not this parent's child.
    """
    access.child_for(caller, child_id, today=today)
    store = ReportStore(caller.organisation_id)
    return store.page(child_id, published=True, limit=PAGE, after=after)


def reports_between(
    child_id: str, first: date, last: date, *, organisation_id: str
) -> list[DailyReport]:
    """Return what was published about these days, both included, the oldest first.

    Whoever asks for a person has been through `families.access`.
    """
    return ReportStore(organisation_id).published_between(child_id, first, last)


def reported_keys(family_ids: Iterable[str], *, organisation_id: str, today: date) -> list[Key]:
    """Return where `last_reported` will look."""
    store = ReportStore(organisation_id)
    return [store.month_key(family_id, it) for family_id in family_ids for it in _recent(today)]


def last_reported(family_ids: Collection[str], *, caller: Caller, today: date) -> dict[str, date]:
    """Return by child the newest of the last five days about which parents can read.

    One request, and none if `reported_keys` were brought before. The caller has been let in to the
    families.
    """
    store = ReportStore(caller.organisation_id, at_hand=caller.at_hand)
    published = store.published_days(family_ids, _recent(today))
    newest = {child_id: max(days) for child_id, days in published.items() if days}
    return {child_id: day for child_id, day in newest.items() if day > today - RECENT}


def _child_in_care(caller: Caller, child_id: str, *, today: date) -> Child:
    """Return the child for a colleague who works with it: being its parent is not enough.

    :raises NotFound: it is not there, or not in a group of this colleague.
    """
    child = access.child_for(caller, child_id, today=today)
    if caller.staff_role not in OFFICE and caller.group_ids.isdisjoint(child.group_ids):
        raise NotFound
    return child


def _note(
    action: str, child_id: str, day: date, *, by: Caller, transaction: Transaction, now: datetime
) -> None:
    audit.note(action, f"report/{child_id}/{day}", by=by, transaction=transaction, now=now)


def _recent(today: date) -> list[Month]:
    return list(dict.fromkeys(map(Month.of, (today, today - RECENT))))
