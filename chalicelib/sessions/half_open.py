"""Log-ins whose password was right, and which a code will finish. None of them is a session."""

from collections.abc import Callable, Iterable
from datetime import datetime

from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import Forbidden, NotSignedIn
from chalicelib.core.ids import new_token
from chalicelib.sessions.model import HALF_OPEN, Access, HalfOpen, Token
from chalicelib.sessions.store import SessionStore


class LogInOver(Forbidden):
    """The code came too late, or something changed since the password: one begins anew."""


def begin(
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


def find(
    *,
    token: str,
    organisation_id: str,
    along: Callable[[str], Iterable[Key]],
    now: datetime,
) -> tuple[HalfOpen, Access, AtHand]:
    """Return the log-in that this token is of, with what its account may reach now.

    `along` gets the account's id, and says what else is read, and at hand, in that request.

    :raises LogInOver: there is none, it took too long, or something changed meanwhile.
    """
    try:
        parsed = Token.parse(token)
    except NotSignedIn:
        raise LogInOver from None
    if parsed.organisation_id != organisation_id:
        raise LogInOver
    store = SessionStore(organisation_id, parsed.account_id)
    more = along(parsed.account_id)
    log_in, access, at_hand = store.half_open_along(parsed.fingerprint, more)
    if log_in is None or access is None or not log_in.is_good(access, now):
        raise LogInOver
    return log_in, access, at_hand


def use(log_in: HalfOpen, *, access: Access, transaction: Transaction) -> None:
    """Let this log-in be finished by the transaction, and by no other.

    :raises LogInOver: on commit, if it was finished already.
    """
    store = SessionStore(access.organisation_id, access.account_id)
    store.use_half_open(log_in, otherwise=LogInOver(), transaction=transaction)
