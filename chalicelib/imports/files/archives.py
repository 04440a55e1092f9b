"""Zips, which workbooks are as well: looked at before anything is unpacked."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from chalicelib.imports.files.tables import (
    FILE_LIMIT,
    MEGABYTE,
    UNPACKED_LIMIT,
    FileNotUnderstood,
    FileTooLarge,
    UnpacksTooLarge,
)

ENTRY_LIMIT = 1_000
_ENCRYPTED = 0x1
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def open_archive(data: bytes, *, file: str) -> ZipFile:
    """Return the archive, once its directory promises to unpack to something sensible.

    The promise binds: reading stops at the size that the directory gives.

    :raises UnpacksTooLarge: in bytes or in number of files.
    :raises FileNotUnderstood: damaged, or locked with a password.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except _DAMAGED as error:
        raise FileNotUnderstood(file=file) from error
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileNotUnderstood(file=file)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_LIMIT or len(entries) > ENTRY_LIMIT:
        raise UnpacksTooLarge(file=file, megabytes=UNPACKED_LIMIT // MEGABYTE)
    return archive


def is_workbook(archive: ZipFile) -> bool:
    return "[Content_Types].xml" in archive.namelist()


def files_of(archive: ZipFile, *, file: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file, without the folders and hidden files of a Mac.

    :raises FileTooLarge: one of them.
    :raises FileNotUnderstood: one of them is damaged.
    """
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        if entry.is_dir() or "__MACOSX" in name.parts or name.name.startswith("."):
            continue
        if entry.file_size > FILE_LIMIT:
            raise FileTooLarge(file=name.name, megabytes=FILE_LIMIT // MEGABYTE)
        yield name.name, _read(archive, entry, file)


def _read(archive: ZipFile, entry: ZipInfo, file: str) -> bytes:
    try:
        return archive.read(entry)
    except _DAMAGED as error:
        raise FileNotUnderstood(file=file) from error
