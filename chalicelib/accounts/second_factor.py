"""A code besides the password: shown to come in and before something important; on, off, replaced.

Whatever changes a second factor ends every other session, remembered ones and open links too, and
is told to the owner: it may be somebody else.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.candidates import ANYBODY, Visitor
from chalicelib.accounts.credentials import check_password, get_account
from chalicelib.accounts.model import Account, NotYourself
from chalicelib.accounts.signing_in import SignedIn, start_session, welcome
from chalicelib.accounts.store import AccountStore
from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.values import dataclass
from chalicelib.factors import codes
from chalicelib.factors import service as factors
from chalicelib.factors.drawing import Drawing, drawing_of
from chalicelib.factors.mails import RecoveryCodesRenewed, SecondFactorOff, SecondFactorOn
from chalicelib.factors.model import (
    CodeNeeded,
    NoSecondFactor,
    SecondFactor,
    SecondFactorMandatory,
)
from chalicelib.factors.service import Owner
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee, Mail
from chalicelib.organisations import service as organisations
from chalicelib.sessions import half_open
from chalicelib.sessions import service as sessions
from chalicelib.sessions.half_open import LogInOver
from chalicelib.sessions.model import Access
from chalicelib.settings import settings


@dataclass(frozen=True)
class NewSecret:
    """What an app needs: to read from the drawing, to open on a telephone, or to be typed."""

    secret: str
    address: str
    drawing: Drawing


@dataclass(frozen=True)
class TurnedOn:
    """The recovery codes, which are shown once, and the session that goes on."""

    recovery_codes: list[str]
    signed_in: SignedIn


def finish_log_in(
    *, token: str, code: str, organisation_id: str, visitor: Visitor, now: datetime
) -> SignedIn:
    """Open the session whose password was right a moment ago.

    :raises LogInOver: there is no such log-in, or it took too long.
    :raises WrongCode, TooOften: it is no code of the account.
    """
    log_in, access, at_hand = half_open.find(
        token=token, organisation_id=organisation_id, along=_along(organisation_id), now=now
    )
    account = AccountStore(organisation_id, at_hand=at_hand).get(access.account_id)
    if account is None:
        raise LogInOver
    transaction = Transaction()
    half_open.use(log_in, access=access, transaction=transaction)
    # Strangers with the password cannot lock out a device that has logged in before.
    whose = f"{access.account_id}.{log_in.known_device or ANYBODY}"
    owner = Owner(organisation_id, access.account_id, at_hand)
    factors.show(owner, code, whose=whose, transaction=transaction, now=now)
    is_known = log_in.known_device is not None
    welcome(account, access, visitor, is_known=is_known, transaction=transaction, now=now)
    signed_in = start_session(
        access, visitor, remember=log_in.remember, transaction=transaction, now=now
    )
    transaction.commit()
    return signed_in


def confirm_password(*, caller: Caller, password: str, code: str | None, now: datetime) -> None:
    """Remember for a quarter of an hour that the caller has just shown who it is.

    :raises WrongPassword: it is another password.
    :raises CodeNeeded, WrongCode: there is a second factor, and this is no code of it.
    :raises TooOften: too many were wrong.
    """
    owner, transaction = _owner(caller), Transaction()
    tries = factors.tries_of(owner.account_id) if code and caller.has_second_factor else []
    check_password(caller=caller, password=password, also=tries, transaction=transaction, now=now)
    if caller.has_second_factor:
        if not code:
            raise CodeNeeded
        factors.take(owner, code, whose=owner.account_id, transaction=transaction, now=now)
    sessions.confirm_password_entered(caller=caller, transaction=transaction, now=now)
    _note("accounts.confirm_password", caller, transaction, now)
    transaction.commit()


def look(*, caller: Caller) -> SecondFactor | None:
    return factors.look(_owner(caller))


def begin_set_up(*, caller: Caller, now: datetime) -> NewSecret:
    """Return a secret for an app; what is on stays on until a code of the new app was shown.

    :raises PasswordNeeded: the password was last entered more than 15 minutes ago.
    """
    sessions.check_fresh(caller=caller, now=now)
    account = get_account(caller=caller)
    organisation = organisations.configuration_of(caller.organisation_id, now=now).organisation
    transaction = Transaction()
    secret = factors.begin(_owner(caller), transaction=transaction, now=now)
    _note("accounts.begin_second_factor", caller, transaction, now)
    transaction.commit()
    address = codes.address(secret, issuer=organisation.name, name=account.email)
    return NewSecret(secret, address, drawing_of(address))


def finish_set_up(
    *, caller: Caller, code: str, remember: bool, visitor: Visitor, now: datetime
) -> TurnedOn:
    """Let codes of the new app be asked for from now on.

    :raises PasswordNeeded: the password was last entered more than 15 minutes ago.
    :raises NothingToConfirm: no app was begun with, or it is on already.
    :raises WrongCode, TooOften: it is no code of the new app.
    """
    sessions.check_fresh(caller=caller, now=now)
    transaction = Transaction()
    shown = factors.confirm(_owner(caller), code, transaction=transaction, now=now)
    before = sessions.own_access(caller)
    account = get_account(caller=caller)
    after = _renew(account, before, has_second_factor=True, transaction=transaction)
    _tell(account, SecondFactorOn(now), caller.organisation_id, transaction, now)
    _note("accounts.turn_on_second_factor", caller, transaction, now)
    signed_in = start_session(after, visitor, remember=remember, transaction=transaction, now=now)
    transaction.commit()
    return TurnedOn(shown, signed_in)


def turn_off(*, caller: Caller, remember: bool, visitor: Visitor, now: datetime) -> SignedIn:
    """Let the password be enough again.

    :raises SecondFactorMandatory: the caller is a colleague, and colleagues need one.
    :raises PasswordNeeded: password and code were last entered more than 15 minutes ago.
    :raises NoSecondFactor: there is none.
    """
    before = sessions.own_access(caller)
    if before.is_staff and settings().staff_need_factor:
        raise SecondFactorMandatory
    sessions.check_fresh(caller=caller, now=now)
    transaction = Transaction()
    factors.turn_off(_owner(caller), transaction=transaction)
    account = get_account(caller=caller)
    after = _renew(account, before, has_second_factor=False, transaction=transaction)
    letter = SecondFactorOff(now, by_colleague=False)
    _tell(account, letter, caller.organisation_id, transaction, now)
    _note("accounts.turn_off_second_factor", caller, transaction, now)
    signed_in = start_session(after, visitor, remember=remember, transaction=transaction, now=now)
    transaction.commit()
    return signed_in


def renew_codes(*, caller: Caller, now: datetime) -> list[str]:
    """Return new recovery codes, shown once; those before are worth nothing any more.

    :raises PasswordNeeded: password and code were last entered more than 15 minutes ago.
    :raises NoSecondFactor: there is no second factor.
    """
    sessions.check_fresh(caller=caller, now=now)
    transaction = Transaction()
    shown = factors.renew_codes(_owner(caller), transaction=transaction)
    letter = RecoveryCodesRenewed(now)
    _tell(get_account(caller=caller), letter, caller.organisation_id, transaction, now)
    _note("accounts.renew_recovery_codes", caller, transaction, now)
    transaction.commit()
    return shown


def turn_off_for(*, caller: Caller, account_id: str, now: datetime) -> None:
    """Let somebody in again whose app and recovery codes are gone, and whom the caller knows.

    The password is still asked for; a colleague sets up a new app before anything else.

    :raises NotYourself: one's own is turned off elsewhere, with a code.
    :raises NotFound: there is no such account.
    :raises PasswordNeeded: the caller's password was last entered more than 15 minutes ago.
    :raises NoSecondFactor: the account has none.
    """
    if account_id == caller.account_id:
        raise NotYourself
    organisation_id = caller.organisation_id
    account = AccountStore(organisation_id, at_hand=caller.at_hand).get(account_id)
    before = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=caller.at_hand
    )
    if account is None or before is None:
        raise NotFound
    sessions.check_fresh(caller=caller, now=now)
    if not before.has_second_factor:
        raise NoSecondFactor
    transaction = Transaction()
    factors.turn_off(Owner(organisation_id, account_id), transaction=transaction)
    _renew(account, before, has_second_factor=False, transaction=transaction)
    _tell(account, SecondFactorOff(now, by_colleague=True), organisation_id, transaction, now)
    about = f"account/{account_id}"
    audit.note(
        "accounts.turn_off_second_factor_of", about, by=caller, transaction=transaction, now=now
    )
    transaction.commit()


def _renew(
    account: Account, before: Access, *, has_second_factor: bool, transaction: Transaction
) -> Access:
    """End sessions and links, and return what the account may reach afterwards."""
    accounts = AccountStore(before.organisation_id)
    accounts.renew_credentials(account, by_link=None, otherwise=Busy(), transaction=transaction)
    after = replace(before, has_second_factor=has_second_factor).signed_out()
    sessions.grant(after, instead_of=before, transaction=transaction)
    return after


def _tell(
    account: Account, told: Mail, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    addressee = Addressee(account.email, account.name, account.language)
    letter = told.to(addressee, organisation_id=organisation_id)
    mail.post(letter, transaction=transaction, now=now)


def _owner(caller: Caller) -> Owner:
    return Owner(caller.organisation_id, caller.account_id, caller.at_hand)


def _along(organisation_id: str) -> Callable[[str], Iterable[Key]]:
    """Return what is read along with a log-in that is half open."""

    def keys(account_id: str) -> list[Key]:
        return [
            AccountStore(organisation_id).key(account_id),
            factors.factor_key(account_id, organisation_id=organisation_id),
        ]

    return keys


def _note(action: str, caller: Caller, transaction: Transaction, now: datetime) -> None:
    about = f"account/{caller.account_id}"
    audit.note(action, about, by=caller, transaction=transaction, now=now)
