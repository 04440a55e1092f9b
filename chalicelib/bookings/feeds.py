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
from chalicelib.core.errors import NotFound, TooOften
from chalicelib.core.ids import fingerprint, new_token
from chalicelib.core.language import Language
from chalicelib.core.periods import Month, day_of, days_between
from chalicelib.core.values import dataclass
from chalicelib.days import service as days
from chalicelib.days.calendar import BookedDay, ChildBook, days_let_go, days_of
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child
from chalicelib.limits.model import Limit
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
    own = access.families_for(caller, today=day_of(now), roles=PARENTS)
    child_ids = frozenset(it.child_id for family in own for it in family.children)
    transaction = Transaction()
    feed = KeptFeed(fingerprint(token), now, child_ids)
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

    It is two requests: the reading is counted on the feed itself, which tells where to look; what
    may be seen is decided by what stands there now, and is looked up where it is more.

    :raises NotFound: it opens nothing, or nothing any more.
    :raises TooOften: it was read sixty times, and once a minute since.
    """
    feed = _counted(token, organisation_id, now)
    today, org = day_of(now), organisation_id
    wanted = list(days_between(today - BACK, today + AHEAD))
    months = sorted(set(map(Month.of, wanted)))
    reader, language = _reader(token, feed, months, organisation_id)
    open_now = access.families_for(reader, today=today, roles=PARENTS)
    children = {it.child_id: it for family in open_now for it in family.children}
    books = days.books_of(list(children), months, organisation_id=org, at_hand=reader.at_hand)
    if feed.child_ids != children.keys():
        FeedStore(org).learn(reader.account_id, feed.fingerprint, list(children))
    configuration = days.configuration_for(books.values(), org, now=now)
    found: list[BookedDay] = []
    for book in books.values():
        found += days_of(book, wanted, configuration, language)
        found += days_let_go(book, wanted, configuration)
    return FeedDays(
        organisation_id=organisation_id,
        language=language,
        children=children,
        books=books,
        days=sorted(found, key=lambda it: (it.day, it.slot, it.child_id)),
        configuration=configuration,
        now=now,
    )


def _counted(token: str, organisation_id: str, now: datetime) -> KeptFeed:
    """Return the feed of this token, after one more reading of it.

    Each counts for a minute, and an hour is full of them.

    :raises NotFound: nobody's; it takes the same requests for everybody.
    :raises TooOften: there were too many.
    """
    store, account_id, shown = FeedStore(organisation_id), _account_in(token), fingerprint(token)
    at, full = int(now.timestamp()), int(READS.within.total_seconds())
    each = full // READS.most
    found = store.read_first(account_id, shown, at=at, until=at + each)
    if found:
        return found
    kept = store.get(account_id)
    if kept is None or not secrets.is_same(shown, kept.fingerprint):
        raise NotFound
    last = at + full - each
    found = store.read_again(account_id, shown, seconds=each, most=last)
    if found is None:
        raise TooOften(seconds=max(1, kept.busy_until - last))
    return found


def _reader(
    token: str, feed: KeptFeed, months: Sequence[Month], organisation_id: str
) -> tuple[Caller, Language]:
    """Return whose feed it is, with what they may see of families and nothing else.

    What the feed showed last is at hand for them.

    :raises NotFound: the account is gone, or switched off.
    """
    account_id, at_hand, shown = _account_in(token), AtHand(), sorted(feed.child_ids)
    keys = [
        sessions.access_key(account_id, organisation_id=organisation_id),
        *families.keys_of_children(shown, organisation_id=organisation_id),
        *days.keys_of(shown, months, organisation_id=organisation_id),
    ]
    table.bring(keys, to=at_hand)
    reach = sessions.access_of(
        organisation_id=organisation_id, account_id=account_id, at_hand=at_hand
    )
    if reach is None or reach.is_disabled:
        raise NotFound
    return reach.caller("calendar-feed", at_hand=at_hand).only_as(PARENTS), reach.language


def _account_in(token: str) -> str:
    return token.rpartition(".")[0]


def _note(action: str, caller: Caller, transaction: Transaction, now: datetime) -> None:
    about = f"account/{caller.account_id}"
    audit.note(f"bookings.{action}", about, by=caller, transaction=transaction, now=now)
