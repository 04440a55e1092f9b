"""Logging in.

Whatever is wrong with a name, a password or an account, the same requests go to the table, one
password is verified and one answer is given: so nobody learns from it who is a parent here.

The name is looked up, its account is read, the try is counted, and what comes of it is one
transaction.
"""

from datetime import datetime

from chalicelib.accounts.candidates import Candidate, Visitor, candidate_of, count_try, forgive
from chalicelib.accounts.mails import NewDevice
from chalicelib.accounts.model import Account, LogInFailed
from chalicelib.accounts.store import AccountStore
from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord
from chalicelib.aws.transactions import Transaction
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass
from chalicelib.factors import passwords
from chalicelib.factors.password_rules import check_size
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee
from chalicelib.organisations import service as organisations
from chalicelib.sessions import half_open, opening
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access, Token
from chalicelib.sessions.opening import Opened


@dataclass(frozen=True)
class SignedIn:
    """What the browser shall keep."""

    opened: Opened
    device_id: str


@dataclass(frozen=True)
class HalfIn:
    """The password was right, and a code is still to be shown together with this token."""

    token: Token


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
    candidate = candidate_of(name, visitor, organisation_id=organisation_id)
    count_try(candidate, visitor, now=now)
    is_right = passwords.is_right(password, candidate.password)
    account, access = candidate.account, candidate.access
    if not (is_right and access and account) or candidate.is_locked or access.is_disabled:
        raise LogInFailed
    transaction = Transaction()
    forgive(candidate, visitor, transaction=transaction, now=now)
    _keep_better(candidate, password, transaction)
    entered: SignedIn | HalfIn
    if access.has_second_factor:
        entered = _ask_code(candidate, access, remember=remember, transaction=transaction, now=now)
    else:
        is_known = candidate.known_device is not None
        welcome(account, access, visitor, is_known=is_known, transaction=transaction, now=now)
        entered = start_session(
            access, visitor, remember=remember, transaction=transaction, now=now
        )
    transaction.commit()
    return entered


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


def start_session(
    access: Access, visitor: Visitor, *, remember: bool, transaction: Transaction, now: datetime
) -> SignedIn:
    """Open a session on a device that is known from now on, if the transaction is committed."""
    device_id = meet_device(access, visitor, transaction=transaction, now=now)
    opened = opening.open_session(
        access=access,
        device=visitor.device,
        device_id=device_id,
        remember=remember,
        transaction=transaction,
        now=now,
    )
    return SignedIn(opened, device_id)


def meet_device(
    access: Access, visitor: Visitor, *, transaction: Transaction, now: datetime
) -> str:
    """Return the id of the visitor's device, which the account knows from now on."""
    device_id = visitor.device_id or new_id()
    sessions.meet_device(access=access, device_id=device_id, transaction=transaction, now=now)
    return device_id


def note_of_owner(action: str, access: Access, *, transaction: Transaction, now: datetime) -> None:
    """Record what the owner of an account did without a session."""
    roles = tuple(sorted(access.caller("").roles))
    about = f"account/{access.account_id}"
    record = AuditRecord(access.organisation_id, now, access.account_id, roles, action, about)
    audit.note_of(record, transaction=transaction)


def _ask_code(
    candidate: Candidate,
    access: Access,
    *,
    remember: bool,
    transaction: Transaction,
    now: datetime,
) -> HalfIn:
    """The password was right; who it is a code has to show."""
    token = half_open.begin(
        access=access,
        remember=remember,
        known_device=candidate.known_device,
        transaction=transaction,
        now=now,
    )
    note_of_owner("accounts.begin_log_in", access, transaction=transaction, now=now)
    return HalfIn(token)


def _keep_better(candidate: Candidate, password: str, transaction: Transaction) -> None:
    """Keep a password the way new ones are, now that it is known for a moment."""
    stored = candidate.password
    better = passwords.strengthened(password, stored) if stored else None
    if better:
        candidate.passwords.strengthen(better, transaction=transaction)
