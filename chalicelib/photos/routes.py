"""Photos over HTTP, for parents; colleagues of the child's group see what its parents see."""

from chalicelib.core.callers import PARENTS, STAFF
from chalicelib.http.fields import Id
from chalicelib.http.paging import BadCursor
from chalicelib.http.requests import Request
from chalicelib.http.routes import Routes
from chalicelib.photos import along, service
from chalicelib.photos.schemas import GalleryView, PhotoOriginalView, PhotosQuery, PhotoView

routes = Routes(__name__)


@routes.get(
    "/children/{child_id}/photos",
    summary="See the photos of a child, the newest first",
    who=PARENTS | STAFF,
    query=PhotosQuery,
    returns=GalleryView,
    refuses=[BadCursor],
    along=along.gallery,
)
def list_child_photos(request: Request[None, PhotosQuery], child_id: Id) -> GalleryView:
    page = service.list_child_photos(
        caller=request.caller,
        child_id=child_id,
        after=request.position(request.query.cursor, "child", child_id),
        today=request.today,
    )
    return GalleryView(
        photos=[PhotoView.of(photo) for photo in page.items],
        next=request.cursor(page, "child", child_id),
    )


@routes.get(
    "/children/{child_id}/photos/{photo_id}/original",
    summary="Get an address to save the original of a photo from",
    who=PARENTS | STAFF,
    returns=PhotoOriginalView,
    along=along.photo_of_child,
)
def get_original(request: Request[None, None], child_id: Id, photo_id: Id) -> PhotoOriginalView:
    url = service.link_to_original(
        caller=request.caller, child_id=child_id, photo_id=photo_id, today=request.today
    )
    return PhotoOriginalView(url=url)
