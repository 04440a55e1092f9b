"""Invoices that are valid by default; a test says only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller, Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.families import service as families
from chalicelib.families.model import Family
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
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType
from tests.bookings.builders import (
    a_contract,
    a_family_with_accounts,
    approve,
    ask,
    contracts,
)
from tests.builders import ORGANISATION, a_caller
from tests.conftest import NOW

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
        "care_type": CareType.DAY_CARE,
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


def a_family_in_care(
    debtor_number: str = "010203",
    *,
    family: dict[str, Any] | None = None,
    organisation_id: str = ORGANISATION,
    **contract: Any,
) -> Family:
    """A family with two accounts (Anna reads Dutch, Bram English) and a child with a contract.

    Three days a week of 11 hours, 51 weeks at € 8.90: € 1,248.23 a month.
    """
    written = a_family_with_accounts(debtor_number, organisation_id=organisation_id)
    if family:
        change_family(written, organisation_id=organisation_id, **family)
    (child,) = written.children
    contracts(
        a_contract(
            child.child_id,
            **{
                "contract_id": f"contract-{debtor_number}",
                "weekdays": frozenset({0, 1, 2}),
                "hours": Decimal(11),
                "weeks_per_year": 51,
                "hourly_rate": 890,
                **contract,
            },
        ),
        organisation_id=organisation_id,
    )
    return written


def change_family(family: Family, organisation_id: str = ORGANISATION, **what: Any) -> Family:
    """Let the office change what there is of the family."""
    current = families.get_family(family.family_id, organisation_id=organisation_id)
    transaction = Transaction()
    changed = families.write(
        replace(current, **what),
        instead_of=current,
        organisation_id=organisation_id,
        transaction=transaction,
    )
    transaction.commit()
    return changed


def change_organisation(organisation_id: str = ORGANISATION, **what: Any) -> None:
    current = organisations.organisation_now(organisation_id)
    organisations.change_organisation(
        replace(current, **what), current=current, by=an_administrator(organisation_id), now=NOW
    )


def an_administrator(organisation_id: str) -> Caller:
    return a_caller(
        organisation_id=organisation_id, account_id="ada", staff_role=Role.ADMINISTRATOR
    )


def grant_extra_day(family: Family, day: date, **what: Any) -> None:
    """Let the first parent ask for a day, a week ahead, and a planner grant it."""
    asked_at = datetime.combine(day - timedelta(days=7), time(9), UTC)
    approve(ask(family, day, now=asked_at, **what), now=asked_at)
