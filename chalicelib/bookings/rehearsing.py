"""What other rules would make of the requests that are open now. Nothing is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from chalicelib.accounts import service as accounts
from chalicelib.aws import table
from chalicelib.aws.table import BATCH
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
from chalicelib.core.at_hand import Key
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

MOST = 100  # open requests that are looked for together


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
    """What was looked at; `next` is after what if more are open than that."""

    looked_at: int
    next: str | None
    different: Sequence[Different]


def rehearse(
    *,
    caller: Caller,
    draft: Policy,
    after: str | None = None,
    now: datetime,
    most_keys: int = BATCH,
) -> Rehearsal:
    """Return which open requests for this kind of care the draft would decide otherwise.

    So many are looked at as hang on what one request reads: those that wait for a colleague first,
    the oldest first. `after` is where an earlier one ended.

    Each is taken by itself, as if it were asked at the moment at which it was; who waits for a
    place, as if one were given now.

    :raises PolicyMakesNoSense: parameters contradict each other.
    :raises PolicyInThePast: the rules would begin before today.
    """
    checks.check(draft)
    policies.check_beginning(draft, now=now)
    known = policies.policies_of(caller.organisation_id, now=now)
    latest = replace(draft, version=known.latest_version(draft.care_type) + 1)
    then = Policies((*known.documents, latest))
    rules, store = (known, then), RequestStore(caller.organisation_id)
    found = store.open(limit=MOST, after=after)
    looked_at, keys = _that_fit(found, draft, rules, caller.organisation_id, most_keys)
    are_more = len(looked_at) < len(found) or len(found) == MOST
    table.bring(keys, to=caller.at_hand)
    own = [it for it in looked_at if it.request.care_type is draft.care_type]
    own.sort(key=lambda it: it.request.child_id)
    different = list(_different(own, rules, caller, now))
    different.sort(key=lambda it: it.listed.request.asked_at)
    return Rehearsal(len(looked_at), store.place_of(looked_at[-1]) if are_more else None, different)


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


def _that_fit(
    found: Sequence[ListedRequest],
    draft: Policy,
    rules: Iterable[Policies],
    organisation_id: str,
    most_keys: int,
) -> tuple[list[ListedRequest], list[Key]]:
    """Return the first ones, at least one, and where all stands that they hang on."""
    looked_at: list[ListedRequest] = []
    own: dict[str, list[Request]] = {}
    keys: dict[Key, None] = {}
    for it in found:
        child_id, more = it.request.child_id, dict.fromkeys(keys)
        if it.request.care_type is draft.care_type:
            together = own[child_id] = [*own.get(child_id, ()), it.request]
            more |= dict.fromkeys(_keys_of(together, rules, organisation_id))
        if looked_at and len(more) > most_keys:
            break
        looked_at.append(it)
        keys = more
    return looked_at, list(keys)


def _keys_of(own: Sequence[Request], rules: Iterable[Policies], organisation_id: str) -> list[Key]:
    """Return where all stands that these requests of a child hang on."""
    wanted, groups = _days_and_groups(own)
    child_id, care_types = own[0].child_id, {it.care_type for it in own}
    months = months_for(wanted, care_types, rules)
    on_days = [(group_id, day) for group_id in groups for day in wanted]
    return [
        *along.child(organisation_id=organisation_id, child_id=child_id),
        *days.month_keys_of([child_id], months, organisation_id=organisation_id),
        *occupancy.keys(on_days, organisation_id=organisation_id),
    ]


def _days_and_groups(own: Iterable[Request]) -> tuple[list[date], list[str]]:
    """Return on which days the requests are, and those given for them, and in which groups."""
    asked = {(it.day, it.group_id) for it in own}
    given = {(it.gives.day, it.gives.group_id) for it in own if it.gives}
    both = asked | given
    return sorted({day for day, _ in both}), sorted({group_id for _, group_id in both})


def _different(
    listed: Sequence[ListedRequest], rules: tuple[Policies, Policies], caller: Caller, now: datetime
) -> Iterable[Different]:
    """Yield what the two differ in, child by child."""
    families = _families(listed, caller, day_of(now))
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


def _families(listed: Iterable[ListedRequest], caller: Caller, today: date) -> dict[str, Family]:
    """Return the families. Their parents are told nothing, so who they are is not looked up."""
    ids = {family_id_of(it.request.child_id) for it in listed}
    found = {it: access.family_for(caller, it, today=today) for it in sorted(ids)}
    people = [who for it in found.values() for who in accounts_of_parents(it, today)]
    unknown = accounts.keys_of(people, organisation_id=caller.organisation_id)
    caller.at_hand.put(dict.fromkeys(unknown))
    return found


def _situation(
    family: Family,
    listed: Sequence[ListedRequest],
    rules: Sequence[Policies],
    caller: Caller,
    now: datetime,
) -> Situation:
    requests = [it.request for it in listed]
    wanted, groups = _days_and_groups(requests)
    return situation_of(
        family,
        family.child(requests[0].child_id),
        wanted,
        actor=Actor(caller.organisation_id, caller, caller.at_hand.copy()),
        groups=groups,
        rules=rules,
        now=now,
    )
