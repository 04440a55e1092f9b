"""One folder with all that a function needs, and nothing else."""

import csv
import shutil
from pathlib import Path

import chalice.app

from infra.packaging import services
from infra.packaging.services import ROOT

# What pip also puts there: commands, their manual pages, and the tests of a library.
_NEVER_RUN = ("bin", "share", "icalendar/tests")


def complete(folder: Path) -> None:
    """Add the portal to the wheels in this folder, and take out what it never uses."""
    leave_out_services(folder, keep=services.called())
    tidy(folder)
    add_portal(folder)
    _add_chalice(folder / "chalice")


def tidy(folder: Path) -> None:
    """Take out what no function ever runs, and let RECORDs name what is left."""
    for name in _NEVER_RUN:
        shutil.rmtree(folder / name, ignore_errors=True)
    for record in folder.glob("*.dist-info/RECORD"):
        _tidy_record(folder, record)


def leave_out_services(folder: Path, *, keep: frozenset[str]) -> None:
    """Drop what botocore and boto3 know of every other service: 400 of them, 25 MB."""
    for data in (folder / "botocore/data", folder / "boto3/data"):
        for entry in data.iterdir():
            if entry.is_dir() and entry.name not in keep:
                shutil.rmtree(entry)
    shutil.rmtree(folder / "boto3/examples", ignore_errors=True)


def _tidy_record(folder: Path, record: Path) -> None:
    """Drop the lines of what is gone: those of commands tell where Python is on this machine."""
    with record.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and (folder / row[0]).is_file()]
    with record.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(sorted(rows))


def add_portal(folder: Path) -> None:
    """Copy our own sources, as git has them, into a folder that may not be there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "app.py", folder)
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(ROOT / "chalicelib", folder / "chalicelib", ignore=ignored)


def _add_chalice(folder: Path) -> None:
    """Add the two files of Chalice that run in a function; its command line stays at home."""
    folder.mkdir()
    app = Path(chalice.app.__file__)
    shutil.copy(app, folder)
    shutil.copy(app.with_name("__init__.py"), folder)
