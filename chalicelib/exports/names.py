"""Names of files and folders that every system takes: Windows, macOS, phones, in any script."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from chalicelib.core.periods import AMSTERDAM

MOST_BYTES = 120
"""Of one name, in UTF-8: a folder and a file stay below the 260 characters of a path in Windows."""

_LONGEST_EXTENSION = 10
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff\u2028\u2029]')
_TURNS_TEXT_AROUND = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
_JOINER = "\u200d"


def photo_name(*, taken: datetime, child: str, number: int, extension: str) -> str:
    """Return such as "2026-03-04_1512_Noor_7.jpg": by date, and telling who it is about.

    The time is the one in Amsterdam. A very long name of a child is cut, never the number.
    """
    start = f"{taken.astimezone(AMSTERDAM):%Y-%m-%d_%H%M}_"
    end = f"_{number}.{extension}"
    room = MOST_BYTES - len(f"{start}{end}".encode())
    return start + _cut(_clean(child), room) + end


def safe_name(text: str) -> str:
    """Return the text as the name of one file or folder, at most 120 bytes, as alike as can be."""
    name = _clean(text)
    if _DEVICE.match(name) or name.startswith("."):
        name = f"_{name}"
    stem, extension = _split(name)
    return _cut(stem, MOST_BYTES - len(extension.encode())) + extension


def safe_path(text: str) -> str:
    """Return the path with every part of it safe; it leads nowhere outside its own folder."""
    parts = [safe_name(part) for part in text.split("/") if part.strip() not in {"", ".", ".."}]
    return "/".join(parts) or "_"


def unlike(paths: Iterable[str]) -> list[str]:
    """Return the safe paths, told apart by a number: "a.jpg" and "A.JPG" give "A (2).JPG".

    Windows and macOS see no difference between capitals and small letters. A file is also not
    called as a folder is.
    """
    wanted = list(paths)
    taken = {_seen_as(folder) for path in wanted for folder in _folders(path)}
    counts: dict[str, int] = {}
    return [_first_free(path, taken, counts) for path in wanted]


def _first_free(path: str, taken: set[str], counts: dict[str, int]) -> str:
    free = path
    while _seen_as(free) in taken:
        number = counts.get(_seen_as(path), 1) + 1
        counts[_seen_as(path)] = number  # a thousand times the same name does not search each time
        free = _numbered(path, number)
    taken.add(_seen_as(free))
    return free


def _numbered(path: str, number: int) -> str:
    folder, slash, name = path.rpartition("/")
    stem, extension = _split(name)
    end = f" ({number}){extension}"
    return folder + slash + _cut(stem, MOST_BYTES - len(end.encode())) + end


def _folders(path: str) -> Iterable[str]:
    return (path[:at] for at, letter in enumerate(path) if letter == "/")


def _seen_as(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", _TURNS_TEXT_AROUND.sub("", text))
    return _FORBIDDEN.sub("_", composed).strip().rstrip(". ") or "_"


def _split(name: str) -> tuple[str, str]:
    """Return stem and extension, the latter with its dot, or empty if it is none."""
    stem, dot, extension = name.rpartition(".")
    if not stem or not extension.isalnum() or len(extension.encode()) > _LONGEST_EXTENSION:
        return name, ""
    return stem, dot + extension


def _cut(text: str, room: int) -> str:
    """Return what fits into that many bytes, and ends neither within a letter nor in a dot."""
    fits = text.encode()[: max(room, 0)].decode(errors="ignore")
    return fits.rstrip(f"{_JOINER}. ") or "_"
