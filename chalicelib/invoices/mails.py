"""What is written to parents and payers about invoices."""

from datetime import date
from typing import ClassVar, Self

from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.invoices.model import DirectDebit, IssuedInvoice
from chalicelib.invoices.wording import in_fours
from chalicelib.mail.message import Mail


@dataclass(frozen=True)
class InvoiceToDebit(Mail):
    """An invoice, attached, that the organisation collects on `day`. `amount` is in cents."""

    template: ClassVar[str] = "invoice-to-debit"

    number: str
    month: Month
    amount: int
    day: date
    mandate: str
    iban_end: str
    path: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            number="2026-000123",
            month=Month(2026, 12),
            amount=124823,
            day=date(2026, 11, 28),
            mandate="MND-010203",
            iban_end="6789",
            path="/invoices/family/2026-12",
        )


@dataclass(frozen=True)
class InvoiceToPay(Mail):
    """An invoice, attached, to be transferred by `day`. `amount` is in cents."""

    template: ClassVar[str] = "invoice-to-pay"

    number: str
    month: Month
    amount: int
    day: date
    iban: str
    creditor: str
    reference: str
    path: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            number="2026-000123",
            month=Month(2026, 12),
            amount=124823,
            day=date(2026, 12, 4),
            iban="NL91 ABNA 0417 1643 00",
            creditor="Kinderopvang Zonnebloem",
            reference="RF46 2026 0001 23",
            path="/invoices/family/2026-12",
        )


def mail_about(issued: IssuedInvoice) -> Mail:
    """Return the mail that goes with the invoice, by how it is paid."""
    invoice = issued.invoice
    path = f"/invoices/{issued.family_id}/{issued.invoice_id}"
    if isinstance(invoice.payment, DirectDebit):
        return InvoiceToDebit(
            number=invoice.number,
            month=invoice.month,
            amount=invoice.total,
            day=invoice.payment.debit_date,
            mandate=invoice.payment.mandate_reference,
            iban_end=invoice.payment.iban_end,
            path=path,
        )
    return InvoiceToPay(
        number=invoice.number,
        month=invoice.month,
        amount=invoice.total,
        day=invoice.due_date,
        iban=in_fours(invoice.creditor.iban),
        creditor=invoice.creditor.name,
        reference=in_fours(invoice.payment.reference),
        path=path,
    )
