"""Open a session, tell whose it is, end it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Forbidden, NotFound, NotSignedIn, PortalError
from chalicelib.core.ids import fingerprint, new_id, new_token
from chalicelib.sessions.model import (
    LONGEST_TOKEN,
    REMEMBERED,
    SEEN_EVERY,
    Access,
    Remembered,
    Session,
    Token,
)
from chalicelib.sessions.store import SessionStore


class PasswordNeeded(Forbidden):
    """What is asked for needs a password entered within the last quarter of an hour."""


@dataclass(frozen=True)
class Opened:
    """The tokens for the cookies; they cannot be read back later."""

    session: Token
    remember: str | None = None


def open_session(
    *, access: Access, device: str, device_id: str, remember: bool, now: datetime
) -> Opened:
    """Return the tokens of a new session, and of a remember-me chain if that is wanted."""
    store = SessionStore(access.organisation_id, access.account_id)
    transaction = Transaction()
    token = _put_session(access, device, authenticated_at=now, transaction=transaction, now=now)
    transaction.commit()
    if not remember or access.staff_role:  # staff log in every day
        return Opened(token)
    chain_id, secret = new_id(), new_token()
    store.put_remembered(
        Remembered(
            chain_id,
            access.generation,
            fingerprint(secret),
            None,
            now,
            now + REMEMBERED,
            device_id,
        )
    )
    return Opened(token, _remember_token(access, chain_id, secret))


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
    return access.caller(session.session_id, at_hand=at_hand)


def resume(
    *, remember: str, organisation_id: str, device: str, device_id: str | None, now: datetime
) -> Opened:
    """Open a session with a remember-me token, and return the token that replaces it.

    A token that was replaced before is a sign of theft: it ends the whole chain, unless it comes
    from the same device within the grace, as from two tabs or after an answer that was lost.

    :raises NotSignedIn: the chain is over, or the token is not its current one.
    """
    account, chain_id, secret = _parse_remember(remember, organisation_id)
    store = SessionStore(organisation_id, account)
    chain, access = store.remembered(chain_id)
    if chain is None or access is None or not chain.is_good(access, now):
        raise NotSignedIn
    hashed = fingerprint(secret)
    if not chain.accepts(hashed, device_id, now):
        store.remove_remembered(chain_id)
        raise NotSignedIn
    # A device shows that it was here, not that its owner holds it.
    transaction = Transaction()
    token = _put_session(access, device, authenticated_at=None, transaction=transaction, now=now)
    caller, about = access.caller(token.fingerprint), f"account/{account}"
    audit.note("sessions.resume", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    opened = Opened(token)
    fresh = new_token()
    if hashed == chain.current and store.rotate(chain, to=fingerprint(fresh), now=now):
        return replace(opened, remember=_remember_token(access, chain_id, fresh))
    return opened  # the other tab has the new token: its cookie is ours as well


def access_of(*, organisation_id: str, account_id: str) -> Access | None:
    return SessionStore(organisation_id, account_id).access()


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


def end_session(*, caller: Caller, session_id: str, remember: str | None = None) -> None:
    """End one session of the caller, and with it the remember-me chain of this device."""
    store = SessionStore(caller.organisation_id, caller.account_id)
    store.remove_session(session_id)
    if remember:
        account, chain_id, _ = _parse_remember(remember, caller.organisation_id)
        if account == caller.account_id:
            store.remove_remembered(chain_id)


def confirm_password_entered(*, caller: Caller, now: datetime) -> None:
    """Remember that this caller has just shown the password."""
    store = SessionStore(caller.organisation_id, caller.account_id)
    store.mark_authenticated(caller.session_id, now)


def end_remembered(*, remember: str, organisation_id: str, now: datetime) -> None:
    """End the chain this token is of, also if the session it kept open is over.

    Of a token that is not the chain's nothing comes, and nobody learns which chains there are.
    """
    try:
        account, chain_id, secret = _parse_remember(remember, organisation_id)
    except NotSignedIn:
        return
    store = SessionStore(organisation_id, account)
    chain, access = store.remembered(chain_id)
    if chain and access and fingerprint(secret) in {chain.current, chain.previous}:
        store.remove_remembered(chain_id)
        transaction = Transaction()
        caller, about = access.caller(""), f"account/{account}"
        audit.note("sessions.end_remembered", about, by=caller, transaction=transaction, now=now)
        transaction.commit()


def check_fresh(*, caller: Caller, now: datetime) -> None:
    """:raises PasswordNeeded: the password was last entered more than 15 minutes ago."""
    store = SessionStore(caller.organisation_id, caller.account_id, at_hand=caller.at_hand)
    session = store.session(caller.session_id)
    if session is None or not session.is_fresh(now):
        raise PasswordNeeded


def meet_device(*, access: Access, device_id: str, now: datetime) -> bool:
    """Remember that the account uses this device, and tell whether it is new."""
    store = SessionStore(access.organisation_id, access.account_id)
    if store.knows_device(device_id):
        return False
    store.put_device(device_id, now=now, until=now + 13 * REMEMBERED)
    return True


def knows_device(*, organisation_id: str, account_id: str, device_id: str) -> bool:
    """Tell whether this account has logged in on this device before."""
    return SessionStore(organisation_id, account_id).knows_device(device_id)


def _put_session(
    access: Access,
    device: str,
    *,
    authenticated_at: datetime | None,
    transaction: Transaction,
    now: datetime,
) -> Token:
    store = SessionStore(access.organisation_id, access.account_id)
    token = Token(access.organisation_id, access.account_id, new_token())
    session = Session(token.fingerprint, access.generation, now, now, authenticated_at, device)
    store.put_session(session, now + access.lifetime.absolute, transaction=transaction)
    return token


def _remember_token(access: Access, chain_id: str, secret: str) -> str:
    return f"{access.organisation_id}.{access.account_id}.{chain_id}.{secret}"


def _parse_remember(text: str, organisation_id: str) -> tuple[str, str, str]:
    parts = text.split(".")
    is_token = len(parts) == 4 and len(text) <= LONGEST_TOKEN  # noqa: PLR2004
    if not is_token or parts[0] != organisation_id:
        raise NotSignedIn
    return parts[1], parts[2], parts[3]
