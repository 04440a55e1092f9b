"""What goes over the wire about invoices and runs. Hours are decimals as text, amounts cents."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Self

from msgspec import Struct

from chalicelib.core.language import Language
from chalicelib.http.fields import Cursor, MonthText
from chalicelib.http.texts import sentence
from chalicelib.invoices.billing import (
    ImpossibleTerms,
    MandateIncomplete,
    NoAddress,
    NoLrkNumber,
    NoParent,
)
from chalicelib.invoices.drawing.pdf import CannotDraw
from chalicelib.invoices.explanations import explain, title
from chalicelib.invoices.issuing import NobodyToWriteTo
from chalicelib.invoices.model import (
    CannotBill,
    DirectDebit,
    Invoice,
    InvoiceLine,
    IssuedInvoice,
    Transfer,
)
from chalicelib.invoices.runs import Failure, FamilyState, Run
from chalicelib.organisations.model import CareType

REASONS: dict[str, type[CannotBill]] = {
    it.__name__: it
    for it in (
        NoAddress,
        NoParent,
        MandateIncomplete,
        NoLrkNumber,
        ImpossibleTerms,
        CannotDraw,
        NobodyToWriteTo,
    )
}


class InvoiceListQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class InvoiceSummaryView(Struct, frozen=True, kw_only=True):
    """`due_date` is the day by which it is paid, or on which it is debited."""

    invoice_id: str
    number: str
    month: str
    total: int
    is_debited: bool
    due_date: date
    state: Literal["issued"]

    @classmethod
    def of(cls, issued: IssuedInvoice) -> Self:
        invoice = issued.invoice
        return cls(
            invoice_id=issued.invoice_id,
            number=invoice.number,
            month=str(invoice.month),
            total=invoice.total,
            is_debited=isinstance(invoice.payment, DirectDebit),
            due_date=invoice.due_date,
            state="issued",
        )


class InvoicePageView(Struct, frozen=True, kw_only=True):
    invoices: list[InvoiceSummaryView]
    next: str | None


class InvoiceLineView(Struct, frozen=True, kw_only=True):
    """`explanation` is the sum behind the amount, in the language of the page that asks."""

    child_id: str
    child_name: str
    kind: Literal["contract", "extra_day", "correction"]
    title: str
    explanation: str
    care_type: CareType
    location: str
    lrk_number: str
    hours: Decimal
    hourly_rate: int
    amount: int

    @classmethod
    def of(cls, line: InvoiceLine, language: Language) -> Self:
        return cls(
            child_id=line.child_id,
            child_name=line.child_name,
            kind=line.kind.value,
            title=title(line, language),
            explanation=explain(line, language),
            care_type=line.care_type,
            location=line.location,
            lrk_number=line.lrk_number,
            hours=line.hours,
            hourly_rate=line.hourly_rate,
            amount=line.amount,
        )


class DirectDebitView(Struct, frozen=True, kw_only=True):
    mandate_reference: str
    debit_date: date
    iban_end: str

    @classmethod
    def of(cls, invoice: Invoice) -> Self | None:
        payment = invoice.payment
        if not isinstance(payment, DirectDebit):
            return None
        return cls(
            mandate_reference=payment.mandate_reference,
            debit_date=payment.debit_date,
            iban_end=payment.iban_end,
        )


class TransferView(Struct, frozen=True, kw_only=True):
    """To whom it is transferred, and with which reference."""

    iban: str
    creditor: str
    reference: str

    @classmethod
    def of(cls, invoice: Invoice) -> Self | None:
        payment, creditor = invoice.payment, invoice.creditor
        if not isinstance(payment, Transfer):
            return None
        return cls(iban=creditor.iban, creditor=creditor.name, reference=payment.reference)


class InvoiceView(Struct, frozen=True, kw_only=True):
    """It has either a direct debit or a transfer. Without a drawn PDF it was issued just now."""

    summary: InvoiceSummaryView
    issue_date: date
    debtor_number: str
    parent_name: str
    direct_debit: DirectDebitView | None
    transfer: TransferView | None
    lines: list[InvoiceLineView]
    is_drawn: bool

    @classmethod
    def of(cls, issued: IssuedInvoice, language: Language) -> Self:
        invoice = issued.invoice
        return cls(
            summary=InvoiceSummaryView.of(issued),
            issue_date=invoice.issue_date,
            debtor_number=invoice.debtor_number,
            parent_name=invoice.parent_name,
            direct_debit=DirectDebitView.of(invoice),
            transfer=TransferView.of(invoice),
            lines=[InvoiceLineView.of(line, language) for line in invoice.lines],
            is_drawn=issued.is_drawn,
        )


class InvoicePdfView(Struct, frozen=True, kw_only=True):
    """An address that works for so many seconds."""

    url: str
    seconds: int


class InvoiceRunBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    month: MonthText


class InvoiceRunView(Struct, frozen=True, kw_only=True):
    """Families by how far they are; `total` is what all invoices ask for.

    `issued` are those whose PDF is still to be drawn and mailed.
    """

    month: str
    state: Literal["planning", "billing", "done"]
    started_at: datetime
    started_by: str
    round: int
    waiting: int
    nothing_due: int
    issued: int
    sent: int
    failed: int
    total: int

    @classmethod
    def of(cls, run: Run) -> Self:
        return cls(
            month=str(run.month),
            state=run.state.value,
            started_at=run.started_at,
            started_by=run.started_by,
            round=run.round,
            waiting=run.counts.get(FamilyState.WAITING, 0),
            nothing_due=run.counts.get(FamilyState.NOTHING_DUE, 0),
            issued=run.counts.get(FamilyState.ISSUED, 0),
            sent=run.counts.get(FamilyState.SENT, 0),
            failed=run.counts.get(FamilyState.FAILED, 0),
            total=run.total,
        )


class InvoiceRunPageView(Struct, frozen=True, kw_only=True):
    runs: list[InvoiceRunView]
    next: str | None


class BillingFailureView(Struct, frozen=True, kw_only=True):
    """`message` says what is in the way and what to do about it.

    Number and name are those that the family had when it failed.
    """

    family_id: str
    debtor_number: str
    family_name: str
    code: str
    message: str

    @classmethod
    def of(cls, failure: Failure, language: Language) -> Self:
        return cls(
            family_id=failure.family_id,
            debtor_number=failure.debtor_number,
            family_name=failure.family_name,
            code=failure.code,
            message=sentence(REASONS[failure.code](**failure.facts), language),
        )


class InvoiceRunProgressView(Struct, frozen=True, kw_only=True):
    run: InvoiceRunView
    failures: list[BillingFailureView]
    next: str | None
