"""One family of a run: the invoice gets its number, then it is drawn and mailed.

Two steps, as the PDF shows the number: the number is given by the transaction that keeps the
invoice, and what is kept can be drawn again, to the byte, if a worker dies before the PDF is there.
"""

from datetime import date, datetime

from chalicelib.accounts import service as accounts
from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord
from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import PAYERS
from chalicelib.core.errors import Busy
from chalicelib.core.periods import Month, day_of
from chalicelib.core.values import dataclass
from chalicelib.days import service as days
from chalicelib.families import service as families
from chalicelib.families.model import Family
from chalicelib.invoices.billing import Due, arrears, days_to_bill, due_of, invoice_of
from chalicelib.invoices.drawing.pdf import CannotDraw, draw
from chalicelib.invoices.errands import draw_errand
from chalicelib.invoices.mails import mail_about
from chalicelib.invoices.model import (
    CannotBill,
    HouseStyle,
    IssuedInvoice,
    Style,
    invoice_id_for,
    invoice_number,
)
from chalicelib.invoices.run_store import RunStore
from chalicelib.invoices.runs import Failure, FamilyState
from chalicelib.invoices.store import InvoiceStore
from chalicelib.mail import service as mail
from chalicelib.mail.message import Attachment, Letter
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

ATTEMPTS = 8  # the next number goes to whoever is first; the others take the one after it
WORKER = "make_invoices"
PDF = "application/pdf"


class NobodyToWriteTo(CannotBill):
    """The invoice is there, but nobody in the family has an account to which it could be mailed."""


@dataclass(frozen=True)
class _Task:
    """Which family to bill; `until` is the last day of which extra days are billed."""

    organisation_id: str
    month: Month
    round: int
    family_id: str
    until: date


@dataclass(frozen=True)
class _Draft:
    """An invoice that has its number only if the transaction it goes into is committed."""

    issued: IssuedInvoice
    sequence: int
    due: Due


def pdf_key(organisation_id: str, number: str) -> str:
    """Return the key under which the PDF of an invoice is kept."""
    return f"invoices/{organisation_id}/{number}.pdf"


def bill_family(errand: Errand, now: datetime) -> None:
    """Issue the family's invoice, or note why not, unless that was done before.

    :raises Busy: others took the next number at every attempt; SQS brings the errand again.
    """
    body = errand.body
    task = _Task(
        errand.organisation_id,
        Month.parse(body["month"]),
        body["round"],
        body["family_id"],
        date.fromisoformat(body["until"]),
    )
    for _ in range(ATTEMPTS):
        try:
            return _bill(task, now)
        except Busy:
            continue
    raise Busy


def draw_invoice(errand: Errand, now: datetime) -> None:
    """Draw the family's invoice, keep the PDF and post the mails, unless that was done before."""
    org, family_id = errand.organisation_id, errand.body["family_id"]
    month = Month.parse(errand.body["month"])
    runs, invoices = RunStore(org), InvoiceStore(org)
    issued = invoices.get(family_id, invoice_id_for(month))
    if issued is None or _state(runs, month, family_id) is not FamilyState.ISSUED:
        return
    transaction = Transaction()
    after, failure = FamilyState.SENT, None
    try:
        _keep_pdf(issued, org)
        invoices.mark_drawn(issued, transaction=transaction)
        for letter in _letters(issued, org, today=day_of(now)):
            mail.post(letter, transaction=transaction, now=now)
    except CannotBill as refusal:
        after, failure = FamilyState.FAILED, _failure(family_id, refusal, org)
    runs.move(family_id, month, FamilyState.ISSUED, after, failure=failure, transaction=transaction)
    transaction.commit()


def _bill(task: _Task, now: datetime) -> None:
    runs, transaction = RunStore(task.organisation_id), Transaction()
    if _state(runs, task.month, task.family_id) is not FamilyState.WAITING:
        return
    after, total, failure = FamilyState.ISSUED, 0, None
    try:
        if not _is_issued(task):
            draft = _draft(task, now)
            if draft:
                _issue(draft, task, transaction, now)
            after = FamilyState.ISSUED if draft else FamilyState.NOTHING_DUE
            total = draft.due.total if draft else 0
    except CannotBill as refusal:
        after, failure = FamilyState.FAILED, _failure(task.family_id, refusal, task.organisation_id)
    if after is FamilyState.ISSUED:
        following = draw_errand(
            task.month, task.round, task.family_id, organisation_id=task.organisation_id
        )
        outbox.put(following, transaction=transaction, now=now)
    runs.move(
        task.family_id,
        task.month,
        FamilyState.WAITING,
        after,
        total=total,
        failure=failure,
        transaction=transaction,
    )
    transaction.commit()


