"""Files of an import in S3: what was uploaded, and the findings about it."""

import json
from collections.abc import Iterator, Sequence

from chalicelib.aws import files
from chalicelib.core.pages import Page
from chalicelib.imports.files.tables import FILE_LIMIT
from chalicelib.imports.findings import Finding, Origin
from chalicelib.imports.model import FileMissing, Import
from chalicelib.imports.reading import File
from chalicelib.imports.texts import Severity

MOST_FINDINGS = 5_000  # kept for reading; the summary counts them all
CONTENT_TYPE = "application/octet-stream"


class ImportArchive:
    """The files of one import; its keys begin with the organisation."""

    def __init__(self, organisation_id: str, import_id: str) -> None:
        self._folder = f"imports/{organisation_id}/{import_id}"

    def upload_forms(self, what: Import) -> list[files.UploadForm]:
        """Return for each file, in order, the form with which a browser puts it in its place."""
        return [
            files.upload_form(self._upload(at), content_type=CONTENT_TYPE, largest=FILE_LIMIT)
            for at in range(len(what.files))
        ]

    def take_in(self, what: Import) -> None:
        """Keep what was uploaded: uploads are gone after a day, and may be replaced until then.

        :raises FileMissing: a file was neither uploaded nor kept before.
        """
        for at, file in enumerate(what.files):
            data = files.read_upload(self._upload(at), largest=FILE_LIMIT)
            if data is not None:
                files.write(self._copy(at), data, content_type=CONTENT_TYPE)
                files.remove_upload(self._upload(at))
            elif files.find(self._copy(at)) is None:
                raise FileMissing(file=file.name)

    def read(self, what: Import) -> Iterator[File]:
        """Yield the files that were taken in.

        :raises FileMissing: one of them is gone.
        """
        for at, file in enumerate(what.files):
            data = files.find(self._copy(at))
            if data is None:
                raise FileMissing(file=file.name)
            yield File(file.name, data)

    def write_findings(self, findings: Sequence[Finding]) -> None:
        """Keep the findings; of very many the errors rather than the rest, all in their order."""
        plain = [_plain(finding) for finding in _most_urgent(findings)]
        data = json.dumps(plain, ensure_ascii=False).encode()
        files.write(f"{self._folder}/findings.json", data, content_type="application/json")

    def findings(
        self, *, severity: Severity | None, after: str | None, limit: int
    ) -> Page[Finding]:
        """Return a page of the findings; none if there is no report (any more)."""
        data = files.find(f"{self._folder}/findings.json")
        found = [_finding(it) for it in json.loads(data or b"[]")]
        wanted = [it for it in found if severity in (None, it.severity)]
        start = int(after or 0)
        end = start + limit
        return Page(wanted[start:end], str(end) if end < len(wanted) else None)

    def _upload(self, at: int) -> str:
        return f"{self._folder}/{at}"

    def _copy(self, at: int) -> str:
        return f"{self._folder}/files/{at}"


def _most_urgent(findings: Sequence[Finding]) -> list[Finding]:
    order = {severity: place for place, severity in enumerate(Severity)}
    places = sorted(range(len(findings)), key=lambda at: order[findings[at].severity])
    return [findings[at] for at in sorted(places[:MOST_FINDINGS])]


def _plain(finding: Finding) -> list[object]:
    origin = finding.origin
    return [origin.file, origin.line, finding.column, finding.code, dict(finding.data)]


def _finding(plain: list[object]) -> Finding:
    file, line, column, code, data = plain
    return Finding(Origin(str(file), int(str(line))), str(column), str(code), dict(data))  # type: ignore[call-overload] # as it was written
