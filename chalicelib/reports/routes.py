"""Daily reports over HTTP, for parents."""

from chalicelib.core.callers import PARENTS
from chalicelib.core.errors import NotFound
from chalicelib.families import access
from chalicelib.http.fields import Day, Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.reports import along, service
from chalicelib.reports.schemas import DailyReportListView, DailyReportView, ReportListQuery

routes = Routes(__name__)


@routes.get(
    "/children/{child_id}/reports",
    summary="Read about a child's days, the newest first",
    who=PARENTS,
    query=ReportListQuery,
    returns=DailyReportListView,
    refuses=[NotFound, BadCursor],
    along=access.child_along,
)
def list_daily_reports(
    request: Request[None, ReportListQuery], child_id: Id
) -> DailyReportListView:
    after = request.position(request.query.cursor, "reports", child_id)
    page = service.list_published(
        caller=request.caller, child_id=child_id, after=after, today=request.today
    )
    return DailyReportListView(
        reports=[DailyReportView.of(it) for it in page.items],
        next=request.cursor(page, "reports", child_id),
    )


@routes.get(
    "/children/{child_id}/reports/{day}",
    summary="Read about one day of a child",
    who=PARENTS,
    returns=DailyReportView,
    refuses=[NotFound],
    along=along.report,
)
def read_daily_report(request: Request[None, None], child_id: Id, day: Day) -> DailyReportView:
    report = service.read_published(
        caller=request.caller, child_id=child_id, day=day, today=request.today
    )
    return DailyReportView.of(report)
