"""The whole of `make package`, which takes minutes."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.packaging.archive import pack

ROOT = Path(__file__).parents[2]


@pytest.fixture
def aws() -> None:
    """Nothing here asks AWS."""


def package(*options: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "infra.packaging", *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
def test_without_lambda_s_python_everything_but_the_byte_code_is_there(tmp_path):
    nowhere = {"PATH": "/usr/bin:/bin", "PYENV_ROOT": str(tmp_path)}

    done = package("--into", tmp_path / "dist", **nowhere)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "handlers, and all that they import later" in done.stdout
    with ZipFile(tmp_path / "dist/portal.zip") as portal:
        names = set(portal.namelist())
    has_byte_code = any(it.endswith(".pyc") for it in names)
    assert has_byte_code is ("not on this machine" not in done.stdout)
    assert {"app.py", "chalice/app.py", "chalicelib/mail/jobs.py"} <= names


@pytest.mark.long
def test_it_is_the_same_zip_each_time(tmp_path):
    for name in ("once", "again"):
        assert package("--only", "portal", "--into", tmp_path / name).returncode == 0
        pack(tmp_path / name / "portal", tmp_path / f"{name}.zip")

    assert (tmp_path / "once.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
