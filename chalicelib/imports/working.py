"""What workers do for imports: check what was uploaded, and write it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import PortalError
from chalicelib.imports.archive import ImportArchive
from chalicelib.imports.errands import RUN, put_errand
from chalicelib.imports.files.tables import (
    FileNotUnderstood,
    FileTooLarge,
    OldWorkbook,
    QuoteInTheWay,
    TooManyRows,
    UnpacksTooLarge,
)
from chalicelib.imports.findings import Finding
from chalicelib.imports.model import FileMissing, Import, ImportState, Summary
from chalicelib.imports.store import ImportStore
from chalicelib.imports.writing.outcomes import Author
from chalicelib.imports.writing.rehearsal import Rehearsal, rehearse
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.planning.tasks import changed

UNREADABLE = (
    FileMissing,
    FileNotUnderstood,
    FileTooLarge,
    OldWorkbook,
    QuoteInTheWay,
    TooManyRows,
    UnpacksTooLarge,
)
SAVED_EVERY = 25  # families
AT_A_TIME = 500  # families that one worker writes; then another goes on


def do_check(errand: Errand, now: datetime) -> None:
    """Check what was uploaded; run twice, it says the same."""
    work = _Work(errand, now)
    if work.what.state is not ImportState.CHECKING:
        return
    try:
        work.archive.take_in(work.what)
        rehearsal = work.rehearse()
    except UNREADABLE as refusal:
        work.fail(refusal)
    else:
        work.report(rehearsal, ImportState.CHECKED, done=0, findings=())


def do_run(errand: Errand, now: datetime, *, most: int = AT_A_TIME) -> None:
    """Import what was checked, or go on with it; what is there already stays as it is.

    After `most` families that were written, the rest is left to another worker.
    """
    work = _Work(errand, now)
    if work.what.state is not ImportState.RUNNING:
        return
    try:
        rehearsal = work.rehearse()
    except UNREADABLE as refusal:
        work.fail(refusal)
    else:
        _run(work, rehearsal, most)


def _run(work: "_Work", rehearsal: Rehearsal, most: int) -> None:
    rehearsal.write_places()
    of, written, findings = len(rehearsal.families), 0, []
    for done, outcome in enumerate(rehearsal.writer.write(rehearsal.families), start=1):
        written += outcome.has_changed
        findings += [outcome.finding] if outcome.finding else []
        is_enough = written >= most
        if is_enough or done % SAVED_EVERY == 0:
            work.save(done=done, of=of, changed=written, goes_on=is_enough)
        if is_enough:
            return
    work.save(done=of, of=of, changed=written, goes_on=False)
    work.report(rehearsal, ImportState.DONE, done=of, findings=findings)


class _Work:
    """A worker's hold on one import: whoever else changes it makes this worker stop with Busy."""

    def __init__(self, errand: Errand, now: datetime) -> None:
        self.what = ImportStore(errand.organisation_id).get(errand.body["import_id"])
        self.archive = ImportArchive(errand.organisation_id, self.what.import_id)
        self._begun_with = self.what.changed
        self._org = errand.organisation_id
        self._now = now

    def rehearse(self) -> Rehearsal:
        return rehearse(
            self.archive.read(self.what),
            organisation_id=self._org,
            author=Author(self.what.actor, self.what.roles),
            now=self._now,
        )

    def save(self, *, done: int, of: int, changed: int, goes_on: bool) -> None:
        """Show how far it is; with `goes_on` let another worker do the rest."""
        done, changed = max(done, self.what.done), self._begun_with + changed
        so_far = replace(self.what, done=done, of=of, changed=changed)
        self._put(so_far, then=RUN if goes_on else None)

    def report(
        self, rehearsal: Rehearsal, state: ImportState, *, done: int, findings: Sequence[Finding]
    ) -> None:
        """Keep the report, and end in this state."""
        report = rehearsal.report_with(findings)
        self.archive.write_findings(report.findings)
        of, summary = len(rehearsal.families), Summary.of(report)
        self._put(replace(self.what, state=state, done=done, of=of, summary=summary))

    def fail(self, refusal: PortalError) -> None:
        """End: a file cannot be read, and trying again would not help."""
        self._put(self.what.failed(refusal, now=self._now))

    def _put(self, what: Import, then: str | None = None) -> None:
        transaction = Transaction()
        what = replace(what, touched_at=max(what.touched_at, self._now))
        ImportStore(self._org).put(what, transaction=transaction)
        if then:
            put_errand(then, what.import_id, self._org, transaction, self._now)
        if then or what.state is ImportState.DONE:
            outbox.put(changed(self._org), transaction=transaction, now=self._now)
        transaction.commit()
        self.what = replace(what, version=what.version + 1)
