"""Exports over HTTP, for parents; the office sees how far they are."""

from chalicelib.core.callers import OFFICE, PARENTS
from chalicelib.exports import along, service
from chalicelib.exports.model import ExportExpired, ExportNotReady, ExportRuns, NothingToExport
from chalicelib.exports.schemas import (
    ExportBody,
    ExportLinkView,
    ExportsQuery,
    ExportsView,
    ExportView,
)
from chalicelib.families import access
from chalicelib.http.fields import Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__)


@routes.post(
    "/families/{family_id}/exports",
    summary="Let all photos be packed to take along; while that is done, the same one is returned",
    who=PARENTS,
    body=ExportBody,
    returns=ExportView,
    refuses=[PasswordNeeded, NothingToExport, ExportRuns],
    along=along.running,
)
def start_export(request: Request[ExportBody, None], family_id: Id) -> ExportView:
    export = service.start_export(caller=request.caller, family_id=family_id, now=request.now)
    return ExportView.of(export, now=request.now)


@routes.get(
    "/families/{family_id}/exports",
    summary="See the exports of a family, the newest first",
    who=PARENTS | OFFICE,
    query=ExportsQuery,
    returns=ExportsView,
    refuses=[BadCursor],
    along=access.family_along,
)
def list_exports(request: Request[None, ExportsQuery], family_id: Id) -> ExportsView:
    page = service.list_exports(
        caller=request.caller,
        family_id=family_id,
        after=request.position(request.query.cursor, "family", family_id),
        now=request.now,
    )
    return ExportsView(
        exports=[ExportView.of(export, now=request.now) for export in page.items],
        next=request.cursor(page, "family", family_id),
    )


@routes.get(
    "/families/{family_id}/exports/{export_id}",
    summary="See how far an export is",
    who=PARENTS | OFFICE,
    returns=ExportView,
    along=along.export,
)
def get_export(request: Request[None, None], family_id: Id, export_id: Id) -> ExportView:
    export = service.get_export(
        caller=request.caller, family_id=family_id, export_id=export_id, now=request.now
    )
    return ExportView.of(export, now=request.now)


@routes.post(
    "/families/{family_id}/exports/{export_id}/link",
    summary="Get an address to save the archive from",
    who=PARENTS,
    returns=ExportLinkView,
    refuses=[PasswordNeeded, ExportNotReady, ExportExpired],
    along=along.export,
)
def link_to_export(request: Request[None, None], family_id: Id, export_id: Id) -> ExportLinkView:
    url = service.link_to_archive(
        caller=request.caller, family_id=family_id, export_id=export_id, now=request.now
    )
    return ExportLinkView(url=url)
