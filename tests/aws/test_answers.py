"""The answers that are given on as they are, are the same as those that moto takes its time for."""

import pytest

from chalicelib.settings import settings
from infra.local import answers
from tests.conftest import client

KEY = {"pk": {"S": "ORG#zonnebloem#FAMILY#1"}, "sk": {"S": "FAMILY"}}
VALUES = {
    "text": {"S": "نور 李 👩‍👧"},
    "empty": {"S": ""},
    "number": {"N": "12.50"},
    "yes": {"BOOL": True},
    "no": {"BOOL": False},
    "nothing": {"NULL": True},
    "bytes": {"B": b"\x00\xff"},
    "texts": {"SS": ["a", "b"]},
    "list": {"L": [{"S": "a"}, {"N": "1"}, {"L": []}]},
    "map": {"M": {"S": {"S": "a"}, "inside": {"M": {"BOOL": {"BOOL": True}}}}},
}


def test_every_kind_of_value_comes_back_as_it_was_put():
    table = settings().table
    client("dynamodb").put_item(TableName=table, Item={**KEY, **VALUES})

    found = client("dynamodb").get_item(TableName=table, Key=KEY)["Item"]

    assert found == {**KEY, **VALUES}


@pytest.mark.parametrize("name", ["text", "empty", "number", "yes", "no"])
def test_what_is_plain_is_given_on(name):
    assert answers.is_plain(VALUES[name])


@pytest.mark.parametrize("name", ["nothing", "bytes", "texts", "list", "map"])
def test_what_has_something_inside_is_left_to_moto(name):
    assert not answers.is_plain(VALUES[name])
