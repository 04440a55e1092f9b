"""Rules that cannot go together are refused: where, what is wrong, and what is allowed."""

import pytest

from chalicelib.core.language import Language
from chalicelib.http.texts import sentence
from chalicelib.organisations.model import CareType
from chalicelib.policies.checks import PolicyMakesNoSense, check, mistakes_in
from chalicelib.policies.model import default_policy
from tests.policies.pure.test_any_policy import policy_from

POINTS = [{"up_to_hours": "6", "amount": "1"}, {"up_to_hours": None, "amount": "2"}]
LATER = {"kind": "from_week", "weeks": 2}
WEEK = {"kind": "until_week", "weeks": 1}
LAST_WEEK = {"kind": "until_week", "weeks": -1}
ON_THE_DAY = {"kind": "before_given_day", "span": {"count": 0, "unit": "days"}}
A_WEEK_AFTER = {"kind": "after_given_day", "span": {"count": 7, "unit": "days"}}
TWO_DAYS = {"count": 2, "unit": "days"}
WRONG = [
    ({"credits": {"unit": "points"}}, "credits.sizes: points_need_sizes"),
    (
        {"credits": {"sizes": [POINTS[0]]}},
        "credits.sizes[0].up_to_hours: last_size_is_open",
    ),
    (
        {"credits": {"sizes": [POINTS[1], POINTS[1]]}},
        "credits.sizes[0].up_to_hours: only_last_size_is_open",
    ),
    (
        {"credits": {"sizes": [POINTS[0], POINTS[0], POINTS[1]]}},
        "credits.sizes: sizes_not_in_order",
    ),
    (
        {"credits": {"sizes": [{"up_to_hours": None, "amount": "0"}]}},
        "credits.sizes[0].amount: size_worth_nothing",
    ),
    (
        {
            "credits": {
                "unit": "points",
                "sizes": POINTS,
                "caps": [{"kind": "year", "amount": "0.5"}],
            }
        },
        "credits.caps[0].amount: cap_too_small",
    ),
    (
        {"credits": {"caps": [{"kind": "year", "amount": "0"}]}},
        "credits.caps[0].amount: cap_too_small",
    ),
    (
        {"credits": {"caps": [{"kind": "year", "amount": "7"}, {"kind": "year", "amount": "8"}]}},
        "credits.caps[1]: cap_twice",
    ),
    (
        {"cancelling": {"rules": [{"reasons": []}]}},
        "cancelling.rules[0].reasons: reason_without_rule",
    ),
    (
        {"cancelling": {"rules": [{}, {"reasons": ["sick"]}]}},
        "cancelling.rules[1]: rule_never_used",
    ),
    (
        {
            "cancelling": {
                "rules": [{"deadline": {"kind": "whole_days", "days": 4}, "horizon": TWO_DAYS}]
            }
        },
        "cancelling.rules[0].horizon: horizon_before_deadline",
    ),
    ({"exchanging": {"counts_for_cap": True}}, "exchanging.counts_for_cap: no_cap_to_count_for"),
    (
        {"exchanging": {"deadline": {"kind": "whole_days", "days": 4}, "horizon": TWO_DAYS}},
        "exchanging.horizon: horizon_before_deadline",
    ),
    (
        {"cancelling": {"rules": [{"window": {"usable_from": LATER, "usable_until": WEEK}}]}},
        "cancelling.rules[0].window.usable_until: expires_too_early",
    ),
    (
        {"exchanging": {"window": {"usable_from": ON_THE_DAY, "usable_until": LAST_WEEK}}},
        "exchanging.window.usable_until: expires_too_early",
    ),
    (
        {"exchanging": {"window": {"usable_from": LATER, "usable_until": A_WEEK_AFTER}}},
        "exchanging.window.usable_until: expires_too_early",
    ),
    (
        {"credits": {"public_holiday_credit": {"days_before": 2, "weekday_before": 5}}},
        "credits.public_holiday_credit: weekday_and_days",
    ),
    (
        {"credits": {"public_holiday_credit": {}}, "cancelling": {"public_holidays": True}},
        "credits.public_holiday_credit: holiday_twice",
    ),
    (
        {"credits": {"public_holiday_credit": {}}, "exchanging": {"public_holidays": True}},
        "credits.public_holiday_credit: holiday_twice",
    ),
    (
        {"asking": {"min_lead": {"kind": "hours_before", "hours": 72}, "max_lead": TWO_DAYS}},
        "asking.max_lead: max_before_min",
    ),
    ({"credits": {"scope": []}}, "credits.scope: scope_without_child"),
    ({"credits": {"scope": ["care_type", "group"]}}, "credits.scope: scope_without_child"),
    ({"asking": {"pay_with": ["credit"]}}, "credits.mix_with_invoice: mix_needs_both"),
]


@pytest.mark.parametrize(("rules", "mistake"), WRONG)
def test_rules_that_make_no_sense_together_are_found_where_they_stand(rules, mistake):
    policy = policy_from(rules)

    assert [f"{it.path}: {it.mistake}" for it in mistakes_in(policy)] == [mistake]
    with pytest.raises(PolicyMakesNoSense) as refusal:
        check(policy)
    for language in Language:
        assert mistake.split(":")[0] in sentence(refusal.value, language)


def test_all_mistakes_are_told_at_once_in_the_readers_language():
    policy = policy_from({"credits": {"unit": "points"}, "asking": {"pay_with": ["invoice"]}})

    with pytest.raises(PolicyMakesNoSense) as refusal:
        check(policy)

    assert sentence(refusal.value, Language.EN) == (
        "These rules cannot go together. credits.sizes: points need a table; give sizes, the last "
        "one without a limit; credits.mix_with_invoice: mixing with the invoice needs both credit "
        "and invoice."
    )


def test_the_default_rules_make_sense():
    for care_type in CareType:
        check(default_policy(care_type))


def test_rules_that_look_odd_and_are_not_are_let_through():
    for rules in (
        {"cancelling": {"rules": []}},
        {"cancelling": {"rules": [{"reasons": ["sick"]}, {}]}},
        {"asking": {"pay_with": []}, "exchanging": None},
        {"asking": {"pay_with": ["credit"]}, "credits": {"mix_with_invoice": False}},
        {"credits": {"public_holiday_credit": {"weekday_before": 5}}},
    ):
        check(policy_from(rules))
