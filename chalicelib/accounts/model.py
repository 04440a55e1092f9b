"""Accounts and their links. No input or output here."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from chalicelib.core.callers import Role
from chalicelib.core.errors import Conflict, Forbidden, Malformed, NotSignedIn
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.limits.model import Limit
from chalicelib.mail.message import LetterState

RESET_SECONDS = 21_600  # parents were promised six hours
EMAIL_CHANGE_SECONDS = 21_600
DAY_SECONDS = 86_400

LOG_IN_OF_ACCOUNT = Limit("log-in-account", 10, timedelta(minutes=5))
LOG_IN_OF_DEVICE = Limit("log-in-device", 10, timedelta(minutes=5))
LOG_IN_OF_ADDRESS = Limit("log-in-address", 10, timedelta(minutes=5))
PASSWORD_CHECKS = Limit("password-checks", 10, timedelta(minutes=5))
LINKS_PER_HOUR = Limit("links-hour", 3, timedelta(hours=1))
LINKS_PER_DAY = Limit("links-day", 5, timedelta(days=1))
LINKS_OF_ADDRESS = Limit("links-address", 20, timedelta(hours=1))
LINKS_BY_STAFF = Limit("links-staff", 10, timedelta(days=1))
MOST_FAILURES = 100  # in a row; then only a reset helps

# What every mail server takes. An address in other letters would have no way to be written to.
_EMAIL = re.compile(
    r"(?=[^@]{1,64}@)(?!.*=\?)"  # "=?" begins an encoded word in the headers of a mail
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


class LogInFailed(NotSignedIn):
    """Name and password do not belong together, or nobody may log in with them."""


class WrongPassword(Forbidden):
    """Somebody who is signed in entered another password than the account's."""


class LinkUnknown(Conflict):
    """No mail of ours had this link."""


class LinkExpired(Conflict):
    """Its time is over, or a newer link, password or e-mail address has taken its place."""


class LinkUsed(Conflict):
    """It was used before, and works once."""


class NotAnEmail(Malformed):
    """No mail can be sent to this address."""


class EmailTaken(Conflict):
    """Another account of the organisation has this e-mail address."""


class ColleagueExists(Conflict):
    """There is a colleague with this e-mail address."""


class NotYourself(Conflict):
    """Nobody changes their own role: so there is always an administrator left."""


class AccountDisabled(Conflict):
    """The account is switched off, and gets no links."""


class Purpose(StrEnum):
    """What a link is good for."""

    ACTIVATION = "activation"
    RESET = "reset"
    EMAIL_CHANGE = "email_change"


LETS_IN = {Purpose.ACTIVATION, Purpose.RESET}  # whose newest letter colleagues see


class LinkState(StrEnum):
    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class AccountState(StrEnum):
    """How far a person has come, as colleagues see it."""

    NOT_INVITED = "not_invited"
    INVITED = "invited"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    ACTIVATED = "activated"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Person:
    """Somebody who is to have an account, with what it may reach.

    `login_name` is the debtor number of a family's first parent, or `<number>-2` of the second. Of
    a newcomer it does not say who it is: who had it before is somebody else.
    """

    email: str
    name: str
    language: Language
    login_name: str | None = None
    families: Mapping[str, Role] = field(default_factory=dict)
    staff_role: Role | None = None
    group_ids: frozenset[str] = frozenset()
    is_newcomer: bool = False


