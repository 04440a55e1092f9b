"""What staff can do with imports; workers do the rest, in `working.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.aws.files import UploadForm
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.pages import Page
from chalicelib.imports.errands import CHECK, RUN, put_errand
from chalicelib.imports.findings import Finding
from chalicelib.imports.model import Import, ImportState, UploadedFile, new_import
from chalicelib.imports.store import ImportStore
from chalicelib.imports.texts import Severity

if TYPE_CHECKING:
    from chalicelib.imports.archive import ImportArchive

PAGE = 25
FINDINGS = 100  # on one page


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
    return made, _archive(by.organisation_id, made.import_id).upload_forms(made)


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
    archive = _archive(organisation_id, import_id)
    return archive.findings(severity=severity, after=after, limit=FINDINGS)


def _start(state: ImportState, errand: str, import_id: str, by: Caller, now: datetime) -> Import:
    store, transaction = ImportStore(by.organisation_id), Transaction()
    begun = store.get(import_id).begins(state, by=by, now=now)
    store.put(begun, transaction=transaction)
    put_errand(errand, import_id, by.organisation_id, transaction, now)
    about = f"import/{import_id}"
    audit.note(f"imports.start_{errand}", about, by=by, transaction=transaction, now=now)
    transaction.commit()
    return begun


def _archive(organisation_id: str, import_id: str) -> "ImportArchive":
    """Return its files; with what reads them they are for few requests."""
    from chalicelib.imports.archive import ImportArchive

    return ImportArchive(organisation_id, import_id)
