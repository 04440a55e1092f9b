"""What the functions run on: Python 3.13 on Amazon Linux 2023."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PYTHON = (3, 13)
RUNTIME = "python3.13"
GLIBC = (2, 34)
MACHINE = "linux-x86_64"

MEGABYTE = 1024 * 1024
LARGEST_ZIP = 50 * MEGABYTE
LARGEST_PORTAL = 120 * MEGABYTE
LARGEST_WITH_LAYERS = 250 * MEGABYTE

# pip takes these names as they are: "2_28" does not mean "2_28 and older".
PLATFORMS = (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), "manylinux2014_x86_64")

_PROBE = (
    "import json, sys, sysconfig;"
    "print(json.dumps([sys.version_info[:2], sysconfig.get_platform(), sys.implementation.name]))"
)


@dataclass(frozen=True)
class Interpreter:
    """A Python on this machine."""

    path: Path
    version: tuple[int, int]
    machine: str

    @property
    def is_target(self) -> bool:
        """Tell whether what is packaged can run here."""
        return self.version == PYTHON and self.machine == MACHINE

    def __str__(self) -> str:
        return f"Python {self.version[0]}.{self.version[1]}"


def running() -> Interpreter:
    found = probe(Path(sys.executable))
    if found is None:
        raise RuntimeError(f"{sys.executable} does not start.")
    return found


def find(candidates: Iterator[Path] | None = None) -> Interpreter | None:
    """Return a Python 3.13 of this machine, or None."""
    for path in _candidates() if candidates is None else candidates:
        found = probe(path)
        if found and found.version == PYTHON:
            return found
    return None


def probe(path: Path) -> Interpreter | None:
    """Return what starts under this path, or None: a shim of pyenv may lead nowhere."""
    command: list[str | Path] = [path, "-I", "-c", _PROBE]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    version, machine, implementation = json.loads(done.stdout)
    if implementation != "cpython":
        return None
    return Interpreter(path, (version[0], version[1]), machine)


def _candidates() -> Iterator[Path]:
    """Yield where it may be: this process, PATH, the versions that pyenv has."""
    name = f"python{PYTHON[0]}.{PYTHON[1]}"
    yield Path(sys.executable)
    if on_path := shutil.which(name):
        yield Path(on_path)
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted((root / "versions").glob(f"{PYTHON[0]}.{PYTHON[1]}.*/bin/{name}"))
