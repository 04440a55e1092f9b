"""Runs over HTTP, for the office."""

from chalicelib.core.callers import OFFICE
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.periods import Month
from chalicelib.http.fields import MonthText
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.invoices import along, running
from chalicelib.invoices.runs import BeforeFirstCarePeriod, TooFarAhead
from chalicelib.invoices.schemas import (
    BillingFailureView,
    InvoiceListQuery,
    InvoiceRunBody,
    InvoiceRunPageView,
    InvoiceRunProgressView,
    InvoiceRunView,
)

routes = Routes(__name__)


@routes.get(
    "/staff/invoice-runs",
    summary="See the months that were billed, the newest first",
    who=OFFICE,
    query=InvoiceListQuery,
    returns=InvoiceRunPageView,
    refuses=[BadCursor],
)
def list_invoice_runs(request: Request[None, InvoiceListQuery]) -> InvoiceRunPageView:
    after = request.position(request.query.cursor, "runs")
    page = running.list_runs(organisation_id=request.organisation_id, after=after)
    runs = [InvoiceRunView.of(run) for run in page.items]
    return InvoiceRunPageView(runs=runs, next=request.cursor(page, "runs"))


@routes.post(
    "/staff/invoice-runs",
    summary="Bill a month; if that was begun before, see how far it is",
    who=OFFICE,
    body=InvoiceRunBody,
    returns=InvoiceRunView,
    refuses=[BeforeFirstCarePeriod, TooFarAhead, Busy],
    along=along.organisation,
)
def start_invoice_run(request: Request[InvoiceRunBody, None]) -> InvoiceRunView:
    month = Month.parse(request.body.month)
    run = running.start_run(caller=request.caller, month=month, now=request.now)
    return InvoiceRunView.of(run)


@routes.get(
    "/staff/invoice-runs/{month}",
    summary="See how far the billing of a month is, and which families failed and why",
    who=OFFICE,
    query=InvoiceListQuery,
    returns=InvoiceRunProgressView,
    refuses=[NotFound, BadCursor],
    along=along.run,
)
def get_invoice_run(
    request: Request[None, InvoiceListQuery], month: MonthText
) -> InvoiceRunProgressView:
    billed, org = Month.parse(month), request.organisation_id
    after = request.position(request.query.cursor, "failures", month)
    run = running.get_run(organisation_id=org, month=billed, at_hand=request.caller.at_hand)
    page = running.list_failures(organisation_id=org, month=billed, after=after)
    return InvoiceRunProgressView(
        run=InvoiceRunView.of(run),
        failures=[BillingFailureView.of(it, request.language) for it in page.items],
        next=request.cursor(page, "failures", month),
    )


@routes.post(
    "/staff/invoice-runs/{month}/retry",
    summary="Let the families of a run that have no invoice have another try",
    who=OFFICE,
    returns=InvoiceRunView,
    refuses=[NotFound, Busy],
    along=along.run,
)
def retry_invoice_run(request: Request[None, None], month: MonthText) -> InvoiceRunView:
    run = running.retry_run(caller=request.caller, month=Month.parse(month), now=request.now)
    return InvoiceRunView.of(run)
