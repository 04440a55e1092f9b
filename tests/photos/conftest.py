"""Who is in photos, and who takes and sees them."""

import pytest

from tests.families.builders import a_family
from tests.photos.builders import group_worker, parent


@pytest.fixture
def family():
    return a_family()


@pytest.fixture
def noor(family):
    return family.children[0].child_id


@pytest.fixture
def femke(browser):
    return group_worker(browser)


@pytest.fixture
def anna(browser, family):
    return parent(browser, family)
