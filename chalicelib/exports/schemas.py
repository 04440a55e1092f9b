"""Exports on the wire."""

from datetime import datetime

from msgspec import Struct

from chalicelib.exports.model import Export, ExportState
from chalicelib.http.fields import Cursor


class ExportBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """There is nothing to choose yet: all photos go along."""


class ExportsQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None


class ExportView(Struct, frozen=True, kw_only=True):
    """`progress` is in percent, `size` in bytes; `photos` is known once they were counted."""

    export_id: str
    state: ExportState
    asked_at: datetime
    progress: int
    photos: int | None
    size: int | None
    expires_at: datetime | None

    @classmethod
    def of(cls, export: Export, *, now: datetime) -> "ExportView":
        archive = export.archive
        return cls(
            export_id=export.export_id,
            state=export.state(now),
            asked_at=export.asked_at,
            progress=export.progress,
            photos=export.photos or None,
            size=archive.size if archive else None,
            expires_at=archive.expires_at if archive else None,
        )


class ExportsView(Struct, frozen=True, kw_only=True):
    """The newest first."""

    exports: list[ExportView]
    next: str | None


class ExportLinkView(Struct, frozen=True, kw_only=True):
    """An address at which the browser saves the archive, good for five minutes."""

    url: str
