"""The one clock. Entry points read it; everything below is told what time it is."""

from datetime import UTC, datetime, timedelta

_ahead = timedelta(0)


def now() -> datetime:
    """Return the instant, in UTC."""
    return datetime.now(UTC) + _ahead


def start_at(moment: datetime) -> None:
    """Let the clock run on from that moment: for the local run and for tests, never on Lambda."""
    global _ahead  # noqa: PLW0603 - there is one clock
    _ahead = moment - datetime.now(UTC)
