"""What parents can do to get a day: look at days, ask for one, exchange one, withdraw."""

from datetime import date, datetime

from chalicelib.bookings.acting import Actor
from chalicelib.bookings.deciding import Deciding
from chalicelib.bookings.looking import Outlook, outlooks
from chalicelib.bookings.model import (
    RANGE,
    Decides,
    LastBeforeFirst,
    Offer,
    PartOfDay,
    Pay,
    PriceChanged,
    TooManyDays,
    Wanted,
)
from chalicelib.bookings.reading import own_child, situation_of
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.weighing import offer_for
from chalicelib.core.callers import Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import days_between
from chalicelib.core.values import dataclass
from chalicelib.days.model import DayRef, Payment, Request, RequestKind, RequestState
from chalicelib.occupancy.model import BabyLimit, GroupIsFull, RatioExceeded
from chalicelib.occupancy.retrying import retrying
from chalicelib.once.service import Once

NO_ROOM = (GroupIsFull, RatioExceeded, BabyLimit)


@dataclass(frozen=True)
class Asking:
    """What a parent presses: the day, how it is paid, whether to wait if it is full.

    `agreed` is the price in cents that was shown; it is never more than that.
    """

    wanted: Wanted
    pay: Pay | None = None
    or_wait: bool = False
    agreed: int | None = None


def look_at_days(
    *,
    caller: Caller,
    child_id: str,
    first: date,
    last: date,
    part: PartOfDay,
    group_id: str | None,
    gives: DayRef | None,
    now: datetime,
) -> list[Outlook]:
    """Return for each day whether it can be had, and what it would take; nothing is written.

    :raises NotFound: it is not a child of this parent.
    :raises LastBeforeFirst: there are none.
    :raises TooManyDays: they are more than two months.
    """
    if last < first:
        raise LastBeforeFirst(first=first, last=last)
    if (last - first).days >= RANGE:
        raise TooManyDays
    family, child = own_child(caller, child_id, now=now)
    wanted = list(days_between(first, last))
    days = [*wanted, gives.day] if gives else wanted
    situation = situation_of(family, child, days, actor=Actor.of(caller), now=now)
    return list(outlooks(situation, wanted, part=part, group_id=group_id, gives=gives))


def ask(
    *, caller: Caller, child_id: str, asking: Asking, once: Once[Request], now: datetime
) -> Request:
    """Ask for a day, or exchange one for it: granted at once, or put before staff, as rules say.

    Whether there is a place is decided once and for all in the same moment; the request comes back
    as it is then.

    :raises NotFound: it is not a child of this parent.
    :raises PriceChanged: it would cost more than was shown.
    :raises PaymentNotOffered: it cannot be paid like that.
    :raises GroupIsFull, RatioExceeded, BabyLimit: there is no room, and nobody wants to wait.
    :raises PortalError: as for `offer_for`: it cannot be asked for.
    :raises Busy: very many were at it at the same moment, all the time.
    """
    return retrying(lambda: _ask(caller, child_id, asking, once, now))


def withdraw(
    *, caller: Caller, child_id: str, day: date, once: Once[Request], now: datetime
) -> Request:
    """Take back what nobody has decided yet.

    :raises NotFound: it is not a child of this parent, or the day was not asked for.
    :raises AlreadyDecided: it is not waiting any more.
    """
    return retrying(lambda: _withdraw(caller, child_id, day, once, now))


def _ask(
    caller: Caller, child_id: str, asking: Asking, once: Once[Request], now: datetime
) -> Request:
    family, child = own_child(caller, child_id, now=now)
    wanted, actor = asking.wanted, Actor.of(caller)
    days = [wanted.day, *([wanted.gives.day] if wanted.gives else [])]
    situation = situation_of(family, child, days, actor=actor, now=now)
    offer = offer_for(situation, wanted)
    payment = offer.option(asking.pay).payment
    if asking.agreed is not None and payment.price > asking.agreed:
        raise PriceChanged
    request = _request(situation, offer, asking, payment, by=caller.account_id)
    deciding = Deciding(situation, offer.terms, actor, gives=wanted.gives)
    settlement = Settlement(situation, actor)
    asked = _put(request, offer, deciding, settlement, or_wait=asking.or_wait)
    once.keep(asked, transaction=settlement.transaction, now=now)
    action = "exchange_day" if wanted.gives else "ask_extra_day"
    settlement.commit(f"bookings.{action}", f"request/{asked.request_id}")
    return asked


def _put(
    request: Request, offer: Offer, deciding: Deciding, settlement: Settlement, *, or_wait: bool
) -> Request:
    """Plan what becomes of the request, and return it as it is then."""
    try:
        deciding.check_place()
    except NO_ROOM:
        if not or_wait:
            raise
        return deciding.let_wait(request, settlement)
    if offer.decides is Decides.AT_ONCE:
        return deciding.grant(request, settlement, by=None)
    due = offer.decided_on if offer.decides is Decides.IN_ORDER else None
    return deciding.put_before_staff(request, settlement, decided_on=due)


def _request(
    situation: Situation, offer: Offer, asking: Asking, payment: Payment, *, by: str
) -> Request:
    terms, wanted = offer.terms, asking.wanted
    had_credit = any(it.payment.uses for it in offer.options)
    return Request(
        kind=RequestKind.EXCHANGE if wanted.gives else RequestKind.EXTRA,
        child_id=situation.child.child_id,
        day=wanted.day,
        slot=terms.slot,
        group_id=terms.group.group_id,
        care_type=terms.care_type,
        contract_id=terms.contract_id,
        payment=payment,
        state=RequestState.REQUESTED,
        asked_by=by,
        asked_at=situation.now,
        gives=wanted.gives,
        spares_credit=had_credit and asking.pay is Pay.INVOICE,
    )


def _withdraw(
    caller: Caller, child_id: str, day: date, once: Once[Request], now: datetime
) -> Request:
    family, child = own_child(caller, child_id, now=now)
    actor = Actor.of(caller)
    situation = situation_of(family, child, [day], actor=actor, groups=(), now=now)
    asked = situation.book.entry(day).request
    if asked is None:
        raise NotFound
    withdrawn = asked.decided(RequestState.WITHDRAWN, None)
    settlement = Settlement(situation, actor)
    settlement.unlist(asked)
    settlement.say(withdrawn)
    if asked.state is RequestState.REQUESTED:
        settlement.give_back(asked, by_organisation=False)
    once.keep(withdrawn, transaction=settlement.transaction, now=now)
    settlement.commit("bookings.withdraw_request", f"request/{asked.request_id}")
    return withdrawn
