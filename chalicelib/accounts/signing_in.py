"""Logging in and out.

Whatever is wrong with a name, a password or an account, the same requests go to the table, one
password is verified and one answer is given: so nobody learns from it who is a parent here.
"""

from datetime import datetime

from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.mails import NewDevice
from chalicelib.accounts.model import (
    LOG_IN_OF_ACCOUNT,
    LOG_IN_OF_ADDRESS,
    LOG_IN_OF_DEVICE,
    PASSWORD_CHECKS,
    Account,
    LogInFailed,
    WrongPassword,
)
from chalicelib.accounts.store import AccountStore
from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound, NotSignedIn
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass
from chalicelib.factors import passwords
from chalicelib.factors.model import StoredPassword
from chalicelib.factors.password_rules import check_size
from chalicelib.limits import service as limits
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee
from chalicelib.organisations import service as organisations
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access, Session, Token
from chalicelib.sessions.service import Opened

ANYBODY = "anybody"  # whose failures count together: everybody's on a device we do not know


@dataclass(frozen=True)
class Visitor:
    """Where somebody is: `device` is in words, `device_id` from the device's signed cookie."""

    address: str
    device: str
    device_id: str | None = None


@dataclass(frozen=True)
class SignedIn:
    """What the browser shall keep."""

    opened: Opened
    device_id: str


@dataclass(frozen=True)
class HalfIn:
    """The password was right, and a code is still to be shown together with this token."""

    token: Token


@dataclass(frozen=True)
class _Candidate:
    """Whom the name may be of; an account id that leads nowhere if it is nobody's."""

    account_id: str
    account: Account | None
    password: StoredPassword | None
    known_device: str | None

    @property
    def password_id(self) -> str:
        return (self.password or passwords.NOBODYS).password_id

    @property
    def bucket(self) -> str:
        """A new password has a new bucket: it works at once."""
        return f"{self.account_id}.{self.password_id}"

    @property
    def whose(self) -> str:
        return self.known_device or ANYBODY


def log_in(
    *,
    organisation_id: str,
    name: str,
    password: str,
    remember: bool,
    visitor: Visitor,
    now: datetime,
) -> SignedIn | HalfIn:
    """Open a session, or begin one that a code will finish; tell the owner of a new device.

    :raises NotFound: there is no such organisation.
    :raises PasswordTooLong: longer than any password can be.
    :raises LogInFailed: name and password do not open an account.
    :raises TooOften: too many failures of this name, or from this address.
    """
    check_size(password)
    organisations.configuration_of(organisation_id, now=now)
    candidate = _candidate(organisation_id, name, visitor)
    _count_try(candidate, organisation_id, visitor, now)
    is_allowed = AccountStore(organisation_id).count_failure(
        candidate.account_id, candidate.password_id, candidate.whose, now
    )
    is_right = passwords.is_right(password, candidate.password)
    access = sessions.access_of(organisation_id=organisation_id, account_id=candidate.account_id)
    account = candidate.account
    if not (is_right and is_allowed and access and account) or access.is_disabled:
        raise LogInFailed
    _forgive(candidate, organisation_id, visitor, now)
    _keep_better(candidate, password, organisation_id)
    if access.has_second_factor:
        return _ask_code(candidate, access, remember=remember, now=now)
    transaction = Transaction()
    is_known = candidate.known_device is not None
    welcome(account, access, visitor, is_known=is_known, transaction=transaction, now=now)
    _forget_failures(candidate, organisation_id, transaction)
    transaction.commit()
    return start_session(access, visitor, remember=remember, now=now)


def welcome(
    account: Account,
    access: Access,
    visitor: Visitor,
    *,
    is_known: bool,
    transaction: Transaction,
    now: datetime,
) -> None:
    """Note the log-in, and write to the owner if it is on a device that was never seen before."""
    organisation_id = access.organisation_id
    AccountStore(organisation_id).note_log_in(account, now=now, transaction=transaction)
    if account.logged_in_at and not is_known:
        addressee = Addressee(account.email, account.name, account.language)
        letter = NewDevice(visitor.device, now).to(addressee, organisation_id=organisation_id)
        mail.post(letter, transaction=transaction, now=now)
    note_of_owner("accounts.log_in", access, transaction=transaction, now=now)


def start_session(access: Access, visitor: Visitor, *, remember: bool, now: datetime) -> SignedIn:
    """Open a session on a device that is known from now on."""
    device_id = visitor.device_id or new_id()
    sessions.meet_device(access=access, device_id=device_id, now=now)
    opened = sessions.open_session(
        access=access, device=visitor.device, device_id=device_id, remember=remember, now=now
    )
    return SignedIn(opened, device_id)


def log_out(
    *, organisation_id: str, token: str | None, remember: str | None, now: datetime
) -> None:
    """End this session and what would open it again; nothing happens if it is over."""
    if remember:
        sessions.end_remembered(remember=remember, organisation_id=organisation_id, now=now)
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


def list_sessions(*, caller: Caller, now: datetime) -> list[Session]:
    return sessions.list_sessions(caller=caller, now=now)


