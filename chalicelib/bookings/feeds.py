"""Calendar feeds: a private address for each parent, under which a phone finds the days.

Who has the address reads the days, without a session; so it can be made anew, or taken away. What
is read is decided at that moment: of a family in which somebody is no parent any more, nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from chalicelib.audit import service as audit
from chalicelib.aws import secrets, table
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.feed_store import FeedStore, KeptFeed
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.ids import fingerprint, new_token
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, day_of, days_between
from chalicelib.core.values import dataclass
from chalicelib.days import service as days
from chalicelib.days.calendar import BookedDay, ChildBook, days_of
from chalicelib.families import access
from chalicelib.families.model import Child
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket, Limit
from chalicelib.organisations.model import Configuration
from chalicelib.sessions import service as sessions

BACK, AHEAD = timedelta(days=31), timedelta(days=365)
READS = Limit("calendar-feed", most=60, within=timedelta(hours=1))


@dataclass(frozen=True)
class NewFeed:
    """A feed with its token, which nobody can be told again."""

    token: str
    made_at: datetime


@dataclass(frozen=True)
class FeedDays:
    """What a feed shows: days of children, in their order, in the parent's language."""

    organisation_id: str
    language: Language
    children: Mapping[str, Child]
    books: Mapping[str, ChildBook]
    days: Sequence[BookedDay]
    configuration: Configuration
    now: datetime


def along(*, organisation_id: str, own_account_id: str, **_: object) -> list[Key]:
    """Return where the caller's own feed stands."""
    return [FeedStore(organisation_id).key(own_account_id)]


def make_feed(*, caller: Caller, now: datetime) -> NewFeed:
    """Return a new feed of the caller; the address of an older one leads nowhere from now on."""
    token = f"{caller.account_id}.{new_token()}"
    transaction = Transaction()
    feed = KeptFeed(fingerprint(token), now)
    FeedStore(caller.organisation_id).put(caller.account_id, feed, transaction=transaction)
    _note("make_feed", caller, transaction, now)
    transaction.commit()
    return NewFeed(token, now)


def own_feed(*, caller: Caller) -> datetime | None:
    """Return since when the caller has a feed, or None without one."""
    store = FeedStore(caller.organisation_id, at_hand=caller.at_hand)
    feed = store.get(caller.account_id)
    return feed.made_at if feed else None


def end_feed(*, caller: Caller, now: datetime) -> None:
    """Let the address of the caller's feed lead nowhere, if there is one."""
    transaction = Transaction()
    FeedStore(caller.organisation_id).remove(caller.account_id, transaction=transaction)
    _note("end_feed", caller, transaction, now)
    transaction.commit()


def read_feed(*, token: str, organisation_id: str, now: datetime) -> FeedDays:
    """Return the days from a month ago to a year ahead, for whoever has the token.

    :raises NotFound: it opens nothing, or nothing any more.
    :raises TooOften: it was read sixty times within an hour.
    """
    reader, language = _reader(token, organisation_id)
    limits.hit_all([Bucket(READS, reader.account_id)], organisation_id=organisation_id, now=now)
    today = day_of(now)
    families = access.families_for(reader, today=today, roles=PARENTS)
    children = {it.child_id: it for family in families for it in family.children}
    wanted = list(days_between(today - BACK, today + AHEAD))
    months = sorted(set(map(Month.of, wanted)))
    books = days.books_of(list(children), months, organisation_id=organisation_id)
    configuration = days.configuration_for(books.values(), organisation_id, now=now)
    found = [it for book in books.values() for it in days_of(book, wanted, configuration, language)]
    return FeedDays(
        organisation_id=organisation_id,
        language=language,
        children=children,
        books=books,
        days=sorted(found, key=lambda it: (it.day, it.slot, it.child_id)),
        configuration=configuration,
        now=now,
    )


def _reader(token: str, organisation_id: str) -> tuple[Caller, Language]:
    """Return whose feed it is, with what they may see of families and nothing else.

    :raises NotFound: nobody's; it takes the same look for everybody.
    """
    account_id = token.rpartition(".")[0]
    at_hand = AtHand()
    store = FeedStore(organisation_id, at_hand=at_hand)
    access_key = sessions.access_key(account_id, organisation_id=organisation_id)
    table.bring([store.key(account_id), access_key], to=at_hand)
    feed = store.get(account_id)
    reach = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
    )
    is_right = secrets.is_same(fingerprint(token), feed.fingerprint if feed else "")
    if not is_right or reach is None or reach.is_disabled:
        raise NotFound
    return reach.caller("calendar-feed").only_as(PARENTS), reach.language


def _note(action: str, caller: Caller, transaction: Transaction, now: datetime) -> None:
    about = f"account/{caller.account_id}"
    audit.note(f"bookings.{action}", about, by=caller, transaction=transaction, now=now)
