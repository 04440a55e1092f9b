"""All items of a table of moto in their order, compared by their texts.

moto puts the whole table in order for every query, and makes each comparison a call of Python: with
a few thousand items most of a query was that.
"""

from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

TEXT = "S"
_compared_one_by_one = Table.all_items


def make_cheap() -> None:
    """Change moto for this process; doing it again changes nothing more."""
    Table.all_items = _all_items  # type: ignore[assignment,method-assign]


def _all_items(table: Table) -> list[Item]:
    if {table.hash_key_type, table.range_key_type} != {TEXT}:
        return _compared_one_by_one(table)
    items = [item for same in table.items.values() for item in same.values()]
    return sorted(items, key=lambda it: (it.hash_key.value, it.range_key.value))
