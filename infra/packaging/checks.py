"""Sizes, and files that nobody asked for."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.packaging import target
from infra.packaging.archive import files_in
from infra.packaging.findings import Finding, place
from infra.packaging.services import ROOT, called
from infra.packaging.wheel_checks import digest, origins

_STAYS_AT_HOME = {
    "conftest.py",
    "infra",
    "moto",
    "pytest",
    "samples",
    "test",
    "tests",
}  # fmt: skip
_OURS = ("app.py", "chalicelib/")
_RULES_TO_BEGIN_WITH = "chalicelib/policies/samples/"  # administrators choose from them
_CHALICE = {"chalice/__init__.py", "chalice/app.py"}


def zip_size(archive: Path) -> Finding:
    size = archive.stat().st_size
    return _at_most(f"size of {archive.name}", size, target.LARGEST_ZIP)


def unzipped_size(portal: Path) -> Finding:
    return _at_most("size of the portal, unzipped", weight(portal), target.LARGEST_PORTAL)


def size_with_layer(portal: Path, layer: Path) -> Finding:
    size = weight(portal) + weight(layer)
    return _at_most("size with the layer, unzipped", size, target.LARGEST_WITH_LAYERS)


def weight(folder: Path) -> int:
    """Return how many bytes all files in it have together."""
    return sum(path.stat().st_size for path in files_in(folder))


def nothing_else(folder: Path) -> Finding:
    """Every file is of a wheel and unchanged, or ours, or Chalice's runtime, or its byte code."""
    come_from = origins(folder)
    names = sorted(path.relative_to(folder).as_posix() for path in files_in(folder))
    wrong = [*_strangers(folder, names, come_from.keys())]
    wrong += [f"{it} stays at home" for it in names if _is_at_home(it)]
    wrong += [
        f"{name} is not as its wheel has brought it"
        for name, origin in come_from.items()
        if origin.digest and digest(folder / name) != origin.digest
    ]
    return Finding(f"files in {place(folder)}", f"{len(names)}", tuple(wrong))


def byte_code(folder: Path, *, made: bool) -> Finding:
    """Where a Python 3.13 is, every source has its byte code, which is never checked again."""
    about = f"byte code in {place(folder)}"
    if not made:
        return Finding(about, "none, as there is no Python 3.13 here: every cold start compiles")
    tag = f"cpython-{target.PYTHON[0]}{target.PYTHON[1]}"
    sources = [*folder.rglob("*.py")]
    codes = [path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc" for path in sources]
    wrong = [f"{it.relative_to(folder)} is missing" for it in codes if not it.is_file()]
    wrong += [f"{it.name} is checked" for it in codes if it.is_file() and not _is_unchecked(it)]
    return Finding(about, f"of {len(sources)} sources", tuple(wrong))


def services(folder: Path) -> Finding:
    """Botocore knows the services that the portal calls, and no other."""
    there = {it.name for it in (folder / "botocore/data").iterdir() if it.is_dir()}
    wrong = [f"{it} is called, and unknown" for it in sorted(called() - there)]
    wrong += [f"{it} is never called" for it in sorted(there - called())]
    return Finding("services that botocore knows", ", ".join(sorted(there)), tuple(wrong))


def _is_at_home(name: str) -> bool:
    is_ours = name.startswith(_RULES_TO_BEGIN_WITH)
    return not is_ours and not _STAYS_AT_HOME.isdisjoint(name.split("/"))


def _at_most(about: str, size: int, largest: int) -> Finding:
    seen = f"{size / target.MEGABYTE:.1f} of at most {largest / target.MEGABYTE:.0f} MB"
    return Finding(about, seen, ("too large",) if size > largest else ())


def _strangers(folder: Path, names: list[str], recorded: Iterable[str]) -> Iterator[str]:
    known = {*recorded, *_CHALICE, *(it for it in names if it.startswith(_OURS))}
    for name in names:
        path = folder / name
        if name.startswith(_OURS) and not name.endswith(".pyc"):
            if not (ROOT / name).is_file() or digest(ROOT / name) != digest(path):
                yield f"{name} is not in the sources"
        elif name.endswith(".pyc"):
            source = path.parent.with_name(f"{path.name.split('.')[0]}.py")
            if source.relative_to(folder).as_posix() not in known:
                yield f"{name} has no source"
        elif name not in known:
            yield f"{name} is of no wheel"


def _is_unchecked(code: Path) -> bool:
    """Tell whether Python takes it without a look at the source: flags 1, see PEP 552."""
    with code.open("rb") as file:
        return file.read(8)[4:] == b"\x01\0\0\0"
