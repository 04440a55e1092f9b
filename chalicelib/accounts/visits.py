"""Between a browser and the use cases: where somebody is, and what the browser shall keep."""

from typing import TypeVar

from chalicelib.accounts.candidates import Visitor
from chalicelib.accounts.signing_in import SignedIn
from chalicelib.http import cookies
from chalicelib.http.requests import Request
from chalicelib.sessions.model import Token
from chalicelib.sessions.opening import Opened

Body = TypeVar("Body")
Query = TypeVar("Query")


def visitor_of(request: Request[Body, Query]) -> Visitor:
    device_id = cookies.device_in(request.headers)
    return Visitor(address=request.address, device=request.device, device_id=device_id)


def keep(signed_in: SignedIn, request: Request[Body, Query]) -> None:
    """Let the browser keep the session, and know itself again."""
    keep_tokens(signed_in.opened, request)
    keep_device(signed_in.device_id, request)


def keep_tokens(opened: Opened, request: Request[Body, Query]) -> None:
    """Let the browser keep the session; it remembers this person from now on, or nobody."""
    request.cookies.append(cookies.session_cookie(str(opened.session)))
    if opened.remember:
        request.cookies.append(cookies.remember_cookie(opened.remember))
    elif cookies.cookie_in(request.headers, cookies.REMEMBER):
        request.cookies.append(cookies.gone(cookies.REMEMBER))


def keep_half_open(token: Token, request: Request[Body, Query]) -> None:
    """Let the browser keep what it shows together with the code."""
    request.cookies.append(cookies.half_open_cookie(str(token)))


def keep_device(device_id: str, request: Request[Body, Query]) -> None:
    request.cookies.append(cookies.device_cookie(device_id))


def forget(request: Request[Body, Query]) -> None:
    """Let the browser forget who is signed in; that it has been here it may remember."""
    request.cookies.extend([cookies.gone(cookies.SESSION), cookies.gone(cookies.REMEMBER)])
