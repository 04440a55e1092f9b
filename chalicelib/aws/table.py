"""The one DynamoDB table: its keys, its connection, and reads of several items at once."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import DeleteError, PutError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

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


class Item(Model):
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


def find(item: ItemT) -> ItemT | None:
    """Return what is under the keys of this item now (consistent), or None."""
    (found,) = find_together(item)
    return found  # type: ignore[return-value] # the same class comes back in the same place


def find_together(*items: Item) -> tuple[Item | None, ...]:
    """Return what is under the keys of each item, in the same order, in one consistent request.

    Each comes back as the class it was asked with. For more than 100 use `find_many`.
    """
    wanted = {(item.pk, item.sk): type(item) for item in items}
    found = {
        key: wanted[key].from_raw_data(raw)
        for raw in _batch_get(list(wanted))
        if (key := (raw["pk"]["S"], raw["sk"]["S"])) in wanted
    }
    return tuple(found.get((item.pk, item.sk)) for item in items)


def find_many(kind: type[ItemT], keys: Sequence[tuple[str, str]]) -> list[ItemT]:
    """Return the items under these keys that exist, in no order; one request per 100."""
    distinct = list(dict.fromkeys(keys))
    batches = (distinct[at : at + BATCH] for at in range(0, len(distinct), BATCH))
    return [kind.from_raw_data(raw) for batch in batches for raw in _batch_get(batch)]


def _batch_get(keys: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
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


def is_condition_failed(error: PutError | UpdateError | DeleteError) -> bool:
    """Tell whether a conditional write was refused by its condition, and by nothing else."""
    return error.cause_response_code == "ConditionalCheckFailedException"
