"""The office at work."""

import pytest

from chalicelib.core.callers import Role
from tests.builders import an_organisation
from tests.families.builders import FAMILY


@pytest.fixture
def planner(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.PLANNER)


@pytest.fixture
def family_id(planner):
    return planner.post("/staff/families", FAMILY).body["family_id"]