@dataclass(frozen=True)
class Account:
    """`version` counts changes, `credentials` passwords and e-mail addresses.

    A link is made for one count of `credentials` and works for no other. `links` gives for each
    purpose the newest link, the only one that works. `letter` is the last one with a link that lets
    the owner in, and what became of it.
    Role, groups and `is_disabled` are copies of what sessions decide by, for lists of colleagues.
    """

    account_id: str
    email: str
    name: str
    language: Language
    made_at: datetime
    login_names: tuple[str, ...] = ()
    version: int = 1
    credentials: int = 1
    links: Mapping[Purpose, str] = field(default_factory=dict)
    letter: LetterState | None = None
    invited_at: datetime | None = None
    activated_at: datetime | None = None
    logged_in_at: datetime | None = None
    staff_role: Role | None = None
    group_ids: frozenset[str] = frozenset()
    is_disabled: bool = False

    @property
    def user_names(self) -> tuple[str, ...]:
        """What the person can log in with, the e-mail address first."""
        return (self.email, *self.login_names)

    def is_named(self, name: str) -> bool:
        return login_key(name) in map(login_key, self.login_names)

    def may_be_invited(self) -> bool:
        """Tell whether there was no invitation yet, and one would let somebody in."""
        return not (self.activated_at or self.is_disabled or self.invited_at)

    def mailed(self, link: "MailLink", now: datetime) -> "Account":
        """Return the account whose newest link is this one, which is on its way."""
        mailed = replace(self, links={**self.links, link.purpose: link.link_id})
        if link.purpose in LETS_IN:
            mailed = replace(mailed, letter=LetterState(link.link_id, "posted", now))
        is_invitation = link.purpose is Purpose.ACTIVATION
        return replace(mailed, invited_at=now) if is_invitation else mailed

    def begun_anew(self) -> "Account":
        """Return the account as it is once its address was wrong: that mail's link is dead."""
        credentials = self.credentials + 1
        return replace(self, credentials=credentials, links={}, letter=None, invited_at=None)


@dataclass(frozen=True)
class MailLink:
    """`credentials` is the account's count when it was made; `email` the address it confirms."""

    link_id: str
    account_id: str
    purpose: Purpose
    credentials: int
    expires_at: datetime
    used_at: datetime | None = None
    email: str | None = None

    def state(self, account: Account | None, now: datetime) -> LinkState:
        if self.used_at:
            return LinkState.USED
        is_current = (
            account is not None
            and not account.is_disabled
            and account.credentials == self.credentials
            and account.links.get(self.purpose) == self.link_id
        )
        return LinkState.GOOD if is_current and now < self.expires_at else LinkState.EXPIRED

    def check(self, account: Account | None, now: datetime) -> None:
        """:raises LinkUsed, LinkExpired: it does not work any more."""
        state = self.state(account, now)
        if state is LinkState.USED:
            raise LinkUsed
        if state is not LinkState.GOOD:
            raise LinkExpired


@dataclass(frozen=True)
class PersonState:
    """How far a person has come, and since when.

    `letter` is what became of the last letter with a link (see `mail.message.LetterState`).
    """

    account_id: str
    name: str
    email: str
    language: Language
    state: AccountState
    since: datetime
    letter: str | None
    letter_at: datetime | None

    @classmethod
    def of(cls, account: Account) -> "PersonState":
        letter = account.letter
        told_at = letter.at if letter else None
        return cls(
            account_id=account.account_id,
            name=account.name,
            email=account.email,
            language=account.language,
            state=state_of(account),
            since=account.activated_at or told_at or account.invited_at or account.made_at,
            letter=letter.state if letter else None,
            letter_at=told_at,
        )


def state_of(account: Account) -> AccountState:
    if account.is_disabled:
        return AccountState.DISABLED
    if account.activated_at:
        return AccountState.ACTIVATED
    match account.letter.state if account.letter else None:
        case None:
            return AccountState.NOT_INVITED
        case "delivered":
            return AccountState.DELIVERED
        case "bounced" | "complained":
            return AccountState.BOUNCED
    return AccountState.INVITED


def expiry(purpose: Purpose, *, activation_days: int, now: datetime) -> datetime:
    """Return when a link of now stops working, in whole seconds since 1970.

    Reckoned in local time, six hours would be five or seven when the clock changes.
    """
    seconds = {
        Purpose.ACTIVATION: activation_days * DAY_SECONDS,
        Purpose.RESET: RESET_SECONDS,
        Purpose.EMAIL_CHANGE: EMAIL_CHANGE_SECONDS,
    }[purpose]
    return datetime.fromtimestamp(int(now.timestamp()) + seconds, UTC)


def login_key(name: str) -> str:
    """Return the one spelling of a log-in name: capitals and widths of letters do not matter."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return unicodedata.normalize("NFKC", folded)


def checked_email(email: str) -> str:
    """Return the address without spaces at its ends.

    :raises NotAnEmail: no mail could be sent to it.
    """
    email = email.strip()
    if len(email) > 254 or not _EMAIL.fullmatch(email):  # noqa: PLR2004 - RFC 5321
        raise NotAnEmail
    return email


def masked(email: str) -> str:
    """Return "a…@example.nl": enough to recognise one's own, too little to learn another's."""
    return f"{email[0]}…@{email.rpartition('@')[2]}"
