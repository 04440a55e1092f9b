"""An issued invoice as plain JSON types, and back exactly: the form in which it is kept.

Decimals become text, so that no float ever comes between. What was kept stays readable: a field
that is added later gets a default, and none is renamed.
"""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chalicelib.core.periods import Month
from chalicelib.invoices.model import Invoice

Plain = dict[str, Any]

# Which of several a value is: named here, so that a class may get another name without harm.
TAGS = {
    "MonthlyCare": "monthly_care",
    "ExtraDay": "extra_day",
    "Correction": "correction",
    "DirectDebit": "direct_debit",
    "Transfer": "transfer",
}


def to_plain(invoice: Invoice) -> Plain:
    """Return the invoice as dicts, lists, text and whole numbers only."""
    return _plain_fields(invoice)


def from_plain(plain: Plain) -> Invoice:
    """Return the invoice that `to_plain` made this of.

    :raises TypeError: a field is missing.
    :raises ValueError: a field does not hold what it should.
    """
    invoice: Invoice = _read_fields(Invoice, plain)
    return invoice


def _plain_fields(value: Any) -> Plain:
    plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    tag = TAGS.get(type(value).__name__)
    return {"is": tag, **plain} if tag else plain


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Month):
        return str(value)
    return value if isinstance(value, str | int) else _plain_fields(value)


def _read_fields(kind: Any, plain: Plain) -> Any:
    hints = _types_of(kind)
    return kind(**{name: _read(hints[name], plain[name]) for name in hints if name in plain})


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if TAGS[each.__name__] == value["is"])
    return _read_one(kind, value)


def _read_one(kind: Any, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    if kind is Month:
        return Month.parse(value)
    if kind is Decimal or issubclass(kind, Enum | str):
        return kind(value)
    return value if kind is int else _read_fields(kind, value)


@cache
def _types_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
