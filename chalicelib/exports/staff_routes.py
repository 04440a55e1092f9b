"""Exports over HTTP, for the office: for a family that leaves, or asks on the telephone."""

from chalicelib.core.callers import OFFICE
from chalicelib.exports import along, service
from chalicelib.exports.model import ExportRuns, NothingToExport
from chalicelib.exports.schemas import ExportBody, ExportView
from chalicelib.http.fields import Id
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.sessions.service import PasswordNeeded

routes = Routes(__name__)


@routes.post(
    "/staff/families/{family_id}/exports",
    summary="Let all photos of a family be packed; its parents get the mail",
    who=OFFICE,
    body=ExportBody,
    returns=ExportView,
    refuses=[PasswordNeeded, NothingToExport, ExportRuns],
    along=along.running,
)
def start_export_for_family(request: Request[ExportBody, None], family_id: Id) -> ExportView:
    export = service.start_export(caller=request.caller, family_id=family_id, now=request.now)
    return ExportView.of(export, now=request.now)
