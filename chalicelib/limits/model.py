"""Limits. No input or output here."""

from datetime import UTC, datetime, timedelta

from chalicelib.core.values import dataclass


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in each window; windows begin at whole multiples of `within`."""

    name: str
    most: int
    within: timedelta

    def window_of(self, now: datetime) -> datetime:
        """Return when the window that runs has begun."""
        seconds = int(self.within.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    def resets_in(self, now: datetime) -> int:
        """Return the whole seconds until the next window, at least 1."""
        left = self.window_of(now) + self.within - now
        return max(1, int(left.total_seconds()))


@dataclass(frozen=True)
class Bucket:
    """Where the tries of somebody are counted together: an account's, an address's, a device's."""

    limit: Limit
    whose: str
