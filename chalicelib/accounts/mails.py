"""What is written to people about their account."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.links import Link
from chalicelib.mail.message import Mail

# Pages of the portal; the web front end has the same paths.
ACTIVATION_PAGE = "/activate"
RESET_PAGE = "/reset-password"
EMAIL_PAGE = "/confirm-email"
FORGOTTEN_PAGE = "/forgot-password"

_THEN = datetime(2026, 11, 9, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Activation(Mail):
    """To somebody who has an account and no password yet. `user_names` begin with the e-mail."""

    template: ClassVar[str] = "activation"

    user_names: Sequence[str]
    link: Link
    until: datetime

    @classmethod
    def example(cls) -> Self:
        user_names = ("anna.jansen@example.nl", "10001")
        return cls(user_names, Link(ACTIVATION_PAGE, "example", "activation", 1, _THEN), _THEN)


@dataclass(frozen=True)
class PasswordReset(Mail):
    """To somebody who, or for whom a colleague, asked for a new password."""

    template: ClassVar[str] = "password-reset"

    user_names: Sequence[str]
    link: Link
    until: datetime

    @classmethod
    def example(cls) -> Self:
        user_names = ("anna.jansen@example.nl", "10001")
        return cls(user_names, Link(RESET_PAGE, "example", "reset", 2, _THEN), _THEN)


@dataclass(frozen=True)
class PasswordChanged(Mail):
    """To the owner, who should know even if it was somebody else."""

    template: ClassVar[str] = "password-changed"

    at: datetime
    forgotten_page: str = FORGOTTEN_PAGE

    @classmethod
    def example(cls) -> Self:
        return cls(_THEN)


@dataclass(frozen=True)
class EmailChange(Mail):
    """To the new address: is it really theirs?"""

    template: ClassVar[str] = "email-change"

    link: Link
    until: datetime

    @classmethod
    def example(cls) -> Self:
        return cls(Link(EMAIL_PAGE, "example", "email_change", 2, _THEN), _THEN)


@dataclass(frozen=True)
class EmailChanged(Mail):
    """To the old address, the last mail that goes there."""

    template: ClassVar[str] = "email-changed"

    new_email: str
    at: datetime

    @classmethod
    def example(cls) -> Self:
        return cls("a…@example.org", _THEN)


@dataclass(frozen=True)
class NewDevice(Mail):
    """To the owner, after a log-in on a device that was never seen before."""

    template: ClassVar[str] = "new-device"

    device: str
    at: datetime
    forgotten_page: str = FORGOTTEN_PAGE

    @classmethod
    def example(cls) -> Self:
        return cls("Firefox, Android", _THEN)
