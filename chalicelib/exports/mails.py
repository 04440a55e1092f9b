"""What is written to parents about exports."""

from datetime import UTC, datetime
from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.message import Mail

DOWNLOADS_PAGE = "/downloads"  # of the portal; the web front end has the same path


@dataclass(frozen=True)
class ExportReady(Mail):
    """To whom an export was promised. `size` is in bytes; the address is that of the page."""

    template: ClassVar[str] = "export-ready"

    photos: int
    size: int
    until: datetime
    page: str = DOWNLOADS_PAGE

    @classmethod
    def example(cls) -> Self:
        return cls(photos=412, size=1_284_000_000, until=datetime(2026, 11, 9, 9, tzinfo=UTC))
