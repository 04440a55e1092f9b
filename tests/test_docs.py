"""Every promise in the docs has a check."""

import re
import subprocess
from pathlib import Path

import pytest

from infra import keys

ROOT = Path(__file__).parents[1]
TRACKED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT,
    check=True,
    capture_output=True,
    text=True,
).stdout.split("\n")
PAGES = [ROOT / name for name in TRACKED if name.endswith(".md") and "node_modules" not in name]


def test_every_key_is_in_the_data_page():
    assert keys.FILE.read_text(encoding="utf-8") == keys.text(), "run `make docs`"


@pytest.mark.parametrize("store", keys.stores(), ids=lambda path: path.parent.name)
def test_a_store_says_its_keys_with_the_organisation_first(store):
    if "class _" not in store.read_text(encoding="utf-8"):
        return
    rows = [cells for cells in keys.rows_of(store) if cells[0] not in ("pk", "gsi1pk")]
    assert rows
    assert [row for row in rows if not row[0].startswith(("ORG#<org>#", "ORGANISATIONS"))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_are_in_the_makefile(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
    assert named <= targets


def test_every_target_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert [it for it in phony if not re.search(rf"^{it}:.*##", makefile, re.MULTILINE)] == []


def test_the_index_names_every_page():
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs").glob("*.md") if path.name != "index.md"]
    assert [name for name in pages if f"({name})" not in index] == []
