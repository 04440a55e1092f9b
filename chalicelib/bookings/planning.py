"""What staff can do with days: see who comes, and decide about extra days."""

from collections.abc import Sequence
from datetime import date, datetime

from chalicelib.accounts import service as accounts
from chalicelib.audit import service as audit
from chalicelib.aws import table
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import words
from chalicelib.bookings.calendar import ChildBook
from chalicelib.bookings.capacity import Attendance, GroupBook, GroupDay, group_day
from chalicelib.bookings.mails import ExtraDayDeclined, ExtraDayGranted
from chalicelib.bookings.model import (
    Decision,
    ExtraDay,
    ExtraDayState,
    ReasonMissing,
    check_is_free,
    contract_for,
    parse_request_id,
)
from chalicelib.bookings.service import configuration_for
from chalicelib.bookings.store import BookingStore
from chalicelib.core.callers import PARENTS, Caller, Role
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.language import Language
from chalicelib.core.pages import Page
from chalicelib.core.periods import Month, day_of
from chalicelib.core.values import dataclass
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child, Family, family_id_of
from chalicelib.mail import service as mail
from chalicelib.mail.message import Mail
from chalicelib.occupancy.model import ClosedDay, GroupIsFull
from chalicelib.organisations import service as organisations

PAGE = 25
ATTEMPTS = 5  # a decision counts the places again when a contract of the group changed meanwhile


@dataclass(frozen=True)
class PendingRequest:
    """A request that waits; `child` is None if it was erased meanwhile."""

    extra_day: ExtraDay
    child: Child | None
    group_day: GroupDay


@dataclass(frozen=True)
class DayList:
    """Who comes to a group on a day, by first name."""

    group_day: GroupDay
    attendees: Sequence[tuple[Child, Attendance]]


@dataclass(frozen=True)
class _Case:
    """A request with everything that a decision about it needs."""

    extra_day: ExtraDay
    family: Family
    book: ChildBook
    group_book: GroupBook
    group_day: GroupDay

    def decision(self, caller: Caller, now: datetime, reason: str | None = None) -> Decision:
        that_day = self.group_day
        return Decision(caller.account_id, now, that_day.taken, that_day.group.places, reason)

    def check(self) -> None:
        """The days of before may be other days now.

        :raises ClosedDay, NoContractThatDay, DayAlreadyBooked: it was changed since it was asked.
        """
        day = self.extra_day.day
        if not self.group_day.is_open:
            raise ClosedDay(day=day)
        contract_for(self.book.contracts, day, group_id=self.extra_day.group_id)
        check_is_free(day, self.book.contracts, None)


def list_requests(*, caller: Caller, after: str | None, now: datetime) -> Page[PendingRequest]:
    """Return what waits for a decision, the oldest first, with the places left that day."""
    org = caller.organisation_id
    store = BookingStore(org, at_hand=caller.at_hand)
    page = store.requests(limit=PAGE, after=after)
    days = {(it.group_id, it.day) for it in page.items}
    child_ids = [it.child_id for it in page.items]
    whose = families.keys_of_children(child_ids, organisation_id=org)
    table.bring([*store.keys(groups=days), *whose], to=caller.at_hand)
    books = store.books(groups=days).groups
    asked = [ChildBook(it.child_id, extra_days=(it,)) for it in page.items]
    configuration = configuration_for(asked, org, now=now)
    children = families.children_of(child_ids, organisation_id=org, at_hand=caller.at_hand)

    def pending(it: ExtraDay) -> PendingRequest:
        group, book = configuration.group(it.group_id), books[it.group_id, it.day]
        that_day = group_day(book, group, it.day, configuration)
        return PendingRequest(it, children.get(it.child_id), that_day)

    return page.map(pending)


def approve_request(*, caller: Caller, request_id: str, now: datetime) -> ExtraDay:
    """Grant the day, take a place, and write to the parents: all of it, or nothing.

    :raises NotFound: there is no such request.
    :raises AlreadyDecided: it is not waiting any more.
    :raises GroupIsFull: every place is taken; the request goes on waiting.
    :raises ClosedDay, NoContractThatDay, DayAlreadyBooked: things changed since it was asked.
    """
    for _ in range(ATTEMPTS):
        case = _case(caller, request_id, now)
        granted = case.extra_day.granted(case.decision(caller, now))
        case.check()
        try:
            return _grant(case, granted, caller, now)
        except Busy:
            continue
    raise Busy


