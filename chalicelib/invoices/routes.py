"""Invoices over HTTP, for parents and payers."""

from chalicelib.core.callers import OFFICE, PAYERS
from chalicelib.core.errors import NotFound
from chalicelib.families import access
from chalicelib.http.fields import Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.invoices import along, service
from chalicelib.invoices.schemas import (
    InvoiceListQuery,
    InvoicePageView,
    InvoicePdfView,
    InvoiceSummaryView,
    InvoiceView,
)
from chalicelib.invoices.service import NotDrawnYet

routes = Routes(__name__)


@routes.get(
    "/families/{family_id}/invoices",
    summary="See the invoices of a family, the newest month first",
    who=PAYERS | OFFICE,
    query=InvoiceListQuery,
    returns=InvoicePageView,
    refuses=[NotFound, BadCursor],
    along=access.family_along,
)
def list_invoices(request: Request[None, InvoiceListQuery], family_id: Id) -> InvoicePageView:
    after = request.position(request.query.cursor, "family", family_id)
    page = service.list_invoices(
        caller=request.caller, family_id=family_id, after=after, today=request.today
    )
    invoices = [InvoiceSummaryView.of(it) for it in page.items]
    return InvoicePageView(invoices=invoices, next=request.cursor(page, "family", family_id))


@routes.get(
    "/families/{family_id}/invoices/{invoice_id}",
    summary="See an invoice, with the sum behind every line",
    who=PAYERS | OFFICE,
    returns=InvoiceView,
    refuses=[NotFound],
    along=along.invoice,
)
def get_invoice(request: Request[None, None], family_id: Id, invoice_id: Id) -> InvoiceView:
    issued = service.get_invoice(
        caller=request.caller, family_id=family_id, invoice_id=invoice_id, today=request.today
    )
    return InvoiceView.of(issued, request.language)


@routes.get(
    "/families/{family_id}/invoices/{invoice_id}/pdf",
    summary="Get a link to the PDF of an invoice, good for five minutes",
    who=PAYERS | OFFICE,
    returns=InvoicePdfView,
    refuses=[NotFound, NotDrawnYet],
    along=along.invoice,
)
def link_invoice_pdf(request: Request[None, None], family_id: Id, invoice_id: Id) -> InvoicePdfView:
    url = service.link_to_pdf(
        caller=request.caller, family_id=family_id, invoice_id=invoice_id, today=request.today
    )
    return InvoicePdfView(url=url, seconds=service.LINK_SECONDS)
