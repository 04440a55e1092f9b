"""What families and the office can do with exports; `making` has what workers do."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import new_id
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.exports.model import Export, ExportRuns, NothingToExport
from chalicelib.exports.store import ExportStore
from chalicelib.families import access
from chalicelib.families.model import Family
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.photos import service as photos
from chalicelib.sessions import service as sessions

QUEUE = "exports"
PAGE = 20
HANDED_OUT = 300  # seconds for which an archive can be fetched; a download that runs goes on


def start_export(*, caller: Caller, family_id: str, now: datetime) -> Export:
    """Let everything be packed that the family may take along: its photos, for now.

    While one is being made, that one is returned. A parent who asks gets a mail when it is ready;
    if a colleague asks, the parents do.

    :raises NotFound: there is no such family for this caller.
    :raises PasswordNeeded: the password was last entered more than 15 minutes ago.
    :raises NothingToExport: there are no photos.
    """
    family = access.family_for(caller, family_id, today=day_of(now))
    sessions.check_fresh(caller=caller, now=now)
    store = _store(caller, family_id)
    running = store.running(now)
    if running:
        return running
    if not photos.has_originals(family_id, organisation_id=caller.organisation_id):
        raise NothingToExport
    export = Export(_export_id(now), family_id, now, tell=tuple(_to_tell(caller, family, now)))
    try:
        _start(export, store, caller, now)
    except ExportRuns:
        running = store.running(now)  # the other parent, or the second click, was first
        if running is None:
            raise
        return running
    return export


def list_exports(
    *, caller: Caller, family_id: str, after: str | None, now: datetime
) -> Page[Export]:
    """:raises NotFound: there is no such family for this caller."""
    access.family_for(caller, family_id, today=day_of(now))
    return _store(caller, family_id).list(limit=PAGE, after=after)


def get_export(*, caller: Caller, family_id: str, export_id: str, now: datetime) -> Export:
    """:raises NotFound: there is no such export for this caller."""
    access.family_for(caller, family_id, today=day_of(now))
    return _export(caller, family_id, export_id)


def link_to_archive(*, caller: Caller, family_id: str, export_id: str, now: datetime) -> str:
    """Return an address at which the browser saves the archive, good for five minutes.

    Parents only: what colleagues may see of a family is not theirs to take along.

    :raises NotFound: there is no such export for this caller.
    :raises PasswordNeeded: the password was last entered more than 15 minutes ago.
    :raises ExportNotReady: it is still being made.
    :raises ExportExpired: it is gone, and can be made again.
    """
    access.own_family_for(caller, family_id, today=day_of(now))
    sessions.check_fresh(caller=caller, now=now)
    archive = _export(caller, family_id, export_id).archive_for(now)
    transaction = Transaction()
    about = f"export/{export_id}"
    audit.note("exports.hand_out", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    name = f"{caller.organisation_id}-{day_of(archive.made_at)}.zip"
    return files.link(archive.key, seconds=HANDED_OUT, name=name)


def _store(caller: Caller, family_id: str) -> ExportStore:
    return ExportStore(caller.organisation_id, family_id, at_hand=caller.at_hand)


def _export(caller: Caller, family_id: str, export_id: str) -> Export:
    export = _store(caller, family_id).get(export_id)
    if export is None:
        raise NotFound
    return export


def _start(export: Export, store: ExportStore, caller: Caller, now: datetime) -> None:
    transaction = Transaction()
    store.start(export, transaction=transaction, now=now)
    body = {"family_id": export.family_id, "export_id": export.export_id}
    errand = Errand(caller.organisation_id, QUEUE, body)
    outbox.put(errand, transaction=transaction, now=now)
    about = f"family/{export.family_id}"
    audit.note("exports.start", about, by=caller, transaction=transaction, now=now)
    transaction.commit()


def _to_tell(caller: Caller, family: Family, now: datetime) -> Sequence[str]:
    if caller.families.get(family.family_id) in PARENTS:
        return [caller.account_id]
    parents = [it for it in family.parents if it.has_access(PARENTS, day_of(now))]
    return list(dict.fromkeys(it.account_id for it in parents if it.account_id))


def _export_id(now: datetime) -> str:
    """Return an id that sorts by time, and that nobody guesses."""
    return f"{now:%Y%m%dT%H%M%S}.{new_id()}"
