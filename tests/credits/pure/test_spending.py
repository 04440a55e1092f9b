from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.credits.model import Use
from chalicelib.credits.spending import spend
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit, default_policy
from tests.credits.builders import FAR, TODAY, a_grant, open_with, points

CHRISTMAS, MARCH = date(2026, 12, 31), date(2027, 3, 1)
THREE = a_grant("three", hours=3, usable_until=CHRISTMAS)
FIVE = a_grant("five", hours=5, usable_until=MARCH)
FOUR = a_grant("four", hours=4, usable_until=FAR)
FOR_EVER = a_grant("for-ever", hours=9, usable_until=None)


def pays(cost, *grants, unit=Unit.HOURS, may_use=lambda _: True, **rules):
    spending = spend(
        open_with(*grants), Decimal(cost), unit=unit, today=TODAY, may_use=may_use, **rules
    )
    assert spending.paid + spending.missing == Decimal(cost)
    return {
        it.grant.grant_id: str(it.amount) for it in spending.uses
    }, f"{spending.missing.normalize():f}"


@pytest.mark.parametrize(
    ("cost", "uses", "missing"),
    [
        ("2", {"three": "2"}, "0"),
        ("3", {"three": "3"}, "0"),
        ("5.5", {"three": "3", "five": "2.5"}, "0"),
        ("11", {"three": "3", "five": "5", "for-ever": "3"}, "0"),
        ("18", {"three": "3", "five": "5", "for-ever": "9"}, "1"),
    ],
)
def test_what_expires_first_is_spent_first(cost, uses, missing):
    assert pays(cost, FOR_EVER, FIVE, THREE) == (uses, missing)


def test_of_what_expires_together_the_earliest_earned_goes_first_and_then_by_id():
    later = replace(THREE, grant_id="a-later-one", earned_on=date(2026, 10, 20))
    twin = replace(THREE, grant_id="a-twin")
    assert pays("8", later, THREE, twin)[0] == {"a-twin": "3", "three": "3", "a-later-one": "2"}


def test_hours_do_not_pay_points():
    assert pays("2", THREE, points(FOUR, "4"), unit=Unit.POINTS) == ({"four": "2"}, "0")


def test_what_expired_yesterday_pays_nothing_although_no_entry_says_so_yet():
    over = replace(THREE, usable_until=date(2026, 11, 1))
    assert pays("2", over) == ({}, "2")


def test_the_rules_say_what_may_be_used():
    assert pays("4", THREE, FIVE, may_use=lambda it: it.grant_id == "five")[0] == {"five": "4"}


@pytest.mark.parametrize(
    ("rules", "uses", "missing"),
    [
        ({"combine": False}, {"five": "5"}, "0"),
        ({"split": False}, {"five": "5"}, "0"),
        ({"split": False, "combine": False}, {"five": "5"}, "0"),
        ({}, {"three": "3", "five": "2"}, "0"),
    ],
)
def test_one_credit_or_whole_credits_where_the_rules_want_that(rules, uses, missing):
    assert pays("5", THREE, FIVE, FOUR, **rules) == (uses, missing)


@pytest.mark.parametrize(
    ("cost", "rules", "uses", "missing"),
    [
        ("7", {"split": False}, {"three": "3", "four": "4"}, "0"),
        ("2", {"split": False}, {}, "2"),
        ("8", {"split": False}, {"three": "3", "five": "5"}, "0"),
        ("10", {"split": False}, {"five": "5", "four": "4"}, "1"),
        ("10", {"combine": False}, {"three": "3"}, "7"),
        ("6", {"split": False, "combine": False}, {"five": "5"}, "1"),
    ],
)
def test_what_whole_or_single_credits_do_not_pay_is_missing(cost, rules, uses, missing):
    assert pays(cost, THREE, FIVE, FOUR, **rules) == (uses, missing)


def test_a_credit_of_which_nobody_knows_the_care_is_fit_for_any():
    policy = default_policy(CareType.OUT_OF_SCHOOL)

    def why_not(grant):
        return policy.why_not_usable(
            grant,
            date(2026, 12, 1),
            hours=Decimal(4),
            child_id="noor",
            today=TODAY,
        )

    assert why_not(THREE) is None
    assert why_not(replace(THREE, care_type=CareType.DAY_CARE)).code == "OtherCareType"
    assert why_not(replace(THREE, usable_until=date(2026, 11, 30))).code == "CreditExpired"


def test_a_grant_of_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="a credit of 0"):
        a_grant(hours=0)


def test_a_use_is_of_the_grant_as_it_was():
    (use,) = spend(
        open_with(THREE), Decimal(1), unit=Unit.HOURS, today=TODAY, may_use=lambda _: True
    ).uses
    assert use == Use(THREE, Decimal(1))
