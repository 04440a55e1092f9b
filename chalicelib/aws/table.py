"""The one DynamoDB table: its keys, its connection, and reads of several items at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import DeleteError, PutError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import MetaModel, Model

from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.pages import Page
from chalicelib.observability import request_sent
from chalicelib.settings import settings

ItemT = TypeVar("ItemT", bound="Item")
BATCH = 100  # keys that DynamoDB takes in one request


class _Gsi1(GlobalSecondaryIndex[Any]):
    """Sparse: an item is in it only while it has both keys."""

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)

    class Meta:
        index_name = "gsi1"
        projection = AllProjection()


class _Kind(MetaModel):
    """Of a hundred names that a model has, these may be attributes: PynamoDB looks at each."""

    def __dir__(self) -> list[str]:
        kinds = [it for it in self.__mro__ if isinstance(it, _Kind)]
        return list(dict.fromkeys(name for it in kinds for name in vars(it)))


class Item(Model, metaclass=_Kind):
    """What every item has. A room's store makes subclasses of it and keeps them to itself.

    `written_by` is the transaction that wrote it last: so that a transaction whose answer was
    lost recognises its own work.
    """

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    ttl = TTLAttribute(null=True)
    written_by = UnicodeAttribute(null=True)
    gsi1 = _Gsi1()

    class Meta:
        table_name = ""  # filled by connection(), so that an import needs no environment

    @classmethod
    def _get_connection(cls) -> TableConnection:
        return connection()


@cache
def connection() -> TableConnection:
    """Return the connection all items share; PynamoDB's own would be one client per class."""
    Item.Meta.table_name = settings().table
    shared = super(Item, Item)._get_connection()
    shared.connection.client.meta.events.register("before-call.dynamodb", request_sent)
    return shared


def find(item: ItemT, *, at_hand: AtHand | None = None) -> ItemT | None:
    """Return what is under the keys of this item now (consistent), or None."""
    (found,) = find_together(item, at_hand=at_hand)
    return found  # type: ignore[return-value] # the same class comes back in the same place


def find_together(*items: Item, at_hand: AtHand | None = None) -> tuple[Item | None, ...]:
    """Return what is under the keys of each item, in the same order, in one consistent request.

    It is one per 100 items. Each comes back as the class it was asked with. What is at hand is not
    asked for again.
    """
    wanted = {key_of(item): type(item) for item in items}
    found = {key: wanted[key].from_raw_data(raw) for key, raw in _look(wanted, at_hand)}
    return tuple(found.get(key_of(item)) for item in items)


def find_many(
    kind: type[ItemT], keys: Iterable[Key], *, at_hand: AtHand | None = None
) -> list[ItemT]:
    """Return the items under these keys that exist, in no order; one request per 100."""
    return [kind.from_raw_data(raw) for _, raw in _look(dict.fromkeys(keys), at_hand)]


def find_along(*items: Item, along: Iterable[Key]) -> tuple[tuple[Item | None, ...], AtHand]:
    """Return what is under the keys of each item, and at hand all that was read in that request.

    That is these items themselves, and what is under the keys of `along`.
    """
    keys = [key_of(item) for item in items]
    wanted = dict.fromkeys([*keys, *along])
    raws: dict[Key, Any] = dict(wanted) | dict(_look(wanted, None))
    found = [
        type(item).from_raw_data(raws[key]) if raws[key] else None
        for item, key in zip(items, keys, strict=True)
    ]
    return tuple(found), AtHand(raws)


def bring(keys: Iterable[Key], *, to: AtHand) -> None:
    """Read what several rooms are going to look at in one request, and put it at hand."""
    wanted = list(dict.fromkeys(keys))
    to.put(dict.fromkeys(wanted) | dict(_look(wanted, None)))


def key_of(item: Item) -> Key:
    return item.pk, item.sk


def _look(keys: Iterable[Key], at_hand: AtHand | None) -> Iterator[tuple[Key, dict[str, Any]]]:
    """Yield what stands under these keys: at hand, or else in one request per 100."""
    to_ask = []
    for key in keys:
        if at_hand is None or key not in at_hand:
            to_ask.append(key)
        elif raw := at_hand.take(key):
            yield key, raw
    for at in range(0, len(to_ask), BATCH):
        for raw in _batch_get(to_ask[at : at + BATCH]):
            yield (raw["pk"]["S"], raw["sk"]["S"]), raw


def _batch_get(keys: Sequence[Key]) -> list[dict[str, Any]]:
    wanted: list[Any] = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys]
    client, found = connection().connection.client, []
    while wanted:
        ask = {settings().table: {"Keys": wanted, "ConsistentRead": True}}
        answer = client.batch_get_item(RequestItems=ask)
        found += answer["Responses"].get(settings().table, [])
        wanted = answer.get("UnprocessedKeys", {}).get(settings().table, {}).get("Keys", [])
    return found


def query_page(
    kind: type[ItemT],
    pk: str,
    condition: Condition | None = None,
    *,
    limit: int,
    after: str | None = None,
    newest_first: bool = False,
) -> Page[ItemT]:
    """Return at most `limit` items by their sort keys; `after` is the `next` of an earlier page."""
    found = kind.query(
        pk,
        condition,
        limit=limit,
        last_evaluated_key=json.loads(after) if after else None,
        scan_index_forward=not newest_first,
        consistent_read=True,
    )
    items = list(found)
    last = found.last_evaluated_key
    return Page(items, json.dumps(last, sort_keys=True) if last else None)


def is_being_changed(error: PutError | UpdateError | DeleteError) -> bool:
    """Tell whether a write was refused because a transaction was on the same item just then."""
    return error.cause_response_code == "TransactionConflictException"


def is_condition_failed(error: PutError | UpdateError | DeleteError) -> bool:
    """Tell whether a conditional write was refused by its condition, and by nothing else."""
    return error.cause_response_code == "ConditionalCheckFailedException"
