"""What staff can do with imports, and what workers do for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.files import UploadForm
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import PortalError
from chalicelib.core.pages import Page
from chalicelib.imports.archive import ImportArchive
from chalicelib.imports.files.tables import (
    FileNotUnderstood,
    FileTooLarge,
    OldWorkbook,
    QuoteInTheWay,
    TooManyRows,
    UnpacksTooLarge,
)
from chalicelib.imports.findings import Finding
from chalicelib.imports.model import (
    FileMissing,
    Import,
    ImportState,
    Summary,
    UploadedFile,
    new_import,
)
from chalicelib.imports.store import ImportStore
from chalicelib.imports.texts import Severity
from chalicelib.imports.writing.outcomes import Author
from chalicelib.imports.writing.rehearsal import Rehearsal, rehearse
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

QUEUE = "imports"
CHECK, RUN = "check", "run"
PAGE = 25
FINDINGS = 100  # on one page
SAVED_EVERY = 25  # families
UNREADABLE = (
    FileMissing,
    FileNotUnderstood,
    FileTooLarge,
    OldWorkbook,
    QuoteInTheWay,
    TooManyRows,
    UnpacksTooLarge,
)
AT_A_TIME = 500  # families that one worker writes; then another goes on


def start_upload(
    *, files: Sequence[UploadedFile], by: Caller, now: datetime
) -> tuple[Import, list[UploadForm]]:
    """Return an import, and for each file the form with which a browser uploads it.

    :raises FileTooLarge: one of the files is larger than 5 MB.
    """
    made = new_import(files, by=by, now=now)
    transaction = Transaction()
    ImportStore(by.organisation_id).put(made, transaction=transaction)
    about = f"import/{made.import_id}"
    audit.note("imports.start_upload", about, by=by, transaction=transaction, now=now)
    transaction.commit()
    return made, ImportArchive(by.organisation_id, made.import_id).upload_forms(made)


def start_check(*, import_id: str, by: Caller, now: datetime) -> Import:
    """Let a worker read the files and say what is wrong; nothing is imported.

    :raises NotFound: there is no such import.
    :raises ImportUnderWay: a worker is at it.
    """
    return _start(ImportState.CHECKING, CHECK, import_id, by, now)


def start_run(*, import_id: str, by: Caller, now: datetime) -> Import:
    """Let a worker import what was checked; twice changes nothing.

    :raises NotFound, ImportUnderWay: as for a check.
    :raises NotChecked: there was no dry run of these files.
    """
    return _start(ImportState.RUNNING, RUN, import_id, by, now)


def get_import(*, import_id: str, organisation_id: str) -> Import:
    """:raises NotFound: there is no such import."""
    return ImportStore(organisation_id).get(import_id)


def list_imports(*, organisation_id: str, after: str | None) -> Page[Import]:
    """Return a page of the imports, the newest first."""
    return ImportStore(organisation_id).page(limit=PAGE, after=after)


def list_findings(
    *, import_id: str, organisation_id: str, severity: Severity | None, after: str | None
) -> Page[Finding]:
    """Return a page of what the last check or run has found, by file and line.

    :raises NotFound: there is no such import.
    """
    get_import(import_id=import_id, organisation_id=organisation_id)
    archive = ImportArchive(organisation_id, import_id)
    return archive.findings(severity=severity, after=after, limit=FINDINGS)


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
            _put_errand(then, what.import_id, self._org, transaction, self._now)
        transaction.commit()
        self.what = replace(what, version=what.version + 1)


def _start(state: ImportState, errand: str, import_id: str, by: Caller, now: datetime) -> Import:
    store, transaction = ImportStore(by.organisation_id), Transaction()
    begun = store.get(import_id).begins(state, by=by, now=now)
    store.put(begun, transaction=transaction)
    _put_errand(errand, import_id, by.organisation_id, transaction, now)
    about = f"import/{import_id}"
    audit.note(f"imports.start_{errand}", about, by=by, transaction=transaction, now=now)
    transaction.commit()
    return begun


def _put_errand(
    do: str, import_id: str, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    errand = Errand(organisation_id, QUEUE, {"do": do, "import_id": import_id})
    outbox.put(errand, transaction=transaction, now=now)
