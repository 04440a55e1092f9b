"""Keys, all derived from one secret in Secrets Manager: a leak of one says nothing of another."""

import hmac
from functools import cache

from chalicelib.aws.clients import client
from chalicelib.settings import settings


@cache
def key(purpose: str) -> bytes:
    """Return the 256-bit key for one purpose: `links`, `cursors`, `pepper`, `devices`, ..."""
    return hmac.digest(_master(), purpose.encode(), "sha256")


def sign(purpose: str, *parts: str) -> str:
    """Return 64 hex characters that only a holder of the secret can make of these parts."""
    return hmac.new(key(purpose), "\x1f".join(parts).encode(), "sha256").hexdigest()


def is_signed(signature: str, purpose: str, *parts: str) -> bool:
    """Tell whether `sign` made it, in a time that does not depend on where it differs."""
    return is_same(signature, sign(purpose, *parts))


def is_same(given: str, secret: str) -> bool:
    """Compare in a time that does not depend on where the two differ."""
    return hmac.compare_digest(given.encode(), secret.encode())


def stable_id(*parts: str) -> str:
    """Return the one id that belongs to these parts: whoever makes it again makes the same.

    For what is imported, so that a second run finds the first one's work. 128 bits that nobody
    can guess from a number on an invoice.
    """
    return sign("ids", *parts)[:32]


@cache
def _master() -> bytes:
    answer = client("secretsmanager").get_secret_value(SecretId=settings().secret)
    secret: str = answer["SecretString"]
    return secret.encode()
