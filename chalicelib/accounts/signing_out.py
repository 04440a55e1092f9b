"""Logging out: here, on another device, everywhere."""

from datetime import datetime

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound, NotSignedIn
from chalicelib.sessions import opening
from chalicelib.sessions import service as sessions


def log_out(
    *, organisation_id: str, token: str | None, remember: str | None, now: datetime
) -> None:
    """End this session and what would open it again; nothing happens if it is over."""
    if remember:
        opening.end_remembered(remember=remember, organisation_id=organisation_id, now=now)
    caller = _signed_in(token or "", organisation_id, now)
    if caller:
        end_session(caller=caller, session_id=caller.session_id, now=now)


def end_session(*, caller: Caller, session_id: str, now: datetime) -> None:
    """End one of the caller's own sessions."""
    transaction = Transaction()
    sessions.end_session(caller=caller, session_id=session_id, transaction=transaction)
    about = f"account/{caller.account_id}"
    audit.note("accounts.log_out", about, by=caller, transaction=transaction, now=now)
    transaction.commit()


def log_out_everywhere(*, caller: Caller, now: datetime) -> None:
    """End all sessions of the caller, remembered ones too."""
    access = sessions.own_access(caller)
    transaction = Transaction()
    sessions.grant(access.signed_out(), instead_of=access, transaction=transaction)
    about = f"account/{caller.account_id}"
    audit.note("accounts.log_out_everywhere", about, by=caller, transaction=transaction, now=now)
    transaction.commit()


def _signed_in(token: str, organisation_id: str, now: datetime) -> Caller | None:
    """Return who holds this token, or None if it opens nothing here (any more)."""
    try:
        return sessions.caller_of(token=token, organisation_id=organisation_id, now=now)
    except (NotSignedIn, NotFound):
        return None
