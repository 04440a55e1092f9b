"""Daily reports over HTTP, for staff."""

from http import HTTPStatus

from chalicelib.core.callers import STAFF
from chalicelib.core.errors import Busy, NotFound
from chalicelib.families import access
from chalicelib.http.fields import Day, Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.reports import along, service
from chalicelib.reports.model import (
    BeforeBirth,
    FutureDay,
    ReportChanged,
    SleepEndsTooEarly,
    SleepsOverlap,
)
from chalicelib.reports.schemas import (
    ReportListQuery,
    ReportPublication,
    ReportVersionView,
    ReportWriting,
    StaffReportListView,
    StaffReportView,
    WrittenVersionListView,
    WrittenVersionView,
)

routes = Routes(__name__)


@routes.get(
    "/staff/children/{child_id}/reports",
    summary="See a child's reports, the newest first, drafts as well",
    who=STAFF,
    query=ReportListQuery,
    returns=StaffReportListView,
    refuses=[NotFound, BadCursor],
    along=access.child_along,
)
def list_staff_reports(
    request: Request[None, ReportListQuery], child_id: Id
) -> StaffReportListView:
    after = request.position(request.query.cursor, "reports", child_id)
    page = service.list_reports(
        caller=request.caller, child_id=child_id, after=after, today=request.today
    )
    return StaffReportListView(
        reports=[StaffReportView.of(it) for it in page.items],
        next=request.cursor(page, "reports", child_id),
    )


@routes.get(
    "/staff/children/{child_id}/reports/{day}",
    summary="See the report of a day, a draft as well",
    who=STAFF,
    returns=StaffReportView,
    refuses=[NotFound],
    along=along.report,
)
def read_staff_report(request: Request[None, None], child_id: Id, day: Day) -> StaffReportView:
    report = service.read_report(
        caller=request.caller, child_id=child_id, day=day, today=request.today
    )
    return StaffReportView.of(report)


@routes.put(
    "/staff/children/{child_id}/reports/{day}",
    summary="Write the report of a day, or correct it",
    who=STAFF,
    body=ReportWriting,
    returns=ReportVersionView,
    refuses=[
        NotFound,
        FutureDay,
        BeforeBirth,
        SleepEndsTooEarly,
        SleepsOverlap,
        ReportChanged,
        Busy,
    ],
    along=access.child_along,
)
def write_report(
    request: Request[ReportWriting, None], child_id: Id, day: Day
) -> ReportVersionView:
    version = service.write_report(
        caller=request.caller,
        child_id=child_id,
        day=day,
        notes=request.body.notes.notes(),
        version=request.body.version,
        now=request.now,
    )
    return ReportVersionView(day=day, version=version)


@routes.post(
    "/staff/children/{child_id}/reports/{day}/publication",
    summary="Let parents read the report of a day",
    who=STAFF,
    body=ReportPublication,
    returns=ReportVersionView,
    status=HTTPStatus.OK,
    refuses=[NotFound, ReportChanged, Busy],
    along=access.child_along,
)
def publish_report(
    request: Request[ReportPublication, None], child_id: Id, day: Day
) -> ReportVersionView:
    version = service.publish_report(
        caller=request.caller,
        child_id=child_id,
        day=day,
        version=request.body.version,
        now=request.now,
    )
    return ReportVersionView(day=day, version=version)


@routes.get(
    "/staff/children/{child_id}/reports/{day}/versions",
    summary="See what was ever written about a day, the newest first",
    who=STAFF,
    query=ReportListQuery,
    returns=WrittenVersionListView,
    refuses=[NotFound, BadCursor],
    along=access.child_along,
)
def list_report_versions(
    request: Request[None, ReportListQuery], child_id: Id, day: Day
) -> WrittenVersionListView:
    names = ("versions", child_id, day.isoformat())
    after = request.position(request.query.cursor, *names)
    page = service.list_versions(
        caller=request.caller, child_id=child_id, day=day, after=after, today=request.today
    )
    return WrittenVersionListView(
        versions=[WrittenVersionView.of(it) for it in page.items],
        next=request.cursor(page, *names),
    )
