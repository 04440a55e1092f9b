"""The whole main job over HTTP, on an ordinary day, at the turn of a year, and on 29 February."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]


@pytest.mark.long
@pytest.mark.parametrize("day", ["2026-11-02", "2027-01-02", "2028-02-29"])
def test_the_demo_does_all_of_its_steps(day, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "infra.demo"],
        cwd=ROOT,
        env={**os.environ, "PORTAL_NOW": day, "DEMO_OUTPUT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    text = PdfReader(tmp_path / "invoice.pdf").pages[0].extract_text()
    assert "Fam. Abdi" in text
    with zipfile.ZipFile(tmp_path / "photos.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) >= 4
