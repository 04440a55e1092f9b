"""Whether a day can be had, and what it would take: decided from a situation alone."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from chalicelib.bookings.earning import earned_this_year, part_of
from chalicelib.bookings.model import (
    DayAlreadyAsked,
    DayAlreadyBooked,
    Decides,
    GivenDayNotBooked,
    GroupDayNotReady,
    NoContractThatDay,
    NotTheSameDay,
    Offer,
    Option,
    PartOfDay,
    Terms,
    Wanted,
    contract_for,
    terms_by,
)
from chalicelib.bookings.paying import options_for
from chalicelib.bookings.situation import Situation
from chalicelib.core.values import dataclass
from chalicelib.days.calendar import BookedDay
from chalicelib.days.model import IS_OVER, NOTHING, DayRef, RequestKind, RequestState
from chalicelib.days.presences import SOURCES
from chalicelib.occupancy.model import ClosedDay, GroupDay, Presence
from chalicelib.occupancy.room import Room, check_room, state_for
from chalicelib.organisations.model import Group
from chalicelib.policies.model import (
    Amount,
    BookedPart,
    ByStaff,
    Capacity,
    Decision,
    Instant,
    Policy,
    WholeDaysOnly,
)


@dataclass(frozen=True)
class Given:
    """A booked day that is given up, with the rules about it."""

    booked: BookedDay
    part: BookedPart


def offer_for(situation: Situation, wanted: Wanted) -> Offer:
    """Return what the day would take.

    :raises NoContractThatDay: there is no contract to have it by.
    :raises PortalError: as for `offer_on`.
    """
    day, gives = wanted.day, wanted.gives
    return offer_of(situation, day, part=wanted.part, group_id=wanted.group_id, gives=gives)


def offer_of(
    situation: Situation,
    day: date,
    *,
    part: PartOfDay,
    group_id: str | None,
    gives: DayRef | None,
) -> Offer:
    """Return what this day of many would take, as `offer_for`."""
    contracts, configuration = situation.book.contracts, situation.configuration
    contract, group = contract_for(contracts, day, group_id, configuration.groups)
    _check_open(situation, group, day)
    terms = terms_by(contract, group, day, part)
    return _offer(situation, terms, gives=gives, is_asked=False)


def offer_on(
    situation: Situation, terms: Terms, *, gives: DayRef | None, is_asked: bool = False
) -> Offer:
    """Return what the day would take on these terms; `is_asked` if a request for it waits already.

    :raises ClosedDay, DayAlreadyBooked, DayAlreadyAsked, TooLate, TooEarly, WholeDaysOnly,
        ExtraDaysNotOffered, NotEnoughCredit, CreditExpired, OutsideExchangeWindow,
        GivenDayNotBooked, NotTheSameDay: it cannot be asked for, with a place or without.
    """
    _check_open(situation, terms.group, terms.day)
    return _offer(situation, terms, gives=gives, is_asked=is_asked)


def _offer(situation: Situation, terms: Terms, *, gives: DayRef | None, is_asked: bool) -> Offer:
    _check_free(situation, terms, gives, is_asked=is_asked)
    given = given_for(situation, gives) if gives else None
    policy = situation.policy(terms.care_type, terms.day)
    check_rules(situation, terms, policy, given)
    rule = policy.deciding.exchanges if given else policy.deciding.extra_days
    decided_on = policy.decided_on(
        terms.day, asked_on=situation.today, is_exchange=given is not None
    )
    return Offer(
        terms,
        _room(situation, terms, given, policy),
        ways_to_pay(situation, terms, given),
        who_decides(rule, decided_on, situation.today),
        decided_on,
        policy_name(policy),
    )


def ways_to_pay(situation: Situation, terms: Terms, given: Given | None) -> Sequence[Option]:
    """Return them as `options_for`, once the given day has paid what it is worth."""
    if given is None:
        return options_for(terms, situation)
    policy = situation.policy(terms.care_type, terms.day)
    exchanged = _hours_paid_by(given, terms, policy)
    lapses = _lapsing(given, terms, policy)
    return options_for(terms, situation, exchanged=exchanged, lapses=lapses)


def _hours_paid_by(given: Given, terms: Terms, policy: Policy) -> Decimal:
    """Return the hours of the wanted day that the given one pays: all, if it is worth as much."""
    hours = given.part.hours
    is_worth_it = policy.cost_of(hours) >= policy.cost_of(terms.hours)
    return terms.hours if is_worth_it else min(hours, terms.hours)


def _lapsing(given: Given, terms: Terms, policy: Policy) -> Amount | None:
    """Return what the given day is worth beyond the wanted one, if it is worth more."""
    beyond = policy.cost_of(given.part.hours) - policy.cost_of(terms.hours)
    return Amount(beyond, policy.credits.unit) if beyond > NOTHING else None


def check_possible(
    situation: Situation, terms: Terms, *, gives: DayRef | None, is_asked: bool
) -> Given | None:
    """Return the day that is given, if one is; whatever the rules say, it must be possible.

    :raises ClosedDay, DayAlreadyBooked, DayAlreadyAsked, NotTheSameDay, GivenDayNotBooked: it is
        not.
    """
    _check_open(situation, terms.group, terms.day)
    _check_free(situation, terms, gives, is_asked=is_asked)
    return given_for(situation, gives) if gives else None


def check_contract(situation: Situation, terms: Terms) -> None:
    """:raises NoContractThatDay: the contract that the day was asked on has ended by then."""
    running = [it for it in situation.book.contracts if terms.day in it.period]
    if not any(it.group_id == terms.group.group_id for it in running):
        raise NoContractThatDay(day=terms.day)


def check_place(situation: Situation, terms: Terms, *, given: Given | None, staffed: bool) -> None:
    """:raises ClosedDay, GroupIsFull, RatioExceeded, BabyLimit: there is no room.

    :raises GroupDayNotReady: nobody knows yet.
    """
    group_day = group_day_without(situation, terms, given)
    if not group_day.is_filled:
        raise GroupDayNotReady(day=terms.day)
    presence = presence_for(situation, terms, given=given)
    check_room(group_day, presence, group=terms.group, staffed=staffed)


def given_for(situation: Situation, ref: DayRef) -> Given:
    """Return the booked day that is given up.

    :raises GivenDayNotBooked: the child does not come that day, and misses none of its contract.
    """
    booked = situation.to_give_up(ref)
    if booked is None:
        raise GivenDayNotBooked(day=ref.day)
    return Given(booked, part_of(booked))


def presence_for(situation: Situation, terms: Terms, *, given: Given | None) -> Presence:
    return Presence(
        child_id=situation.child.child_id,
        birth_date=situation.child.birth_date,
        slot=terms.slot,
        hours=terms.hours,
        source=SOURCES[RequestKind.EXCHANGE if given else RequestKind.EXTRA],
        contract_id=terms.contract_id,
    )


def group_day_without(situation: Situation, terms: Terms, given: Given | None) -> GroupDay:
    """Return who comes on the wanted day, once the given day is given up."""
    group_day = situation.group_day(terms.group.group_id, terms.day)
    group_day = group_day.as_planned_for(terms.group)
    if given and (given.booked.group.group_id, given.booked.day) == (
        terms.group.group_id,
        terms.day,
    ):
        return group_day.without(situation.child.child_id)
    return group_day


def policy_name(policy: Policy) -> str:
    """Return "day_care/3": the rules for which care, and their version."""
    return f"{policy.care_type}/{policy.version}"


def needs_workers(policy: Policy) -> bool:
    return policy.deciding.capacity is Capacity.STAFFED


def _check_open(situation: Situation, group: Group, day: date) -> None:
    if not situation.configuration.is_open(group, day):
        raise ClosedDay(day=day)


def _check_free(
    situation: Situation, terms: Terms, gives: DayRef | None, *, is_asked: bool
) -> None:
    if gives and gives == DayRef(terms.day, terms.group.group_id):
        raise NotTheSameDay(day=terms.day)
    entry = situation.book.entry(terms.day)
    there = situation.booked_on(terms.day)
    leaves = gives.group_id if gives and gives.day == terms.day else None
    for it in there:
        if it.comes and it.group.group_id != leaves and it.slot.overlaps(terms.slot):
            raise DayAlreadyBooked(day=terms.day)
    if entry.request is None or entry.request.state in IS_OVER or is_asked:
        return
    # A child has one request for a day: another part of it would take the place of what is paid.
    is_granted = entry.request.state is RequestState.GRANTED
    raise (DayAlreadyBooked if is_granted else DayAlreadyAsked)(day=terms.day)


def check_rules(situation: Situation, terms: Terms, policy: Policy, given: Given | None) -> None:
    """:raises PortalError: these rules do not allow it, as `offer_on` says."""
    now, opens = situation.now, terms.slot.opens
    if not terms.is_whole and not policy.asking.part_of_day:
        raise WholeDaysOnly(day=terms.day)
    if given is None:
        policy.check_extra_days()
        policy.check_request_time(terms.day, now=now, opens=opens)
    else:
        of_given = situation.policy(terms.care_type, given.booked.day)
        of_given.check_exchange(
            given.part,
            terms.day,
            hours=terms.hours,
            now=now,
            opens=opens,
            exchanges_this_year=exchanges_in(situation, given.booked.day.year),
            earned_this_year=earned_this_year(given.booked, of_given, situation),
        )
        _check_horizon(situation, given.booked.day)
    _check_horizon(situation, terms.day)


def _check_horizon(situation: Situation, day: date) -> None:
    """:raises TooEarly: however far ahead the rules go, nobody knows yet who comes that day."""
    too_far = situation.why_too_far(day)
    if too_far:
        raise too_far


def exchanges_in(situation: Situation, year: int) -> int:
    """Return how many days of that year were given in exchange, of those that were read."""
    return sum(
        it.exchanged_for is not None
        for day, entry in situation.book.entries.items()
        if day.year == year
        for it in entry.absences
    )


def _room(situation: Situation, terms: Terms, given: Given | None, policy: Policy) -> Room:
    group_day = group_day_without(situation, terms, given)
    if not group_day.is_filled:
        return Room.FULL
    presence = presence_for(situation, terms, given=given)
    return state_for(group_day, presence, group=terms.group, staffed=needs_workers(policy))


def who_decides(rule: Decision, decided_on: date | None, today: date) -> Decides:
    """Return who does; once the day has come on which requests are decided in order, the rules."""
    if isinstance(rule, ByStaff):
        return Decides.STAFF
    is_now = isinstance(rule, Instant) or (decided_on is not None and decided_on <= today)
    return Decides.AT_ONCE if is_now else Decides.IN_ORDER
