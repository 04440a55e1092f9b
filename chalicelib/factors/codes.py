"""Codes: of an app, one per thirty seconds; and for recovery, each good once.

The sums are pyotp's (RFC 6238, SHA-1, six digits: what every app knows).
"""

import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime
from hmac import compare_digest

STEP = 30  # seconds
AROUND = (0, -1, 1)  # steps: a clock may be wrong by one, and a person slow
DIGITS = 6
SECRET_BYTES = 20  # 160 bits
RECOVERY_BYTES = 10  # 80 bits
GROUP = 4  # characters of a recovery code that stand together
_LOOKALIKES = str.maketrans("01", "ol")  # base32 has neither


def new_secret() -> str:
    """Return 160 random bits as 32 letters and digits, as apps want to have it typed."""
    return b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def new_recovery_code() -> str:
    """Return 80 random bits as "abcd-efgh-ijkl-mnop"."""
    text = b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def tidy(code: str) -> str:
    """Return a code without what people type between its parts."""
    folded = unicodedata.normalize("NFKC", code).casefold()
    return "".join(it for it in folded if it.isalnum())


def is_of_app(code: str) -> bool:
    """Tell whether a tidy code is one of an app; any other may be for recovery."""
    return len(code) == DIGITS and code.isdecimal()


def as_recovery_code(code: str) -> str:
    """Return the one spelling of a tidy recovery code."""
    return code.translate(_LOOKALIKES)


def step_of(code: str, *, secret: str, now: datetime) -> int | None:
    """Return the step this tidy code is of, if that is the one of now, or next to it."""
    # pyotp costs 25 ms to import: only who shows a code pays for it.
    from pyotp import HOTP

    current, app = int(now.timestamp()) // STEP, HOTP(secret, digits=DIGITS)
    steps = (current + around for around in AROUND)
    return next((it for it in steps if compare_digest(app.at(it).encode(), code.encode())), None)


def code_at(step: int, *, secret: str) -> str:
    """Return the code of one step, as an app shows it."""
    from pyotp import HOTP

    return HOTP(secret, digits=DIGITS).at(step)


def address(secret: str, *, issuer: str, name: str) -> str:
    """Return the otpauth address that apps read from a drawing, or open on a telephone."""
    from pyotp import TOTP

    # A colon parts issuer and name; neither may have one of its own.
    issuer, name = issuer.replace(":", " "), name.replace(":", " ")
    return TOTP(secret, digits=DIGITS, interval=STEP).provisioning_uri(
        name=name, issuer_name=issuer
    )
