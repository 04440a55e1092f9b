"""The table: its keys are those of the resources, and several items cost one request."""

import pytest
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.aws.table import (
    Item,
    bring,
    connection,
    find,
    find_along,
    find_many,
    find_together,
    query_page,
)
from chalicelib.core.at_hand import AtHand
from infra.local.resources import properties
from tests.aws_events import requests_to_the_table
from tests.conftest import NOW


class Counter(Item):
    value = NumberAttribute(default=0)


class Note(Item):
    text = UnicodeAttribute()


def test_keys_index_and_ttl_are_those_of_the_resources():
    ours, theirs = Item._get_schema(), properties("PortalTable")

    assert ours["key_schema"] == theirs["KeySchema"]
    assert sorted(ours["attribute_definitions"], key=str) == sorted(
        theirs["AttributeDefinitions"], key=str
    )
    assert [
        (index["index_name"], index["key_schema"]) for index in ours["global_secondary_indexes"]
    ] == [(index["IndexName"], index["KeySchema"]) for index in theirs["GlobalSecondaryIndexes"]]
    assert theirs["TimeToLiveSpecification"]["AttributeName"] == Item.ttl.attr_name


def test_an_item_without_index_keys_is_not_in_the_index():
    Item("a", "1", gsi1pk="G", gsi1sk="1").save()
    Item("a", "2").save()

    assert [item.sk for item in Item.gsi1.query("G")] == ["1"]


def test_ttl_is_kept_to_the_second():
    Item("a", "1", ttl=NOW).save()

    assert Item.get("a", "1").ttl == NOW


def test_all_items_share_one_client():
    assert Counter._get_connection() is Note._get_connection() is connection()


def test_items_of_several_kinds_come_in_one_request_and_in_order():
    Counter("a", "1", value=7).save()
    Note("b", "1", text="hello").save()

    with requests_to_the_table() as sent:
        note, nothing, counter = find_together(Note("b", "1"), Note("b", "2"), Counter("a", "1"))

    assert (note.text, nothing, counter.value) == ("hello", None, 7)
    assert sent == ["BatchGetItem"]


def test_what_is_read_along_is_at_hand_for_one_look():
    Counter("a", "1", value=7).save()
    Note("b", "1", text="hello").save()

    with requests_to_the_table() as sent:
        (counter,), at_hand = find_along(Counter("a", "1"), along=[("b", "1"), ("b", "2")])
        note, nothing = (find(Note("b", sk), at_hand=at_hand) for sk in "12")
    assert (counter.value, note.text, nothing) == (7, "hello", None)
    assert sent == ["BatchGetItem"]

    Note("b", "1", text="written meanwhile").save()
    assert find(Note("b", "1"), at_hand=at_hand).text == "written meanwhile"


def test_only_what_is_not_at_hand_is_asked_for():
    for number in range(3):
        Counter("a", f"{number}", value=number).save()
    at_hand = AtHand()
    bring([("a", "0"), ("a", "1")], to=at_hand)

    with requests_to_the_table() as sent:
        found = find_many(Counter, [("a", "0"), ("a", "2")], at_hand=at_hand)
        (again,) = find_together(Counter("a", "1"), at_hand=at_hand)

    assert (sorted(it.value for it in found), again.value) == ([0, 2], 1)
    assert sent == ["BatchGetItem"]


def test_what_is_not_there_is_none():
    assert find(Counter("a", "1")) is None


@pytest.mark.parametrize(("wanted", "requests"), [(0, 0), (1, 1), (100, 1), (101, 2), (250, 3)])
def test_many_items_cost_a_request_per_hundred(wanted, requests):
    keys = [("a", f"{number:03}") for number in range(wanted)]
    with Counter.batch_write() as batch:
        for pk, sk in keys:
            batch.save(Counter(pk, sk))

    with requests_to_the_table() as sent:
        found = find_many(Counter, [*keys, *keys])

    assert (sorted((it.pk, it.sk) for it in found), len(sent)) == (keys, requests)


@pytest.mark.parametrize("newest_first", [True, False])
def test_pages_together_are_the_whole_list(newest_first):
    for number in range(7):
        Counter("a", f"{number}").save()

    seen, after = [], None
    while True:
        page = query_page(Counter, "a", limit=3, after=after, newest_first=newest_first)
        seen += [item.sk for item in page.items]
        after = page.next
        if after is None:
            break

    assert seen == sorted("0123456", reverse=newest_first)
