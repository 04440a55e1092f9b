"""Credits: corrected by the office, and expired in the night."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.filling import GIVE, errand_to_find, errand_to_give, errand_to_warn
from chalicelib.credits import service
from chalicelib.organisations.model import CareType
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import Errand
from chalicelib.policies.model import PublicHolidayCredit, default_policy
from tests.bookings.builders import a_child_in_care, decide_at_once
from tests.builders import ORGANISATION
from tests.conftest import NOW
from tests.credits.builders import a_grant
from tests.faults import place
from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, call, hand_over, tick, waiting

CORRECTIONS = "/staff/children/{child_id}/credits/corrections"
CHRISTMAS = date(2026, 12, 25)
NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)


@scenario(f"POST {CORRECTIONS}", refusals=["CreditsChanged"])
def a_planner_gives_hours(stage: Stage) -> Act:
    return stage.press(f"POST {CORRECTIONS}", amount="5.5")


@scenario(f"POST {CORRECTIONS}", refusals=["CreditsChanged"])
def a_planner_takes_hours(stage: Stage) -> Act:
    with_credit(stage)
    return stage.press(f"POST {CORRECTIONS}", amount="-5.5", version=1)


@scenario("start_expiry")
def the_night_finds_whose_credits_expire(stage: Stage) -> Act:
    with_credit(stage)
    return _at_new_year


@scenario("expire_credits")
def a_worker_lets_credits_expire(stage: Stage) -> Act:
    with_credit(stage)
    _at_new_year()
    errands = waiting("credits")

    def work() -> Any:
        place.wait_until(NEW_YEAR)
        return hand_over(*errands)

    return work


@scenario("decide_by_rules")
def a_worker_finds_whose_credits_expire_soon(stage: Stage) -> Act:
    expires_soon(stage)
    outbox_put(errand_to_find(organisation_id=ORGANISATION, today=NOW.date()))
    errands = waiting("bookings")
    return lambda: hand_over(*errands)


@scenario("decide_by_rules")
def a_worker_writes_to_parents_whose_credit_expires(stage: Stage) -> Act:
    expires_soon(stage)
    children = [stage.ids["child_id"]]
    outbox_put(errand_to_warn(children, organisation_id=ORGANISATION, today=NOW.date()))
    errands = waiting("bookings")
    return lambda: hand_over(*errands)


@scenario("decide_by_rules")
def a_worker_gives_credit_for_a_public_holiday(stage: Stage) -> Act:
    assert stage.ids
    policy = default_policy(CareType.DAY_CARE)
    credit = PublicHolidayCredit(days_before=CHRISTMAS.toordinal() - NOW.date().toordinal())
    rules = replace(policy.credits, public_holiday_credit=credit)
    decide_at_once(replace(policy, credits=rules))
    children = [a_child_in_care(weekdays={4}).children[0].child_id]
    outbox_put(errand_to_give(children, organisation_id=ORGANISATION, today=NOW.date()))
    errands = [it for it in waiting("bookings") if it.body["task"] == GIVE]
    return lambda: hand_over(*errands)


def outbox_put(errand: Errand) -> None:
    transaction = Transaction()
    outbox.put(errand, transaction=transaction, now=NOW)
    transaction.commit()


def expires_soon(stage: Stage) -> None:
    earned = NOW.date() - timedelta(days=30)
    soon = a_grant(child_id=stage.ids["child_id"], usable_until=NOW.date() + timedelta(days=14))
    transaction = Transaction()
    grants = [replace(soon, earned_on=earned, usable_from=earned)]
    service.plan_credits(grants, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def _at_new_year() -> Any:
    place.go_on_at(NEW_YEAR)
    return call("start_expiry", tick())


def with_credit(stage: Stage) -> None:
    transaction = Transaction()
    child_id = stage.ids["child_id"]
    grants = [a_grant(child_id=child_id), a_grant("late", child_id=child_id, usable_until=None)]
    service.plan_credits(grants, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
