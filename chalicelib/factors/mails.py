"""What is written to people about their second factor: always, since it may be somebody else."""

from datetime import UTC, datetime
from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.message import Mail

FORGOTTEN_PAGE = "/forgot-password"

_THEN = datetime(2026, 11, 9, 9, tzinfo=UTC)


@dataclass(frozen=True)
class SecondFactorOn(Mail):
    """To the owner: from now on a code is asked for, or the codes come from another app."""

    template: ClassVar[str] = "second-factor-on"

    at: datetime
    forgotten_page: str = FORGOTTEN_PAGE

    @classmethod
    def example(cls) -> Self:
        return cls(_THEN)


@dataclass(frozen=True)
class SecondFactorOff(Mail):
    """To the owner: the password alone is enough again. `by_colleague` did it for them."""

    template: ClassVar[str] = "second-factor-off"

    at: datetime
    by_colleague: bool
    forgotten_page: str = FORGOTTEN_PAGE

    @classmethod
    def example(cls) -> Self:
        return cls(_THEN, by_colleague=True)


@dataclass(frozen=True)
class RecoveryCodesRenewed(Mail):
    """To the owner: the codes on paper are worth nothing any more."""

    template: ClassVar[str] = "recovery-codes-renewed"

    at: datetime
    forgotten_page: str = FORGOTTEN_PAGE

    @classmethod
    def example(cls) -> Self:
        return cls(_THEN)
