"""Open a session: for who has shown a password, or where a browser was remembered."""

from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Busy, NotSignedIn
from chalicelib.core.ids import fingerprint, new_id, new_token
from chalicelib.core.values import dataclass
from chalicelib.sessions.model import LONGEST_TOKEN, REMEMBERED, Access, Remembered, Session, Token
from chalicelib.sessions.store import SessionStore

TRIES = 3  # to go on with a chain that another tab is going on with


@dataclass(frozen=True)
class Opened:
    """The tokens for the cookies; they cannot be read back later."""

    session: Token
    remember: str | None = None


def open_session(
    *,
    access: Access,
    device: str,
    device_id: str,
    remember: bool,
    transaction: Transaction,
    now: datetime,
) -> Opened:
    """Return the tokens of a new session, and of a remember-me chain if that is wanted.

    They are good from the moment the transaction is committed.
    """
    token = _put_session(access, device, authenticated_at=now, transaction=transaction, now=now)
    if not remember or access.staff_role:  # staff log in every day
        return Opened(token)
    chain_id, secret = new_id(), new_token()
    current = frozenset({fingerprint(secret)})
    until = now + REMEMBERED
    chain = Remembered(chain_id, access.generation, current, frozenset(), now, until, device_id)
    store = SessionStore(access.organisation_id, access.account_id)
    store.put_remembered(chain, transaction=transaction)
    return Opened(token, _remember_token(access, chain_id, secret))


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


def end_remembered(
    *,
    remember: str,
    organisation_id: str,
    at_hand: AtHand | None,
    transaction: Transaction,
    now: datetime,
) -> None:
    """End the chain this token is of, also if the session it kept open is over.

    Of a token that is not the chain's nothing comes, and nobody learns which chains there are.
    """
    try:
        account, chain_id, secret = _parse_remember(remember, organisation_id)
    except NotSignedIn:
        return
    store = SessionStore(organisation_id, account, at_hand=at_hand)
    chain, access = store.remembered(chain_id)
    if chain and access and fingerprint(secret) in chain.current | chain.previous:
        store.remove_remembered(chain_id, transaction=transaction)
        caller, about = access.caller(""), f"account/{account}"
        audit.note("sessions.end_remembered", about, by=caller, transaction=transaction, now=now)


def remembered_keys(remember: str | None, *, organisation_id: str) -> list[Key]:
    """Return where `end_remembered` will look, for who reads that together with a session."""
    try:
        account, chain_id, _ = _parse_remember(remember or "", organisation_id)
    except NotSignedIn:
        return []
    return [SessionStore(organisation_id, account).chain_key(chain_id)]


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
