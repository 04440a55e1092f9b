"""What a family asked to take along, and how far it is. No input or output here."""

from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core.errors import Conflict
from chalicelib.core.values import dataclass

LIVES = timedelta(days=7)  # an archive; S3 forgets it a day later
REUSED = timedelta(
    days=1
)  # who asks later than that gets an archive that lives as long as a new one
GIVEN_UP = timedelta(hours=24)  # after which a family need not wait for an export that hangs
RECORDED = timedelta(days=90)


class NothingToExport(Conflict):
    """There are no photos yet that this family could take along."""


class ExportNotReady(Conflict):
    """The export is still being made, or could not be."""


class ExportExpired(Conflict):
    """The archive is gone: it can be made again."""


class ExportRuns(Conflict):
    """An export of this family is being made already."""


class ExportState(StrEnum):
    RUNNING = "running"
    READY = "ready"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True)
class Archive:
    """A zip in the bucket; `size` is in bytes."""

    key: str
    size: int
    made_at: datetime

    @property
    def expires_at(self) -> datetime:
        return self.made_at + LIVES

    def can_be_reused(self, now: datetime) -> bool:
        return now < self.made_at + REUSED


@dataclass(frozen=True)
class Making:
    """Where the worker is: what it makes, in which upload, and the ETags of the parts so far."""

    fingerprint: str
    upload_id: str
    parts: int
    etags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """`tell` are the accounts that get a mail; `photos` is known once it is planned."""

    export_id: str
    family_id: str
    asked_at: datetime
    tell: tuple[str, ...]
    photos: int = 0
    making: Making | None = None
    archive: Archive | None = None
    has_failed: bool = False

    def state(self, now: datetime) -> ExportState:
        if self.archive:
            is_over = now >= self.archive.expires_at
            return ExportState.EXPIRED if is_over else ExportState.READY
        is_hanging = now >= self.asked_at + GIVEN_UP
        return ExportState.FAILED if self.has_failed or is_hanging else ExportState.RUNNING

    @property
    def is_open(self) -> bool:
        """Tell whether there is work to do for it."""
        return self.archive is None and not self.has_failed

    @property
    def progress(self) -> int:
        """Percent of the parts that are there."""
        if self.archive:
            return 100
        return 100 * len(self.making.etags) // self.making.parts if self.making else 0

    def archive_for(self, now: datetime) -> Archive:
        """Return the archive that can be saved now.

        :raises ExportNotReady: there is none yet.
        :raises ExportExpired: there is none any more.
        """
        if self.archive is None:
            raise ExportNotReady
        if now >= self.archive.expires_at:
            raise ExportExpired
        return self.archive
