"""One AWS with faults for a whole module."""

from collections.abc import Iterator

import pytest
from chalice.test import Client

from chalicelib.observability import logger
from tests.conftest import an_empty_aws
from tests.faults import place
from tests.faults.injector import Injector, injected
from tests.faults.place import Kept
from tests.faults.stage import Stage, a_stage


@pytest.fixture(scope="module")
def injector() -> Iterator[Injector]:
    level = logger.level
    logger.setLevel("CRITICAL")  # what goes wrong here is meant to, and is compared below
    with an_empty_aws(), injected() as it:
        yield it
    logger.setLevel(level)


@pytest.fixture(scope="module")
def stage(injector) -> Iterator[Stage]:  # noqa: ARG001 - it is between the stage and AWS
    import app

    with Client(app.app) as http:
        yield a_stage(http)


@pytest.fixture(scope="module")
def empty(stage) -> Kept:  # noqa: ARG001 - with the stage on it
    """The stage before any scenario was arranged on it."""
    return place.keep()


@pytest.fixture(autouse=True)
def aws() -> None:
    """That of the stage: what plays there puts it back by itself."""
