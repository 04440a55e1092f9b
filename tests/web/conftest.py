"""A portal in a process of its own, and Chromium: for all stories that one worker reads."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from infra import browser as browsers
from infra.local.client import LocalPortal
from infra.local.process import portal_process
from tests.web.visits import MONDAY, Visits


@pytest.fixture
def aws() -> None:
    """The AWS of other tests is in this process; the portal has its own."""


@pytest.fixture(scope="session")
def portal() -> Iterator[LocalPortal]:
    """People of different stories are different people: who comes first is left to chance."""
    with portal_process("--no-timers", env={"PORTAL_NOW": MONDAY}) as process:
        yield process.portal


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def visits(chromium: Browser) -> Iterator[Visits]:
    visits = Visits(chromium)
    yield visits
    for context in chromium.contexts:
        context.close()
