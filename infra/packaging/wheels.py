"""Wheels, as pip finds them: for Lambda, or for the Python that runs. Nothing is ever built."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.packaging import target
from infra.packaging.target import Interpreter


class NoWheels(Exception):
    """pip finds no wheels for all of it; its own words are the message."""


@dataclass(frozen=True, order=True)
class Wheel:
    """One file that pip has unpacked."""

    name: str
    sha256: str


def install_for_lambda(
    requirements: Path, into: Path, *, interpreter: Interpreter | None
) -> list[Wheel]:
    """Unpack what these requirements name for Lambda, and return the wheels, sorted.

    Without a Python 3.13 the one that runs decides conditions such as `python_version < "3.13"`:
    that nothing is missing then is what `checks.requirements` finds out.

    :raises NoWheels: some of it has none that fit.
    """
    options = ["--implementation", "cp", "--python-version", ".".join(map(str, target.PYTHON))]
    options += [word for platform in target.PLATFORMS for word in ("--platform", platform)]
    return _install(requirements, into, interpreter or target.running(), options)


def install_for(interpreter: Interpreter, requirements: Path, into: Path) -> list[Wheel]:
    """Unpack the same for a Python of this machine.

    :raises NoWheels: some of it has none that fit.
    """
    return _install(requirements, into, interpreter, ())


def _install(
    requirements: Path, into: Path, interpreter: Interpreter, options: Sequence[str]
) -> list[Wheel]:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command: list[str | Path] = [sys.executable, "-m", "pip", "--python", interpreter.path]
        command += ["install", "--quiet", "--disable-pip-version-check", "--no-compile"]
        command += ["--only-binary=:all:", "--ignore-installed", "--report", report]
        command += ["--target", into, "--requirement", requirements, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise NoWheels(done.stderr)
        return sorted(map(_wheel, json.loads(report.read_text("utf-8"))["install"]))


def _wheel(entry: dict[str, dict[str, str]]) -> Wheel:
    came_from: dict[str, object] = dict(entry["download_info"])
    archive = came_from["archive_info"]
    sha256 = archive["hashes"]["sha256"] if isinstance(archive, dict) else ""
    return Wheel(str(came_from["url"]).rpartition("/")[2], sha256)
