"""From uploaded files to sheets of rows."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from chalicelib.core.values import dataclass
from chalicelib.imports.files.archives import files_of, is_workbook, open_archive
from chalicelib.imports.files.csv_tables import read_csv
from chalicelib.imports.files.sheets import Sheet, Unusable, recognise
from chalicelib.imports.files.tables import (
    FILE_LIMIT,
    MEGABYTE,
    FileNotUnderstood,
    FileTooLarge,
    OldWorkbook,
    Table,
)
from chalicelib.imports.files.workbooks import read_workbook
from chalicelib.imports.findings import Finding, Findings, Origin

TEXT_FILES = frozenset({".csv", ".txt", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class File:
    name: str
    data: bytes


@dataclass(frozen=True)
class Upload:
    """The sheets, those that lack columns, and what there was to say about the files as such."""

    sheets: tuple[Sheet, ...]
    unusable: tuple[Unusable, ...]
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_files(files: Iterable[File]) -> Upload:
    """Return the sheets of CSV files, workbooks and zips of those, in that order.

    What a file is, its first bytes tell; its name is only a hint.

    :raises FileTooLarge, UnpacksTooLarge, TooManyRows: see the limits in `tables`.
    :raises FileNotUnderstood, OldWorkbook, QuoteInTheWay: a file cannot be read; nothing is kept.
    """
    findings = Findings()
    tables = [table for file in files for table in _tables(file, findings)]
    sheets = [recognise(table, findings) for table in tables]
    names = tuple(table.file for table in tables)
    return Upload(
        tuple(sheet for sheet in sheets if isinstance(sheet, Sheet)),
        tuple(sheet for sheet in sheets if isinstance(sheet, Unusable)),
        names,
        findings.in_order(names),
    )


def _tables(file: File, findings: Findings) -> Iterator[Table]:
    name = PurePosixPath(file.name.replace("\\", "/")).name[:100] or "?"
    if len(file.data) > FILE_LIMIT:
        raise FileTooLarge(file=name, megabytes=FILE_LIMIT // MEGABYTE)
    if file.data.startswith(_OLE):
        raise OldWorkbook(file=name)
    if file.data.startswith(_ZIP):
        yield from _unpacked(name, file.data, findings)
    elif PurePosixPath(name).suffix.lower() in WORKBOOKS:
        raise FileNotUnderstood(file=name)
    else:
        yield read_csv(file.data, file=name, hint=PurePosixPath(name).stem)


def _unpacked(name: str, data: bytes, findings: Findings) -> Iterator[Table]:
    with open_archive(data, file=name) as archive:
        if is_workbook(archive):
            yield from read_workbook(data, archive, file=name)
            return
        for inner, content in files_of(archive, file=name):
            suffix = PurePosixPath(inner).suffix.lower()
            if suffix in TEXT_FILES | WORKBOOKS:
                yield from _tables_of_one(inner, content)
            else:
                findings.note(Origin(inner, 0), "", "file_skipped", file=inner)


def _tables_of_one(name: str, data: bytes) -> Iterator[Table]:
    """Yield the tables of a file out of a zip; a zip in a zip is not unpacked."""
    if data.startswith(_ZIP):
        with open_archive(data, file=name) as archive:
            if not is_workbook(archive):
                raise FileNotUnderstood(file=name)
            yield from read_workbook(data, archive, file=name)
    else:
        yield from _tables(File(name, data), Findings())
