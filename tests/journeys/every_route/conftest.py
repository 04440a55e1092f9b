"""One AWS with both organisations for a whole module: each test finds it as the first one did."""

import copy
from collections.abc import Iterator

import pytest
from chalice.test import Client
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from chalicelib.core import clock
from chalicelib.organisations import service as organisations
from tests.browser import Browser
from tests.conftest import NOW, an_empty_aws
from tests.journeys.every_route.world import HERE, THERE, World, a_world


def the_table():
    (table,) = dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].tables.values()
    return table


@pytest.fixture(scope="module")
def worlds() -> Iterator[dict[str, World]]:
    import app

    with an_empty_aws(), Client(app.app) as http:

        def browser(organisation_id: str) -> Browser:
            return Browser(http, organisation_id)

        yield {it: a_world(browser, it) for it in (HERE, THERE)}


@pytest.fixture(autouse=True)
def aws(worlds) -> Iterator[None]:  # noqa: ARG001 - it is in there
    table = the_table()
    items = copy.deepcopy(table.items)
    clock.start_at(NOW)
    organisations.forget()
    table.stream_shard.items.clear()
    yield
    table.items = items


@pytest.fixture
def here(worlds) -> World:
    return worlds[HERE]


@pytest.fixture
def there(worlds) -> World:
    return worlds[THERE]
