"""How long the API takes to start: the import of its handler, here and from the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import chalice

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
    """Return the import from the package as Lambda unpacks it, against Chalice's own zip."""
    python = target.find() or target.running()
    python = python if python.is_target else target.running()
    shutil.rmtree(WORK, ignore_errors=True)
    packages = {"ours": _package(python), "chalice": _chalices(python)}
    for folder in packages.values():
        _close(folder)
    command: list[str | Path] = [python.path, "-I", "-S", STARTS / "package.py"]
    starts = {name: FreshStart([*command, it], of_function()) for name, it in packages.items()}
    before = _compiled(WORK)
    seconds = medians(starts, rounds=rounds)
    if _compiled(WORK) != before:
        raise RuntimeError("Byte code was kept for the next start, as it never is in Lambda.")
    return [
        Measure(
            name=f"cold start from the package, {python}; peer: Chalice's own zip",
            value=seconds["ours"] * 1000,
            peer=seconds["chalice"] * 1000,
            unit="ms",
            limit=2,
            is_gain=True,
        )
    ]


def _package(python: target.Interpreter) -> Path:
    """Return the folder of what `make package` makes for this Python, unzipped."""
    ours = WORK / "ours"
    wheels.install_for(python, ROOT / "requirements.txt", ours)
    contents.complete(ours)
    bytecode.compile_all(ours, python, at=IN_LAMBDA)
    return ours


def _chalices(python: target.Interpreter) -> Path:
    """Return the folder of what `chalice package` makes for this Python, unzipped.

    It is made from a clean copy: Chalice would zip byte code of this machine along, which is for
    another Python or for sources of another moment, and of no use to Lambda.
    """
    checkout, chalices = WORK / "checkout", WORK / "chalice"
    contents.add_portal(checkout)
    shutil.copy(ROOT / "requirements.txt", checkout)
    site_packages = Path(chalice.__file__).parents[1]
    done = subprocess.run(  # noqa: S603 - a command of ours
        [python.path, "-m", "benchmarks.peers.chalice_zip", checkout],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(site_packages)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    with ZipFile(done.stdout.strip()) as archive:
        archive.extractall(chalices)
    return chalices


def _close(package: Path) -> None:
    """Let no folder keep byte code that did not come with the package."""
    for folder in [package, *(path for path in package.rglob("*") if path.is_dir())]:
        if folder.name != CACHE and not (folder / CACHE).exists():
            keep_nothing_in(folder)


def keep_nothing_in(folder: Path) -> None:
    """Let Python try to keep byte code here, and fail, as on Lambda's disk.

    A file stands where the folder would be: that stops root as well, whom no permission stops.
    Telling Python not to try would spare it work that it does in Lambda at each cold start.
    """
    (folder / CACHE).touch()


def _compiled(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.pyc"))
