"""Invoices that are valid by default; a test says only what it is about."""

from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.invoices.model import (
    Addressee,
    Cared,
    Creditor,
    DirectDebit,
    HouseStyle,
    Invoice,
    InvoiceLine,
    Reason,
    Transfer,
    payment_reference,
)
from chalicelib.invoices.prices import MonthlyCare

NUMBER = "2026-000123"
TRANSFER = Transfer(payment_reference(NUMBER))
DIRECT_DEBIT = DirectDebit("MND-010000", date(2026, 10, 28), "6789")
HOUSE_STYLE = HouseStyle("De Vlinder", "#1f6f5c")


def care(hours: str = "11", days: int = 3, weeks: int = 51, rate: int = 890) -> MonthlyCare:
    return MonthlyCare((Decimal(hours),) * days, weeks, rate)


def a_line(because: Reason | None = None, **fields: Any) -> InvoiceLine:
    cared = {
        "child_id": "child-1",
        "child_name": "Noor de Vries",
        "care_type": "KDV",
        "location": "Haarlem-Noord",
        "lrk_number": "188687038",
    }
    return Cared(**{**cared, **fields}).line(because or care())


def an_invoice(*lines: InvoiceLine, **fields: Any) -> Invoice:
    return Invoice(
        **{
            "number": NUMBER,
            "issue_date": date(2026, 10, 20),
            "due_date": date(2026, 11, 1),
            "month": Month(2026, 11),
            "language": Language.NL,
            "debtor_number": "010000",
            "parent_name": "Sanne de Vries",
            "addressee": Addressee("Fam. de Vries", ("Dorpsstraat 196a", "7915 AN Haarlem")),
            "creditor": Creditor(
                "Kinderopvang De Vlinder B.V.",
                ("Rijksstraatweg 1", "2022 DA Haarlem"),
                "NL91ABNA0417164300",
                "NL12ZZZ123456780000",
                "administratie@devlinder.example",
                "023 123 45 67",
            ),
            "payment": DIRECT_DEBIT,
            "lines": lines or (a_line(),),
            **fields,
        }
    )
