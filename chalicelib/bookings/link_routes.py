"""The calendar feed over HTTP: parents make and end their own; phones read it by its address."""

from chalicelib.bookings import feeds
from chalicelib.bookings.feed_schemas import ENDING, CalendarFeedMadeView, CalendarFeedView
from chalicelib.bookings.ical import as_calendar
from chalicelib.core.callers import PARENTS
from chalicelib.core.errors import Busy, NotFound, TooOften
from chalicelib.http import guard
from chalicelib.http.endpoints import Document, Nothing
from chalicelib.http.fields import Token
from chalicelib.http.requests import Request
from chalicelib.http.routes import ANYBODY, Routes

routes = Routes(__name__)


@routes.get(
    "/me/calendar-feed",
    summary="See whether there is a calendar feed, and since when",
    who=PARENTS,
    returns=CalendarFeedView,
    along=feeds.along,
)
def get_calendar_feed(request: Request[None, None]) -> CalendarFeedView:
    return CalendarFeedView.of(feeds.own_feed(caller=request.caller))


@routes.post(
    "/me/calendar-feed",
    summary="Make an address for the calendar of a phone; one that was made before stops working",
    who=PARENTS,
    returns=CalendarFeedMadeView,
    refuses=[Busy],
)
def make_calendar_feed(request: Request[None, None]) -> CalendarFeedMadeView:
    feed = feeds.make_feed(caller=request.caller, now=request.now)
    return CalendarFeedMadeView.of(feed, guard.origin_of(request.organisation_id))


@routes.delete(
    "/me/calendar-feed",
    summary="Let the address of the calendar feed stop working",
    who=PARENTS,
    returns=Nothing,
    refuses=[Busy],
)
def end_calendar_feed(request: Request[None, None]) -> Nothing:
    feeds.end_feed(caller=request.caller, now=request.now)
    return Nothing()


@routes.get(
    "/calendar/{token}",
    summary="Read the days as a calendar, by the address that a parent has made",
    who=ANYBODY,
    returns=Document,
    media_type="text/calendar",
    refuses=[NotFound, TooOften],
)
def read_calendar(request: Request[None, None], token: Token) -> Document:
    if not token.endswith(ENDING):
        raise NotFound
    feed = feeds.read_feed(
        token=token.removesuffix(ENDING), organisation_id=request.organisation_id, now=request.now
    )
    return Document(text=as_calendar(feed), fresh_for=900)
