"""DynamoDB transactions in moto that take back only what they touched.

moto copies the whole table, stream included, once per item of a transaction: with a few thousand
items a commit takes seconds. Here the touched items are remembered, and put back if it is refused.
"""

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

_with_copies = DynamoDBBackend.transact_write_items

Undo = Callable[[], None]


def make_cheap() -> None:
    """Change moto for this process; doing it again changes nothing more."""
    DynamoDBBackend.transact_write_items = _transact  # type: ignore[assignment,method-assign]
    Table.__deepcopy__ = _itself  # type: ignore[attr-defined]


def _itself(table: Table, _memo: object) -> Table:
    return table


def _transact(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    undo = [
        _remembered(backend.tables[operation["TableName"]], operation)
        for item in transact_items
        for operation in item.values()
        if operation.get("TableName") in backend.tables
    ]
    try:
        _with_copies(backend, transact_items)
    except Exception:
        for put_back in undo:
            put_back()
        raise


def _remembered(table: Table, operation: dict[str, Any]) -> Undo:
    key = operation.get("Key") or operation.get("Item") or {}
    hash_key, range_key = (
        DynamoType(key[name]) if name in key else None
        for name in (table.hash_key_attr, table.range_key_attr)
    )
    if hash_key is None:  # moto refuses the request before it writes
        return lambda: None
    item = copy.deepcopy(table.get_item(hash_key, range_key))
    written = len(table.stream_shard.items) if table.stream_shard else 0
    return partial(_put_back, table, (hash_key, range_key), item, written)


def _put_back(table: Table, key: tuple[Any, Any], item: Item | None, written: int) -> None:
    hash_key, range_key = key
    if item is None:
        table.items[hash_key].pop(range_key, None)
    else:
        table.items[hash_key][range_key] = item
    if table.stream_shard:
        del table.stream_shard.items[written:]
