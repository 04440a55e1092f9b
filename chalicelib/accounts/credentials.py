"""What people change about their own account while they are signed in."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.mails import PasswordChanged
from chalicelib.accounts.model import (
    LINKS_OF_ADDRESS,
    LINKS_PER_DAY,
    LINKS_PER_HOUR,
    Account,
    EmailTaken,
    Purpose,
    checked_email,
    login_key,
)
from chalicelib.accounts.sending import send_link
from chalicelib.accounts.signing_in import SignedIn, Visitor, check_password, start_session
from chalicelib.accounts.store import AccountStore
from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.language import Language
from chalicelib.factors import passwords
from chalicelib.limits import service as limits
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee
from chalicelib.organisations import service as organisations
from chalicelib.sessions import service as sessions


def get_account(*, caller: Caller) -> Account:
    """:raises NotFound: the caller has no account, as an operator may have none."""
    account = AccountStore(caller.organisation_id).get(caller.account_id)
    if account is None:
        raise NotFound
    return account


def change_password(
    *,
    caller: Caller,
    current: str,
    new: str,
    remember: bool,
    visitor: Visitor,
    now: datetime,
) -> SignedIn:
    """Set a new password, end all sessions, and open a new one for who changed it.

    :raises PasswordNeeded: there is a second factor, and it was shown long ago.
    :raises WrongPassword, TooOften: `current` is not the password.
    :raises PasswordTooShort, PasswordTooLong, PasswordTooEasy: the new one does not do.
    :raises PasswordBreached: it was stolen elsewhere.
    """
    if caller.has_second_factor:
        sessions.check_fresh(caller=caller, now=now)
    account = check_password(caller=caller, password=current, now=now)
    passwords.check_new(new, known=known_words(account, caller.organisation_id, now))
    before = sessions.own_access(caller)
    access, transaction = before.signed_out(), Transaction()
    accounts = AccountStore(caller.organisation_id)
    accounts.renew_credentials(account, by_link=None, otherwise=Busy(), transaction=transaction)
    accounts.put_password(account.account_id, passwords.keep(new), transaction=transaction)
    sessions.grant(access, instead_of=before, transaction=transaction)
    addressee = Addressee(account.email, account.name, account.language)
    letter = PasswordChanged(now).to(addressee, organisation_id=caller.organisation_id)
    mail.post(letter, transaction=transaction, now=now)
    _note("accounts.change_password", caller, transaction, now)
    transaction.commit()
    return start_session(access, visitor, remember=remember, now=now)


def ask_email_change(*, caller: Caller, email: str, address: str, now: datetime) -> None:
    """Mail a link to the new address; until it is used, the old one stays.

    Whether the address is somebody else's here is not told: its owner hears of it by that mail.

    :raises PasswordNeeded: the password was last entered more than 15 minutes ago.
    :raises NotAnEmail: no mail can be sent to it.
    :raises EmailTaken: it is the address the account has.
    :raises TooOften: there were many mails already.
    """
    sessions.check_fresh(caller=caller, now=now)
    email, account = checked_email(email), get_account(caller=caller)
    if login_key(email) == login_key(account.email):
        raise EmailTaken
    for limit, whose in (
        (LINKS_OF_ADDRESS, address),
        (LINKS_PER_HOUR, account.account_id),
        (LINKS_PER_DAY, account.account_id),
    ):
        limits.hit(limit, whose=whose, organisation_id=caller.organisation_id, now=now)
    transaction = Transaction()
    send_link(
        account,
        Purpose.EMAIL_CHANGE,
        organisation_id=caller.organisation_id,
        transaction=transaction,
        now=now,
        email=email,
    )
    _note("accounts.ask_email_change", caller, transaction, now)
    transaction.commit()


def change_profile(*, caller: Caller, name: str, language: Language, now: datetime) -> Account:
    """Let the caller be called and be written to like this.

    :raises Busy: somebody else changed the account meanwhile.
    """
    account, access = get_account(caller=caller), sessions.own_access(caller)
    changed = replace(account, name=name, language=language)
    transaction = Transaction()
    sessions.grant(access.changed(language=language), instead_of=access, transaction=transaction)
    AccountStore(caller.organisation_id).change(changed, transaction=transaction)
    _note("accounts.change_profile", caller, transaction, now)
    transaction.commit()
    return changed


def known_words(account: Account, organisation_id: str, now: datetime) -> list[str]:
    """Return what an acquaintance would try first as a password."""
    organisation = organisations.configuration_of(organisation_id, now=now).organisation
    return [organisation.name, organisation_id, account.name, *account.user_names]


def _note(action: str, caller: Caller, transaction: Transaction, now: datetime) -> None:
    about = f"account/{caller.account_id}"
    audit.note(action, about, by=caller, transaction=transaction, now=now)
