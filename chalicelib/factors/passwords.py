"""What is kept of a password, and whether one is right.

argon2id over an HMAC of the password: who has the table and not the key can try nothing. Which key
it was is kept along, so that there can be a next one.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.aws import secrets
from chalicelib.core.ids import new_id
from chalicelib.factors.breaches import was_stolen
from chalicelib.factors.model import StoredPassword
from chalicelib.factors.password_rules import PasswordBreached, check_new_password, composed

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY = 19_456  # KiB; with two passes about 40 ms
PASSES = 2
PEPPER = "pepper"  # the id of the key that new passwords get


def _nothing(length: int) -> str:
    return b64encode(bytes(length)).decode().rstrip("=")


# What is compared when there is no password: as slow as any other, and never right.
NOBODYS = StoredPassword(
    "none",
    f"$argon2id$v=19$m={MEMORY},t={PASSES},p=1${_nothing(16)}${_nothing(32)}",
    PEPPER,
)


def keep(password: str) -> StoredPassword:
    """Return what is kept of a new password."""
    return StoredPassword(new_id(), _hasher().hash(_peppered(password, PEPPER)), PEPPER)


def check_new(password: str, *, known: Iterable[str]) -> None:
    """Look at a password that somebody wants to have, by our rules and by what was stolen.

    :raises PasswordTooShort, PasswordTooLong, PasswordTooEasy: it cannot be this one.
    :raises PasswordBreached: programs know it already.
    """
    check_new_password(password, known=known)
    if was_stolen(password):
        raise PasswordBreached


def is_right(password: str, stored: StoredPassword | None) -> bool:
    """Tell whether it is this password: always one verification, also if there is none."""
    # argon2 costs 30 ms to import: only who logs in pays for it.
    from argon2.exceptions import VerifyMismatchError

    kept = stored or NOBODYS
    try:
        return _hasher().verify(kept.encoded, _peppered(password, kept.pepper))
    except VerifyMismatchError:
        return False


def strengthened(password: str, stored: StoredPassword) -> StoredPassword | None:
    """Return what should be kept instead, if it was kept in a weaker way than now."""
    if stored.pepper == PEPPER and not _hasher().check_needs_rehash(stored.encoded):
        return None
    encoded = _hasher().hash(_peppered(password, PEPPER))
    return StoredPassword(stored.password_id, encoded, PEPPER)


def _peppered(password: str, pepper: str) -> bytes:
    return hmac.digest(secrets.key(pepper), composed(password).encode(), "sha256")


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(
        time_cost=PASSES, memory_cost=MEMORY, parallelism=1, hash_len=32, salt_len=16
    )
