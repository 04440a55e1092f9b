"""Read together what a decision about a child's days is made from: one request, or two."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import product

from chalicelib.accounts import service as accounts
from chalicelib.aws import table
from chalicelib.bookings.acting import Actor
from chalicelib.bookings.situation import OnDay, Situation
from chalicelib.core.callers import PARENTS, Caller
from chalicelib.core.errors import NotFound
from chalicelib.core.periods import Month, day_of
from chalicelib.credits import service as ledger
from chalicelib.days import service as days
from chalicelib.days.calendar import ChildBook
from chalicelib.days.model import RequestState
from chalicelib.families import access
from chalicelib.families import service as families
from chalicelib.families.model import Child, Family, family_id_of
from chalicelib.occupancy import service as occupancy
from chalicelib.organisations.model import CareType
from chalicelib.planning.working import horizon_at
from chalicelib.policies import service as policies
from chalicelib.policies.model import CapKind, Policies

MONTHS = range(1, 13)


def own_child(caller: Caller, child_id: str, *, now: datetime) -> tuple[Family, Child]:
    """Return the child of this parent with its family: planners see every child, but a parent asks.

    :raises NotFound: it is not a child of a family in which the caller is a parent today.
    """
    family, child = access.family_and_child_for(caller, child_id, today=day_of(now))
    if family.family_id not in caller.families_as(PARENTS):
        raise NotFound
    return family, child


def child_if_here(child_id: str, organisation_id: str) -> tuple[Family, Child] | None:
    """Return the child with its family, as they are now; None if it has left."""
    try:
        family = families.get_family(family_id_of(child_id), organisation_id=organisation_id)
        return family, family.child(child_id)
    except NotFound:
        return None


def situation_of(
    family: Family,
    child: Child,
    on_days: Iterable[date],
    *,
    actor: Actor,
    groups: Collection[str] | None = None,
    rules: Sequence[Policies] = (),
    now: datetime,
) -> Situation:
    """Return what stands there about the child and these days, in the groups of its contracts.

    Without `rules` they are those of the organisation; of several the first hold, and what any of
    them counts is read. The contracts are at hand, or one request more; all the rest is one request
    per hundred items, with the accounts of the parents, who may be told of it.
    """
    wanted, org, child_id = sorted(set(on_days)), actor.organisation_id, child.child_id
    agreed = _contracts(actor, child_id)
    configuration = days.configuration_for([agreed], org, now=now)
    rules = rules or [policies.policies_of(org, now=now)]
    months = months_for(wanted, [it.care_type for it in agreed.contracts], rules)
    in_groups = {it.group_id for it in agreed.contracts} if groups is None else set(groups)
    keys = [(group, day) for group in sorted(in_groups) for day in wanted]
    people = accounts_of_parents(family, day_of(now))
    _bring(actor, child_id, months, keys, people)
    said = days.entries_of([child_id], months, organisation_id=org, at_hand=actor.at_hand)
    return Situation(
        family=family,
        child=child,
        book=replace(agreed, entries=said[child_id]),
        credits=ledger.open_of([child_id], organisation_id=org, at_hand=actor.at_hand)[child_id],
        group_days=occupancy.group_days(keys, organisation_id=org, now=now, at_hand=actor.at_hand),
        policies=rules[0],
        configuration=configuration,
        horizon=horizon_at(now),
        now=now,
    )


def situation_with_given(
    family: Family,
    child: Child,
    on_days: Iterable[date],
    *,
    actor: Actor,
    groups: Collection[str] | None = None,
    now: datetime,
) -> Situation:
    """Return the situation of these days, and of those that were given in exchange for them."""
    wanted = set(on_days)
    while True:
        found = situation_of(family, child, wanted, actor=actor, groups=groups, now=now)
        asked = [it.request for day in wanted if (it := found.book.entry(day)).request]
        granted = [it for it in asked if it and it.state is RequestState.GRANTED]
        given = {it.gives.day for it in granted if it.gives}
        if given <= wanted:
            return found
        wanted |= given


def accounts_of_parents(family: Family, today: date) -> list[str]:
    """Return each account once: parents who share an address share an account."""
    parents = [it for it in family.parents if it.has_access(PARENTS, today)]
    return list(dict.fromkeys(it.account_id for it in parents if it.account_id))


def _contracts(actor: Actor, child_id: str) -> ChildBook:
    org = actor.organisation_id
    return days.books_of([child_id], [], organisation_id=org, at_hand=actor.at_hand)[child_id]


def months_for(
    wanted: Collection[date], care_types: Iterable[CareType], rules: Iterable[Policies]
) -> list[Month]:
    """Return the months of these days, and of their whole years where a rule counts by the year."""
    in_force = [
        each.for_day(care_type, day)
        for each, care_type in product(rules, set(care_types))
        for day in wanted
    ]
    by_year = any(
        (it.exchanging and it.exchanging.max_per_year is not None)
        or any(cap.kind is CapKind.YEAR for cap in it.credits.caps)
        for it in in_force
    )
    if not by_year:
        return sorted({Month.of(day) for day in wanted})
    years = sorted({day.year for day in wanted})
    return [Month(year, number) for year in years for number in MONTHS]


def _bring(
    actor: Actor, child_id: str, months: list[Month], keys: list[OnDay], people: list[str]
) -> None:
    org = actor.organisation_id
    wanted = [
        *days.month_keys_of([child_id], months, organisation_id=org),
        *ledger.keys_of([child_id], organisation_id=org),
        *occupancy.keys(keys, organisation_id=org),
        *accounts.keys_of(people, organisation_id=org),
    ]
    missing = [it for it in wanted if it not in actor.at_hand]
    if missing:
        table.bring(missing, to=actor.at_hand)