def check_password(*, caller: Caller, password: str, now: datetime) -> Account:
    """Return the caller's account, if this is its password.

    :raises WrongPassword: it is another one.
    :raises TooOften: too many were wrong.
    """
    check_size(password)
    organisation_id, whose = caller.organisation_id, caller.account_id
    limits.hit(PASSWORD_CHECKS, whose=whose, organisation_id=organisation_id, now=now)
    account, stored = AccountStore(organisation_id).with_password(caller.account_id)
    if not passwords.is_right(password, stored) or account is None:
        raise WrongPassword
    limits.clear(PASSWORD_CHECKS, whose=whose, organisation_id=organisation_id, now=now)
    return account


def _candidate(organisation_id: str, name: str, visitor: Visitor) -> _Candidate:
    accounts, names = AccountStore(organisation_id), LoginStore(organisation_id)
    hashed = names.hash_of(name)
    holder = names.holder_of(hashed)
    # A name that is nobody's leads to keys that hold nothing: the same requests go out.
    account_id = holder.account_id if holder and not holder.is_former else f"nobody.{hashed}"
    account, password = accounts.with_password(account_id)
    is_known = visitor.device_id is not None and sessions.knows_device(
        organisation_id=organisation_id, account_id=account_id, device_id=visitor.device_id
    )
    return _Candidate(account_id, account, password, visitor.device_id if is_known else None)


def _count_try(
    candidate: _Candidate, organisation_id: str, visitor: Visitor, now: datetime
) -> None:
    """Count it before the password is looked at, so that many at once do not slip through.

    A device that logged in before has a bucket of its own: strangers cannot lock it out.
    """
    if candidate.known_device:
        whose = f"{candidate.bucket}.{candidate.known_device}"
        limits.hit(LOG_IN_OF_DEVICE, whose=whose, organisation_id=organisation_id, now=now)
        return
    limits.hit(LOG_IN_OF_ADDRESS, whose=visitor.address, organisation_id=organisation_id, now=now)
    limits.hit(LOG_IN_OF_ACCOUNT, whose=candidate.bucket, organisation_id=organisation_id, now=now)


def _forgive(candidate: _Candidate, organisation_id: str, visitor: Visitor, now: datetime) -> None:
    """Failures before the right password are forgotten; of an address, this try only.

    Behind one address may be a whole location: it is not locked out by logging in, and somebody
    who tries other people's passwords there does not start anew with each log-in of their own.
    """
    if candidate.known_device:
        whose = f"{candidate.bucket}.{candidate.known_device}"
        limits.clear(LOG_IN_OF_DEVICE, whose=whose, organisation_id=organisation_id, now=now)
        return
    limits.clear(
        LOG_IN_OF_ACCOUNT, whose=candidate.bucket, organisation_id=organisation_id, now=now
    )
    limits.give_back(
        LOG_IN_OF_ADDRESS, whose=visitor.address, organisation_id=organisation_id, now=now
    )


def _ask_code(candidate: _Candidate, access: Access, *, remember: bool, now: datetime) -> HalfIn:
    """The password was right; who it is a code has to show."""
    transaction = Transaction()
    token = sessions.begin_log_in(
        access=access,
        remember=remember,
        known_device=candidate.known_device,
        transaction=transaction,
        now=now,
    )
    _forget_failures(candidate, access.organisation_id, transaction)
    note_of_owner("accounts.begin_log_in", access, transaction=transaction, now=now)
    transaction.commit()
    return HalfIn(token)


def _forget_failures(candidate: _Candidate, organisation_id: str, transaction: Transaction) -> None:
    AccountStore(organisation_id).forget_failures(
        candidate.account_id, candidate.password_id, candidate.whose, transaction=transaction
    )


def _keep_better(candidate: _Candidate, password: str, organisation_id: str) -> None:
    """Keep a password the way new ones are, now that it is known for a moment."""
    if candidate.password is None:
        return
    better = passwords.strengthened(password, candidate.password)
    if better:
        AccountStore(organisation_id).strengthen_password(
            candidate.account_id, better, instead_of=candidate.password
        )


def note_of_owner(action: str, access: Access, *, transaction: Transaction, now: datetime) -> None:
    """Record what the owner of an account did without a session."""
    roles = tuple(sorted(access.caller("").roles))
    about = f"account/{access.account_id}"
    record = AuditRecord(access.organisation_id, now, access.account_id, roles, action, about)
    audit.note_of(record, transaction=transaction)


def _signed_in(token: str, organisation_id: str, now: datetime) -> Caller | None:
    """Return who holds this token, or None if it opens nothing here (any more)."""
    try:
        return sessions.caller_of(token=token, organisation_id=organisation_id, now=now)
    except (NotSignedIn, NotFound):
        return None


def _note(action: str, caller: Caller, now: datetime) -> None:
    transaction = Transaction()
    about = f"account/{caller.account_id}"
    audit.note(action, about, by=caller, transaction=transaction, now=now)
    transaction.commit()
