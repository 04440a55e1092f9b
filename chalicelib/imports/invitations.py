"""A wave of activation mails: to everybody of a family who has an account and no mail yet."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import AccountState
from chalicelib.audit import service as audit
from chalicelib.aws import files
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import PAYERS, Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.ids import new_id
from chalicelib.core.periods import day_of
from chalicelib.families import service as families
from chalicelib.imports.errands import INVITE, QUEUE
from chalicelib.imports.model import Wave, WaveUnderWay
from chalicelib.imports.store import ImportStore
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

PAGE = 100  # families that are looked at together
SAVED_EVERY = 10  # mails
AT_A_TIME = 500  # mails that one worker sends; then another goes on


def start_wave(*, by: Caller, now: datetime) -> Wave:
    """Let everybody be invited who was not: after a wave that broke off that is the rest of it.

    :raises WaveUnderWay: one is being sent right now.
    """
    store, transaction = ImportStore(by.organisation_id), Transaction()
    before = store.wave()
    if before and before.is_under_way(now):
        raise WaveUnderWay
    version = before.version if before else 0
    wave = Wave(wave_id=new_id(), begun_at=now, touched_at=now, version=version)
    store.put_wave(wave, transaction=transaction)
    _put_errand(wave, by.organisation_id, transaction, now)
    about = f"wave/{wave.wave_id}"
    audit.note("imports.start_wave", about, by=by, transaction=transaction, now=now)
    transaction.commit()
    return wave


def last_wave(organisation_id: str) -> Wave:
    """:raises NotFound: there was none yet."""
    wave = ImportStore(organisation_id).wave()
    if wave is None:
        raise NotFound
    return wave


def do_wave(errand: Errand, now: datetime, *, most: int = AT_A_TIME) -> None:
    """Invite, one after the other; run twice, nobody gets a second mail.

    After `most` people the rest is left to another worker.
    """
    organisation_id = errand.organisation_id
    wave = ImportStore(organisation_id).wave()
    if wave is None or wave.is_done or wave.wave_id != errand.body["wave_id"]:
        return
    account_ids = _guests(wave, organisation_id, now)
    wave = replace(wave, of=len(account_ids))
    ours = account_ids[wave.done : wave.done + most]
    for done, account_id in enumerate(ours, start=1):
        is_sent = _invite(account_id, organisation_id, now)
        wave = replace(wave, done=wave.done + 1, sent=wave.sent + is_sent)
        if done % SAVED_EVERY == 0 and done < len(ours):
            wave = _save(wave, organisation_id, now)
    _save(replace(wave, is_done=wave.done == wave.of), organisation_id, now, asks_next=True)


def _guests(wave: Wave, organisation_id: str, now: datetime) -> list[str]:
    """Return who is to be invited: counted once, so that a wave that goes on counts the same."""
    key = f"imports/{organisation_id}/waves/{wave.wave_id}.json"
    kept = files.find(key)
    if kept is not None:
        account_ids: list[str] = json.loads(kept)
        return account_ids
    found = list(dict.fromkeys(_uninvited(organisation_id, day_of(now))))
    files.write(key, json.dumps(found).encode(), content_type="application/json")
    return found


def _uninvited(organisation_id: str, today: date) -> Iterator[str]:
    after = None
    while True:
        page = families.list_families(organisation_id=organisation_id, after=after, limit=PAGE)
        people = [parent for family in page.items for parent in family.parents]
        ids = [it.account_id for it in people if it.account_id and it.has_access(PAYERS, today)]
        states = accounts.people_of(ids, organisation_id=organisation_id)
        yield from (it for it in ids if it in states and _is_waiting(states[it].state))
        after = page.next
        if after is None:
            return


def _is_waiting(state: AccountState) -> bool:
    return state is AccountState.NOT_INVITED


def _invite(account_id: str, organisation_id: str, now: datetime) -> bool:
    try:
        return accounts.invite(account_id=account_id, organisation_id=organisation_id, now=now)
    except (NotFound, Busy):  # erased meanwhile; or somebody else is inviting this very account
        return False


def _save(wave: Wave, organisation_id: str, now: datetime, *, asks_next: bool = False) -> Wave:
    """Show how far it is; with `asks_next` let another worker do what is left.

    :raises Busy: somebody else goes on with it.
    """
    transaction = Transaction()
    wave = replace(wave, touched_at=max(wave.touched_at, now))
    ImportStore(organisation_id).put_wave(wave, transaction=transaction)
    if asks_next and not wave.is_done:
        _put_errand(wave, organisation_id, transaction, now)
    transaction.commit()
    return replace(wave, version=wave.version + 1)


def _put_errand(wave: Wave, organisation_id: str, transaction: Transaction, now: datetime) -> None:
    errand = Errand(organisation_id, QUEUE, {"do": INVITE, "wave_id": wave.wave_id})
    outbox.put(errand, transaction=transaction, now=now)
