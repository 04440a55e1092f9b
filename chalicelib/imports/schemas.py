"""What goes over the wire about imports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from msgspec import Meta, Struct

from chalicelib.aws.files import UploadForm
from chalicelib.core.language import Language
from chalicelib.core.pages import Page
from chalicelib.http.fields import Cursor, Name
from chalicelib.http.texts import catalogue
from chalicelib.imports.findings import Finding
from chalicelib.imports.model import Import, ImportState, Problem, UploadedFile, Wave
from chalicelib.imports.reports import Count
from chalicelib.imports.texts import Severity

MOST_FILES = 16


class ImportFileBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`size` is in bytes."""

    name: Name
    size: Annotated[int, Meta(ge=1)]


class ImportUploadBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    files: Annotated[list[ImportFileBody], Meta(min_length=1, max_length=MOST_FILES)]

    @property
    def uploaded_files(self) -> list[UploadedFile]:
        return [UploadedFile(file.name, file.size) for file in self.files]


class ImportsQuery(Struct, frozen=True, kw_only=True):
    cursor: Cursor | None = None


class FindingsQuery(Struct, frozen=True, kw_only=True):
    severity: Severity | None = None
    cursor: Cursor | None = None


class ImportFormView(Struct, frozen=True, kw_only=True):
    """Where to post the file: `fields` first, the file last, within five minutes."""

    name: str
    url: str
    fields: dict[str, str]

    @classmethod
    def of(cls, file: UploadedFile, form: UploadForm) -> Self:
        return cls(name=file.name, url=form.url, fields=form.fields)


class ImportUploadView(Struct, frozen=True, kw_only=True):
    import_id: str
    forms: list[ImportFormView]

    @classmethod
    def of(cls, made: Import, forms: list[UploadForm]) -> Self:
        views = map(ImportFormView.of, made.files, forms)
        return cls(import_id=made.import_id, forms=list(views))


class RowCountView(Struct, frozen=True, kw_only=True):
    """Rows that were read; of those `good` come in, and `again` repeat another."""

    read: int
    good: int
    again: int

    @classmethod
    def of(cls, count: Count) -> Self:
        return cls(read=count.read, good=count.good, again=count.again)


class SeverityCountsView(Struct, frozen=True, kw_only=True):
    error: int
    warning: int
    information: int

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Self:
        return cls(**{severity.value: counts.get(severity.value, 0) for severity in Severity})


class ImportSummaryView(Struct, frozen=True, kw_only=True):
    """`rows` by sheet; `held_back` families stay out, and `held_back_numbers` names the first."""

    rows: dict[str, RowCountView]
    findings: SeverityCountsView
    held_back: int
    held_back_numbers: list[str]


class ImportProblemView(Struct, frozen=True, kw_only=True):
    code: str
    message: str

    @classmethod
    def of(cls, problem: Problem, language: Language) -> Self:
        return cls(
            code=problem.code, message=catalogue(language)[problem.code].format(**problem.data)
        )


class ImportView(Struct, frozen=True, kw_only=True):
    """Of `families` so many are `done`; `changed` of them were added or corrected by this run."""

    import_id: str
    state: ImportState
    created_at: datetime
    files: list[str]
    families: int
    done: int
    changed: int
    summary: ImportSummaryView | None
    problem: ImportProblemView | None

    @classmethod
    def of(cls, what: Import, language: Language) -> Self:
        return cls(
            import_id=what.import_id,
            state=what.state,
            created_at=what.created_at,
            files=[file.name for file in what.files],
            families=what.of,
            done=what.done,
            changed=what.changed,
            summary=_summary_view(what),
            problem=ImportProblemView.of(what.problem, language) if what.problem else None,
        )


class ImportsView(Struct, frozen=True, kw_only=True):
    imports: list[ImportView]
    next: str | None

    @classmethod
    def of(cls, page: Page[Import], language: Language, next_cursor: str | None) -> Self:
        return cls(imports=[ImportView.of(it, language) for it in page.items], next=next_cursor)


class FindingView(Struct, frozen=True, kw_only=True):
    """`line` counts from 1, the header; 0 is the file as a whole. `what` is wrong, `advice` helps.

    Texts quote what is in the file, markup included: show them as text.
    """

    file: str
    line: int
    column: str
    severity: Severity
    code: str
    what: str
    advice: str

    @classmethod
    def of(cls, finding: Finding, language: Language) -> Self:
        return cls(
            file=finding.origin.file,
            line=finding.origin.line,
            column=finding.column,
            severity=finding.severity,
            code=finding.code,
            what=finding.what(language),
            advice=finding.advice(language),
        )


class FindingsView(Struct, frozen=True, kw_only=True):
    findings: list[FindingView]
    next: str | None

    @classmethod
    def of(cls, page: Page[Finding], language: Language, next_cursor: str | None) -> Self:
        findings = [FindingView.of(it, language) for it in page.items]
        return cls(findings=findings, next=next_cursor)


class WaveView(Struct, frozen=True, kw_only=True):
    """Of `of` people `done` were looked at, and `sent` a mail; `of` is unknown at the beginning."""

    begun_at: datetime
    is_done: bool
    done: int
    of: int | None
    sent: int

    @classmethod
    def of_wave(cls, wave: Wave) -> Self:
        return cls(
            begun_at=wave.begun_at,
            is_done=wave.is_done,
            done=wave.done,
            of=wave.of,
            sent=wave.sent,
        )


def _summary_view(what: Import) -> ImportSummaryView | None:
    summary = what.summary
    if summary is None:
        return None
    return ImportSummaryView(
        rows={kind: RowCountView.of(count) for kind, count in summary.counts.items()},
        findings=SeverityCountsView.of(summary.findings),
        held_back=summary.held_back,
        held_back_numbers=list(summary.named),
    )
