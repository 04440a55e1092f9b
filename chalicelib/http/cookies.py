"""Cookies: the session, remember-me, and the device. `__Host-` makes browsers insist on Secure."""

from collections.abc import Mapping

from chalicelib.aws import secrets

SESSION = "__Host-session"
REMEMBER = "__Host-remember"
DEVICE = "__Host-device"
HALF_OPEN = "__Host-log-in"
TEN_MINUTES = 600  # seconds
MONTH = 30 * 86_400
YEAR = 365 * 86_400
BLANKS = " \t"


def cookie_in(headers: Mapping[str, str], name: str) -> str | None:
    """Return what a browser keeps under this name; all that we let it keep is ASCII.

    Only what browsers take for blanks is left out: with any other in front, a page of a neighbour
    could set a cookie that browsers do not see as one with `__Host-`, and we would.
    """
    for cookie in headers.get("cookie", "").split(";"):
        key, _, value = cookie.strip(BLANKS).partition("=")
        if key == name and value and value.isascii():
            return value
    return None


def session_cookie(token: str) -> str:
    """Return the `Set-Cookie` value; the browser forgets it when it is closed."""
    return _cookie(SESSION, token)


def half_open_cookie(token: str) -> str:
    """Return the cookie of a log-in that waits for its code."""
    return _cookie(HALF_OPEN, token, max_age=TEN_MINUTES)


def remember_cookie(token: str) -> str:
    return _cookie(REMEMBER, token, max_age=MONTH)


def device_cookie(device_id: str) -> str:
    """Return a cookie by which a device is known again; it is signed, and says nothing else."""
    return _cookie(DEVICE, f"{device_id}.{secrets.sign('devices', device_id)}", max_age=YEAR)


def gone(name: str) -> str:
    """Return the `Set-Cookie` value that removes a cookie."""
    return _cookie(name, "", max_age=0)


def device_in(headers: Mapping[str, str]) -> str | None:
    """Return the id of the device if its cookie is one of ours."""
    device_id, _, signature = (cookie_in(headers, DEVICE) or "").partition(".")
    is_ours = device_id and secrets.is_signed(signature, "devices", device_id)
    return device_id if is_ours else None


def _cookie(name: str, value: str, *, max_age: int | None = None) -> str:
    age = "" if max_age is None else f"; Max-Age={max_age}"
    return f"{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"
