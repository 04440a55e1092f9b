"""A child with a contract in the Ladybirds; today is Monday 2 November 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.accounts.model import Person
from chalicelib.accounts.planning import plan_account
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import planning, service
from chalicelib.bookings.credits import Credit
from chalicelib.bookings.model import ExtraDay, ExtraDayState
from chalicelib.contracts.model import Contract, every
from chalicelib.core.callers import Caller, Role
from chalicelib.core.language import Language
from chalicelib.families import service as families
from chalicelib.families.model import Child, Family, ParentPerson
from chalicelib.organisations.model import CareType, Configuration
from tests.builders import LADYBIRDS, NORTH, ORGANISATION, a_caller, a_planner
from tests.families import builders as family_builders

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 9)
THURSDAY = date(2026, 11, 12)
WORKING_WEEK = frozenset(range(5))
OWLS = replace(
    LADYBIRDS, group_id="owls", name="Uilen", places=1, opens=time(7), weekdays=(0, 1, 2, 3)
)


def a_contract(child_id: str = "noor", **what: Any) -> Contract:
    """Mondays and Tuesdays, 10.5 hours at € 10.43, since last year.

    `weekdays` and `hours_per_day` make other days of it.
    """
    hours = what.pop("hours_per_day", Decimal("10.5"))
    weekdays = what.pop("weekdays", {0, 1})
    contract = Contract(
        contract_id=f"contract-of-{child_id}",
        child_id=child_id,
        group_id="ladybirds",
        care_type=CareType.DAY_CARE,
        days=every(weekdays, LADYBIRDS.slot.first_hours(hours), hours),
        weeks_per_year=52,
        hourly_rate=1043,
        start=date(2025, 3, 1),
    )
    return replace(contract, **what)


def an_extra_day(child_id: str = "noor", **what: Any) -> ExtraDay:
    extra_day = ExtraDay(
        child_id=child_id,
        day=THURSDAY,
        group_id="ladybirds",
        contract_id=f"contract-of-{child_id}",
        hours=Decimal("10.5"),
        hourly_rate=1043,
        state=ExtraDayState.REQUESTED,
        asked_by="anna",
        asked_at=NOW,
    )
    return replace(extra_day, **what)


def a_credit(child_id: str = "noor", **what: Any) -> Credit:
    credit = Credit(
        credit_id="credit-1",
        child_id=child_id,
        hours=Decimal("5.5"),
        earned_on=date(2026, 10, 4),
        valid_until=date(2026, 12, 31),
        cause="afmelding van 14-10-2026",
    )
    return replace(credit, **what)


def a_configuration(*groups: Any, closing_days: tuple[Any, ...] = ()) -> Configuration:
    """One that is not in any table, for rules."""
    known = groups or (LADYBIRDS,)
    return Configuration(
        organisation=None,  # type: ignore[arg-type] # no rule of days asks for it
        locations={"north": NORTH},
        groups={it.group_id: it for it in known},
        closing_days=closing_days,
    )


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


def contracts(*all_contracts: Contract, organisation_id: str = ORGANISATION) -> None:
    """Let these be all contracts of their children."""
    by_child: dict[str, list[Contract]] = {}
    for contract in all_contracts:
        by_child.setdefault(contract.child_id, []).append(contract)
    transaction = Transaction()
    service.plan_contracts(
        by_child, organisation_id=organisation_id, today=TODAY, transaction=transaction
    )
    transaction.commit()


def a_crowd(number: int, **what: Any) -> None:
    """So many children of families that no test looks at have a contract in the group."""
    contracts(
        *[a_contract(f"crowd-{it}", **{"weekdays": WORKING_WEEK, **what}) for it in range(number)]
    )


def anna_of(family: Family) -> Caller:
    account_id = family.parents[0].account_id or ""
    return a_caller(account_id=account_id, families={family.family_id: Role.PARENT})


def ask(family: Family, day: date = THURSDAY, **what: Any) -> ExtraDay:
    return service.ask_extra_day(
        caller=what.pop("caller", anna_of(family)),
        child_id=family.children[0].child_id,
        day=day,
        group_id=what.pop("group_id", None),
        now=what.pop("now", NOW),
    )


def approve(extra_day: ExtraDay, *, now: datetime = NOW + timedelta(hours=1)) -> ExtraDay:
    return planning.approve_request(caller=a_planner(), request_id=extra_day.request_id, now=now)


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
    account_id = plan_account(
        person, organisation_id=organisation_id, transaction=transaction, now=NOW
    )
    transaction.commit()
    return family_builders.a_parent(
        name, account_id=account_id, email=person.email, position=position, language=language
    )
