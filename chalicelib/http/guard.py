"""What a request must show before anything is read from it."""

from collections.abc import Mapping
from functools import cache
from ipaddress import IPv6Address, IPv6Network, ip_address

from chalicelib.aws import secrets
from chalicelib.core.callers import Standing
from chalicelib.core.errors import Forbidden, Malformed, NotFound, PortalError
from chalicelib.settings import settings

LARGEST_BODY = 5_000_000  # bytes


class ForeignOrigin(Forbidden):
    """The request was not sent by a page of this portal."""


class NotThroughFront(Forbidden):
    """The request did not come through the front door, which tells the host and the address."""


class SecondFactorNeeded(Forbidden):
    """A colleague has to set up a second factor before anything else."""


class NotJson(PortalError):
    """A request that changes something has `content-type: application/json`."""

    status = 415


class BodyTooLarge(Malformed):
    """A body is at most 5 MB; files go to the storage directly."""

    status = 413


def check_front(headers: Mapping[str, str]) -> None:
    """:raises NotThroughFront: somebody called the API itself, whose headers prove nothing."""
    given = headers.get("x-origin-secret", "")
    if not secrets.is_same(given, secrets.key("origin").hex()):
        raise NotThroughFront


def organisation_in(headers: Mapping[str, str]) -> str:
    """Return the slug in the address the visitor typed, which the front door hands on.

    :raises NotFound: it is not the address of any organisation's portal.
    """
    before, after = _address_around_slug()
    host = headers.get("x-viewer-host", "").lower()
    slug = host.removeprefix(before).removesuffix(after)
    if host != f"{before}{slug}{after}" or not slug.replace("-", "").isalnum():
        raise NotFound
    return slug


def origin_of(slug: str) -> str:
    """Return the one origin from which requests for this organisation may come."""
    return settings().address.format(slug=slug)


def check_origin(headers: Mapping[str, str], slug: str) -> None:
    """Keep out forms and scripts of other sites, whose requests carry our cookie as well.

    :raises ForeignOrigin: the browser does not say that the page was ours.
    """
    site = headers.get("sec-fetch-site")
    ours = site == "same-origin" if site else headers.get("origin") == origin_of(slug)
    if not ours:
        raise ForeignOrigin


def check_standing(standing: Standing, *, while_setting_up: bool) -> None:
    """:raises SecondFactorNeeded: the session is good for setting up a second factor only."""
    if standing is not Standing.FULL and not while_setting_up:
        raise SecondFactorNeeded


def check_json(headers: Mapping[str, str]) -> None:
    """Chalice takes a request *without* a content type for JSON, and any site can send that.

    :raises NotJson: the content type is missing, or another one.
    """
    if headers.get("content-type", "").split(";")[0].strip(" \t").lower() != "application/json":
        raise NotJson


def check_size(body: bytes) -> None:
    """:raises BodyTooLarge: it is larger than 5 MB."""
    if len(body) > LARGEST_BODY:
        raise BodyTooLarge


def address_in(headers: Mapping[str, str]) -> str:
    """Return whose tries are counted together: an address, or the /64 network of an IPv6 one."""
    try:
        address = ip_address(headers.get("x-viewer-address", ""))
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address)


@cache
def _address_around_slug() -> tuple[str, str]:
    _, _, host = settings().address.partition("://")
    before, _, after = host.partition("{slug}")
    return before, after
