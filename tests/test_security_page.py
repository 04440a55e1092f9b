"""What the security page promises is held by the tests that it names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| what is promised"))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_promise_has_a_place_and_a_test(row):
    _, where, held_by = row
    file, name = re.fullmatch(r"`(tests/[\w/]+\.py)::(test_\w+)`", held_by).groups()

    assert (ROOT / where.strip("`")).is_file()
    assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_no_promise_is_made_twice():
    promises = [row[0] for row in ROWS]

    assert len(promises) == len(set(promises)) > 50
