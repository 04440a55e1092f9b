"""Keys, all derived from one secret in Secrets Manager: a leak of one says nothing of another."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import cache
from typing import Any

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
    """Compare in a time that does not depend on where the two differ; what is given may be odd."""
    return hmac.compare_digest(given.encode(errors="surrogatepass"), secret.encode())


def stable_id(*parts: str) -> str:
    """Return the one id that belongs to these parts: whoever makes it again makes the same.

    For what is imported, so that a second run finds the first one's work. 128 bits that nobody
    can guess from a number on an invoice.
    """
    return sign("ids", *parts)[:32]


def seal(text: str, purpose: str, *bound_to: str) -> str:
    """Return the text encrypted (XChaCha20-Poly1305), for keeping it in the table.

    It opens only with the same `bound_to`: in another account's item it is worth nothing.
    """
    sealed: bytes = _box(purpose).encrypt(text.encode(), aad=_bound(bound_to))
    return b64encode(sealed).decode()


def unseal(sealed: str, purpose: str, *bound_to: str) -> str:
    """Return what `seal` was given.

    :raises nacl.exceptions.CryptoError: it was not sealed like this, or was changed since.
    """
    text: bytes = _box(purpose).decrypt(b64decode(sealed), aad=_bound(bound_to))
    return text.decode()


def _box(purpose: str) -> Any:
    # PyNaCl costs 15 ms to import: only who needs it pays for it.
    from nacl.secret import Aead

    return Aead(key(purpose))


def _bound(parts: Sequence[str]) -> bytes:
    return "\x1f".join(parts).encode()


@cache
def _master() -> bytes:
    answer = client("secretsmanager").get_secret_value(SecretId=settings().secret)
    secret: str = answer["SecretString"]
    return secret.encode()
