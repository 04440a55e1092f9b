"""Photos over HTTP, for colleagues."""

from chalicelib.core.callers import STAFF
from chalicelib.http.endpoints import Nothing
from chalicelib.http.fields import Id, tidy
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.photos import along, service
from chalicelib.photos.model import PhotoChanged, UploadTooLarge
from chalicelib.photos.schemas import (
    PhotoChangeBody,
    PhotosQuery,
    PhotoUploadsBody,
    PhotoUploadsView,
    PhotoUploadView,
    StaffPhotosView,
    StaffPhotoView,
)

routes = Routes(__name__)


@routes.post(
    "/staff/photos/uploads",
    summary="Ask where to put photos that will be uploaded",
    who=STAFF,
    body=PhotoUploadsBody,
    returns=PhotoUploadsView,
    refuses=[UploadTooLarge],
)
def ask_photo_uploads(request: Request[PhotoUploadsBody, None]) -> PhotoUploadsView:
    uploads = service.ask_uploads(
        caller=request.caller,
        group_id=request.body.group_id,
        announced=[file.file() for file in request.body.files],
        child_ids=request.body.child_ids,
        caption=tidy(request.body.caption),
        now=request.now,
    )
    return PhotoUploadsView(uploads=[PhotoUploadView.of(upload) for upload in uploads])


@routes.get(
    "/staff/groups/{group_id}/photos",
    summary="See the photos of a group, and what became of its uploads",
    who=STAFF,
    query=PhotosQuery,
    returns=StaffPhotosView,
    refuses=[BadCursor],
)
def list_group_photos(request: Request[None, PhotosQuery], group_id: Id) -> StaffPhotosView:
    page = service.list_group_photos(
        caller=request.caller,
        group_id=group_id,
        after=request.position(request.query.cursor, "group", group_id),
        now=request.now,
    )
    views = [StaffPhotoView.of(it, language=request.language, now=request.now) for it in page.items]
    return StaffPhotosView(photos=views, next=request.cursor(page, "group", group_id))


@routes.put(
    "/staff/photos/{photo_id}",
    summary="Change the caption and the tagged children of a photo",
    who=STAFF,
    body=PhotoChangeBody,
    returns=StaffPhotoView,
    refuses=[PhotoChanged],
    along=along.photo,
)
def change_photo(request: Request[PhotoChangeBody, None], photo_id: Id) -> StaffPhotoView:
    photo = service.change_photo(
        caller=request.caller,
        photo_id=photo_id,
        version=request.body.version,
        child_ids=request.body.child_ids,
        caption=tidy(request.body.caption),
        now=request.now,
    )
    return StaffPhotoView.of(photo, language=request.language, now=request.now)


@routes.delete(
    "/staff/photos/{photo_id}",
    summary="Delete a photo: it is hidden from everybody at once",
    who=STAFF,
    returns=Nothing,
    along=along.photo,
)
def delete_photo(request: Request[None, None], photo_id: Id) -> Nothing:
    service.delete_photo(caller=request.caller, photo_id=photo_id, now=request.now)
    return Nothing()
