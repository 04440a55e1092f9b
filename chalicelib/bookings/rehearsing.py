"""What other rules would make of the requests that are open now. Nothing is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from chalicelib.accounts import service as accounts
from chalicelib.aws import table
from chalicelib.bookings import along
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.asking import NO_ROOM
from chalicelib.bookings.model import Decides, PaymentNotOffered, Terms, terms_of
from chalicelib.bookings.reading import accounts_of_parents, months_for, situation_of
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.store import ListedRequest, RequestStore
from chalicelib.bookings.weighing import (
    check_contract,
    check_place,
    check_possible,
    check_rules,
    needs_workers,
    who_decides,
)
from chalicelib.core.callers import Caller
from chalicelib.core.errors import PortalError
from chalicelib.core.periods import day_of
from chalicelib.core.values import dataclass
from chalicelib.days import service as days
from chalicelib.days.model import PENDING, Request, RequestState
from chalicelib.families import access
from chalicelib.families.model import Family, family_id_of
from chalicelib.occupancy import service as occupancy
from chalicelib.policies import checks
from chalicelib.policies import service as policies
from chalicelib.policies.model import Payment as PayWith
from chalicelib.policies.model import Policies, Policy

MOST = 100  # open requests that are looked at together


class Foreseen(StrEnum):
    """How a request goes by some rules: at once, later in order of asking, or by a colleague."""

    GRANTED = "granted"
    COLLECTED = "collected"
    STAFF = "staff"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What rules make of a request; `why` says what they refuse, or why it goes on waiting."""

    foreseen: Foreseen
    why: PortalError | None = None

    @property
    def kind(self) -> tuple[Foreseen, str]:
        return self.foreseen, self.why.code if self.why else ""


@dataclass(frozen=True)
class Different:
    """A request that goes otherwise by the draft."""

    listed: ListedRequest
    now: Outcome
    then: Outcome


@dataclass(frozen=True)
class Rehearsal:
    """What was looked at; `are_more` if more are open than that."""

    looked_at: int
    are_more: bool
    different: Sequence[Different]


def rehearse(*, caller: Caller, draft: Policy, now: datetime, most: int = MOST) -> Rehearsal:
    """Return which open requests for this kind of care the draft would decide otherwise.

    At most `most` of them are looked at, the oldest of each kind first.

    Each is taken by itself, as if it were asked at the moment at which it was; who waits for a
    place, as if one were given now.

    :raises PolicyMakesNoSense: parameters contradict each other.
    :raises PolicyInThePast: the rules would begin before today.
    """
    checks.check(draft)
    policies.check_beginning(draft, now=now)
    known = policies.policies_now(caller.organisation_id)
    latest = replace(draft, version=known.latest_version(draft.care_type) + 1)
    then = Policies((*known.documents, latest))
    found = list(RequestStore(caller.organisation_id).open(limit=most + 1))
    looked_at = sorted(found[:most], key=lambda it: it.request.child_id)
    own = [it for it in looked_at if it.request.care_type is draft.care_type]
    different = list(_different(own, (known, then), caller, now))
    different.sort(key=lambda it: it.listed.request.asked_at)
    return Rehearsal(len(looked_at), len(found) > most, different)


def outcome_of(situation: Situation, request: Request) -> Outcome:
    """Return what the rules of the situation make of the request."""
    try:
        terms = terms_of(request, situation.configuration.group(request.group_id))
        return Outcome(_foreseen(_at_its_moment(situation, request), terms, request))
    except NO_ROOM as refusal:
        waits = request.state is RequestState.WAITING
        return Outcome(Foreseen.WAITING if waits else Foreseen.REFUSED, refusal)
    except PortalError as refusal:
        return Outcome(Foreseen.REFUSED, refusal)


def _at_its_moment(situation: Situation, request: Request) -> Situation:
    if request.state is RequestState.WAITING:
        return situation
    return replace(situation, now=request.asked_at)


