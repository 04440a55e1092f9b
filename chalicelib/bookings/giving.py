"""Public holidays on days of a contract give credit by themselves, where the rules say so.

    every night ──▶ holidays whose day of giving has come ──▶ the children of the groups, by 25
                ──▶ one grant for each child, holiday and kind of care, whose id follows from them

So a night that is done twice gives nothing twice, and a missed one is made up for within a week.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from chalicelib.aws.secrets import stable_id
from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.filling import errand_to_give
from chalicelib.contracts import service as contracts
from chalicelib.contracts.model import Contract
from chalicelib.core.periods import day_of, days_between
from chalicelib.core.values import dataclass
from chalicelib.credits import service as ledger
from chalicelib.credits.model import Cause, Grant, RuleVersion, Why
from chalicelib.days.model import NOTHING
from chalicelib.occupancy.retrying import PATIENT, retrying
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType, Configuration
from chalicelib.organisations.opening import observed_on
from chalicelib.outbox import service as outbox
from chalicelib.policies import service as policies
from chalicelib.policies.model import Policies, Policy

CHILDREN = 25  # in one errand
MADE_UP_FOR = timedelta(days=6)
FURTHEST = timedelta(days=366)  # that a holiday is from its day of giving


@dataclass(frozen=True)
class DueHoliday:
    """A public holiday whose credit is to be there by now, for one kind of care."""

    day: date
    given_on: date
    policy: Policy

    @property
    def care_type(self) -> CareType:
        return self.policy.care_type


def due_holidays(
    rules: Policies, configuration: Configuration, today: date
) -> Iterator[DueHoliday]:
    """Yield the observed holidays whose day of giving was today, or within the last week."""
    for care_type in CareType:
        for day in days_between(today - MADE_UP_FOR, today + FURTHEST):
            policy = rules.for_day(care_type, day)
            credit = policy.credits.public_holiday_credit
            if credit and observed_on(day, configuration.observed):
                given_on = credit.given_on(day)
                if today - MADE_UP_FOR <= given_on <= today:
                    yield DueHoliday(day, given_on, policy)


def find_holidays(*, organisation_id: str, now: datetime) -> None:
    """Put an errand for every few children who may get something for a holiday."""
    today, configuration = day_of(now), organisations.configuration_of(organisation_id, now=now)
    rules = policies.policies_of(organisation_id, now=now)
    kinds = {it.care_type for it in due_holidays(rules, configuration, today)}
    groups = [it.group_id for it in configuration.groups.values() if it.care_type in kinds]
    rows = contracts.contracts_in(groups, organisation_id=organisation_id)
    children = sorted({it.child_id for it in rows})
    for at in range(0, len(children), CHILDREN):
        some = children[at : at + CHILDREN]
        transaction = Transaction()
        errand = errand_to_give(some, organisation_id=organisation_id, today=today)
        outbox.put(errand, transaction=transaction, now=now)
        transaction.commit()


def give_for_holidays(child_ids: Collection[str], *, organisation_id: str, now: datetime) -> None:
    """Let each of these children have what holidays on days of its contracts give; once."""
    configuration = organisations.configuration_of(organisation_id, now=now)
    rules = policies.policies_of(organisation_id, now=now)
    due = list(due_holidays(rules, configuration, day_of(now)))
    agreed = contracts.contracts_of(child_ids, organisation_id=organisation_id)
    for child_id, rows in agreed.items():
        found = [_grant(child_id, rows, it, configuration, organisation_id) for it in due]
        grants = [it for it in found if it]
        if grants:
            retrying(partial(_give, grants, organisation_id), windows=PATIENT)


def _give(grants: Collection[Grant], organisation_id: str) -> None:
    transaction = Transaction()
    ledger.plan_credits(grants, organisation_id=organisation_id, transaction=transaction)
    transaction.commit(attempts=1)


def _grant(
    child_id: str,
    rows: Collection[Contract],
    holiday: DueHoliday,
    configuration: Configuration,
    organisation_id: str,
) -> Grant | None:
    missed = [it for it in rows if _misses(it, holiday, configuration)]
    hours = sum((on.hours for it in missed if (on := it.on(holiday.day))), NOTHING)
    earned = holiday.policy.public_holiday_credit(holiday.day, hours=hours) if hours else None
    if earned is None or earned.amount <= Decimal(0):
        return None
    day, care_type = holiday.day.isoformat(), holiday.care_type
    return Grant(
        grant_id=stable_id("holiday-credit", organisation_id, child_id, day, care_type.value),
        child_id=child_id,
        amount=earned.amount,
        unit=earned.unit,
        cause=Cause(Why.PUBLIC_HOLIDAY, {"day": day}),
        earned_on=holiday.given_on,
        usable_from=earned.usable_from,
        usable_until=earned.expires_on,
        rule=RuleVersion(care_type, holiday.policy.version),
        given_up=holiday.day,
        given_hours=hours,
        care_type=care_type,
        product=missed[0].product,
        group_id=missed[0].group_id,
    )


def _misses(contract: Contract, holiday: DueHoliday, configuration: Configuration) -> bool:
    """Tell whether the child would have come, had the group not been closed for the holiday."""
    group, day = configuration.groups.get(contract.group_id), holiday.day
    return (
        group is not None
        and contract.care_type is holiday.care_type
        and contract.covers(day)
        and day.weekday() in group.weekdays
        and not configuration.is_open(group, day)
        and configuration.has_care(contract.calendar, day)
    )
