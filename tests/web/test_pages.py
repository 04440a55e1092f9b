"""The built pages, without a browser: what they weigh, and what the content policy asks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"
DIST = WEB / "dist"
NODE = Path(sys.executable).with_name("node")

PAGES = ["index.html", "log-in.html"]


def test_each_page_is_small_enough_for_an_old_phone() -> None:
    told = subprocess.run(
        [NODE, "budget.mjs"], cwd=WEB, capture_output=True, text=True, check=False
    )

    assert told.returncode == 0, told.stdout + told.stderr
    assert "auth/LogIn" in told.stdout


@pytest.mark.parametrize("page", PAGES)
def test_no_script_and_no_style_stands_in_a_page_itself(page: str) -> None:
    html = (DIST / page).read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert all(" src=" in script for script in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nothing_of_other_sites(page: str) -> None:
    html = (DIST / page).read_text(encoding="utf-8")
    addresses = re.findall(r'(?:src|href|action)="([^"]*)"', html)

    assert addresses
    assert [it for it in addresses if not re.match(r"[/#](?!/)", it)] == []


def test_the_log_in_page_can_be_read_before_any_script_has_run() -> None:
    html = (DIST / "log-in.html").read_text(encoding="utf-8")

    assert "<h1>Inloggen</h1>" in html
    assert 'autocomplete="current-password"' in html
