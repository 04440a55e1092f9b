"""Chromium for tests and pictures: `python -m infra.browser` installs it where it is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", "chromium")
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
FLAGS = (
    "--no-sandbox",  # it only visits the portal of this machine, often as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000  # milliseconds


class NoBrowser(RuntimeError):
    """There is no Chromium here; the message says how to get it."""


def find() -> str | None:
    """Return the path of a Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def found() -> str:
    """:raises NoBrowser: there is none."""
    if path := find():
        return path
    raise NoBrowser(f"There is no Chromium: run `sudo {' '.join(INSTALL)}`")


def install() -> None:
    """Install it, if it is missing and this is root.

    :raises NoBrowser: this is not root, or it did not work.
    """
    if find():
        return
    if os.geteuid() != 0 or not shutil.which(INSTALL[0]):
        found()
    for command in (("apt-get", "update"), INSTALL):
        subprocess.run(  # noqa: S603 - the two commands above
            command, env={**os.environ, **QUIET}, stdout=subprocess.DEVNULL, check=False
        )
    found()


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Run it until the block ends.

    :raises NoBrowser: there is none.
    """
    from playwright.sync_api import sync_playwright

    path = found()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: "Browser", *, size: tuple[int, int], **options: Any) -> "Page":
    """Return a page of a visitor of its own, in Dutch unless `locale` says otherwise."""
    width, height = size
    context = browser.new_context(
        **{"locale": "nl-NL", "viewport": {"width": width, "height": height}, **options}
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def main() -> int:
    try:
        install()
    except NoBrowser as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - it is what this command says
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
