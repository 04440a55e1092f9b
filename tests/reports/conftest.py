"""A family with a child in the Ladybirds, and browsers for who is there."""

import pytest

from tests.families.builders import a_family
from tests.reports.builders import child_of, parent_of, worker_of


@pytest.fixture
def family():
    return a_family()


@pytest.fixture
def child(family):
    return child_of(family)


@pytest.fixture
def worker(browser):
    return worker_of(browser)


@pytest.fixture
def parent(browser, family):
    return parent_of(browser, family)