def _foreseen(situation: Situation, terms: Terms, request: Request) -> Foreseen:
    """:raises PortalError: it is refused, or there is no place."""
    policy = situation.policy(terms.care_type, terms.day)
    check_contract(situation, terms)
    given = check_possible(situation, terms, gives=request.gives, is_asked=True)
    check_rules(situation, terms, policy, given)
    _check_payment(request, policy)
    check_place(situation, terms, given=given, staffed=needs_workers(policy))
    if request.state is RequestState.WAITING:
        return Foreseen.GRANTED
    is_exchange = given is not None
    rule = policy.deciding.exchanges if is_exchange else policy.deciding.extra_days
    asked_on = situation.today
    due = policy.decided_on(terms.day, asked_on=asked_on, is_exchange=is_exchange)
    return _BY[who_decides(rule, due, asked_on)]


_BY = {
    Decides.AT_ONCE: Foreseen.GRANTED,
    Decides.IN_ORDER: Foreseen.COLLECTED,
    Decides.STAFF: Foreseen.STAFF,
}


def _check_payment(request: Request, policy: Policy) -> None:
    """:raises PaymentNotOffered: an extra day is not paid any more as this one is."""
    payment = request.payment
    if request.gives:
        return
    used = {PayWith.CREDIT: payment.credit_hours, PayWith.INVOICE: payment.invoice_hours}
    if any(hours and not policy.can_pay_with(way) for way, hours in used.items()):
        raise PaymentNotOffered


def _different(
    listed: Sequence[ListedRequest], rules: tuple[Policies, Policies], caller: Caller, now: datetime
) -> Iterable[Different]:
    """Yield what the two differ in, child by child."""
    families = _families(listed, rules, caller, now)
    for child_id, each in groupby(listed, key=lambda it: it.request.child_id):
        own = list(each)
        family = families[family_id_of(child_id)]
        before = _situation(family, own, rules, caller, now)
        after = replace(before, policies=rules[1])
        for it in own:
            request = before.book.entry(it.request.day).request
            if request is None or request.state not in PENDING:  # decided at this very moment
                continue
            one, other = outcome_of(before, request), outcome_of(after, request)
            if one.kind != other.kind:
                yield Different(it, one, other)


def _families(
    listed: Sequence[ListedRequest], rules: Iterable[Policies], caller: Caller, now: datetime
) -> dict[str, Family]:
    """Bring all that is looked at, in a request per hundred items, and return the families."""
    org, requests = caller.organisation_id, [it.request for it in listed]
    keys = [
        key
        for it in requests
        for key in along.request(organisation_id=org, request_id=it.request_id)
    ]
    for it in requests:
        wanted = [it.day, *([it.gives.day] if it.gives else [])]
        months = months_for(wanted, [it.care_type], rules)
        keys += days.month_keys_of([it.child_id], months, organisation_id=org)
    given = [(it.gives.group_id, it.gives.day) for it in requests if it.gives]
    table.bring([*keys, *occupancy.keys(given, organisation_id=org)], to=caller.at_hand)
    today, ids = day_of(now), {family_id_of(it.child_id) for it in requests}
    families = {it: access.family_for(caller, it, today=today) for it in sorted(ids)}
    people = [who for it in families.values() for who in accounts_of_parents(it, today)]
    table.bring(accounts.keys_of(people, organisation_id=org), to=caller.at_hand)
    return families


def _situation(
    family: Family,
    listed: Sequence[ListedRequest],
    rules: Sequence[Policies],
    caller: Caller,
    now: datetime,
) -> Situation:
    requests = [it.request for it in listed]
    wanted = [(it.day, it.group_id) for it in requests]
    wanted += [(it.gives.day, it.gives.group_id) for it in requests if it.gives]
    return situation_of(
        family,
        family.child(requests[0].child_id),
        [day for day, _ in wanted],
        actor=Actor(caller.organisation_id, caller, caller.at_hand.copy()),
        groups={group for _, group in wanted},
        rules=rules,
        now=now,
    )
