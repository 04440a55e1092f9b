"""Whether what pip has unpacked is whole, complete, and fits Lambda."""

import base64
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.packaging.findings import Finding, place
from infra.packaging.target import GLIBC, PYTHON

_OLD_NAMES = {"manylinux1": 5, "manylinux2010": 12, "manylinux2014": 17}
_PLATFORM = re.compile(r"(manylinux_2_(?P<minor>\d+)|(?P<old>manylinux\d+))_x86_64")
_ABIS = (f"cp{PYTHON[0]}{PYTHON[1]}", "abi3")
_GLIBC_SYMBOL = re.compile(rb"GLIBC_(\d+)\.(\d+)")
_LAMBDA = {
    "python_version": f"{PYTHON[0]}.{PYTHON[1]}",
    "python_full_version": f"{PYTHON[0]}.{PYTHON[1]}.0",
    "implementation_name": "cpython",
    "implementation_version": f"{PYTHON[0]}.{PYTHON[1]}.0",
    "platform_python_implementation": "CPython",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "sys_platform": "linux",
    "os_name": "posix",
    "extra": "",
}


@dataclass(frozen=True)
class Origin:
    """The wheel that a file came in: its tags, and the hash it had there."""

    wheel: str
    tags: tuple[str, ...]
    digest: str


def origins(folder: Path) -> dict[str, Origin]:
    """Return the origin of each file that a RECORD names, by its path in the folder."""
    return {path: it for info in _infos(folder) for path, it in _recorded(info)}


def shared_objects(folder: Path) -> Finding:
    """Each comes unchanged from a wheel for this Python and for no newer glibc than Lambda's."""
    come_from = origins(folder)
    files = sorted(it for it in folder.rglob("*") if ".so" in it.suffixes)
    wrong = [
        f"{path.relative_to(folder)}: {why}"
        for path in files
        if (why := _why_not(path, come_from.get(path.relative_to(folder).as_posix())))
    ]
    newest = max((it for path in files for it in _glibc_of(path)), default=(0, 0))
    seen = f"{len(files)}, the newest glibc that one asks for is {newest[0]}.{newest[1]}"
    return Finding(f"shared objects in {place(folder)}", seen, tuple(wrong))


def requirements(folder: Path) -> Finding:
    """All that the wheels ask for under Lambda's Python is here, in a version they take."""
    there = {canonicalize_name(it.name.split("-")[0]): it for it in _infos(folder)}
    asked = [(info.name, it) for info in there.values() for it in _asked_for(info)]
    wrong = [
        f"{who} needs {it}"
        for who, it in asked
        if (info := there.get(canonicalize_name(it.name))) is None
        or not it.specifier.contains(_version(info), prereleases=True)
    ]
    seen = f"{len(there)} wheels, {len(asked)} requirements among them"
    return Finding(f"wheels in {place(folder)}", seen, tuple(wrong))


def digest(path: Path) -> str:
    """Return the hash of a file as RECORD writes it."""
    value = hashlib.sha256(path.read_bytes()).digest()
    return "sha256=" + base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _why_not(path: Path, origin: Origin | None) -> str | None:
    if origin is None:
        return "no wheel has brought it"
    if not any(map(_fits, origin.tags)):
        return f"{origin.wheel} is for {', '.join(origin.tags)}"
    if digest(path) != origin.digest:
        return f"it is not as {origin.wheel} has brought it"
    newer = [it for it in _glibc_of(path) if it > GLIBC]
    return f"it asks for glibc {max(newer)}" if newer else None


def _fits(tag: str) -> bool:
    _, abi, platform = tag.split("-")
    found = _PLATFORM.fullmatch(platform)
    if abi not in _ABIS or not found:
        return False
    minor = int(found["minor"]) if found["minor"] else _OLD_NAMES[found["old"]]
    return (2, minor) <= GLIBC


def _glibc_of(path: Path) -> Iterator[tuple[int, int]]:
    """Yield the versions of the symbols that it asks glibc for."""
    for major, minor in set(_GLIBC_SYMBOL.findall(path.read_bytes())):
        yield int(major), int(minor)


def _infos(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.dist-info"))


def _recorded(info: Path) -> Iterator[tuple[str, Origin]]:
    wheel = HeaderParser().parsestr((info / "WHEEL").read_text("utf-8"))
    tags = tuple(wheel.get_all("Tag", []))
    with (info / "RECORD").open(encoding="utf-8", newline="") as file:
        for path, recorded, *_ in csv.reader(file):
            yield path, Origin(info.name.removesuffix(".dist-info"), tags, recorded)


def _metadata(info: Path) -> list[tuple[str, str]]:
    return HeaderParser().parsestr((info / "METADATA").read_text("utf-8")).items()


def _version(info: Path) -> str:
    return next(value for name, value in _metadata(info) if name == "Version")


def _asked_for(info: Path) -> Iterator[Requirement]:
    for name, value in _metadata(info):
        if name == "Requires-Dist":
            requirement = Requirement(value)
            if requirement.marker is None or requirement.marker.evaluate(_LAMBDA):
                yield requirement
