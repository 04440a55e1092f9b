"""The audit trail over HTTP, for administrators."""

from chalicelib.admin.schemas import AuditPageView, AuditQuery, AuditRecordView
from chalicelib.audit import service as audit
from chalicelib.core.callers import ADMINISTRATORS
from chalicelib.core.periods import Month
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes

routes = Routes(__name__)


@routes.get(
    "/staff/audit",
    summary="Read who did what in a month, newest first",
    who=ADMINISTRATORS,
    query=AuditQuery,
    returns=AuditPageView,
    refuses=[BadCursor],
)
def read_audit_trail(request: Request[None, AuditQuery]) -> AuditPageView:
    month = request.query.month
    after = request.position(request.query.cursor, month)
    page = audit.list_records(caller=request.caller, month=Month.parse(month), after=after)
    records = [AuditRecordView.of(record) for record in page.items]
    return AuditPageView(records=records, next=request.cursor(page, month))
