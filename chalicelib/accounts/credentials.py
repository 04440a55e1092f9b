"""What people change about their own account while they are signed in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.candidates import Visitor
from chalicelib.accounts.mails import PasswordChanged
from chalicelib.accounts.model import (
    LINKS_OF_ADDRESS,
    PASSWORD_CHECKS,
    Account,
    EmailTaken,
    Purpose,
    WrongPassword,
    checked_email,
    login_key,
)
from chalicelib.accounts.password_store import PasswordStore
from chalicelib.accounts.sending import links_to, send_link
from chalicelib.accounts.signing_in import SignedIn, start_session
from chalicelib.accounts.store import AccountStore
from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.language import Language
from chalicelib.factors import passwords
from chalicelib.factors.password_rules import check_size
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee
from chalicelib.organisations import service as organisations
from chalicelib.sessions import service as sessions


def get_account(*, caller: Caller) -> Account:
    """:raises NotFound: the caller has no account, as an operator may have none."""
    accounts = AccountStore(caller.organisation_id, at_hand=caller.at_hand)
    account = accounts.get(caller.account_id)
    if account is None:
        raise NotFound
    return account


def check_password(
    *,
    caller: Caller,
    password: str,
    also: Sequence[Bucket] = (),
    transaction: Transaction,
    now: datetime,
) -> None:
    """Count a try, and see that this is the caller's password; the transaction forgets the tries.

    It is counted before the password is looked at, and `also` elsewhere with it.

    :raises WrongPassword: it is another one.
    :raises TooOften: too many were wrong.
    """
    check_size(password)
    organisation_id, bucket = caller.organisation_id, Bucket(PASSWORD_CHECKS, caller.account_id)
    limits.hit_all([bucket, *also], organisation_id=organisation_id, now=now)
    stored = PasswordStore(organisation_id, caller.account_id, at_hand=caller.at_hand).get()
    if stored is None or not passwords.is_right(password, stored):
        raise WrongPassword
    limits.clear(bucket, organisation_id=organisation_id, transaction=transaction, now=now)


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
    organisation_id, account = caller.organisation_id, get_account(caller=caller)
    passwords.check_new(new, known=known_words(account, organisation_id, now))
    transaction = Transaction()
    check_password(caller=caller, password=current, transaction=transaction, now=now)
    before = sessions.own_access(caller)
    access = before.signed_out()
    accounts, stored = (
        AccountStore(organisation_id),
        PasswordStore(organisation_id, account.account_id),
    )
    accounts.renew_credentials(account, by_link=None, otherwise=Busy(), transaction=transaction)
    stored.put(passwords.keep(new), transaction=transaction)
    sessions.grant(access, instead_of=before, transaction=transaction)
    addressee = Addressee(account.email, account.name, account.language)
    letter = PasswordChanged(now).to(addressee, organisation_id=organisation_id)
    mail.post(letter, transaction=transaction, now=now)
    _note("accounts.change_password", caller, transaction, now)
    signed_in = start_session(access, visitor, remember=remember, transaction=transaction, now=now)
    transaction.commit()
    return signed_in


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
    transaction = Transaction()
    limits.plan_hits(
        [Bucket(LINKS_OF_ADDRESS, address), *links_to(account.account_id)],
        organisation_id=caller.organisation_id,
        transaction=transaction,
        now=now,
    )
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
