"""Links that come back: what state they are in, and what they are good for.

Each redemption is one transaction: the link is used, what it was for happens, the account's
credentials grow by one (so every other link is dead), its sessions end, and it is recorded. Of two
at the same moment one wins.
"""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.candidates import Visitor
from chalicelib.accounts.credentials import known_words
from chalicelib.accounts.keys import account_keys
from chalicelib.accounts.link_store import LinkStore
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.mails import EmailChanged, PasswordChanged
from chalicelib.accounts.model import (
    Account,
    EmailTaken,
    LinkExpired,
    LinkState,
    LinkUnknown,
    MailLink,
    Purpose,
    masked,
)
from chalicelib.accounts.password_store import PasswordStore
from chalicelib.accounts.sending import link_of
from chalicelib.accounts.signing_in import SignedIn, meet_device, note_of_owner, start_session
from chalicelib.accounts.store import AccountStore
from chalicelib.aws.table import bring
from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand
from chalicelib.core.values import dataclass
from chalicelib.factors import passwords
from chalicelib.mail import links
from chalicelib.mail import service as mail
from chalicelib.mail.message import Addressee, Mail
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access


@dataclass(frozen=True)
class LinkShown:
    """What the page of a link may say; of a link we do not know nothing at all."""

    state: LinkState
    purpose: Purpose | None = None
    user_name: str | None = None


@dataclass(frozen=True)
class _Presented:
    """A link that works, and whose it is."""

    link: MailLink
    account: Account
    access: Access


def look_at_link(*, token: str, organisation_id: str, now: datetime) -> LinkShown:
    """Tell what a link is good for now, without using it."""
    link = _link_in(token, organisation_id)
    if link is None:
        return LinkShown(LinkState.UNKNOWN)
    account = AccountStore(organisation_id).get(link.account_id)
    user_name = masked(account.email) if account else None
    return LinkShown(link.state(account, now), link.purpose, user_name)


def activate(
    *, token: str, password: str, organisation_id: str, visitor: Visitor, now: datetime
) -> SignedIn | None:
    """Set the first password, and sign a parent in; colleagues, and who needs a code, log in.

    :raises LinkUnknown, LinkUsed, LinkExpired: the link does not do.
    :raises PasswordTooShort, PasswordTooLong, PasswordTooEasy: the password does not do.
    :raises PasswordBreached: it was stolen elsewhere.
    """
    presented = _present(token, Purpose.ACTIVATION, organisation_id, now)
    transaction = Transaction()
    access = _set_password(presented, password, transaction=transaction, now=now)
    signed_in = None
    if not (access.staff_role or access.has_second_factor):
        signed_in = start_session(access, visitor, remember=False, transaction=transaction, now=now)
    transaction.commit()
    return signed_in


def reset_password(
    *, token: str, password: str, organisation_id: str, visitor: Visitor, now: datetime
) -> str:
    """Set a new password, end all sessions, and return the id of the device that is known now.

    Nobody is signed in by it. But who reads the account's mail there is no stranger: the device
    has its own bucket when it logs in next, so that the new password works at once.

    :raises LinkUnknown, LinkUsed, LinkExpired: the link does not do.
    :raises PasswordTooShort, PasswordTooLong, PasswordTooEasy: the password does not do.
    :raises PasswordBreached: it was stolen elsewhere.
    """
    presented = _present(token, Purpose.RESET, organisation_id, now)
    transaction = Transaction()
    access = _set_password(presented, password, transaction=transaction, now=now)
    device_id = meet_device(access, visitor, transaction=transaction, now=now)
    transaction.commit()
    return device_id


def confirm_email(*, token: str, organisation_id: str, now: datetime) -> str:
    """Let the account have the address this link was mailed to, and return it.

    :raises LinkUnknown, LinkUsed, LinkExpired: the link does not do.
    :raises EmailTaken: another account has the address by now.
    """
    presented = _present(token, Purpose.EMAIL_CHANGE, organisation_id, now)
    account, email = presented.account, presented.link.email or ""
    names = LoginStore(organisation_id)
    transaction = Transaction()
    access = _redeem(presented, replace(account, email=email), transaction, now)
    names.give(email, to=account.account_id, otherwise=EmailTaken(), transaction=transaction)
    names.give_up(account.email, of=account.account_id, transaction=transaction)
    _tell(account, EmailChanged(masked(email), now), organisation_id, transaction, now)
    note_of_owner("accounts.confirm_email", access, transaction=transaction, now=now)
    transaction.commit()
    return email


def _link_in(token: str, organisation_id: str) -> MailLink | None:
    """Return the link a token was made for, or None if none of ours was."""
    link = LinkStore(organisation_id).get(links.link_id_in(token))
    if link is None:
        return None
    is_ours = links.is_token_of(link_of(link), token, organisation_id=organisation_id)
    return link if is_ours else None


def _present(token: str, purpose: Purpose, organisation_id: str, now: datetime) -> _Presented:
    """:raises LinkUnknown, LinkUsed, LinkExpired: the link does not do."""
    link = _link_in(token, organisation_id)
    if link is None or link.purpose is not purpose:
        raise LinkUnknown
    account_id, at_hand = link.account_id, AtHand()
    bring(account_keys(account_id, organisation_id=organisation_id), to=at_hand)
    account = AccountStore(organisation_id, at_hand=at_hand).get(account_id)
    access = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
    )
    link.check(account, now)
    if account is None or access is None:
        raise LinkUnknown
    return _Presented(link, account, access)


def _set_password(
    presented: _Presented, password: str, *, transaction: Transaction, now: datetime
) -> Access:
    """Return what the account may reach afterwards."""
    account, organisation_id = presented.account, presented.access.organisation_id
    passwords.check_new(password, known=known_words(account, organisation_id, now))
    is_activation = presented.link.purpose is Purpose.ACTIVATION
    changed = _activated(account, presented.access, now) if is_activation else account
    access = _redeem(presented, changed, transaction, now)
    stored = PasswordStore(organisation_id, account.account_id)
    stored.put(passwords.keep(password), transaction=transaction)
    if not is_activation:
        _tell(account, PasswordChanged(now), organisation_id, transaction, now)
    action = f"accounts.redeem_{presented.link.purpose}"
    note_of_owner(action, access, transaction=transaction, now=now)
    return access


def _activated(account: Account, access: Access, now: datetime) -> Account:
    """Return it activated; a parent's activation is the first log-in as well."""
    return replace(account, activated_at=now, logged_in_at=None if access.staff_role else now)


def _redeem(
    presented: _Presented, account: Account, transaction: Transaction, now: datetime
) -> Access:
    """Use the link and end what was open; return what the account may reach afterwards."""
    link, organisation_id = presented.link, presented.access.organisation_id
    LinkStore(organisation_id).use(link, now=now, transaction=transaction)
    AccountStore(organisation_id).renew_credentials(
        account,
        by_link=link,
        otherwise=LinkExpired(),
        transaction=transaction,
    )
    access = presented.access.signed_out()
    sessions.grant(access, instead_of=presented.access, transaction=transaction)
    return access


def _tell(
    account: Account, told: Mail, organisation_id: str, transaction: Transaction, now: datetime
) -> None:
    """Write to the address the account has had until now."""
    addressee = Addressee(account.email, account.name, account.language)
    letter = told.to(addressee, organisation_id=organisation_id)
    mail.post(letter, transaction=transaction, now=now)
