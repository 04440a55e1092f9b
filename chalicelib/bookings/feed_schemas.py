"""Calendar feeds on the wire."""

from datetime import datetime

from msgspec import Struct

from chalicelib.bookings.feeds import NewFeed


class CalendarFeedView(Struct, frozen=True, kw_only=True):
    """Whether there is a feed, and since when; its address is told once, when it is made."""

    exists: bool
    made_at: datetime | None

    @classmethod
    def of(cls, made_at: datetime | None) -> "CalendarFeedView":
        return cls(exists=made_at is not None, made_at=made_at)


class CalendarFeedMadeView(Struct, frozen=True, kw_only=True):
    """The address under which a phone finds the days: whoever has it reads them."""

    address: str
    made_at: datetime

    @classmethod
    def of(cls, feed: NewFeed, origin: str) -> "CalendarFeedMadeView":
        address = f"{origin}/api/calendar/{feed.token}{ENDING}"
        return cls(address=address, made_at=feed.made_at)


ENDING = ".ics"
