"""How a worker makes an archive: planned, written part by part, and only then shown.

Safe to stop anywhere and do again. A plan gives the same bytes under the same key, and the parts
that S3 has are noted: the next worker goes on where this one fell over.
"""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from botocore.exceptions import ClientError

from chalicelib.accounts import service as accounts
from chalicelib.aws import files
from chalicelib.aws.files import Assembly
from chalicelib.aws.transactions import Transaction
from chalicelib.core.values import dataclass
from chalicelib.exports.layout import Layout, lay_out
from chalicelib.exports.mails import ExportReady
from chalicelib.exports.model import Archive, Export, Making
from chalicelib.exports.parts import Cut, Slice, SourceChanged, cut, fill, part, part_size
from chalicelib.exports.planning import Plan, plan_of
from chalicelib.exports.store import ExportStore
from chalicelib.mail import service as mail
from chalicelib.observability import count
from chalicelib.outbox.model import Errand

PLANS = 3  # photos may be deleted while one is carried out
ZIP = "application/zip"
_CHANGED = frozenset({"NoSuchKey", "PreconditionFailed"})


class UploadGone(Exception):
    """S3 knows nothing of the upload: it is finished already, or a day old."""


class ArchiveBroken(Exception):
    """What was read is not what the layout was made for; nobody gets this archive."""


@dataclass(frozen=True)
class _Work:
    """An export of an organisation, and what a worker needs to make it."""

    organisation_id: str
    export: Export
    store: ExportStore
    now: datetime
    part_bytes: int | None


def make_export(errand: Errand, now: datetime, *, part_bytes: int | None = None) -> None:
    """Make the archive of an export, unless that is done, and tell those who wait for it.

    :raises SourceChanged: photos were deleted or changed during every plan.
    """
    family_id, export_id = errand.body["family_id"], errand.body["export_id"]
    store = ExportStore(errand.organisation_id, family_id)
    for left in reversed(range(PLANS)):
        export = store.get(export_id)
        if export is None or not export.is_open:
            return
        try:
            _make(_Work(errand.organisation_id, export, store, now, part_bytes))
        except (SourceChanged, UploadGone):
            store.forget_parts(export_id)
            if not left:
                raise


def _make(work: _Work) -> None:
    plan = plan_of(work.export.family_id, organisation_id=work.organisation_id)
    if not plan.entries:
        _give_up(work)
        return
    reused = work.store.archive_of(plan.fingerprint, now=work.now)
    _finish(work, plan, reused or _write(work, plan))


def _write(work: _Work, plan: Plan) -> Archive:
    layout = lay_out(plan.entries)
    # Photos are too small for it to pay that S3 copies them: every part is read and written.
    size = work.part_bytes or part_size(layout)
    cuts = cut(layout, size=size, copy_from=layout.size + 1)
    if len(cuts) == 1:
        data = _bytes_of(layout, cuts, 1)
        _check_is_current(plan)
        files.write(plan.key, data, content_type=ZIP)
    else:
        _write_parts(work, plan, layout, cuts)
    count("ArchivesMade")
    return Archive(plan.key, layout.size, work.now)


def _write_parts(work: _Work, plan: Plan, layout: Layout, cuts: Sequence[Cut]) -> None:
    """Write what is not there yet, one part at a time, so that memory stays flat."""
    making = _begun(work, plan, len(cuts))
    assembly, etags = Assembly(plan.key, making.upload_id), [*making.etags]
    with _upload_there():
        for number in range(len(etags) + 1, len(cuts) + 1):
            etags.append(assembly.write_part(number, _bytes_of(layout, cuts, number)))
            work.store.note_parts(work.export.export_id, making.upload_id, etags)
        _check_is_current(plan)
        assembly.finish(etags)


def _begun(work: _Work, plan: Plan, parts: int) -> Making:
    """Return how far a worker came with the same plan, or begin."""
    before = work.export.making
    if before and (before.fingerprint, before.parts) == (plan.fingerprint, parts):
        return before
    upload_id = files.assemble(plan.key, content_type=ZIP).upload_id
    making = Making(plan.fingerprint, upload_id, parts)
    work.store.begin(work.export.export_id, making, photos=plan.photos)
    return making


def _bytes_of(layout: Layout, cuts: Sequence[Cut], number: int) -> bytes:
    """:raises ArchiveBroken: the CRC-32 noted for a photo is not that of its bytes."""
    wanted = part(layout, cuts, number)
    data = b"".join(fill(wanted, _read))
    if wanted.crc32 is not None and zlib.crc32(data) != wanted.crc32:
        raise ArchiveBroken
    return data


def _read(wanted: Slice) -> bytes:
    try:
        return files.read_range(
            wanted.key, start=wanted.start, length=wanted.length, etag=wanted.etag
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in _CHANGED:
            raise SourceChanged(wanted.key) from error
        raise


@contextmanager
def _upload_there() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchUpload":
            raise UploadGone from error
        raise


def _check_is_current(plan: Plan) -> None:
    """:raises SourceChanged: something in it was deleted or is not allowed any more."""
    newer = plan_of(plan.family_id, organisation_id=plan.organisation_id)
    for gone in plan.stored - newer.stored:
        raise SourceChanged(gone.key)


def _finish(work: _Work, plan: Plan, archive: Archive) -> None:
    transaction = Transaction()
    work.store.finish(
        work.export.export_id,
        archive,
        fingerprint=plan.fingerprint,
        photos=plan.photos,
        transaction=transaction,
    )
    told = accounts.addressees_of(work.export.tell, organisation_id=work.organisation_id)
    ready = ExportReady(plan.photos, archive.size, archive.expires_at)
    for account_id, addressee in told.items():
        letter = ready.to(
            addressee,
            organisation_id=work.organisation_id,
            letter_id=f"{work.export.export_id}.{account_id}",
        )
        mail.post(letter, transaction=transaction, now=work.now)
    transaction.commit()


def _give_up(work: _Work) -> None:
    """The last photo was deleted since the export was asked for."""
    transaction = Transaction()
    work.store.fail(work.export.export_id, transaction=transaction, now=work.now)
    transaction.commit()
