"""Logging out: here, on another device, everywhere."""

from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound, NotSignedIn
from chalicelib.sessions import opening
from chalicelib.sessions import service as sessions


def log_out(
    *, organisation_id: str, token: str | None, remember: str | None, now: datetime
) -> None:
    """End this session and what would open it again; nothing happens if it is over."""
    keys = opening.remembered_keys(remember, organisation_id=organisation_id)
    caller, transaction = _signed_in(token or "", organisation_id, keys, now), Transaction()
    if caller:
        _end(caller.session_id, caller, transaction, now)
    if remember:
        opening.end_remembered(
            remember=remember,
            organisation_id=organisation_id,
            at_hand=caller.at_hand if caller else None,
            transaction=transaction,
            now=now,
        )
    transaction.commit()


def end_session(*, caller: Caller, session_id: str, now: datetime) -> None:
    """End one of the caller's own sessions."""
    transaction = Transaction()
    _end(session_id, caller, transaction, now)
    transaction.commit()


def log_out_everywhere(*, caller: Caller, now: datetime) -> None:
    """End all sessions of the caller, remembered ones too."""
    access = sessions.own_access(caller)
    transaction = Transaction()
    sessions.grant(access.signed_out(), instead_of=access, transaction=transaction)
    about = f"account/{caller.account_id}"
    audit.note("accounts.log_out_everywhere", about, by=caller, transaction=transaction, now=now)
    transaction.commit()


def _end(session_id: str, caller: Caller, transaction: Transaction, now: datetime) -> None:
    sessions.end_session(caller=caller, session_id=session_id, transaction=transaction)
    about = f"account/{caller.account_id}"
    audit.note("accounts.log_out", about, by=caller, transaction=transaction, now=now)


def _signed_in(token: str, organisation_id: str, along: list[Key], now: datetime) -> Caller | None:
    """Return who holds this token, or None if it opens nothing here (any more)."""
    try:
        return sessions.caller_of(
            token=token, organisation_id=organisation_id, along=lambda _: along, now=now
        )
    except (NotSignedIn, NotFound):
        return None
