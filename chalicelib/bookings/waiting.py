"""What the rules decide without anybody pressing: waiting lists, collected requests, old ones."""

from datetime import date, datetime, timedelta
from functools import partial

from chalicelib.bookings.acting import Actor
from chalicelib.bookings.asking import NO_ROOM
from chalicelib.bookings.deciding import Deciding
from chalicelib.bookings.model import terms_of
from chalicelib.bookings.paying import as_paid_now
from chalicelib.bookings.reading import child_if_here, situation_of
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.store import RequestStore
from chalicelib.bookings.weighing import check_contract, check_possible, offer_on
from chalicelib.core.errors import Busy, PortalError
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.days.model import PENDING, Request, RequestState
from chalicelib.occupancy.model import GroupDay
from chalicelib.occupancy.retrying import PATIENT, retrying

MOST_WAITING = 100  # of one day that are looked at when a place comes free
WALKS = 4  # along a line, each time a place comes free behind those who were looked at


class PlaceCameFree(Exception):
    """Somebody else changed the day after there was no room for one further ahead in the line."""


@dataclass
class Line:
    """Who waits, in order; `full_at` is the version of the day that had no room for the first."""

    full_at: int | None = None

    def check_turn(self, group_day: GroupDay) -> None:
        """:raises PlaceCameFree: what is free now may be for somebody further ahead."""
        if self.full_at not in {None, group_day.version}:
            raise PlaceCameFree

    def goes_on_waiting(self, group_day: GroupDay) -> None:
        if self.full_at is None:
            self.full_at = group_day.version

    def grants(self, group_day: GroupDay) -> None:
        """Who is further ahead still has no room: one more comes, by this line itself."""
        if self.full_at is not None:
            self.full_at = group_day.version + 1


def fill_day(*, organisation_id: str, group_id: str, day: date, now: datetime) -> int:
    """Grant the places that came free to who waits, in order of asking; return how many.

    Whose rules do not hold any more is told so, and does not wait any more. Who does not fit yet
    goes on waiting.

    :raises Busy: others changed the day all the time.
    """
    actor, granted = Actor(organisation_id), 0
    for _ in range(WALKS):
        line = Line()
        waiting = RequestStore(organisation_id).waiting(group_id, day, limit=MOST_WAITING)
        try:
            for it in waiting:
                outcome = _patiently(it.request, actor, now, line)
                granted += outcome is RequestState.GRANTED
        except PlaceCameFree:
            continue
        return granted
    raise Busy


def decide_due(*, organisation_id: str, now: datetime) -> int:
    """Decide what was collected until today, in order of asking; return how many were granted."""
    actor = Actor(organisation_id)
    due = list(RequestStore(organisation_id).due(day_of(now)))
    outcomes = [_patiently(it.request, actor, now, Line()) for it in due]
    return sum(it is RequestState.GRANTED for it in outcomes)


def let_old_ones_lapse(*, organisation_id: str, now: datetime) -> int:
    """Let end what still waits for a place on a day that is over; return how many there were."""
    yesterday = day_of(now) - timedelta(days=1)
    old = [it.request for it in RequestStore(organisation_id).waiting_until(yesterday)]
    for request in old:
        retrying(partial(_lapse, request, organisation_id, now))
    return len(old)


def _patiently(request: Request, actor: Actor, now: datetime, line: Line) -> RequestState | None:
    org = actor.organisation_id
    return retrying(lambda: _decide(request, Actor(org), now, line), windows=PATIENT)


def _decide(listed: Request, actor: Actor, now: datetime, line: Line) -> RequestState | None:
    """Return what became of the request, or None if it was decided already, or its child left."""
    situation, request = _as_it_stands(listed, actor, now)
    if situation is None or request is None:
        return None
    settlement = Settlement(situation, actor)
    settlement.unlist(request)
    terms = terms_of(request, situation.configuration.group(request.group_id))
    that_day = situation.group_day(request.group_id, request.day)
    deciding = Deciding(situation, terms, actor, gives=None)
    try:
        check_contract(situation, terms)
        check_possible(situation, terms, gives=request.gives, is_asked=True)
        deciding = Deciding(situation, terms, actor, gives=request.gives)
        paid = _paid(request, situation)
        deciding.check_place()
        line.check_turn(that_day)
    except NO_ROOM as refusal:
        if request.state is RequestState.WAITING:
            line.goes_on_waiting(that_day)
            return RequestState.WAITING
        ended = deciding.end(request, settlement, state=RequestState.DECLINED, why=refusal)
    except PortalError as refusal:
        ended = deciding.end(request, settlement, state=RequestState.LAPSED, why=refusal)
    else:
        is_paid = request.state is RequestState.REQUESTED
        ended = deciding.grant(paid, settlement, by=None, is_paid=is_paid)
    settlement.commit(f"bookings.{ended.state.value}", f"request/{request.request_id}")
    if ended.state is RequestState.GRANTED:
        line.grants(that_day)
    return ended.state


def _paid(request: Request, situation: Situation) -> Request:
    """Return the request as it is paid now: what waits for a place is paid when there is one.

    :raises PriceChanged: it would cost more than was said.
    :raises PortalError: the rules do not allow it any more.
    """
    if request.state is not RequestState.WAITING:
        return request
    terms = terms_of(request, situation.configuration.group(request.group_id))
    offer = offer_on(situation, terms, gives=request.gives, is_asked=True)
    return as_paid_now(request, offer.options)


def _lapse(listed: Request, organisation_id: str, now: datetime) -> None:
    actor = Actor(organisation_id)
    situation, request = _as_it_stands(listed, actor, now)
    if situation is None or request is None:
        return
    terms = terms_of(request, situation.configuration.group(request.group_id))
    settlement = Settlement(situation, actor)
    settlement.unlist(request)
    Deciding(situation, terms, actor, gives=None).end(
        request, settlement, state=RequestState.LAPSED
    )
    settlement.commit("bookings.lapse_request", f"request/{request.request_id}")


def _as_it_stands(
    listed: Request, actor: Actor, now: datetime
) -> tuple[Situation, Request] | tuple[None, None]:
    """Return the request now, with all that a decision needs; nothing if it does not wait."""
    found = child_if_here(listed.child_id, actor.organisation_id)
    if found is None:
        return None, None
    family, child = found
    days, groups = [listed.day], {listed.group_id}
    if listed.gives:
        days.append(listed.gives.day)
        groups.add(listed.gives.group_id)
    situation = situation_of(family, child, days, actor=actor, groups=groups, now=now)
    request = situation.book.entry(listed.day).request
    is_same = request and request.asked_at == listed.asked_at and request.state in PENDING
    return (situation, request) if request and is_same else (None, None)
