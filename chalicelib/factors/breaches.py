"""Passwords that were stolen elsewhere: programs try those first.

Asked is only for the first five characters of a hash, which some hundred stolen passwords share, so
that nobody learns which one is meant; and answers are padded, so that their length tells nothing.
https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
"""

from collections.abc import Iterator
from hashlib import sha1
from http import HTTPStatus

from chalicelib import observability
from chalicelib.factors.password_rules import composed
from chalicelib.settings import settings

MOST_SECONDS = 1.0
SHOWN = 5  # characters of the hash
LARGEST = 1_000_000  # bytes; answers have about 40,000
METRIC = "BreachCheckFailed"


def was_stolen(password: str) -> bool:
    """Tell whether the password is known to have been stolen; no answer counts as no."""
    if not settings().breached_passwords:
        return False
    # The hash is not what is kept, only what those passwords are filed under.
    hashed = sha1(composed(password).encode(), usedforsecurity=False).hexdigest().upper()
    return hashed[SHOWN:] in _stolen_with(hashed[:SHOWN])


def _stolen_with(prefix: str) -> set[str]:
    """Return the rests of the hashes of stolen passwords that begin like this."""
    from urllib3.exceptions import HTTPError

    try:
        return set(_rests(_answer_for(prefix)))
    except (HTTPError, OSError, ValueError):
        # Nobody is kept from choosing a password because others are down.
        observability.count(METRIC)
        return set()


def _answer_for(prefix: str) -> str:
    """:raises HTTPError, OSError, ValueError: there is none in time, or it is no answer."""
    import urllib3

    timeout = urllib3.Timeout(total=MOST_SECONDS)
    with urllib3.PoolManager(retries=False, timeout=timeout) as pool:
        answer = pool.request(
            "GET",
            settings().breached_passwords + prefix,
            headers={"Add-Padding": "true", "User-Agent": "kiekeboe"},
            preload_content=False,
        )
        text = answer.read(LARGEST).decode("ascii")
    if answer.status != HTTPStatus.OK:
        raise ValueError(answer.status)
    return text


def _rests(text: str) -> Iterator[str]:
    """:raises ValueError: a line is not "<rest of the hash>:<how often>"."""
    for line in text.split():
        rest, count = line.split(":")
        if int(count):  # padding was never stolen
            yield rest
