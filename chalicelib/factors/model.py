"""What is kept of factors, and how often a code may be tried. No input or output here."""

from datetime import datetime, timedelta

from chalicelib.core.errors import Conflict, Forbidden
from chalicelib.core.values import dataclass
from chalicelib.limits.model import Limit

SET_UP = timedelta(hours=1)  # from the first look at a secret to its first code
RECOVERY_CODES = 10
CODE_LIMITS = (
    Limit("codes-five-minutes", 5, timedelta(minutes=5)),
    Limit("codes-hour", 20, timedelta(hours=1)),
    Limit("codes-day", 50, timedelta(days=1)),
)


class WrongCode(Forbidden):
    """It is not the code of now, or it was used before."""


class CodeNeeded(Forbidden):
    """There is a second factor: the password alone is not enough."""


class NothingToConfirm(Conflict):
    """No set-up of a second factor was begun, or it was begun too long ago."""


class NoSecondFactor(Conflict):
    """There is none to change."""


class SecondFactorMandatory(Conflict):
    """Colleagues need one: it can be replaced, and not left out."""


@dataclass(frozen=True)
class StoredPassword:
    """What is kept of a password: `pepper` is the id of the key that went into it."""

    password_id: str
    encoded: str
    pepper: str


@dataclass(frozen=True)
class SetUp:
    """A second factor that is not on yet: nobody has shown a code of it."""

    sealed: str
    expires_at: datetime


@dataclass(frozen=True)
class SecondFactor:
    """`sealed` is the secret, encrypted; `last_step` the step of the last code that was taken.

    Of each recovery code that was not used yet a keyed hash is kept.
    """

    sealed: str
    on_since: datetime
    last_step: int
    recovery: frozenset[str]
