"""What parents and payers can do with invoices, and what other rooms are told of them."""

from collections.abc import Collection
from datetime import date

from chalicelib.aws import files
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import PAYERS, Caller
from chalicelib.core.errors import Conflict, NotFound
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month
from chalicelib.families import access
from chalicelib.invoices.issuing import pdf_key
from chalicelib.invoices.model import IssuedInvoice, invoice_id_for
from chalicelib.invoices.store import InvoiceStore

PAGE = 12
LINK_SECONDS = 300


class NotDrawnYet(Conflict):
    """The invoice was issued a moment ago, and its PDF is not there yet."""


def list_invoices(
    *, caller: Caller, family_id: str, after: str | None, today: date
) -> Page[IssuedInvoice]:
    """Return a page of the family's invoices, the newest month first.

    :raises NotFound: the family is not there, or not for this caller.
    """
    access.family_for(caller, family_id, roles=PAYERS, today=today)
    return InvoiceStore(caller.organisation_id).of_family(family_id, limit=PAGE, after=after)


def get_invoice(*, caller: Caller, family_id: str, invoice_id: str, today: date) -> IssuedInvoice:
    """:raises NotFound: it is not there, or not for this caller."""
    access.family_for(caller, family_id, roles=PAYERS, today=today)
    invoices = InvoiceStore(caller.organisation_id, at_hand=caller.at_hand)
    issued = invoices.get(family_id, invoice_id)
    if issued is None:
        raise NotFound
    return issued


def link_to_pdf(*, caller: Caller, family_id: str, invoice_id: str, today: date) -> str:
    """Return an address from which the PDF can be read for five minutes.

    :raises NotFound: it is not there, or not for this caller.
    :raises NotDrawnYet: it was issued a moment ago.
    """
    issued = get_invoice(caller=caller, family_id=family_id, invoice_id=invoice_id, today=today)
    if not issued.is_drawn:
        raise NotDrawnYet
    number = issued.invoice.number
    key = pdf_key(caller.organisation_id, number)
    return files.link(key, seconds=LINK_SECONDS, name=f"{number}.pdf")


def open_keys(family_ids: Collection[str], *, organisation_id: str, today: date) -> list[Key]:
    """Return where `open_invoices` will look."""
    store = InvoiceStore(organisation_id)
    return [store.key(*each) for each in _maybe_open(family_ids, today)]


def open_invoices(
    family_ids: Collection[str], *, caller: Caller, today: date
) -> list[IssuedInvoice]:
    """Return what these families still have to pay, or will be debited for, the first due first.

    One request, and none if `open_keys` were brought before. It looks at the coming month, this
    one and the one before; an invoice counts as paid once its day has passed. The caller has been
    let in to the families.
    """
    store = InvoiceStore(caller.organisation_id, at_hand=caller.at_hand)
    found = store.get_many(_maybe_open(family_ids, today))
    due = [it for it in found if it.invoice.due_date >= today]
    return sorted(due, key=lambda it: (it.invoice.due_date, it.invoice.number))


def _maybe_open(family_ids: Collection[str], today: date) -> list[tuple[str, str]]:
    """Return family and id of the invoices that may be open."""
    this_month = Month.of(today)
    months = (this_month.next, this_month, this_month.previous)
    return [(family_id, invoice_id_for(month)) for family_id in family_ids for month in months]
