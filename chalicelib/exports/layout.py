"""Where every byte of an archive goes: it follows from the manifest alone.

    | header 1 | photo 1 | header 2 | photo 2 | ... | directory |

Photos are stored, not packed: a JPEG does not get smaller. So a header, which holds size and
CRC-32, can be written before its photo is read, without the descriptor after the data on which
the archive tool of macOS stumbles. All records come from Python's zipfile.
"""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import cached_property
from itertools import accumulate

from chalicelib.core.periods import AMSTERDAM
from chalicelib.core.values import dataclass
from chalicelib.exports.crc import combine
from chalicelib.exports.manifest import Entry

_UNIX = 3
_READABLE_FILE = 0o100644 << 16
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UTC_TIME = 0x5455
_SECONDS_THAT_FIT = range(1 << 31)


@dataclass(frozen=True)
class Layout:
    """The archive without what is in it: per entry its header and where that starts, in bytes."""

    entries: Sequence[Entry]
    headers: Sequence[bytes]
    offsets: Sequence[int]
    directory: bytes
    directory_offset: int

    @property
    def size(self) -> int:
        """Bytes of the whole archive."""
        return self.directory_offset + len(self.directory)

    @cached_property
    def crc32(self) -> int:
        """The CRC-32 of the whole archive: what a store must find when it is complete."""
        crc = 0
        for entry, header in zip(self.entries, self.headers, strict=True):
            crc = combine(zlib.crc32(header, crc), entry.crc32, entry.size)
        return zlib.crc32(self.directory, crc)

    def data_offset(self, number: int) -> int:
        """Return where the file of that entry starts."""
        return self.offsets[number] + len(self.headers[number])

    def data_end(self, number: int) -> int:
        """Return where it ends, which is where the next header or the directory starts."""
        return self.data_offset(number) + self.entries[number].size


def lay_out(entries: Sequence[Entry], *, zone: tzinfo = AMSTERDAM) -> Layout:
    """Return the layout; `zone` is for programs that show the time of a file as it is written."""
    infos = [_info(entry, zone) for entry in entries]
    headers = [info.FileHeader() for info in infos]
    lengths = (len(header) + info.file_size for header, info in zip(headers, infos, strict=True))
    *offsets, end = accumulate(lengths, initial=0)
    for info, offset in zip(infos, offsets, strict=True):
        info.header_offset = offset
    return Layout(entries, headers, offsets, _directory(infos, end), end)


def _info(entry: Entry, zone: tzinfo) -> zipfile.ZipInfo:
    """Return it without anything that depends on the machine: all workers write the same."""
    local = entry.modified.astimezone(zone)
    fits = _FIRST_YEAR <= local.year <= _LAST_YEAR
    info = zipfile.ZipInfo(entry.path, local.timetuple()[:6] if fits else _LONG_AGO)
    info.create_system = _UNIX
    info.external_attr = _READABLE_FILE
    info.CRC = entry.crc32
    info.file_size = info.compress_size = entry.size
    info.extra = _utc_time(int(entry.modified.astimezone(UTC).timestamp()))
    return info


def _utc_time(seconds: int) -> bytes:
    """Return the field with the time in UTC, which the record itself cannot hold."""
    if seconds not in _SECONDS_THAT_FIT:
        return b""
    return struct.pack("<HHBi", _UTC_TIME, 5, 1, seconds)


class _BytesFrom:
    """A file that starts at `offset`, for zipfile to write the directory into."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.data = bytearray()

    def write(self, data: bytes, /) -> int:
        self.data += data
        return len(data)

    def tell(self) -> int:
        return self.offset + len(self.data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""


def _directory(infos: Sequence[zipfile.ZipInfo], offset: int) -> bytes:
    """Return what zipfile writes when an archive is closed, with ZIP64 records where needed."""
    file = _BytesFrom(offset)
    with zipfile.ZipFile(file, "w") as archive:
        archive.filelist.extend(infos)
    return bytes(file.data)
