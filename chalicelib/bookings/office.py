"""What staff can do about requests: see what waits and what it would mean, and decide."""

from collections.abc import Sequence
from datetime import date, datetime

from chalicelib.bookings.acting import Actor
from chalicelib.bookings.deciding import Deciding
from chalicelib.bookings.model import ReasonMissing, terms_of
from chalicelib.bookings.paying import as_paid_now
from chalicelib.bookings.reading import situation_of
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.store import ListedRequest, RequestStore
from chalicelib.bookings.weighing import (
    check_contract,
    check_place,
    check_possible,
    group_day_without,
    ways_to_pay,
)
from chalicelib.core.callers import Caller
from chalicelib.core.errors import Busy, NotFound, PortalError
from chalicelib.core.pages import Page
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.days.model import (
    PENDING,
    AlreadyDecided,
    Request,
    RequestState,
    parse_request_id,
)
from chalicelib.days.presences import presence_of
from chalicelib.families import access
from chalicelib.families.model import family_id_of
from chalicelib.occupancy.model import GroupDay
from chalicelib.occupancy.retrying import retrying
from chalicelib.organisations.model import CareType

PAGE = 25


@dataclass(frozen=True)
class Effect:
    """What granting a request would mean for its day: who comes now, and with the child.

    `against` is what stands in the way, of the places or of the workers who are planned.
    """

    request: Request
    now: GroupDay
    then: GroupDay
    care_type: CareType
    against: PortalError | None


@dataclass(frozen=True)
class Verdict:
    """What a colleague says of one request; who declines gives a reason."""

    request_id: str
    approves: bool
    reason: str = ""


@dataclass(frozen=True)
class Decided:
    """One of several decisions: the request as it is now, or why it was not decided."""

    request_id: str
    request: Request | None
    refusal: PortalError | None


def list_requests(*, caller: Caller, after: str | None) -> Page[ListedRequest]:
    """Return what waits for a decision of a colleague, the oldest first."""
    return RequestStore(caller.organisation_id).requests(limit=PAGE, after=after)


def effects_of(*, caller: Caller, request_ids: Sequence[str], now: datetime) -> list[Effect]:
    """Return what granting each of these would mean; those that wait no more are left out."""
    parsed = [it for it in map(parse_request_id, request_ids) if it]
    children = sorted({child for child, _, _ in parsed})
    found = {}
    for child_id in children:
        own = [(day, group) for child, day, group in parsed if child == child_id]
        family = access.family_for(caller, family_id_of(child_id), today=day_of(now))
        child = family.child(child_id)
        situation = situation_of(
            family,
            child,
            [day for day, _ in own],
            actor=Actor.of(caller),
            groups={group for _, group in own},
            now=now,
        )
        for day, _ in own:
            request = situation.book.entry(day).request
            if request and request.state in PENDING:
                found[request.request_id] = _effect(request, situation)
    return [found[it] for it in request_ids if it in found]


def decide(*, caller: Caller, verdict: Verdict, now: datetime) -> Request:
    """Grant the day or decline it, with all that follows, and write to the parents.

    A colleague is not held to the deadlines of parents, nor to the workers planned now; the
    registered places and the most babies hold for everybody.

    :raises NotFound: there is no such request.
    :raises AlreadyDecided: it is not waiting any more.
    :raises ReasonMissing: it is declined without one.
    :raises GroupIsFull, BabyLimit, RatioExceeded: there is no room; the request goes on waiting.
    :raises PriceChanged: it waited for a place, and would cost more by now than was said.
    :raises ClosedDay, NoContractThatDay, DayAlreadyBooked, GivenDayNotBooked: things changed since.
    """
    if not (verdict.approves or verdict.reason):
        raise ReasonMissing
    return retrying(lambda: _decide(caller, verdict, now))


def decide_each(*, caller: Caller, verdicts: Sequence[Verdict], now: datetime) -> list[Decided]:
    """Decide one after the other; what one of them meets does not stop the others."""
    return [_tried(caller, verdict, now) for verdict in verdicts]


def requested(
    request_id: str, *, actor: Actor, caller: Caller, now: datetime
) -> tuple[Situation, Request]:
    """Return the request as it stands, with all that a decision about it needs.

    :raises NotFound: there is no such request.
    :raises Busy: it was taken back meanwhile, and is asked anew with another day in exchange.
    """
    parsed = parse_request_id(request_id)
    if parsed is None:
        raise NotFound
    child_id, day, group_id = parsed
    family = access.family_for(caller, family_id_of(child_id), today=day_of(now))
    child = family.child(child_id)
    situation = situation_of(family, child, [day], actor=actor, groups={group_id}, now=now)
    given = _asked_in(situation, day, request_id).gives
    if given:
        days, groups = [day, given.day], {group_id, given.group_id}
        situation = situation_of(family, child, days, actor=actor, groups=groups, now=now)
    request = _asked_in(situation, day, request_id)
    if request.gives != given:
        raise Busy
    return situation, request


def _asked_in(situation: Situation, day: date, request_id: str) -> Request:
    request = situation.book.entry(day).request
    if request is None or request.request_id != request_id:
        raise NotFound
    return request


def _effect(request: Request, situation: Situation) -> Effect:
    terms = terms_of(request, situation.configuration.group(request.group_id))
    before = group_day_without(situation, terms, None)
    against: PortalError | None = None
    try:
        check_contract(situation, terms)
        given = check_possible(situation, terms, gives=request.gives, is_asked=True)
        check_place(situation, terms, given=given, staffed=True)
    except PortalError as refusal:
        against = refusal
    presence = presence_of(request, situation.child.birth_date)
    return Effect(request, before, before.with_presence(presence), terms.care_type, against)


def _tried(caller: Caller, verdict: Verdict, now: datetime) -> Decided:
    try:
        return Decided(verdict.request_id, decide(caller=caller, verdict=verdict, now=now), None)
    except PortalError as refusal:
        return Decided(verdict.request_id, None, refusal)


def _decide(caller: Caller, verdict: Verdict, now: datetime) -> Request:
    actor = Actor.of(caller)
    situation, request = requested(verdict.request_id, actor=actor, caller=caller, now=now)
    if request.state not in PENDING:
        raise AlreadyDecided
    settlement = Settlement(situation, actor)
    settlement.unlist(request)
    terms = terms_of(request, situation.configuration.group(request.group_id))
    if verdict.approves:
        check_contract(situation, terms)
        given = check_possible(situation, terms, gives=request.gives, is_asked=True)
        deciding = Deciding(situation, terms, actor, gives=request.gives)
        deciding.check_place(by_staff=True)
        is_paid = request.state is RequestState.REQUESTED
        paid = request if is_paid else as_paid_now(request, ways_to_pay(situation, terms, given))
        decided = deciding.grant(paid, settlement, by=caller.account_id, is_paid=is_paid)
    else:
        deciding = Deciding(situation, terms, actor, gives=None)
        decided = deciding.end(
            request,
            settlement,
            state=RequestState.DECLINED,
            by=caller.account_id,
            reason=verdict.reason,
        )
    action = "approve_request" if verdict.approves else "decline_request"
    settlement.commit(f"bookings.{action}", f"request/{request.request_id}")
    return decided
