"""EXIF, of which we read when a photo was taken and which way up it is, and write nothing else.

The rest of it tells where a child lives and what device somebody has, and it may hold a small
picture that is not the one we see. So nothing of it is copied: what we keep is written anew.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from chalicelib.core.periods import AMSTERDAM
from chalicelib.core.values import dataclass

UPRIGHT = 1
LYING = frozenset({5, 6, 7, 8})
"""Orientations of which the stored picture is as wide as the upright one is high."""

_ORIENTATIONS = range(1, 9)

_ORIENTATION, _EXIF_FIELDS = 0x0112, 0x8769
_VERSION, _TAKEN, _TAKEN_OFFSET = 0x9000, 0x9003, 0x9011
_ASCII, _SHORT, _LONG, _UNDEFINED = 2, 3, 4, 7
_SIZES = {_ASCII: 1, _SHORT: 2, _LONG: 4, _UNDEFINED: 1}
_PREFIX = b"Exif\0\0"
_ORDERS: Mapping[bytes, Literal["big", "little"]] = {b"MM": "big", b"II": "little"}
_HEADER_SIZE = 8
_IN_PLACE = 4
_LONGEST = 64
"""Bytes of a field that we read: a date has 20."""

_DATE = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_OFFSET = re.compile(r"([+-])(\d\d):([0-5]\d)")
_WIDEST_OFFSET = timedelta(hours=14)
_YEARS = range(1990, 2200)
"""There were hardly any digital cameras before; a later year would not fit everywhere."""

_AHEAD = timedelta(days=1)
"""A clock may be in a time zone that is ahead of ours, and a little wrong."""


@dataclass(frozen=True)
class Taken:
    """When a photo was taken, as the clock of the camera showed it; `offset` is its zone's."""

    local: datetime
    offset: timedelta | None = None

    @property
    def instant(self) -> datetime:
        """The moment in UTC; a camera that knows no zone is taken to be in the Netherlands."""
        zone = AMSTERDAM if self.offset is None else timezone(self.offset)
        return self.local.replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Exif:
    """All that we want to know: when it was taken, and one of the eight orientations."""

    taken: Taken | None = None
    orientation: int = UPRIGHT

    def to_bytes(self) -> bytes:
        """Return it as EXIF, beginning with the TIFF header; empty if there is nothing to say."""
        if self == Exif():
            return b""
        return _written(self)


def read_exif(data: bytes, *, now: datetime) -> Exif:
    """Return what EXIF says, whatever its state; absurd or unreadable facts are left out.

    A time before there were digital cameras, or after `now`, comes from a clock that is not set.
    """
    tiff = data.removeprefix(_PREFIX)
    order = _ORDERS.get(tiff[:2])
    if order is None:
        return Exif()
    outer = _Directory(tiff, order, int.from_bytes(tiff[4:8], order))
    inner = _Directory(tiff, order, outer.number(_EXIF_FIELDS) or len(tiff))
    taken = _taken(inner.text(_TAKEN), inner.text(_TAKEN_OFFSET))
    orientation = outer.number(_ORIENTATION)
    return Exif(
        taken if taken and taken.instant <= now + _AHEAD else None,
        orientation if orientation in _ORIENTATIONS else UPRIGHT,
    )


def _taken(date: str, offset: str) -> Taken | None:
    if not _DATE.fullmatch(date):
        return None
    try:
        local = datetime.strptime(date, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone is beside it
    except ValueError:  # 31 February, or the zeros of a clock that was never set
        return None
    return Taken(local, _offset(offset)) if local.year in _YEARS else None


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > _WIDEST_OFFSET:
        return None
    return -offset if sign == "-" else offset


@dataclass(frozen=True)
class _Directory:
    """The fields of a TIFF from the place `at`; what lies outside of the bytes is empty."""

    tiff: bytes
    order: Literal["big", "little"]
    at: int

    def number(self, tag: int) -> int:
        """Return the number, or 0 if there is none."""
        return self._int(self._value(tag)[:_IN_PLACE])

    def text(self, tag: int) -> str:
        return self._value(tag).split(b"\0")[0].decode("ascii", errors="replace").strip()

    def _value(self, tag: int) -> bytes:
        for field in self._fields():
            if self._int(field[:2]) == tag:
                return self._value_of(field)
        return b""

    def _fields(self) -> Iterator[bytes]:
        first = self.at + 2
        count = self._int(self.tiff[self.at : first])
        for place in range(first, min(first + 12 * count, len(self.tiff)), 12):
            yield self.tiff[place : place + 12]

    def _value_of(self, field: bytes) -> bytes:
        length = self._int(field[4:8]) * _SIZES.get(self._int(field[2:4]), 0)
        if length <= _IN_PLACE:
            return field[8 : 8 + length]
        place = self._int(field[8:])
        return self.tiff[place : place + min(length, _LONGEST)]

    def _int(self, data: bytes) -> int:
        return int.from_bytes(data, self.order)


_Field = tuple[int, bytes]


def _written(exif: Exif) -> bytes:
    """Return two directories, one inside the other, as all readers know them."""
    outer: dict[int, _Field] = {}
    if exif.orientation != UPRIGHT:
        outer[_ORIENTATION] = (_SHORT, exif.orientation.to_bytes(2, "big"))
    header = b"MM\0*" + _HEADER_SIZE.to_bytes(4, "big")
    if not exif.taken:
        return header + _directory(outer, at=_HEADER_SIZE)
    inner_at = _HEADER_SIZE + _empty_size(len(outer) + 1)
    outer[_EXIF_FIELDS] = (_LONG, inner_at.to_bytes(4, "big"))
    inner = _directory(_fields_of(exif.taken), at=inner_at)
    return header + _directory(outer, at=_HEADER_SIZE) + inner


def _fields_of(taken: Taken) -> dict[int, _Field]:
    fields: dict[int, _Field] = {
        _VERSION: (_UNDEFINED, b"0232"),
        _TAKEN: (_ASCII, f"{taken.local:%Y:%m:%d %H:%M:%S}\0".encode()),
    }
    if taken.offset is not None:
        sign = "-" if taken.offset < timedelta(0) else "+"
        hours, minutes = divmod(abs(taken.offset) // timedelta(minutes=1), 60)
        fields[_TAKEN_OFFSET] = (_ASCII, f"{sign}{hours:02}:{minutes:02}\0".encode())
    return fields


def _directory(fields: Mapping[int, _Field], *, at: int) -> bytes:
    """Return the directory for the place `at`, followed by the values that do not fit into it."""
    lines = values = b""
    for tag, (kind, value) in sorted(fields.items()):
        place = value.ljust(_IN_PLACE, b"\0")
        if len(value) > _IN_PLACE:
            place = struct.pack(">I", at + _empty_size(len(fields)) + len(values))
            values += value + b"\0" * (len(value) % 2)
        lines += struct.pack(">HHI", tag, kind, len(value) // _SIZES[kind]) + place
    return struct.pack(">H", len(fields)) + lines + bytes(4) + values


def _empty_size(fields: int) -> int:
    """Return the bytes of a directory of that many fields, without what follows it."""
    return 2 + 12 * fields + 4
