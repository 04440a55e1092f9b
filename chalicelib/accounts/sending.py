"""Links on their way: make one, mail it, and let people ask for one."""

from contextlib import suppress
from datetime import datetime

from chalicelib.accounts.link_store import LinkStore
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.mails import (
    ACTIVATION_PAGE,
    EMAIL_PAGE,
    RESET_PAGE,
    Activation,
    EmailChange,
    PasswordReset,
)
from chalicelib.accounts.model import (
    LETS_IN,
    LINKS_OF_ADDRESS,
    LINKS_PER_DAY,
    LINKS_PER_HOUR,
    Account,
    MailLink,
    Purpose,
    expiry,
)
from chalicelib.accounts.store import AccountStore
from chalicelib.audit import service as audit
from chalicelib.audit.model import AuditRecord
from chalicelib.aws import secrets
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import TooOften
from chalicelib.core.ids import new_id
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket, Limit
from chalicelib.mail import links
from chalicelib.mail import service as mail
from chalicelib.mail.links import Link
from chalicelib.mail.message import Addressee, Mail
from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand

QUEUE = "accounts"
VISITOR = "visitor"  # the actor of what somebody does who has not logged in
PAGES = {
    Purpose.ACTIVATION: ACTIVATION_PAGE,
    Purpose.RESET: RESET_PAGE,
    Purpose.EMAIL_CHANGE: EMAIL_PAGE,
}


def send_link(
    account: Account,
    purpose: Purpose,
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
    link_id: str = "",
    email: str | None = None,
) -> MailLink:
    """Mail a link, which takes the place of an earlier one, if the transaction is committed.

    An e-mail change goes to `email`, anything else to the account's address.
    """
    link = post_link(
        account,
        purpose,
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
        link_id=link_id,
        email=email,
    )
    AccountStore(organisation_id).point_to(link, account, now=now, transaction=transaction)
    return link


def post_link(
    account: Account,
    purpose: Purpose,
    *,
    organisation_id: str,
    transaction: Transaction,
    now: datetime,
    link_id: str = "",
    email: str | None = None,
) -> MailLink:
    """Mail a link which works once the caller has written to the account that it is the newest."""
    days = organisations.configuration_of(organisation_id, now=now).organisation.activation_days
    link = MailLink(
        link_id=link_id or new_id(),
        account_id=account.account_id,
        purpose=purpose,
        credentials=account.credentials,
        expires_at=expiry(purpose, activation_days=days, now=now),
        email=email,
    )
    LinkStore(organisation_id).add(link, transaction=transaction)
    addressee = Addressee(email or account.email, account.name, account.language)
    letter = _mail_with(link, account).to(
        addressee,
        organisation_id=organisation_id,
        letter_id=link.link_id,
        about=f"account-{account.account_id}" if purpose in LETS_IN else None,
    )
    mail.post(letter, transaction=transaction, now=now)
    return link


def ask_for_link(
    *, organisation_id: str, name: str | None, token: str | None, address: str, now: datetime
) -> None:
    """Let a link be mailed to whoever has this log-in name, or had this link.

    Whether anybody has it is found out by a job: here the same is done for every name, so that
    neither the answer nor the time it takes tells whose child is at this organisation.

    :raises NotFound: there is no such organisation.
    """
    organisations.configuration_of(organisation_id, now=now)
    asked_by = {"link_id": links.link_id_in(token)} if token else {}
    if name:
        asked_by = {"login": LoginStore(organisation_id).hash_of(name)}
    errand = Errand(organisation_id, QUEUE, asked_by)
    transaction = Transaction()
    asked = Bucket(LINKS_OF_ADDRESS, address)
    limits.plan_hits([asked], organisation_id=organisation_id, transaction=transaction, now=now)
    outbox.put(errand, transaction=transaction, now=now)
    record = AuditRecord(
        organisation_id, now, VISITOR, (), "accounts.ask_for_link", f"errand/{errand.errand_id}"
    )
    audit.note_of(record, transaction=transaction)
    with suppress(TooOften):  # the same answer, and no mail
        transaction.commit()


def send_asked_link(errand: Errand, now: datetime) -> None:
    """Mail the link that lets this person in, unless there is nobody, or there were many."""
    organisation_id = errand.organisation_id
    link_id = secrets.stable_id("link", errand.errand_id)
    account = _who_asks(errand)
    if account is None or account.is_disabled or LinkStore(organisation_id).get(link_id):
        return
    if not may_be_mailed(account.account_id, organisation_id=organisation_id, now=now):
        return
    purpose = Purpose.RESET if account.activated_at else Purpose.ACTIVATION
    transaction = Transaction()
    send_link(
        account,
        purpose,
        organisation_id=organisation_id,
        transaction=transaction,
        now=now,
        link_id=link_id,
    )
    transaction.commit()


def may_be_mailed(account_id: str, *, organisation_id: str, now: datetime) -> bool:
    """Count one mail with a link, and tell whether this account may get it."""

    def is_open(limit: Limit) -> bool:
        return limits.is_open(limit, whose=account_id, organisation_id=organisation_id, now=now)

    return is_open(LINKS_PER_HOUR) and is_open(LINKS_PER_DAY)


def links_to(account_id: str) -> list[Bucket]:
    """Return where mails with a link to this account are counted."""
    return [Bucket(limit, account_id) for limit in (LINKS_PER_HOUR, LINKS_PER_DAY)]


def link_of(link: MailLink) -> Link:
    """Return the link as mails have it; only there it becomes an address that works."""
    return Link(
        PAGES[link.purpose], link.link_id, link.purpose.value, link.credentials, link.expires_at
    )


def _who_asks(errand: Errand) -> Account | None:
    accounts = AccountStore(errand.organisation_id)
    if "link_id" in errand.body:
        link = LinkStore(errand.organisation_id).get(errand.body["link_id"])
        return accounts.get(link.account_id) if link else None
    holder = LoginStore(errand.organisation_id).holder_of(errand.body["login"])
    return accounts.get(holder.account_id) if holder and not holder.is_former else None


def _mail_with(link: MailLink, account: Account) -> Mail:
    match link.purpose:
        case Purpose.ACTIVATION:
            return Activation(account.user_names, link_of(link), link.expires_at)
        case Purpose.RESET:
            return PasswordReset(account.user_names, link_of(link), link.expires_at)
        case Purpose.EMAIL_CHANGE:
            return EmailChange(link_of(link), link.expires_at)
