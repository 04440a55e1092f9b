"""What other rooms ask about the days of children. Who may ask is decided before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from chalicelib.aws import table
from chalicelib.aws.transactions import Transaction
from chalicelib.contracts import service as contracts
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.days.calendar import BookedDay, ChildBook, days_of, granted_days
from chalicelib.days.model import BillableMonth, DayEntry, billed_day
from chalicelib.days.presences import OnDay, presences_of
from chalicelib.days.store import DayStore
from chalicelib.families.model import Child
from chalicelib.occupancy.model import Presence
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import Configuration


def keys_of(
    child_ids: Collection[str], months: Collection[Month], *, organisation_id: str
) -> list[Key]:
    """Return where `books_of` will look."""
    of_contracts = contracts.keys_of(child_ids, organisation_id=organisation_id)
    return [*of_contracts, *DayStore(organisation_id).keys(child_ids, months)]


def books_of(
    child_ids: Collection[str],
    months: Collection[Month],
    *,
    organisation_id: str,
    at_hand: AtHand | None = None,
) -> dict[str, ChildBook]:
    """Return the contracts of the children, and what was said about days of these months.

    It is one request per 100 contracts and months together, less what is at hand.
    """
    at_hand = at_hand if at_hand is not None else AtHand()
    keys = keys_of(child_ids, months, organisation_id=organisation_id)
    table.bring([it for it in keys if it not in at_hand], to=at_hand)
    agreed = contracts.of_children(child_ids, organisation_id=organisation_id, at_hand=at_hand)
    said = entries_of(child_ids, months, organisation_id=organisation_id, at_hand=at_hand)
    return {
        child: ChildBook(child, it.contracts, said[child], it.changed_at)
        for child, it in agreed.items()
    }


def month_keys_of(
    child_ids: Collection[str], months: Collection[Month], *, organisation_id: str
) -> list[Key]:
    """Return where `entries_of` will look."""
    return DayStore(organisation_id).keys(child_ids, months)


def entries_of(
    child_ids: Collection[str],
    months: Collection[Month],
    *,
    organisation_id: str,
    at_hand: AtHand | None = None,
) -> dict[str, dict[date, DayEntry]]:
    """Return by child what was said about days of these months; one request per 100 months."""
    return DayStore(organisation_id, at_hand=at_hand).entries(child_ids, months)


def days_in(
    book: ChildBook,
    days: Iterable[date],
    *,
    organisation_id: str,
    now: datetime,
    language: Language | None = None,
) -> list[BookedDay]:
    """Return what there is on these days, with public holidays named in this language."""
    return days_of(book, days, configuration_for([book], organisation_id, now=now), language)


def presences_by_day(
    children: Mapping[str, Child],
    days: Sequence[date],
    *,
    organisation_id: str,
    now: datetime,
) -> dict[str, dict[OnDay, list[Presence]]]:
    """Return by child in which groups it is on these days: what the group-days should say."""
    months = sorted({Month.of(day) for day in days})
    books = books_of(list(children), months, organisation_id=organisation_id)
    configuration = configuration_for(books.values(), organisation_id, now=now)
    return {
        child_id: presences_of(children[child_id].birth_date, book, days, configuration)
        for child_id, book in books.items()
    }


def billable_of_month(
    child_ids: Collection[str],
    month: Month,
    *,
    organisation_id: str,
    now: datetime,
    arrears: Collection[Month] = (),
) -> dict[str, BillableMonth]:
    """Return for each child the contracts that run in the month, and the extra days it came.

    Those are the extra days of the month and of the months of `arrears`, as far as the invoice
    pays them.
    """
    months = sorted({month, *arrears})
    books = books_of(child_ids, months, organisation_id=organisation_id)
    configuration = configuration_for(books.values(), organisation_id, now=now)
    return {
        child: BillableMonth(
            child,
            month,
            tuple(it for it in book.contracts if it.is_active_in(month)),
            tuple(
                billed_day(it)
                for it in granted_days(book, configuration)
                if it.payment.invoice_hours
            ),
        )
        for child, book in books.items()
    }


def plan_entries(
    child_id: str,
    entries: Mapping[date, DayEntry],
    *,
    organisation_id: str,
    otherwise: PortalError,
    transaction: Transaction,
) -> None:
    """Let these be what is said about the child's days, if nobody said something else since.

    On commit `otherwise` is raised if somebody did.
    """
    DayStore(organisation_id).put(child_id, entries, otherwise=otherwise, transaction=transaction)


def configuration_for(
    books: Iterable[ChildBook], organisation_id: str, *, now: datetime
) -> Configuration:
    """Return a configuration that knows the groups in these books.

    What this process keeps may be a minute old, and a contract may be in a group of just now.
    """
    configuration = organisations.configuration_of(organisation_id, now=now)
    used = {
        it.group_id for book in books for each in (book.contracts, book.requests) for it in each
    }
    if used <= configuration.groups.keys():
        return configuration
    organisations.forget(organisation_id)
    return organisations.configuration_of(organisation_id, now=now)
