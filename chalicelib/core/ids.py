"""Everything that is made of chance, and what is kept of it."""

import secrets
from hashlib import sha256


def new_id() -> str:
    """Return 128 random bits as 22 characters that are safe in a URL: nobody guesses another's."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """Return 256 random bits as 43 characters, for a cookie."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret; plain SHA-256 will do for 256 random bits."""
    return sha256(secret.encode()).hexdigest()
