"""Invoices, their numbers, and the extra days that were billed, in DynamoDB.

pk                               sk                    what
ORG#<org>#INVOICES               <family>#<invoice>    an issued invoice; its id is its month
ORG#<org>#INVOICE-NUMBERS        <year>                the last number that was given
ORG#<org>#BILLED-DAYS#<child>    <day>                 on which invoice an extra day was billed

The id of an invoice follows from family and month, and its number is given by the transaction
that writes it: billing twice writes nothing, and no number is lost or given twice.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from chalicelib.aws.table import Item, find, find_many, key_of, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy
from chalicelib.core.pages import Page
from chalicelib.invoices.model import IssuedInvoice, Style
from chalicelib.invoices.plain import from_plain, to_plain


class _InvoiceItem(Item):
    """`what` is JSON in which letters stay letters; `style` is what the PDF is drawn with."""

    family_id = UnicodeAttribute()
    what = UnicodeAttribute()
    style = JSONAttribute()
    is_drawn = BooleanAttribute()


class _NumbersItem(Item):
    last = NumberAttribute()


class _BilledDayItem(Item):
    invoice_id = UnicodeAttribute()
    number = UnicodeAttribute()


class InvoiceStore:
    """The invoices of one organisation."""

    def __init__(self, organisation_id: str, *, at_hand: AtHand | None = None) -> None:
        self._org = f"ORG#{organisation_id}"
        self._at_hand = at_hand

    def key(self, family_id: str, invoice_id: str) -> Key:
        """Return where the invoice stands."""
        return key_of(self._invoice(family_id, invoice_id))

    def get(self, family_id: str, invoice_id: str) -> IssuedInvoice | None:
        found = find(self._invoice(family_id, invoice_id), at_hand=self._at_hand)
        return _issued(found) if found else None

    def get_many(self, ids: Iterable[tuple[str, str]]) -> list[IssuedInvoice]:
        """Return those that exist of these (family, invoice), in one request per 100."""
        keys = [self.key(*each) for each in ids]
        return [_issued(it) for it in find_many(_InvoiceItem, keys, at_hand=self._at_hand)]

    def of_family(self, family_id: str, *, limit: int, after: str | None) -> Page[IssuedInvoice]:
        """Return a page of the family's invoices, the newest month first."""
        found = query_page(
            _InvoiceItem,
            f"{self._org}#INVOICES",
            _InvoiceItem.sk.startswith(f"{family_id}#"),
            limit=limit,
            after=after,
            newest_first=True,
        )
        return found.map(_issued)

    def last_number(self, year: int) -> int:
        """Return the last number that was given in the year; 0 before the first."""
        found = find(self._numbers(year))
        return int(found.last) if found else 0

    def add(self, issued: IssuedInvoice, *, sequence: int, transaction: Transaction) -> None:
        """Issue it with this number of the year.

        :raises Busy: on commit, if the family has it already, or the number went to another.
        """
        item = self._invoice(issued.family_id, issued.invoice_id)
        item.family_id = issued.family_id
        item.what = json.dumps(to_plain(issued.invoice), ensure_ascii=False)
        item.style = vars(issued.style)
        item.is_drawn = issued.is_drawn
        transaction.put(item, condition=_InvoiceItem.pk.does_not_exist(), otherwise=Busy())
        last = _NumbersItem.last
        is_next = last == sequence - 1 if sequence > 1 else last.does_not_exist()
        transaction.update(
            self._numbers(issued.invoice.issue_date.year),
            [last.set(sequence)],
            condition=is_next,
            otherwise=Busy(),
        )

    def mark_drawn(self, issued: IssuedInvoice, *, transaction: Transaction) -> None:
        transaction.update(
            self._invoice(issued.family_id, issued.invoice_id),
            [_InvoiceItem.is_drawn.set(True)],
            condition=_InvoiceItem.pk.exists(),
        )

    def billed_days(self, days: Collection[tuple[str, date]]) -> set[tuple[str, date]]:
        """Return those of these (child, day) that are on an invoice, in one request per 100."""
        items = {(self._billed(*it).pk, self._billed(*it).sk): it for it in days}
        return {items[it.pk, it.sk] for it in find_many(_BilledDayItem, list(items))}

    def mark_billed(
        self, child_id: str, day: date, *, on: IssuedInvoice, transaction: Transaction
    ) -> None:
        """:raises Busy: on commit, if the day is on an invoice already."""
        item = self._billed(child_id, day)
        item.invoice_id = on.invoice_id
        item.number = on.invoice.number
        transaction.put(item, condition=_BilledDayItem.pk.does_not_exist(), otherwise=Busy())

    def _invoice(self, family_id: str, invoice_id: str) -> _InvoiceItem:
        return _InvoiceItem(f"{self._org}#INVOICES", f"{family_id}#{invoice_id}")

    def _numbers(self, year: int) -> _NumbersItem:
        return _NumbersItem(f"{self._org}#INVOICE-NUMBERS", f"{year:04}")

    def _billed(self, child_id: str, day: date) -> _BilledDayItem:
        return _BilledDayItem(f"{self._org}#BILLED-DAYS#{child_id}", day.isoformat())


def _issued(item: _InvoiceItem) -> IssuedInvoice:
    return IssuedInvoice(
        family_id=item.family_id,
        invoice_id=item.sk.partition("#")[2],
        invoice=from_plain(json.loads(item.what)),
        style=Style(**item.style),
        is_drawn=item.is_drawn,
    )
