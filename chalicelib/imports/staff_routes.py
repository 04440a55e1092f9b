"""Imports over HTTP, for the office."""

from http import HTTPStatus

from chalicelib.core.callers import OFFICE
from chalicelib.core.errors import Busy, NotFound
from chalicelib.http.fields import Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.imports import invitations, service
from chalicelib.imports.files.tables import FileTooLarge
from chalicelib.imports.model import ImportUnderWay, NotChecked, WaveUnderWay
from chalicelib.imports.schemas import (
    FindingsQuery,
    FindingsView,
    ImportsQuery,
    ImportsView,
    ImportUploadBody,
    ImportUploadView,
    ImportView,
    WaveView,
)

routes = Routes(__name__)


@routes.post(
    "/staff/imports/uploads",
    summary="Begin an import: get a form for each file to upload it with",
    who=OFFICE,
    body=ImportUploadBody,
    returns=ImportUploadView,
    refuses=[FileTooLarge, Busy],
)
def start_import_upload(request: Request[ImportUploadBody, None]) -> ImportUploadView:
    made, forms = service.start_upload(
        files=request.body.uploaded_files, by=request.caller, now=request.now
    )
    return ImportUploadView.of(made, forms)


@routes.post(
    "/staff/imports/{import_id}/check",
    summary="Do a dry run: read the files, and say what is wrong",
    who=OFFICE,
    returns=ImportView,
    status=HTTPStatus.ACCEPTED,
    refuses=[NotFound, ImportUnderWay, Busy],
)
def check_import(request: Request[None, None], import_id: Id) -> ImportView:
    begun = service.start_check(import_id=import_id, by=request.caller, now=request.now)
    return ImportView.of(begun, request.language)


@routes.post(
    "/staff/imports/{import_id}/run",
    summary="Import every family without an error",
    who=OFFICE,
    returns=ImportView,
    status=HTTPStatus.ACCEPTED,
    refuses=[NotFound, NotChecked, ImportUnderWay, Busy],
)
def run_import(request: Request[None, None], import_id: Id) -> ImportView:
    begun = service.start_run(import_id=import_id, by=request.caller, now=request.now)
    return ImportView.of(begun, request.language)


@routes.get(
    "/staff/imports/{import_id}",
    summary="See how far an import is",
    who=OFFICE,
    returns=ImportView,
    refuses=[NotFound],
)
def see_import(request: Request[None, None], import_id: Id) -> ImportView:
    found = service.get_import(import_id=import_id, organisation_id=request.caller.organisation_id)
    return ImportView.of(found.as_seen(request.now), request.language)


@routes.get(
    "/staff/imports/{import_id}/findings",
    summary="Read line by line what the last check or run has found",
    who=OFFICE,
    query=FindingsQuery,
    returns=FindingsView,
    refuses=[NotFound, BadCursor],
)
def list_import_findings(request: Request[None, FindingsQuery], import_id: Id) -> FindingsView:
    names = (import_id, request.query.severity or "")
    page = service.list_findings(
        import_id=import_id,
        organisation_id=request.caller.organisation_id,
        severity=request.query.severity,
        after=request.position(request.query.cursor, *names),
    )
    return FindingsView.of(page, request.language, request.cursor(page, *names))


@routes.get(
    "/staff/imports",
    summary="List the imports, the newest first",
    who=OFFICE,
    query=ImportsQuery,
    returns=ImportsView,
    refuses=[BadCursor],
)
def list_imports(request: Request[None, ImportsQuery]) -> ImportsView:
    page = service.list_imports(
        organisation_id=request.caller.organisation_id,
        after=request.position(request.query.cursor),
    )
    seen = page.map(lambda it: it.as_seen(request.now))
    return ImportsView.of(seen, request.language, request.cursor(page))


@routes.post(
    "/staff/invitations/wave",
    summary="Mail an activation link to everybody of a family who got none yet",
    who=OFFICE,
    returns=WaveView,
    status=HTTPStatus.ACCEPTED,
    refuses=[WaveUnderWay, Busy],
)
def start_invitation_wave(request: Request[None, None]) -> WaveView:
    return WaveView.of_wave(invitations.start_wave(by=request.caller, now=request.now))


@routes.get(
    "/staff/invitations/wave",
    summary="See how far the last wave of invitations is",
    who=OFFICE,
    returns=WaveView,
    refuses=[NotFound],
)
def see_invitation_wave(request: Request[None, None]) -> WaveView:
    return WaveView.of_wave(invitations.last_wave(request.caller.organisation_id))
