"""Requests that wait, in DynamoDB. What was asked stands with the child's day (`days`); this is
where they are found.

pk                            sk                              what
ORG#<org>#REQUESTS            <asked at>#<request>            it waits for a decision
ORG#<org>#GROUP#<g>#WAITING   <date>#<asked at>#<request>     it waits for a place

gsi1pk             gsi1sk                                 what
ORG#<org>#OPEN     ASKED#<asked at>#<request>             it waits for a colleague's decision
ORG#<org>#OPEN     DUE#<date>#<asked at>#<request>        it is decided about on that date
ORG#<org>#OPEN     WAITING#<date>#<asked at>#<request>    it waits for a place that day
"""

import json
from collections.abc import Iterator
from datetime import date

from pynamodb.attributes import JSONAttribute, UnicodeAttribute

from chalicelib.aws.table import Item, query_page
from chalicelib.aws.transactions import Transaction
from chalicelib.core.pages import Page
from chalicelib.core.values import dataclass
from chalicelib.days.model import Request, RequestState
from chalicelib.days.plain import plain_request, request_of


@dataclass(frozen=True)
class ListedRequest:
    """A request in a list, with the name of the child as it was when it was asked."""

    request: Request
    child_name: str
    decided_on: date | None = None


class _RequestItem(Item):
    what = JSONAttribute()
    child_name = UnicodeAttribute()
    decided_on = UnicodeAttribute(null=True)


class RequestStore:
    """The requests of one organisation that wait."""

    def __init__(self, organisation_id: str) -> None:
        self._org = f"ORG#{organisation_id}"

    def add(self, listed: ListedRequest, *, transaction: Transaction) -> None:
        """Add it to the list of its state, and to what is open, by its day of deciding."""
        item = self._item(listed.request)
        item.what, item.child_name = plain_request(listed.request), listed.child_name
        item.gsi1pk, item.gsi1sk = self._open, _in_order(listed)
        item.decided_on = listed.decided_on.isoformat() if listed.decided_on else None
        transaction.put(item)

    def remove(self, request: Request, *, transaction: Transaction) -> None:
        """Take it from the list in which it stood, as it was then."""
        transaction.delete(self._item(request))

    def requests(self, *, limit: int, after: str | None) -> Page[ListedRequest]:
        """Return what waits for a decision, the oldest first."""
        page = query_page(_RequestItem, f"{self._org}#REQUESTS", limit=limit, after=after)
        return page.map(_listed)

    def waiting(self, group_id: str, day: date, *, limit: int) -> list[ListedRequest]:
        """Return who waits for a place that day, in order of asking."""
        keys = _RequestItem.sk.startswith(f"{day}#")
        page = query_page(_RequestItem, self._waiting(group_id), keys, limit=limit)
        return [_listed(it) for it in page.items]

    def due(self, until: date) -> Iterator[ListedRequest]:
        """Yield what is to be decided until that date, in order of it and of asking."""
        return self._found("DUE", until)

    def waiting_until(self, until: date) -> Iterator[ListedRequest]:
        """Yield what waits for a place on days until that date."""
        return self._found("WAITING", until)

    def open(self, *, limit: int, after: str | None = None) -> list[ListedRequest]:
        """Return what waits: for a colleague, the oldest first, for its day, then for a place.

        `after` is the place of the last one that was looked at (`place_of`). One that was asked
        just now may be missing.
        """
        found = _RequestItem.gsi1.query(
            self._open, limit=limit, last_evaluated_key=json.loads(after) if after else None
        )
        return [_listed(it) for it in found]

    def place_of(self, listed: ListedRequest) -> str:
        """Return where it stands among what is open."""
        item = self._item(listed.request)
        keys = {"pk": item.pk, "sk": item.sk, "gsi1pk": self._open, "gsi1sk": _in_order(listed)}
        return json.dumps({name: {"S": value} for name, value in keys.items()}, sort_keys=True)

    def _found(self, kind: str, until: date) -> Iterator[ListedRequest]:
        of_that_time = _RequestItem.gsi1sk.between(f"{kind}#", f"{kind}#{until}#~")
        return map(_listed, _RequestItem.gsi1.query(self._open, of_that_time))

    @property
    def _open(self) -> str:
        return f"{self._org}#OPEN"

    def _item(self, request: Request) -> _RequestItem:
        if request.state is RequestState.WAITING:
            return _RequestItem(self._waiting(request.group_id), f"{request.day}#{_asked(request)}")
        return _RequestItem(f"{self._org}#REQUESTS", _asked(request))

    def _waiting(self, group_id: str) -> str:
        return f"{self._org}#GROUP#{group_id}#WAITING"


def _asked(request: Request) -> str:
    return f"{request.asked_at.isoformat(timespec='microseconds')}#{request.request_id}"


def _in_order(listed: ListedRequest) -> str:
    """Return its place among what is open: by what it waits for, until when, and since when."""
    request = listed.request
    if request.state is RequestState.WAITING:
        return f"WAITING#{request.day}#{_asked(request)}"
    if listed.decided_on:
        return f"DUE#{listed.decided_on}#{_asked(request)}"
    return f"ASKED#{_asked(request)}"


def _listed(item: _RequestItem) -> ListedRequest:
    decided_on = date.fromisoformat(item.decided_on) if item.decided_on else None
    return ListedRequest(request_of(item.what), item.child_name, decided_on)
