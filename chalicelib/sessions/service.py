"""Tell whose session it is, what its account may reach, and end it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Forbidden, NotFound, NotSignedIn, PortalError
from chalicelib.sessions.model import REMEMBERED, SEEN_EVERY, Access, Session, Token
from chalicelib.sessions.store import SessionStore
from chalicelib.settings import settings


class PasswordNeeded(Forbidden):
    """What is asked for needs a password entered within the last quarter of an hour."""


def caller_of(
    *,
    token: str,
    organisation_id: str,
    now: datetime,
    along: Callable[[str], Iterable[Key]] | None = None,
) -> Caller:
    """Return who calls at this organisation's address, in one request to the table.

    `along` gets the account's id, and says what else is read in that request. It is at hand for
    the caller, and for nobody if the session is not theirs.

    :raises NotSignedIn: there is no such session, or it is over.
    :raises NotFound: it is a session of another organisation.
    """
    parsed = Token.parse(token)
    if parsed.organisation_id != organisation_id:
        raise NotFound
    store = SessionStore(organisation_id, parsed.account_id)
    more = along(parsed.account_id) if along else ()
    session, access, at_hand = store.session_along(parsed.fingerprint, more)
    if session is None or access is None or not session.is_open(access, now):
        raise NotSignedIn
    if now >= session.seen_at + SEEN_EVERY:
        store.mark_seen(session.session_id, now)
    standing = access.standing(staff_need_factor=settings().staff_need_factor)
    return access.caller(session.session_id, standing=standing, at_hand=at_hand)


def access_of(
    *, organisation_id: str, account_id: str, at_hand: AtHand | None = None
) -> Access | None:
    return SessionStore(organisation_id, account_id, at_hand=at_hand).access()


def access_key(account_id: str, *, organisation_id: str) -> Key:
    """Return where `access_of` will look, for who reads that together with something else."""
    return SessionStore(organisation_id, account_id).access_key


def own_access(caller: Caller) -> Access:
    """Return what the caller may reach, with which the session was read.

    :raises NotFound: the account has lost it meanwhile.
    """
    store = SessionStore(caller.organisation_id, caller.account_id, at_hand=caller.at_hand)
    access = store.access()
    if access is None:
        raise NotFound
    return access


def grant(access: Access, *, instead_of: Access | None, transaction: Transaction) -> None:
    """Let this be what the account may reach, from the moment the transaction is committed.

    :raises Busy: on commit, if it was changed by somebody else since `instead_of` was read.
    """
    store = SessionStore(access.organisation_id, access.account_id)
    store.put_access(access, earlier=instead_of, transaction=transaction)


def insist_on(access: Access, *, otherwise: PortalError, transaction: Transaction) -> None:
    """Let the transaction fail if the account has changed since this was read."""
    store = SessionStore(access.organisation_id, access.account_id)
    store.check_access(access, otherwise=otherwise, transaction=transaction)


def list_sessions(*, caller: Caller, now: datetime) -> list[Session]:
    """Return the caller's open sessions, the last used first."""
    store = SessionStore(caller.organisation_id, caller.account_id, at_hand=caller.at_hand)
    access = store.access()
    if access is None:
        return []
    is_open = [session for session in store.sessions() if session.is_open(access, now)]
    return sorted(is_open, key=lambda session: session.seen_at, reverse=True)


def end_session(*, caller: Caller, session_id: str, transaction: Transaction) -> None:
    """End one session of the caller, from the moment the transaction is committed."""
    store = SessionStore(caller.organisation_id, caller.account_id)
    store.remove_session(session_id, transaction=transaction)


def confirm_password_entered(*, caller: Caller, transaction: Transaction, now: datetime) -> None:
    """Remember that this caller has just shown the password, if the transaction is committed.

    :raises NotSignedIn: on commit, if the session was ended meanwhile.
    """
    store = SessionStore(caller.organisation_id, caller.account_id)
    store.mark_authenticated(
        caller.session_id, now, otherwise=NotSignedIn(), transaction=transaction
    )


def check_fresh(*, caller: Caller, now: datetime) -> None:
    """:raises PasswordNeeded: the password was last entered more than 15 minutes ago."""
    store = SessionStore(caller.organisation_id, caller.account_id, at_hand=caller.at_hand)
    session = store.session(caller.session_id)
    if session is None or not session.is_fresh(now):
        raise PasswordNeeded


def meet_device(*, access: Access, device_id: str, transaction: Transaction, now: datetime) -> None:
    """Remember that the account uses this device, if the transaction is committed."""
    store = SessionStore(access.organisation_id, access.account_id)
    store.put_device(device_id, now=now, until=now + 13 * REMEMBERED, transaction=transaction)


def knows_device(
    *, organisation_id: str, account_id: str, device_id: str, at_hand: AtHand | None = None
) -> bool:
    """Tell whether this account has logged in on this device before."""
    return SessionStore(organisation_id, account_id, at_hand=at_hand).knows_device(device_id)


def device_key(device_id: str, *, organisation_id: str, account_id: str) -> Key:
    """Return where `knows_device` will look, for who reads that together with something else."""
    return SessionStore(organisation_id, account_id).device_key(device_id)