def _is_issued(task: _Task) -> bool:
    """Tell whether it has its invoice already, and only the drawing failed."""
    invoice_id = invoice_id_for(task.month)
    return InvoiceStore(task.organisation_id).get(task.family_id, invoice_id) is not None


def _draft(task: _Task, now: datetime) -> _Draft | None:
    """Return the invoice with the next number, or None if nothing is due.

    :raises CannotBill: something is missing, or wrong.
    """
    org = task.organisation_id
    family = families.find_families([task.family_id], organisation_id=org).get(task.family_id)
    if family is None:
        return None
    due, configuration = _due(task, family, now)
    if due.total == 0:
        return None
    issued_on, organisation = day_of(now), configuration.organisation
    sequence = InvoiceStore(org).last_number(issued_on.year) + 1
    invoice = invoice_of(
        due,
        family=family,
        number=invoice_number(issued_on.year, sequence),
        month=task.month,
        issued_on=issued_on,
        by=organisation,
    )
    house_style = organisation.house_style
    style = Style(organisation.name, house_style.colour, house_style.logo_key)
    issued = IssuedInvoice(family.family_id, invoice_id_for(task.month), invoice, style)
    return _Draft(issued, sequence, due)


def _due(task: _Task, family: Family, now: datetime) -> tuple[Due, Configuration]:
    org = task.organisation_id
    organisation = organisations.configuration_of(org, now=now).organisation
    billable = days.billable_of_month(
        [it.child_id for it in family.children],
        task.month,
        arrears=arrears(Month.of(task.until), organisation),
        organisation_id=org,
        now=now,
    )
    granted = [it for each in billable.values() for it in each.extra_days]
    billed = InvoiceStore(org).billed_days([(it.child_id, it.day) for it in granted])
    extra_days = days_to_bill(granted, organisation=organisation, until=task.until, billed=billed)
    # Read again: days may have found a group that this process did not know yet.
    configuration = organisations.configuration_of(org, now=now)
    return due_of(family, billable, extra_days, configuration), configuration


def _issue(draft: _Draft, task: _Task, transaction: Transaction, now: datetime) -> None:
    issued, invoices = draft.issued, InvoiceStore(task.organisation_id)
    invoices.add(issued, sequence=draft.sequence, transaction=transaction)
    for it in draft.due.extra_days:
        invoices.mark_billed(it.child_id, it.day, on=issued, transaction=transaction)
    record = AuditRecord(
        organisation_id=task.organisation_id,
        at=now,
        actor=WORKER,
        roles=(),
        action="invoices.issue",
        about=f"invoice/{issued.family_id}/{issued.invoice_id}",
        record_id=issued.invoice.number,
    )
    audit.note_of(record, transaction=transaction)


def _keep_pdf(issued: IssuedInvoice, organisation_id: str) -> None:
    """:raises CannotDraw: the organisation's logo or account is not what it should be."""
    if issued.is_drawn:
        return
    style, logo = issued.style, None
    if style.logo_key:
        logo = files.find(style.logo_key)
        if logo is None:
            raise CannotDraw
    pdf = draw(issued.invoice, HouseStyle(style.name, style.colour, logo))
    files.write(pdf_key(organisation_id, issued.invoice.number), pdf, content_type=PDF)


def _letters(issued: IssuedInvoice, organisation_id: str, *, today: date) -> list[Letter]:
    """Return a letter for each account in the family; made again, they are the same letters.

    :raises NobodyToWriteTo: there is no such account.
    """
    family = families.get_family(issued.family_id, organisation_id=organisation_id)
    ids = [it.account_id for it in family.parents if it.has_access(PAYERS, today)]
    to = accounts.addressees_of([it for it in ids if it], organisation_id=organisation_id)
    if not to:
        raise NobodyToWriteTo
    number = issued.invoice.number
    pdf = Attachment(pdf_key(organisation_id, number), f"{number}.pdf", PDF)
    return [
        mail_about(issued).to(
            addressee,
            organisation_id=organisation_id,
            attachments=[pdf],
            letter_id=f"invoice-{number}-{account_id}",
        )
        for account_id, addressee in to.items()
    ]


def _state(runs: RunStore, month: Month, family_id: str) -> FamilyState | None:
    return runs.states(month, [family_id]).get(family_id)


def _failure(family_id: str, refusal: CannotBill, organisation_id: str) -> Failure:
    family = families.get_family(family_id, organisation_id=organisation_id)
    return Failure(
        family_id=family_id,
        debtor_number=family.debtor_number,
        family_name=family.name,
        code=refusal.code,
        facts={name: str(value) for name, value in refusal.data.items()},
    )
