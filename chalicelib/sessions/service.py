"""Open a session, tell whose it is, end it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, Forbidden, NotFound, NotSignedIn, PortalError
from chalicelib.core.ids import fingerprint, new_id, new_token
from chalicelib.core.values import dataclass
from chalicelib.sessions.model import (
    HALF_OPEN,
    LONGEST_TOKEN,
    REMEMBERED,
    SEEN_EVERY,
    Access,
    HalfOpen,
    Remembered,
    Session,
    Token,
)
from chalicelib.sessions.store import SessionStore
from chalicelib.settings import settings

TRIES = 3  # to go on with a chain that another tab is going on with


class PasswordNeeded(Forbidden):
    """What is asked for needs a password entered within the last quarter of an hour."""


class LogInOver(Forbidden):
    """The code came too late, or something changed since the password: one begins anew."""


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
            frozenset({fingerprint(secret)}),
            frozenset(),
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
    standing = access.standing(staff_need_factor=settings().staff_need_factor)
    return access.caller(session.session_id, standing=standing, at_hand=at_hand)


def resume(
    *, remember: str, organisation_id: str, device: str, device_id: str | None, now: datetime
) -> Opened:
    """Open a session with a remember-me token, and return the token that replaces it.

    A token that was replaced before, or that comes from elsewhere, is a sign of theft: it ends the
    chain and the sessions that it opened. Within the grace two tabs, or somebody whose answer was
    lost, get a token each.

    :raises NotSignedIn: the chain is over, or the token is not its current one.
    :raises Busy: very many tabs were going on at once.
    """
    account, chain_id, secret = _parse_remember(remember, organisation_id)
    store, hashed = SessionStore(organisation_id, account), fingerprint(secret)
    for _ in range(TRIES):
        chain, access = store.remembered(chain_id)
        if chain is None or access is None or not chain.is_good(access, now):
            raise NotSignedIn
        if not chain.accepts(hashed, device_id, now):
            _end_stolen(chain, access, now)
            raise NotSignedIn
        try:
            return _go_on(chain, access, hashed, device=device, now=now)
        except Busy:
            continue  # the other tab was first: look again at what is current
    raise Busy


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
    if chain and access and fingerprint(secret) in chain.current | chain.previous:
        transaction = Transaction()
        store.remove_remembered(chain_id, transaction=transaction)
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


def begin_log_in(
    *,
    access: Access,
    remember: bool,
    known_device: str | None,
    transaction: Transaction,
    now: datetime,
) -> Token:
    """Return the token of a log-in that a code will finish; by itself it opens nothing."""
    token = Token(access.organisation_id, access.account_id, new_token())
    until = now + HALF_OPEN
    log_in = HalfOpen(token.fingerprint, access.generation, remember, known_device, until)
    store = SessionStore(access.organisation_id, access.account_id)
    store.put_half_open(log_in, transaction=transaction)
    return token


def half_open(*, token: str, organisation_id: str, now: datetime) -> tuple[HalfOpen, Access]:
    """Return the log-in that this token is of, with what its account may reach now.

    :raises LogInOver: there is none, it took too long, or something changed meanwhile.
    """
    try:
        parsed = Token.parse(token)
    except NotSignedIn:
        raise LogInOver from None
    if parsed.organisation_id != organisation_id:
        raise LogInOver
    store = SessionStore(organisation_id, parsed.account_id)
    log_in, access = store.half_open(parsed.fingerprint)
    if log_in is None or access is None or not log_in.is_good(access, now):
        raise LogInOver
    return log_in, access


def use_half_open(log_in: HalfOpen, *, access: Access, transaction: Transaction) -> None:
    """Let this log-in be finished by the transaction, and by no other.

    :raises LogInOver: on commit, if it was finished already.
    """
    store = SessionStore(access.organisation_id, access.account_id)
    store.use_half_open(log_in, otherwise=LogInOver(), transaction=transaction)


def _go_on(chain: Remembered, access: Access, hashed: str, *, device: str, now: datetime) -> Opened:
    """:raises Busy: another request has changed the chain meanwhile."""
    store = SessionStore(access.organisation_id, access.account_id)
    transaction, fresh = Transaction(), new_token()
    # A device shows that it was here, not that its owner holds it.
    token = _put_session(
        access,
        device,
        authenticated_at=None,
        chain_id=chain.chain_id,
        transaction=transaction,
        now=now,
    )
    to = fingerprint(fresh)
    if hashed in chain.current:
        store.rotate(chain.chain_id, hashed, to=to, now=now, transaction=transaction)
    else:
        store.add_beside(chain.chain_id, hashed, to=to, transaction=transaction)
    caller, about = access.caller(token.fingerprint), f"account/{access.account_id}"
    audit.note("sessions.resume", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    return Opened(token, _remember_token(access, chain.chain_id, fresh))


def _end_stolen(chain: Remembered, access: Access, now: datetime) -> None:
    """End a chain of which somebody has a copy, and what it has opened until now."""
    store = SessionStore(access.organisation_id, access.account_id)
    transaction = Transaction()
    for session in store.sessions():
        if session.chain_id == chain.chain_id:
            store.remove_session(session.session_id, transaction=transaction)
    # The chain goes last: as long as it is there, the next one who shows the token ends the rest.
    store.remove_remembered(chain.chain_id, transaction=transaction)
    caller, about = access.caller(""), f"account/{access.account_id}"
    audit.note("sessions.end_stolen", about, by=caller, transaction=transaction, now=now)
    transaction.commit_in_parts()


def _put_session(
    access: Access,
    device: str,
    *,
    authenticated_at: datetime | None,
    chain_id: str | None = None,
    transaction: Transaction,
    now: datetime,
) -> Token:
    store = SessionStore(access.organisation_id, access.account_id)
    token = Token(access.organisation_id, access.account_id, new_token())
    session = Session(
        token.fingerprint, access.generation, now, now, authenticated_at, device, chain_id
    )
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
