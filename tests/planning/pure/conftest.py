"""The rules touch no AWS, so their tests start none."""

import pytest


@pytest.fixture(autouse=True)
def aws():
    return None
