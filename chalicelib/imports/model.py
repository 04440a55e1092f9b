"""Imports and invitation waves: how far they are. No input or output here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chalicelib.core.callers import Caller
from chalicelib.core.errors import Conflict, Malformed, PortalError
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass
from chalicelib.imports.files.tables import FILE_LIMIT, MEGABYTE, FileTooLarge
from chalicelib.imports.reports import Count, Report

SILENT = timedelta(minutes=20)  # a worker runs 15 at most: after this it is not coming back
MOST_NUMBERS = 100  # held back families that are named; the findings name them all


class FileMissing(Malformed):
    """The file was never uploaded, or it was removed since; nothing of the upload was read."""

    facts = ("file",)


class ImportUnderWay(Conflict):
    """A worker is at this import right now."""


class CheckBrokeOff(Conflict):
    """The worker that read the files was not heard of since; nothing was written."""


class ImportBrokeOff(Conflict):
    """The worker stopped half-way and was not heard of since. What it wrote is whole, and stays."""


class NotChecked(Conflict):
    """Nothing is written before somebody could read what a dry run says."""


class WaveUnderWay(Conflict):
    """Invitations are being sent right now."""


class ImportState(StrEnum):
    """`failed` is an upload of which a file cannot be read: nothing of it was written.

    Staff see an import that got stuck as failed, too; it can be started again.
    """

    UPLOADING = "uploading"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


AT_WORK = frozenset({ImportState.CHECKING, ImportState.RUNNING})
MAY_RUN = frozenset({ImportState.CHECKED, ImportState.RUNNING, ImportState.DONE})


@dataclass(frozen=True)
class UploadedFile:
    name: str
    size: int


@dataclass(frozen=True)
class Problem:
    """The refusal that an import failed with."""

    code: str
    data: Mapping[str, Any]

    @classmethod
    def of(cls, refusal: PortalError) -> "Problem":
        return cls(refusal.code, refusal.data)


@dataclass(frozen=True)
class Summary:
    """Numbers of a report: rows by sheet, findings by severity, families that stay out.

    `named` are the first debtor numbers of those families.
    """

    counts: Mapping[str, Count]
    findings: Mapping[str, int]
    held_back: int
    named: Sequence[str]

    @classmethod
    def of(cls, report: Report) -> "Summary":
        by_severity: dict[str, int] = {}
        for finding in report.findings:
            severity = finding.severity.value
            by_severity[severity] = by_severity.get(severity, 0) + 1
        return cls(
            counts={kind.value: count for kind, count in report.counts.items()},
            findings=by_severity,
            held_back=len(report.held_back),
            named=report.held_back[:MOST_NUMBERS],
        )


@dataclass(frozen=True)
class Import:
    """Some files of an office, and what became of them.

    Of `of` families `done` have been looked at, and `changed` were added or changed. `actor` and
    `roles` are of who asked for what is under way. `version` counts the changes.
    """

    import_id: str
    files: tuple[UploadedFile, ...]
    created_at: datetime
    touched_at: datetime
    actor: str
    roles: tuple[str, ...]
    state: ImportState = ImportState.UPLOADING
    done: int = 0
    of: int = 0
    changed: int = 0
    summary: Summary | None = None
    problem: Problem | None = None
    version: int = 0

    def begins(self, state: ImportState, *, by: Caller, now: datetime) -> "Import":
        """Return the import on its way to a check or a run.

        :raises ImportUnderWay: somebody else is at it.
        :raises NotChecked: a run of what was not checked.
        """
        if self.state in AT_WORK and not self._is_silent(now):
            raise ImportUnderWay
        if state is ImportState.RUNNING and self.state not in MAY_RUN:
            raise NotChecked
        roles = tuple(sorted(by.roles))
        begun = replace(self, state=state, actor=by.account_id, roles=roles, touched_at=now)
        return replace(begun, done=0, changed=0, problem=None)

    def failed(self, refusal: PortalError, *, now: datetime) -> "Import":
        return replace(self, state=ImportState.FAILED, problem=Problem.of(refusal), touched_at=now)

    def as_seen(self, now: datetime) -> "Import":
        """Return what to tell staff: that it got stuck, if its worker should be done by now."""
        if self.state not in AT_WORK or not self._is_silent(now):
            return self
        stuck = ImportBrokeOff() if self.state is ImportState.RUNNING else CheckBrokeOff()
        return self.failed(stuck, now=self.touched_at)

    def _is_silent(self, now: datetime) -> bool:
        return now >= self.touched_at + SILENT


@dataclass(frozen=True)
class Wave:
    """Activation mails for who has none yet; `of` is None until they have been counted."""

    wave_id: str
    begun_at: datetime
    touched_at: datetime
    is_done: bool = False
    done: int = 0
    of: int | None = None
    sent: int = 0
    version: int = 0

    def is_under_way(self, now: datetime) -> bool:
        return not self.is_done and now < self.touched_at + SILENT


def new_import(files: Sequence[UploadedFile], *, by: Caller, now: datetime) -> Import:
    """Return an import whose id sorts by time.

    :raises FileTooLarge: one of the files is larger than 5 MB.
    """
    for file in files:
        if file.size > FILE_LIMIT:
            raise FileTooLarge(file=file.name, megabytes=FILE_LIMIT // MEGABYTE)
    return Import(
        import_id=f"{now:%Y%m%dT%H%M%S}-{new_id()}",
        files=tuple(files),
        created_at=now,
        touched_at=now,
        actor=by.account_id,
        roles=tuple(sorted(by.roles)),
    )
