"""Families at the Zonnebloem whose children come to the Ladybirds, and what they do."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chalicelib.accounts import planning as accounts
from chalicelib.accounts.model import Person
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import asking, cancelling, office, service
from chalicelib.bookings.asking import Asking
from chalicelib.bookings.cancelling import Absences, Cancelled
from chalicelib.bookings.model import PartOfDay, Wanted
from chalicelib.bookings.office import Verdict
from chalicelib.bookings.service import DayList
from chalicelib.contracts.model import Contract
from chalicelib.core.callers import Caller, Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.credits import service as ledger
from chalicelib.credits.model import Grant, Open
from chalicelib.days import service as days
from chalicelib.days.model import NOTHING_SAID, DayRef, Request
from chalicelib.families import service as families
from chalicelib.families.model import Child, Family, ParentPerson
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.model import AbsenceReason, GroupDay
from chalicelib.once.service import as_often_as_asked
from chalicelib.organisations.model import CareType
from chalicelib.planning import keeping
from chalicelib.policies import service as policies
from chalicelib.policies.model import Policy
from tests.bookings.situations import MONDAY, NOW, THURSDAY, a_contract, a_request, instant
from tests.builders import LADYBIRDS, ORGANISATION, OWLS, a_caller, a_configuration, a_planner
from tests.families import builders as family_builders

__all__ = ["MONDAY", "OWLS", "a_configuration", "a_request"]  # for other rooms


def a_family_with_accounts(
    debtor_number: str = "010203",
    *,
    organisation_id: str = ORGANISATION,
    children: tuple[Child, ...] | None = None,
) -> Family:
    """Anna reads Dutch and Bram reads English; both have accounts that can be written to."""
    family_id = families.family_id_for(debtor_number, organisation_id=organisation_id)
    parents = (
        _parent("Anna", family_id, 1, Language.NL, organisation_id),
        _parent("Bram", family_id, 2, Language.EN, organisation_id),
    )
    return family_builders.a_family(
        debtor_number, organisation_id=organisation_id, parents=parents, children=children
    )


def a_child_in_care(debtor_number: str = "010203", **contract: Any) -> Family:
    """A family with a child that has a contract, and days of the group that know of it."""
    family = a_family_with_accounts(debtor_number)
    contracts(a_contract(family.children[0].child_id, **contract))
    return family


def contracts(*all_contracts: Contract, organisation_id: str = ORGANISATION) -> None:
    """Let these be all contracts of their children, and write them into the days of the groups."""
    by_child: dict[str, list[Contract]] = {}
    for contract in all_contracts:
        by_child.setdefault(contract.child_id, []).append(contract)
    transaction = Transaction()
    groups = keeping.plan_contracts(
        by_child, organisation_id=organisation_id, now=NOW, transaction=transaction
    )
    families.set_groups(groups, organisation_id=organisation_id, transaction=transaction)
    transaction.commit()


def fill(
    *days: date, group_id: str = LADYBIRDS.group_id, organisation_id: str = ORGANISATION
) -> None:
    """Have these days of the group written, as the night would."""
    occupancy.plan_presences(
        {(group_id, day): lambda it: replace(it, is_filled=True) for day in days},
        organisation_id=organisation_id,
        now=NOW,
    )


def decide_at_once(
    policy: Policy | None = None, *, organisation_id: str = ORGANISATION, now: datetime = NOW
) -> Policy:
    """Let these be the rules from today on."""
    draft = replace(policy or instant(), effective_from=now.date())
    by = a_caller(organisation_id=organisation_id, staff_role=Role.ADMINISTRATOR)
    known = policies.policies_now(organisation_id).versions(draft.care_type)
    seen = known[0].version if known else 0
    return policies.save(draft, seen=seen, by=by, now=now)


def anna_of(family: Family) -> Caller:
    account_id = family.parents[0].account_id or ""
    return a_caller(account_id=account_id, families={family.family_id: Role.PARENT})


def ask(family: Family, day: date = THURSDAY, **what: Any) -> Request:
    """Let Anna ask for a day of the group that is written down, unless it is told not to be."""
    wanted = Wanted(day, what.pop("part", PartOfDay.CONTRACT), gives=what.pop("gives", None))
    caller, now = what.pop("caller", anna_of(family)), what.pop("now", NOW)
    if what.pop("is_filled", True):
        fill(day)
    return asking.ask(
        caller=caller,
        child_id=family.children[0].child_id,
        asking=Asking(wanted, **what),
        once=as_often_as_asked(),
        now=now,
    )


def exchange(family: Family, given: date, day: date = THURSDAY, **what: Any) -> Request:
    return ask(family, day, gives=DayRef(given, LADYBIRDS.group_id), **what)


def withdraw(family: Family, day: date = THURSDAY, *, now: datetime = NOW) -> Request:
    return asking.withdraw(
        caller=anna_of(family),
        child_id=family.children[0].child_id,
        day=day,
        once=as_often_as_asked(),
        now=now,
    )


def cancel(
    family: Family,
    *days: date,
    reason: AbsenceReason = AbsenceReason.HOLIDAY,
    now: datetime = NOW,
) -> list[Cancelled]:
    child_ids = [it.child_id for it in family.children]
    return cancelling.cancel_days(
        caller=anna_of(family),
        family_id=family.family_id,
        wanted=Absences(child_ids, days, reason),
        once=as_often_as_asked(),
        now=now,
    )


def approve(request: Request, *, now: datetime = NOW) -> Request:
    verdict = Verdict(request.request_id, approves=True)
    return office.decide(caller=a_planner(), verdict=verdict, now=now)


def decline(request: Request, reason: str = "Vol", *, now: datetime = NOW) -> Request:
    verdict = Verdict(request.request_id, approves=False, reason=reason)
    return office.decide(caller=a_planner(), verdict=verdict, now=now)


def give_credit(family: Family, *grants: Grant) -> None:
    child_id = family.children[0].child_id
    own = [replace(it, child_id=child_id, care_type=CareType.DAY_CARE) for it in grants]
    transaction = Transaction()
    ledger.plan_credits(own, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def credits_of(family: Family) -> Open:
    child_id = family.children[0].child_id
    return ledger.open_of([child_id], organisation_id=ORGANISATION)[child_id]


def request_of(family: Family, day: date = THURSDAY) -> Request | None:
    child_id, months = family.children[0].child_id, [Month.of(day)]
    return (
        days.entries_of([child_id], months, organisation_id=ORGANISATION)[child_id]
        .get(day, NOTHING_SAID)
        .request
    )


def the_day(day: date = THURSDAY, group_id: str = LADYBIRDS.group_id) -> GroupDay:
    key = group_id, day
    return occupancy.group_days([key], organisation_id=ORGANISATION, now=NOW)[key]


def day_list(day: date = THURSDAY) -> DayList:
    return service.list_day(caller=a_planner(), group_id=LADYBIRDS.group_id, day=day, now=NOW)


def a_crowd(number: int, **what: Any) -> None:
    """So many children of families that no test looks at have a contract in the group."""
    for it in range(number):
        a_child_in_care(f"09{it:04}", **{"weekdays": set(range(5)), **what})


def fill_up(count: int, *days: date, **what: Any) -> None:
    """Let so many children of families that no test looks at come on these days."""
    from tests.bookings.situations import crowd

    def change(group_day: GroupDay) -> GroupDay:
        for presence in crowd(count, **what):
            group_day = group_day.with_presence(presence)
        return replace(group_day, is_filled=True)

    occupancy.plan_presences(
        {(LADYBIRDS.group_id, day): change for day in days or (THURSDAY,)},
        organisation_id=ORGANISATION,
        now=NOW,
    )


def _parent(
    name: str, family_id: str, position: int, language: Language, organisation_id: str
) -> ParentPerson:
    person = Person(
        email=f"{name.lower()}.{family_id[:6]}@example.nl",
        name=name,
        language=language,
        login_name=None,
        families={family_id: Role.PARENT},
    )
    transaction = Transaction()
    account_id = accounts.plan_account(
        person, organisation_id=organisation_id, transaction=transaction, now=NOW
    )
    transaction.commit()
    return family_builders.a_parent(
        name, account_id=account_id, email=person.email, position=position, language=language
    )
