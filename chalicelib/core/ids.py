"""Everything that is made of chance, and names that are made of other names."""

import secrets
from hashlib import sha256


def new_id() -> str:
    """Return 128 random bits as 22 characters that are safe in a URL: nobody guesses another's."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """Return 256 random bits as 43 characters, for a cookie."""
    return secrets.token_urlsafe(32)


def same_id(*parts: str) -> str:
    """Return the one id that belongs to these parts: whoever makes it again makes the same.

    For what is imported or made by a job, so that a second run finds the first one's work.
    """
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret; plain SHA-256 will do for 256 random bits."""
    return sha256(secret.encode()).hexdigest()
