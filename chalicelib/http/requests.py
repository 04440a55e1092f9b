"""What a view may know about its request."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotSignedIn
from chalicelib.core.language import Language
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.http import guard, paging
from chalicelib.once.model import Asked
from chalicelib.once.service import Once

Body = TypeVar("Body")
Query = TypeVar("Query")
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Request(Generic[Body, Query]):
    """Who asks, when, at which organisation's address, and what: parsed and checked.

    A view adds to `cookies` what the browser shall keep. `asked` is there if the request has a key,
    on a route that takes one.
    """

    organisation_id: str
    now: datetime
    body: Body
    query: Query
    route: str
    headers: Mapping[str, str]
    signed_in: Caller | None
    cookies: list[str] = field(default_factory=list)
    asked: Asked | None = None

    @property
    def caller(self) -> Caller:
        """:raises NotSignedIn: this route can be called without a session, and is."""
        if self.signed_in is None:
            raise NotSignedIn
        return self.signed_in

    @property
    def today(self) -> date:
        return day_of(self.now)

    @property
    def language(self) -> Language:
        return language_of(self.headers)

    @property
    def address(self) -> str:
        """Return whose tries are counted together, for limits."""
        return guard.address_in(self.headers)

    @property
    def device(self) -> str:
        """Return words like "Firefox, Android", for the list of sessions."""
        return device_words(self.headers.get("user-agent", ""))

    def once(self, view: Callable[[Thing], Struct]) -> Once[Thing]:
        """Return what keeps the answer with the change; `view` makes it of the result."""
        return Once(self.asked, lambda result: msgspec.json.encode(view(result)).decode())

    def position(self, cursor: str | None, *names: str) -> str | None:
        """Return the position that a cursor of this list stands for; `names` say which list.

        :raises BadCursor: it belongs to another list, or to another organisation's.
        """
        return paging.unseal(cursor, of=self._list_name(*names))

    def cursor(self, page: Page[Thing], *names: str) -> str | None:
        """Return the cursor for the page after this one, if there is one."""
        return paging.seal(page.next, of=self._list_name(*names))

    def _list_name(self, *names: str) -> str:
        return paging.list_name(self.organisation_id, self.route, *names)


def language_of(headers: Mapping[str, str]) -> Language:
    """Return the language of the page that asks: the first of ours that the browser names."""
    named = [part.strip()[:2].lower() for part in headers.get("accept-language", "").split(",")]
    return next((Language(it) for it in named if it in set(Language)), Language.NL)


def device_words(user_agent: str) -> str:
    """Return "Firefox, Android" for what a browser says of itself: one recognises one's own.

    Of a program that we do not know nothing is returned, and it has a name in each language.
    """
    browsers = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    names = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}
    found = [next((it for it in each if it in user_agent), None) for each in (browsers, systems)]
    return ", ".join(names.get(it, it) for it in found if it)
