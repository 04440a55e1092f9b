"""Reading and checking touch no AWS, so these tests start none."""

import pytest


@pytest.fixture(autouse=True)
def aws():
    return None
