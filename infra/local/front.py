"""What CloudFront does: one origin for the pages and the API, with the security headers on all."""

import re
from collections.abc import Callable, Sequence
from html import escape
from http import HTTPStatus

from chalicelib.aws.files import FOR_EVER
from infra.local.gateway import Gateway
from infra.local.pages import page
from infra.local.site import Site
from infra.local.wire import Answer, Answering, Request, as_html

# What CloudFront tells the API; a client that sends these itself is not believed.
VIEWER_HOST, VIEWER_ADDRESS, SECRET = "x-viewer-host", "x-viewer-address", "x-origin-secret"
OURS = frozenset({VIEWER_HOST, VIEWER_ADDRESS, SECRET})

_ORGANISATION = re.compile(r"[a-z0-9-]+\.localhost(:\d+)?")
_LINK = re.compile(r"https?://\S+")
_PUBLISHED = re.compile(r"/(house-style/[a-z0-9-]+/[0-9a-f]+\.png)")


def security_headers(storage: str) -> tuple[tuple[str, str], ...]:
    """Return what every answer carries; `storage` is where photos come from and uploads go to."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' {storage}; connect-src 'self' {storage}; font-src 'self'; "
        f"manifest-src 'self'; worker-src 'self'; media-src 'self' {storage}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
        "trusted-types kiekeboe"
    )
    return (
        ("Content-Security-Policy", policy),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()"),
    )


class Front:
    """Sends `/api/*` to the gateway, `/-/*` and `/mailbox` to local tools, the rest to the site.

    `published` finds a file of the portal that everybody may see, such as a logo.
    """

    def __init__(
        self,
        *,
        gateway: Gateway,
        site: Site,
        tools: Answering,
        published: Callable[[str], bytes | None],
        storage: str,
        origin_secret: str,
        welcome: Callable[[], Sequence[str]],
    ) -> None:
        self._gateway = gateway
        self._site = site
        self._tools = tools
        self._published = published
        self._security = security_headers(storage)
        self._secret = origin_secret
        self._welcome = welcome

    def answer(self, request: Request) -> Answer:
        """Return the answer; the local tools, which production does not have, say their own CSP."""
        if request.path.startswith(("/-/", "/mailbox")):
            return self._tools(request)
        return self._for_viewers(request).adding(*self._security)

    def too_large(self) -> Answer:
        return self._gateway.too_large().adding(*self._security)

    def _for_viewers(self, request: Request) -> Answer:
        if request.path.startswith("/api/"):
            return self._gateway.answer(self._for_gateway(request))
        if picture := _PUBLISHED.fullmatch(request.path):
            return _shown(self._published(picture[1]))
        if not _ORGANISATION.fullmatch(request.header("host").lower()):
            return as_html(self._addresses())
        if not self._site.is_built:
            return as_html(page("Kiekeboe", "<p>The pages are not built; the API is at /api.</p>"))
        return self._site.answer(request)

    def _for_gateway(self, request: Request) -> Request:
        kept = tuple(it for it in request.headers if it[0] not in OURS)
        told = (
            (VIEWER_HOST, request.header("host")),
            (VIEWER_ADDRESS, request.peer),
            (SECRET, self._secret),
        )
        target = request.target.removeprefix("/api")
        return Request(request.method, target, kept + told, request.body, request.peer)

    def _addresses(self) -> str:
        lines = "".join(f"<li>{_linked(line)}</li>" for line in self._welcome())
        return page("Kiekeboe", f"<p>Each organisation has its own address:</p><ul>{lines}</ul>")


def _shown(picture: bytes | None) -> Answer:
    if picture is None:
        return Answer(HTTPStatus.NOT_FOUND)
    headers = (("Content-Type", "image/png"), ("Cache-Control", FOR_EVER))
    return Answer(HTTPStatus.OK, headers, picture)


def _linked(line: str) -> str:
    """Return the line as HTML, its addresses as links."""
    return _LINK.sub(lambda it: f'<a href="{it[0]}">{it[0]}</a>', escape(line))
