"""Where the rules say so, a public holiday on a day of the contract gives credit by itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings import filling, giving, jobs
from chalicelib.credits import service as ledger
from chalicelib.credits.model import Why
from chalicelib.policies.model import Policies, PublicHolidayCredit
from tests.bookings.builders import a_child_in_care, contracts, credits_of, decide_at_once
from tests.bookings.situations import a_contract, instant
from tests.builders import ORGANISATION, a_configuration
from tests.faults.stage import waiting

CHRISTMAS = date(2026, 12, 25)  # a Friday
NEW_YEAR = date(2027, 1, 1)  # the next one
THAT_MORNING = datetime(2026, 12, 25, 4, tzinfo=UTC)


def rules(**what):
    policy = instant()
    credit = PublicHolidayCredit(**what)
    return replace(policy, credits=replace(policy.credits, public_holiday_credit=credit))


@pytest.fixture
def family():
    decide_at_once(rules())
    return a_child_in_care(weekdays={4})


def night(now=THAT_MORNING):
    jobs.do_task(filling.errand_to_find(organisation_id=ORGANISATION, today=now.date()), now)
    for it in waiting("bookings"):
        if it.body["task"] == filling.GIVE:
            jobs.do_task(it, now)


def test_a_child_gets_the_hours_of_its_contract_day_once_and_reads_why(family):
    for day in range(3):
        night(THAT_MORNING + timedelta(days=day))

    (credit,) = credits_of(family).credits
    assert (credit.left, credit.grant.unit.value) == (Decimal("10.5"), "hours")
    assert (credit.grant.cause.why, credit.grant.given_up) == (Why.PUBLIC_HOLIDAY, CHRISTMAS)
    assert credit.grant.earned_on == CHRISTMAS
    assert credit.grant.product == "day_care/52"


def test_a_night_that_was_missed_is_made_up_for_and_one_long_ago_is_not(family):
    night(THAT_MORNING + timedelta(days=7))
    assert [it.grant.given_up for it in credits_of(family).credits] == [NEW_YEAR]

    night(THAT_MORNING + timedelta(days=6))

    assert {it.grant.given_up for it in credits_of(family).credits} == {CHRISTMAS, NEW_YEAR}


def test_who_has_no_contract_that_day_gets_nothing():
    decide_at_once(rules())
    mondays, ended = a_child_in_care("1", weekdays={0}), a_child_in_care("2", weekdays={4})
    contracts(
        a_contract(ended.children[0].child_id, weekdays={4}, until=CHRISTMAS - timedelta(days=1))
    )

    night()

    assert [credits_of(it).credits for it in (mondays, ended)] == [(), ()]


def test_without_such_a_rule_nobody_gets_anything():
    decide_at_once(instant())
    family = a_child_in_care(weekdays={4})

    night()

    assert credits_of(family).credits == ()
    found = ledger.open_of([family.children[0].child_id], organisation_id=ORGANISATION)
    assert all(not it.version for it in found.values())


@pytest.mark.parametrize(
    ("what", "given_on"),
    [
        ({}, CHRISTMAS),
        ({"days_before": 7}, date(2026, 12, 18)),
        ({"weekday_before": 0}, date(2026, 12, 21)),  # the Monday before
    ],
)
def test_it_is_given_on_the_day_that_the_rules_name(what, given_on):
    known = Policies((rules(**what),))

    def given(today):
        return [
            it.given_on
            for it in giving.due_holidays(known, a_configuration(), today)
            if it.day == CHRISTMAS
        ]

    assert given(given_on - timedelta(days=1)) == []
    assert given(given_on) == [given_on]
