"""How long the API takes to start: the import of its handler, here and from the package."""

import shutil
import sys
from pathlib import Path

from benchmarks.environment import of_function
from benchmarks.measures import Measure
from benchmarks.rounds import ROOT, FreshStart, medians
from infra.packaging import bytecode, contents, target, wheels

STARTS = Path(__file__).parent / "starts"
WORK = ROOT / "bench-output/packages"
CACHE = "__pycache__"
IN_LAMBDA = "/var/task"


def imports(rounds: int) -> list[Measure]:
    """Return the import with all rooms, against what Chalice and PynamoDB cost alone."""
    environment = {**of_function(), "PYTHONPATH": str(ROOT)}
    starts = {
        name: FreshStart([sys.executable, STARTS / f"{name}.py"], environment)
        for name in ("floor", "portal")
    }
    seconds = medians(starts, rounds=rounds)
    return [
        Measure(
            name="import of the API, its client made; peer: Chalice, PynamoDB and a client",
            value=seconds["portal"] * 1000,
            peer=seconds["floor"] * 1000,
            unit="ms",
            limit=1.4,
        )
    ]


def cold_starts(rounds: int) -> list[Measure]:
    """Return the import from the package as Lambda unpacks it, against sources only.

    Sources only is what Chalice makes; the files are the same ones.
    """
    python = target.find() or target.running()
    ours, sources = _packages(python if python.is_target else target.running())
    command: list[str | Path] = [python.path, "-I", "-S", STARTS / "package.py"]
    starts = {it.name: FreshStart([*command, it], of_function()) for it in (ours, sources)}
    before = _compiled(sources)
    seconds = medians(starts, rounds=rounds)
    if _compiled(sources) != before:
        raise RuntimeError("Byte code was kept for the next start, as it never is in Lambda.")
    return [
        Measure(
            name=f"cold start from the package, {python}; peer: the same without byte code",
            value=seconds[ours.name] * 1000,
            peer=seconds[sources.name] * 1000,
            unit="ms",
            limit=2,
            is_gain=True,
        )
    ]


def _packages(python: target.Interpreter) -> tuple[Path, Path]:
    """Return the folders of two packages, made anew: with byte code, and with sources only."""
    shutil.rmtree(WORK, ignore_errors=True)
    ours, sources = WORK / "compiled", WORK / "sources"
    wheels.install_for(python, ROOT / "requirements.txt", ours)
    contents.complete(ours)
    shutil.copytree(ours, sources)
    bytecode.compile_all(ours, python, at=IN_LAMBDA)
    for folder in [sources, *(path for path in sources.rglob("*") if path.is_dir())]:
        keep_nothing_in(folder)
    return ours, sources


def keep_nothing_in(folder: Path) -> None:
    """Let Python try to keep byte code here, and fail, as on Lambda's disk.

    A file stands where the folder would be: that stops root as well, whom no permission stops.
    Telling Python not to try would spare it work that it does in Lambda at each cold start.
    """
    (folder / CACHE).touch()


def _compiled(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.pyc"))
