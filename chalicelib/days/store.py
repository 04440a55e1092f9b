"""What was said about the days of children, in DynamoDB.

pk                         sk                what
ORG#<org>#CHILD#<child>    MONTH#<month>     requests and absences, one attribute per date

Two days of one month are changed in the same item and never each other's part of it: the condition
is about the date's own attribute, which carries a mark that is another one after every change.
"""

import json
from collections.abc import Collection, Mapping
from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Self

from pynamodb.attributes import MapAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.aws.table import Item, find_together, key_of
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import PortalError
from chalicelib.core.ids import new_id
from chalicelib.core.periods import Month
from chalicelib.days.model import DayEntry
from chalicelib.days.plain import entry_of, plain_entry


class _MonthItem(Item):
    """An item with an attribute, a map, for each date about which something was said."""

    entries: Mapping[str, Any]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        item = super().from_raw_data(data)
        maps = {name: value["M"] for name, value in data.items() if "M" in value}
        item.entries = {name: MapAttribute().deserialize(value) for name, value in maps.items()}
        return item


class DayStore:
    """The days of the children of one organisation; there is no way to reach another one's."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def keys(self, children: Collection[str], months: Collection[Month]) -> list[Key]:
        """Return where these months stand, for who reads them together with something else."""
        return [key_of(self._item(child, month)) for child in children for month in months]

    def entries(
        self, children: Collection[str], months: Collection[Month]
    ) -> dict[str, dict[date, DayEntry]]:
        """Return by child what was said about days of these months; one request per 100 months."""
        wanted = [(child, self._item(child, month)) for child in children for month in months]
        found = find_together(*[item for _, item in wanted], at_hand=self._at_hand)
        entries: dict[str, dict[date, DayEntry]] = {child: {} for child in children}
        for (child, _), item in zip(wanted, found, strict=True):
            if isinstance(item, _MonthItem):
                entries[child] |= {
                    date.fromisoformat(day): entry_of(json.loads(plain["what"]), mark=plain["mark"])
                    for day, plain in item.entries.items()
                }
        return entries

    def put(
        self,
        child_id: str,
        entries: Mapping[date, DayEntry],
        *,
        otherwise: PortalError,
        transaction: Transaction,
    ) -> None:
        """Let this be what is said about the days, if nobody else said something since.

        Each entry keeps the mark of what was read. On commit `otherwise` is raised if it is another
        one now. Days of one month are one write.
        """
        for month in sorted({Month.of(day) for day in entries}):
            own = {day: entry for day, entry in entries.items() if day in month}
            transaction.update(
                self._item(child_id, month),
                [_say(day, entry) for day, entry in own.items()],
                condition=reduce(and_, [_is_as_read(day, it) for day, it in own.items()]),
                otherwise=otherwise,
            )

    def _item(self, child_id: str, month: Month) -> _MonthItem:
        return _MonthItem(f"{self._org}#CHILD#{child_id}", f"MONTH#{month}")


def _say(day: date, entry: DayEntry) -> Action:
    """As text: no condition looks into it."""
    text = json.dumps(plain_entry(entry), ensure_ascii=False)
    return Path([day.isoformat()]).set({"what": text, "mark": new_id()})


def _is_as_read(day: date, entry: DayEntry) -> Condition:
    name = day.isoformat()
    if entry.mark is None:
        return Path([name]).does_not_exist()
    return Path([name, "mark"]) == entry.mark