def decline_request(
    *, caller: Caller, request_id: str, reason: str | None, now: datetime
) -> ExtraDay:
    """Say no, and tell the parents why.

    :raises NotFound: there is no such request.
    :raises ReasonMissing: it has no reason in it.
    :raises AlreadyDecided: it is not waiting any more.
    """
    if not reason:
        raise ReasonMissing
    case = _case(caller, request_id, now)
    declined = case.extra_day.declined(case.decision(caller, now, reason))
    transaction = Transaction()
    BookingStore(caller.organisation_id).settle(declined, transaction=transaction)
    _tell(declined, case, caller, transaction, now)
    transaction.commit()
    return declined


def list_day(*, caller: Caller, group_id: str, day: date, now: datetime) -> DayList:
    """Return who comes.

    :raises NotFound: there is no such group, or it is not one of this group worker.
    """
    if caller.staff_role is Role.GROUP_WORKER and group_id not in caller.group_ids:
        raise NotFound
    org = caller.organisation_id
    configuration = organisations.configuration_of(org, now=now)
    group = configuration.group(group_id)
    store = BookingStore(org, at_hand=caller.at_hand)
    book = store.books(groups=[(group_id, day)]).groups[group_id, day]
    that_day = group_day(book, group, day, configuration)
    children = families.children_of(
        [it.child_id for it in that_day.attendances], organisation_id=org
    )
    known = [(children[it.child_id], it) for it in that_day.attendances if it.child_id in children]
    return DayList(that_day, sorted(known, key=lambda it: (it[0].name.casefold(), it[0].child_id)))


def _case(caller: Caller, request_id: str, now: datetime) -> _Case:
    parsed = parse_request_id(request_id)
    if parsed is None:
        raise NotFound
    child_id, day = parsed
    store = BookingStore(caller.organisation_id, at_hand=caller.at_hand)
    book = store.books(children=[child_id], months=[Month.of(day)]).children[child_id]
    asked = book.extra_day(day)
    if asked is None:
        raise NotFound
    family = access.family_for(caller, family_id_of(child_id), today=day_of(now))
    key = (asked.group_id, day)
    parents = _accounts_of_parents(family, day_of(now))
    people = accounts.keys_of(parents, organisation_id=caller.organisation_id)
    table.bring([*store.keys(groups=[key]), *people], to=caller.at_hand)
    group_book = store.books(groups=[key]).groups[key]
    configuration = configuration_for([book], caller.organisation_id, now=now)
    group = configuration.group(asked.group_id)
    return _Case(asked, family, book, group_book, group_day(group_book, group, day, configuration))


def _grant(case: _Case, granted: ExtraDay, caller: Caller, now: datetime) -> ExtraDay:
    store, transaction = BookingStore(caller.organisation_id), Transaction()
    store.settle(granted, transaction=transaction)
    store.take_place(
        granted,
        most=case.group_day.most_extra_days,
        mark=case.group_book.mark,
        full=GroupIsFull(day=granted.day, group=case.group_day.group.name),
        transaction=transaction,
    )
    _tell(granted, case, caller, transaction, now)
    transaction.commit()
    return granted


def _tell(
    decided: ExtraDay, case: _Case, caller: Caller, transaction: Transaction, now: datetime
) -> None:
    """Write to each parent of the family in their own language, and into the audit trail."""
    org, family = caller.organisation_id, case.family
    name, group = family.child(decided.child_id).first_name, case.group_day.group.name
    for addressee in accounts.addressees_of(
        _accounts_of_parents(family, day_of(now)), organisation_id=org, at_hand=caller.at_hand
    ).values():
        written = _mail_about(decided, name, group, addressee.language)
        mail.post(written.to(addressee, organisation_id=org), transaction=transaction, now=now)
    action = (
        f"bookings.{'approve' if decided.state is ExtraDayState.GRANTED else 'decline'}_request"
    )
    about = f"extra-day/{decided.request_id}"
    audit.note(action, about, by=caller, transaction=transaction, now=now)


def _accounts_of_parents(family: Family, today: date) -> list[str]:
    """Return each account once: parents who share an address share an account."""
    parents = [it for it in family.parents if it.has_access(PARENTS, today)]
    return list(dict.fromkeys(it.account_id for it in parents if it.account_id))


def _mail_about(decided: ExtraDay, child: str, group: str, language: Language) -> Mail:
    decision = decided.decision
    if decision is None:
        raise ValueError("nothing was decided")
    rule = words.rule_in_words(decided.state, decision, language)
    if decided.state is ExtraDayState.DECLINED:
        return ExtraDayDeclined(child, decided.day, group, decision.reason or "", rule)
    hours = words.hours_in_words(decided.hours, language)
    return ExtraDayGranted(child, decided.day, group, hours, decided.price, rule)
