"""A zip that has the same bytes whenever its files have the same bytes."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BEFORE_ALL = (1980, 1, 1, 0, 0, 0)  # the oldest moment that a zip can tell
READABLE = 0o644


def pack(folder: Path, into: Path) -> None:
    """Put every file in the folder into a zip: sorted, of no time, readable by everybody."""
    with ZipFile(into, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files_in(folder), key=lambda it: it.relative_to(folder).as_posix()):
            entry = ZipInfo(path.relative_to(folder).as_posix(), BEFORE_ALL)
            entry.external_attr = READABLE << 16
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
