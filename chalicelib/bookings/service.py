"""What parents can do with days, and what other rooms are told of them.

What planners decide is in `planning`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.calendar import (
    BookedDay,
    ChildBook,
    DayState,
    days_of,
    granted_days,
)
from chalicelib.bookings.capacity import group_day
from chalicelib.bookings.credits import Credit
from chalicelib.bookings.model import (
    BillableMonth,
    ExtraDay,
    Quote,
    check_is_free,
    check_when,
    contract_for,
)
from chalicelib.bookings.store import BookingStore
from chalicelib.contracts.model import Contract, groups_of, in_order
from chalicelib.core.at_hand import Key
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import Month, day_of, days_between
from chalicelib.families import access
from chalicelib.families.model import Child
from chalicelib.occupancy.model import ClosedDay, GroupIsFull
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration

IS_COMING = frozenset({DayState.CONTRACT, DayState.GRANTED, DayState.REQUESTED, DayState.CLOSED})


def month_of(*, caller: Caller, child_id: str, month: Month, now: datetime) -> list[BookedDay]:
    """Return the days of a child's month on which there is something.

    :raises NotFound: the child is not there, or not for this caller.
    """
    access.child_for(caller, child_id, today=day_of(now))
    books = _store(caller).books(children=[child_id], months=[month])
    book = books.children[child_id]
    return days_of(book, month.days, configuration_for([book], caller.organisation_id, now=now))


def quote_extra_day(
    *, caller: Caller, child_id: str, day: date, group_id: str | None, now: datetime
) -> Quote:
    """Return what the day would cost, and whether there is a place now; nothing is written.

    :raises NotFound: it is not a child of this parent.
    :raises TooLate, TooEarly, NoContractThatDay, ClosedDay, DayAlreadyBooked, DayAlreadyAsked:
        the day cannot be asked for, with a place or without.
    """
    _own_child(caller, child_id, now)
    org = caller.organisation_id
    organisation = organisations.configuration_of(org, now=now).organisation
    check_when(day, today=day_of(now), notice_days=organisation.request_notice_days)
    store = _store(caller)
    contracts = store.books(children=[child_id]).children[child_id].contracts
    contract = contract_for(contracts, day, group_id=group_id)
    key = contract.group_id, day
    books = store.books(children=[child_id], months=[Month.of(day)], groups=[key])
    book = books.children[child_id]
    configuration = configuration_for([book], org, now=now)
    group = configuration.group(contract.group_id)
    that_day = group_day(books.groups[key], group, day, configuration)
    if not that_day.is_open:
        raise ClosedDay(day=day)
    check_is_free(day, book.contracts, book.extra_day(day))
    return Quote(contract, group, day, that_day.places_left)


def ask_extra_day(
    *, caller: Caller, child_id: str, day: date, group_id: str | None, now: datetime
) -> ExtraDay:
    """Put the day before the planners.

    :raises NotFound, TooLate, TooEarly, NoContractThatDay, ClosedDay, DayAlreadyBooked,
        DayAlreadyAsked: as for its quote.
    :raises GroupIsFull: there is no place now.
    """
    quote = quote_extra_day(caller=caller, child_id=child_id, day=day, group_id=group_id, now=now)
    if not quote.places_left:
        raise GroupIsFull(day=day, group=quote.group.name)
    extra_day = quote.requested(by=caller.account_id, at=now)
    transaction = Transaction()
    BookingStore(caller.organisation_id).ask(extra_day, transaction=transaction)
    about = f"extra-day/{extra_day.request_id}"
    audit.note("bookings.ask_extra_day", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    return extra_day


def withdraw_request(*, caller: Caller, child_id: str, day: date, now: datetime) -> ExtraDay:
    """Take back what nobody has decided yet.

    :raises NotFound: it is not a child of this parent, or the day was not asked for.
    :raises AlreadyDecided: it is not waiting any more.
    """
    _own_child(caller, child_id, now)
    store = _store(caller)
    books = store.books(children=[child_id], months=[Month.of(day)])
    asked = books.children[child_id].extra_day(day)
    if asked is None:
        raise NotFound
    withdrawn = asked.withdrawn()
    transaction = Transaction()
    store.settle(withdrawn, transaction=transaction)
    about = f"extra-day/{withdrawn.request_id}"
    audit.note("bookings.withdraw_request", about, by=caller, transaction=transaction, now=now)
    transaction.commit()
    return withdrawn


def coming_days(
    *, child_ids: Collection[str], caller: Caller, now: datetime, days: int = 14
) -> list[BookedDay]:
    """Return, by date, on which of the next days (today included) these children come.

    Days that are closed and days that were asked for are in it. One request for all children, and
    none if `coming_keys` were brought before. The caller has been let in to them.
    """
    wanted = _coming(day_of(now), days)
    books = _store(caller).books(children=child_ids, months=_months_of(wanted))
    configuration = configuration_for(books.children.values(), caller.organisation_id, now=now)
    found = [it for book in books.children.values() for it in days_of(book, wanted, configuration)]
    return sorted((it for it in found if it.state in IS_COMING), key=lambda it: it.day)


def coming_keys(
    child_ids: Collection[str], *, organisation_id: str, today: date, days: int = 14
) -> list[Key]:
    """Return where `coming_days` will look."""
    months = _months_of(_coming(today, days))
    return BookingStore(organisation_id).keys(children=child_ids, months=months)


def contracts_of(
    child_ids: Collection[str], *, organisation_id: str
) -> dict[str, Sequence[Contract]]:
    """Return all contracts of each child, in one request per 100 children."""
    books = BookingStore(organisation_id).books(children=child_ids)
    return {child: book.contracts for child, book in books.children.items()}


def contracts_in(group_ids: Collection[str], *, organisation_id: str, day: date) -> list[Contract]:
    """Return all contracts in these groups, in one request per 50 groups; `day` is any day."""
    groups = [(group_id, day) for group_id in group_ids]
    books = BookingStore(organisation_id).books(groups=groups).groups.values()
    return [contract for book in books for contract in book.contracts]


def billable_of_month(
    child_ids: Collection[str],
    month: Month,
    *,
    organisation_id: str,
    now: datetime,
    arrears: Collection[Month] = (),
) -> dict[str, BillableMonth]:
    """Return for each child the contracts that run in the month, and the extra days it came.

    Those are the extra days of the month and of the months of `arrears`. One request per 100
    months of children, contracts counting as one.
    """
    months = sorted({month, *arrears})
    books = BookingStore(organisation_id).books(children=child_ids, months=months)
    configuration = configuration_for(books.children.values(), organisation_id, now=now)
    return {
        child: BillableMonth(
            child,
            month,
            tuple(it for it in book.contracts if it.is_active_in(month)),
            tuple(granted_days(book, configuration)),
        )
        for child, book in books.children.items()
    }


def plan_contracts(
    contracts: Mapping[str, Sequence[Contract]],
    *,
    organisation_id: str,
    today: date,
    transaction: Transaction,
) -> dict[str, frozenset[str]]:
    """Let these be all contracts of each child, and return the groups each is in from now on.

    Contracts that are there already add no writes. Give the children of a transaction together:
    those of one group share an item. They may overfill a group. The groups are for the family
    (`families.service.set_groups`, or the children of `plan_family`).

    :raises Busy: on commit, if somebody else changed the contracts of a child meanwhile.
    """
    store = BookingStore(organisation_id)
    wanted = {child: in_order(each) for child, each in contracts.items()}
    books = store.books(children=wanted).children
    _put_changed(books, wanted, store, transaction)
    return {child: groups_of(each, today=today) for child, each in wanted.items()}


def plan_added_contracts(
    contracts: Mapping[str, Sequence[Contract]],
    *,
    organisation_id: str,
    today: date,
    transaction: Transaction,
) -> dict[str, frozenset[str]]:
    """Add these to the contracts of each child, each in the place of the one with its id.

    Everything else is as for `plan_contracts`.
    """
    store = BookingStore(organisation_id)
    books = store.books(children=contracts).children
    wanted = {
        child: in_order({it.contract_id: it for it in (*books[child].contracts, *each)}.values())
        for child, each in contracts.items()
    }
    _put_changed(books, wanted, store, transaction)
    return {child: groups_of(each, today=today) for child, each in wanted.items()}


def plan_credits(
    ledger: Collection[Credit], *, organisation_id: str, transaction: Transaction
) -> int:
    """Add these entries to the ledger, and return how many were not in it.

    An entry whose id is there stays as it was: a ledger is never changed.

    :raises Busy: on commit, if somebody else has added one of them meanwhile.
    """
    store = BookingStore(organisation_id)
    missing = store.unknown_credits(ledger)
    for credit in missing:
        store.add_credit(credit, transaction=transaction)
    return len(missing)


def configuration_for(
    books: Iterable[ChildBook], organisation_id: str, *, now: datetime
) -> Configuration:
    """Return a configuration that knows the groups in these books.

    What this process keeps may be a minute old, and a contract may be in a group of just now.
    """
    configuration = organisations.configuration_of(organisation_id, now=now)
    booked = [it for book in books for each in (book.contracts, book.extra_days) for it in each]
    used = {it.group_id for it in booked}
    if used <= configuration.groups.keys():
        return configuration
    organisations.forget(organisation_id)
    return organisations.configuration_of(organisation_id, now=now)


def _store(caller: Caller) -> BookingStore:
    return BookingStore(caller.organisation_id, at_hand=caller.at_hand)


def _coming(today: date, days: int) -> list[date]:
    return list(days_between(today, today + timedelta(days=days - 1)))


def _months_of(days: Iterable[date]) -> list[Month]:
    return list(dict.fromkeys(map(Month.of, days)))


def _own_child(caller: Caller, child_id: str, now: datetime) -> Child:
    """Planners see every child, but a parent asks: for who is both, only their own will do."""
    child = access.child_for(caller, child_id, today=day_of(now))
    if child.family_id not in caller.families_as(PARENTS):
        raise NotFound
    return child


def _put_changed(
    books: Mapping[str, ChildBook],
    wanted: Mapping[str, list[Contract]],
    store: BookingStore,
    transaction: Transaction,
) -> None:
    changed = [book for child, book in books.items() if list(book.contracts) != wanted[child]]
    store.put_contracts(changed, wanted, transaction=transaction)
