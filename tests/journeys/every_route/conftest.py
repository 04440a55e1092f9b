"""One AWS with both organisations for a whole module: each test finds it as the first one did."""

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from chalice.test import Client
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.s3.models import s3_backends

from chalicelib.core import clock
from chalicelib.organisations import service as organisations
from tests.browser import Browser
from tests.conftest import NOW, an_empty_aws
from tests.journeys.every_route.callers import sign_everybody_in
from tests.journeys.every_route.town import Town
from tests.journeys.every_route.world import HERE, THERE, World


class Kept:
    """What is in the table and in the buckets, to be put back after something was changed."""

    def __init__(self) -> None:
        self._items = copy.deepcopy(dict(_table().items))
        self._there = {name: dict(it.keys.items()) for name, it in _buckets().items()}
        # moto closes a file that is deleted, and all of them when it starts anew.
        self._files = {name: pickle.dumps(it) for name, it in self._there.items()}

    def put_all_back(self) -> None:
        for pk, items in copy.deepcopy(self._items).items():
            _table().items[pk] = items
        self._put_files_back()

    def put_back(self) -> None:
        """Put back what the stream tells was written: a whole table takes much longer."""
        stream, table = _table().stream_shard.items, _table()
        for record in stream:
            keys = record.record["dynamodb"]["Keys"]
            pk, sk = (DynamoType(keys[name]) for name in ("pk", "sk"))
            before = self._items.get(pk, {}).get(sk)
            if before is None:
                table.items[pk].pop(sk, None)
            else:
                table.items[pk][sk] = copy.deepcopy(before)
        if stream:
            stream.clear()
            self._put_files_back()

    def _put_files_back(self) -> None:
        for name, bucket in _buckets().items():
            if not _is_same(dict(bucket.keys.items()), self._there[name]):
                self._there[name] = pickle.loads(self._files[name])
                bucket.keys = type(bucket.keys)()
                for key, file in self._there[name].items():
                    bucket.keys[key] = file


def _is_same(files: dict[str, Any], there: dict[str, Any]) -> bool:
    return files.keys() == there.keys() and all(files[key] is there[key] for key in there)


def _table() -> Any:
    (table,) = dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].tables.values()
    return table


def _buckets() -> Any:
    return s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets


_made: dict[str, Any] = {}  # once for all modules of a process: it takes three seconds


@pytest.fixture(scope="module")
def worlds() -> Iterator[dict[str, World]]:
    import app

    with an_empty_aws(), Client(app.app) as http:

        def browser(organisation_id: str) -> Browser:
            return Browser(http, organisation_id)

        if not _made:
            towns = {it: Town(browser, it).build() for it in (HERE, THERE)}
            everybody = sign_everybody_in(*towns.values())
            cookies = {name: it.cookies for name, it in everybody.items()}
            _made.update(towns=towns, cookies=cookies, kept=Kept())
        else:
            _made["kept"].put_all_back()
        for town in _made["towns"].values():
            town.browser = browser
        yield {name: World(town) for name, town in _made["towns"].items()}


@pytest.fixture(autouse=True)
def aws(worlds) -> Iterator[None]:  # noqa: ARG001 - it is in there
    _table().stream_shard.items.clear()
    clock.start_at(NOW)
    organisations.forget()
    yield
    _made["kept"].put_back()


@pytest.fixture
def put_back():
    """Forget what was changed so far."""
    return _made["kept"].put_back


@pytest.fixture
def everybody(here) -> dict[str, Browser]:
    """A browser for each caller in the table of who may do what, at the address of `here`."""
    visitors = {name: here.nobody() for name in _made["cookies"]}
    for name, visitor in visitors.items():
        visitor.cookies |= _made["cookies"][name]
    return visitors


@pytest.fixture
def here(worlds) -> World:
    return worlds[HERE]


@pytest.fixture
def there(worlds) -> World:
    return worlds[THERE]
