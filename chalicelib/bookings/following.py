"""What follows when contracts change or end: for days that were asked for, and for credits.

    a contract changes ──▶ an errand: each day that was asked for, and then the credits
    every night        ──▶ the children of whom a contract began or ended in the last week, by 25

What waits on a day without care lapses; what was granted is taken back, and paid back, when there
is no contract for it any more or the contract has the child come anyway. All of it is seen from
what stands there, so what was done is not done again, and a missed night is made up for.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.deciding import Deciding
from chalicelib.bookings.filling import errand_to_follow
from chalicelib.bookings.mails import about_credits
from chalicelib.bookings.model import DayAlreadyBooked, terms_of
from chalicelib.bookings.reading import child_if_here, situation_of, situation_with_given
from chalicelib.bookings.returning import returned_for
from chalicelib.bookings.settling import Settlement
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.weighing import check_contract
from chalicelib.contracts import service as contracts
from chalicelib.contracts.model import ChildContracts, Contract
from chalicelib.core.errors import Busy, PortalError
from chalicelib.core.language import Language
from chalicelib.core.periods import day_of
from chalicelib.credits import agreed
from chalicelib.credits.agreed import Rewritten
from chalicelib.credits.changes import Changes
from chalicelib.days import service as days
from chalicelib.days.model import PENDING, Request, RequestState
from chalicelib.occupancy.retrying import PATIENT, retrying
from chalicelib.organisations import service as organisations
from chalicelib.outbox import service as outbox
from chalicelib.planning.tasks import AgreedTask
from chalicelib.planning.working import months_ahead

CHILDREN = 25  # in one errand
MADE_UP_FOR = timedelta(days=6)
A_DAY = timedelta(days=1)
STANDING = PENDING | {RequestState.GRANTED}


def follow_contracts(task: AgreedTask, *, organisation_id: str, now: datetime) -> None:
    """Let the days that each child asked for, and its credits, be as its contracts have it.

    :raises Busy: others changed the days or credits of one all the time; those before are done.
    """
    for child_id, hours in task.children.items():
        for day in _days_asked_for(child_id, organisation_id, now):
            retrying(partial(_follow_day, child_id, day, organisation_id, now), windows=PATIENT)
        rewritten = Rewritten(task.day, hours)
        step = partial(_follow_credits, child_id, rewritten, organisation_id, now)
        while retrying(step, windows=PATIENT):
            continue


def find_changed(*, organisation_id: str, now: datetime) -> None:
    """Put an errand for every few children of whom a contract began or ended in the last week."""
    today = day_of(now)
    groups = organisations.configuration_of(organisation_id, now=now).groups
    rows = contracts.contracts_in(groups, organisation_id=organisation_id)
    children = sorted({it.child_id for it in rows if _has_changed(it, today)})
    for at in range(0, len(children), CHILDREN):
        some, transaction = children[at : at + CHILDREN], Transaction()
        errand = errand_to_follow(some, organisation_id=organisation_id, today=today)
        outbox.put(errand, transaction=transaction, now=now)
        transaction.commit()


def why_not_any_more(request: Request, situation: Situation) -> PortalError | None:
    """Return why the child cannot have the day as it was asked for; None: it can.

    A day that begins or is over by now is only taken back where it would be paid twice.
    """
    there = situation.booked_on(request.day)
    gives = request.gives
    leaves = gives.group_id if gives and gives.day == request.day else None
    for it in there:
        is_other = it.request is None and it.group.group_id != leaves
        if it.comes and is_other and it.slot.overlaps(request.slot):
            return DayAlreadyBooked(day=request.day)
    if request.day <= situation.today and request.state is RequestState.GRANTED:
        return None
    try:
        group = situation.configuration.group(request.group_id)
        check_contract(situation, terms_of(request, group))
    except PortalError as refusal:
        return refusal
    return None


def _has_changed(contract: Contract, today: date) -> bool:
    days_ = [contract.start, contract.until + A_DAY if contract.until else None]
    return contract.has_days and any(it and today - MADE_UP_FOR <= it <= today for it in days_)


def _days_asked_for(child_id: str, organisation_id: str, now: datetime) -> Iterator[date]:
    """Yield the days, in order, that were granted or wait, from this month up to the horizon."""
    months = list(months_ahead(now))
    said = days.entries_of([child_id], months, organisation_id=organisation_id)[child_id]
    for day, entry in sorted(said.items()):
        if entry.request and entry.request.state in STANDING:
            yield day


def _follow_day(child_id: str, day: date, organisation_id: str, now: datetime) -> None:
    found = child_if_here(child_id, organisation_id)
    if found is None:
        return
    actor, known = Actor(organisation_id), _known(child_id, organisation_id)
    situation = situation_with_given(*found, [day], actor=actor, now=now)
    request = situation.book.entry(day).request
    if request is None or request.state not in STANDING:
        return
    why = why_not_any_more(request, situation)
    is_absent = situation.book.entry(day).absence(request.group_id, of_request=True)
    if why is None or (is_absent and request.state is RequestState.GRANTED):
        return
    _end(request, why, situation, _settlement(situation, actor, known))


def _end(request: Request, why: PortalError, situation: Situation, settlement: Settlement) -> None:
    terms = terms_of(request, situation.configuration.group(request.group_id))
    deciding = Deciding(situation, terms, settlement.actor, gives=None)
    if request.state in PENDING:
        settlement.unlist(request)
        deciding.end(request, settlement, state=RequestState.LAPSED, why=why)
        settlement.commit("bookings.lapse_request", f"request/{request.request_id}")
        return
    returned = returned_for(request, situation, by_organisation=True)
    deciding.take_back(request, settlement, why=why, returned=returned)
    settlement.commit("bookings.take_back", f"request/{request.request_id}")


def _follow_credits(
    child_id: str, rewritten: Rewritten, organisation_id: str, now: datetime
) -> bool:
    """Write what follows for the credits; return whether there may be more of it."""
    found = child_if_here(child_id, organisation_id)
    if found is None:
        return False
    actor, known = Actor(organisation_id), _known(child_id, organisation_id)
    situation = situation_of(*found, [day_of(now)], actor=actor, groups=(), now=now)
    settlement = _settlement(situation, actor, known)
    changes = agreed.follow(
        Changes(situation.credits),
        situation.book.contracts,
        situation.policies,
        rewritten=rewritten,
        at=now,
    )
    if not changes.entries:
        return False
    settlement.let_credits_be(changes)
    name = situation.child.first_name
    settlement.tell(
        {
            it: about_credits(changes.entries, changes.now, child=name, language=it)
            for it in Language
        }
    )
    settlement.commit("bookings.credits_follow_contract", f"child/{child_id}")
    return len(changes.entries) >= agreed.MOST


def _known(child_id: str, organisation_id: str) -> ChildContracts:
    return contracts.of_children([child_id], organisation_id=organisation_id)[child_id]


def _settlement(situation: Situation, actor: Actor, known: ChildContracts) -> Settlement:
    """Return one that is only done with the contracts that were looked at.

    :raises Busy: they were changed while it was read.
    """
    if list(situation.book.contracts) != list(known.contracts):
        raise Busy
    settlement, org = Settlement(situation, actor), actor.organisation_id
    contracts.check_unchanged(known, organisation_id=org, transaction=settlement.transaction)
    return settlement
