"""Every parameter is in the words, in both languages, with its value."""

import re
from datetime import date, time
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from chalicelib.core.language import Language
from chalicelib.http.texts import sentence
from chalicelib.policies import texts
from chalicelib.policies.differences import differences_in_words
from chalicelib.policies.model import (
    Amount,
    Cap,
    CapKind,
    Credits,
    Days,
    Earned,
    Exchanges,
    NotEnoughCredit,
    OutsideExchangeWindow,
    Reason,
    Unit,
    YearlyLimitReached,
)
from chalicelib.policies.plain import plain_policy, policy_of
from chalicelib.policies.words import beginning_in_words, outcome_in_words, policy_in_words
from tests.policies.builders import START, a_part, a_policy, local

EN, NL = Language.EN, Language.NL
DAYS = {"count": 9, "unit": "days"}
LEADS = [
    {"kind": "hours_before", "hours": 48, "clock": None},
    {"kind": "hours_before", "hours": 47, "clock": None},
    {"kind": "hours_before", "hours": 48, "clock": "09:30"},
    {"kind": "hours_before", "hours": 0, "clock": None},
    {"kind": "clock_time", "days": 0, "clock": "08:30"},
    {"kind": "clock_time", "days": 1, "clock": "08:30"},
    {"kind": "clock_time", "days": 2, "clock": "08:30"},
    {"kind": "clock_time", "days": 2, "clock": "18:30"},
    {"kind": "whole_days", "days": 0},
    {"kind": "whole_days", "days": 1},
    {"kind": "whole_days", "days": 4},
]
SPANS = [{"count": count, "unit": unit} for unit in ("days", "weeks", "months") for count in (1, 5)]
FROMS = [
    {"kind": "at_once"},
    {"kind": "year_start"},
    *({"kind": "before_given_day", "span": it} for it in [*SPANS, {"count": 0, "unit": "days"}]),
    *({"kind": "from_week", "weeks": it} for it in (-2, -1, 0, 1)),
]
UNTILS = [
    {"kind": "never"},
    {"kind": "year_end", "month": 12, "day": 31, "years_later": 0},
    {"kind": "year_end", "month": 7, "day": 31, "years_later": 0},
    {"kind": "year_end", "month": 7, "day": 30, "years_later": 0},
    {"kind": "year_end", "month": 7, "day": 30, "years_later": 1},
    {"kind": "year_end", "month": 7, "day": 30, "years_later": 2},
    {"kind": "after_given_day", "span": DAYS},
    {"kind": "after_given_day", "span": {"count": 0, "unit": "days"}},
    {"kind": "after_earning", "span": DAYS},
    {"kind": "after_earning", "span": {"count": 0, "unit": "days"}},
    *({"kind": "until_week", "weeks": it} for it in (-1, 0, 1, 2)),
]
RULE = plain_policy(a_policy())["cancelling"]["rules"][0]
DECISIONS = [
    {"kind": "instant"},
    {"kind": "staff", "answer_within_days": None},
    {"kind": "staff", "answer_within_days": 1},
    {"kind": "staff", "answer_within_days": 3},
    {"kind": "collected", "days_before": 0},
    {"kind": "collected", "days_before": 7},
    {"kind": "monthly", "day_of_month": 1},
    {"kind": "monthly", "day_of_month": 20},
]
HOLIDAY = {"window": RULE["window"], "days_before": 0, "weekday_before": None}
FLAGS = [True, False]
# For every parameter values of which no two may be told in the same words.
VALUES: dict[str, list[Any]] = {
    "effective_from": ["2026-01-01", "2027-01-01"],
    "cancelling.rules": [[], [RULE], [RULE, RULE]],
    "cancelling.rules[0].reasons": [["holiday"], ["sick"], ["other"], ["holiday", "sick"]],
    "cancelling.rules[0].deadline": LEADS,
    "cancelling.rules[0].window.usable_from": FROMS,
    "cancelling.rules[0].window.usable_until": UNTILS,
    "cancelling.rules[0].horizon": [None, *SPANS],
    "cancelling.public_holidays": FLAGS,
    "cancelling.closing_days": FLAGS,
    "credits.unit": ["hours", "points"],
    "credits.sizes": [
        [],
        [{"up_to_hours": None, "amount": "1"}],
        [{"up_to_hours": None, "amount": "5.5"}],
        [{"up_to_hours": "6", "amount": "1"}, {"up_to_hours": None, "amount": "2"}],
        [{"up_to_hours": "5", "amount": "1"}, {"up_to_hours": None, "amount": "2"}],
    ],
    "credits.caps": [
        [],
        *([{"kind": it, "amount": "7", "partly": True}] for it in ("year", "balance")),
        [{"kind": "year", "amount": "8", "partly": True}],
        [{"kind": "year", "amount": "8", "partly": False}],
    ],
    "credits.scope": [
        ["child"],
        ["care_type", "child"],
        ["child", "product"],
        ["child", "group"],
        ["care_type", "child", "group", "product"],
    ],
    "credits.expiry_counts": ["wanted_day", "day_of_asking"],
    "credits.same_size_only": FLAGS,
    "credits.split_allowed": FLAGS,
    "credits.combine_allowed": FLAGS,
    "credits.mix_with_invoice": FLAGS,
    "credits.expires_at_contract_end": FLAGS,
    "credits.on_contract_change": ["keep", "pro_rata"],
    "credits.public_holiday_credit": [
        None,
        HOLIDAY,
        {**HOLIDAY, "days_before": 1},
        {**HOLIDAY, "days_before": 7},
        *({**HOLIDAY, "weekday_before": it} for it in range(7)),
        {**HOLIDAY, "window": {**RULE["window"], "usable_until": {"kind": "never"}}},
        {**HOLIDAY, "window": {**RULE["window"], "usable_from": FROMS[1]}},
    ],
    "exchanging": [None, plain_policy(a_policy())["exchanging"]],
    "exchanging.deadline": LEADS,
    "exchanging.window.usable_from": FROMS,
    "exchanging.window.usable_until": UNTILS,
    "exchanging.horizon": [None, *SPANS],
    "exchanging.max_per_year": [None, 1, 5],
    "exchanging.counts_for_cap": FLAGS,
    "exchanging.re_exchange_allowed": FLAGS,
    "exchanging.same_size_only": FLAGS,
    "exchanging.public_holidays": FLAGS,
    "exchanging.closing_days": FLAGS,
    "asking.min_lead": LEADS,
    "asking.max_lead": [None, *SPANS],
    "asking.pay_with": [[], ["credit"], ["invoice"], ["credit", "invoice"]],
    "asking.part_of_day": FLAGS,
    "asking.granted_cancellable_until": [None, *LEADS],
    "deciding.extra_days": DECISIONS,
    "deciding.exchanges": DECISIONS,
    "deciding.capacity": ["registered", "staffed"],
    "contract_notice": [None, {"span": DAYS, "at_month_end": False}],
    "contract_notice.span": SPANS,
    "contract_notice.at_month_end": FLAGS,
}
OF_THE_VERSION = {"care_type", "version", "author"}


def told(what: dict[str, Any], language: Language) -> str:
    policy = policy_of(what)
    sections = policy_in_words(policy, language)
    return " ".join(
        [beginning_in_words(policy, language), *(s for it in sections for s in it.sentences)]
    )


def changed(path: str, value: Any) -> dict[str, Any]:
    what = plain_policy(a_policy())
    *above, last = re.findall(r"\w+", path)
    inner: Any = what
    for step in above:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[last] = value
    return what


def paths_of(what: Any, path: str = "") -> list[str]:
    """The parameters, down to those of several kinds."""
    if isinstance(what, dict) and "kind" not in what and what.keys() != {"count", "unit"}:
        return [it for name in what for it in paths_of(what[name], f"{path}.{name}".strip("."))]
    if isinstance(what, list) and what and isinstance(what[0], dict):
        return paths_of(what[0], f"{path}[0]")
    return [path]


def test_every_parameter_of_the_document_is_walked_here():
    assert set(paths_of(plain_policy(a_policy()))) - OF_THE_VERSION <= VALUES.keys()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", VALUES)
def test_another_value_is_told_in_other_words(path, language):
    words = [told(changed(path, value), language) for value in VALUES[path]]

    same = [pair for pair in combinations(range(len(words)), 2) if words[pair[0]] == words[pair[1]]]
    assert same == []


def test_both_languages_tell_the_same_things():
    keys = {it: set(texts.TEXTS[it]) for it in Language}
    assert keys[NL] == keys[EN]
    for key in keys[NL]:
        facts = [set(re.findall(r"{(\w+)}", texts.TEXTS[it][key])) for it in Language]
        assert facts[0] == facts[1], key


def test_the_rules_read_as_sentences():
    sections = {it.name: it.sentences for it in policy_in_words(a_policy(), NL)}

    assert "Je kunt een dag altijd afmelden, tot en met de dag zelf." in sections["cancelling"]
    assert (
        "Bij vakantie, ziekte of een andere reden krijg je tegoed als je afmeldt tot 24 uur "
        "voordat de opvang begint." in sections["cancelling"]
    )
    assert "Ruildagen: onze planning besluit." in sections["deciding"]


def test_the_first_words_say_from_which_day_on_they_hold():
    assert beginning_in_words(a_policy(), EN) == (
        "These rules are for days from Thursday 1 January 2026 on."
    )
    assert beginning_in_words(a_policy(version=0, effective_from=date.min), NL) == (
        "Deze regels gelden zolang er geen andere zijn."
    )


def test_who_earns_something_hears_how_much_for_which_days_and_by_when():
    cap = Cap(CapKind.BALANCE, Decimal(77))
    policy = a_policy(credits=Credits(caps=(cap,)))
    outcome = policy.earns(
        a_part(), reason=Reason.SICK, now=local("2026-11-02T10:00"), balance=Decimal("71.5")
    )

    assert isinstance(outcome, Earned)
    assert outcome_in_words(outcome, a_part(), NL) == (
        "Je krijgt 5,5 uur tegoed. De dag is 10,5 uur waard, maar meer dan 77 uur kan er niet bij. "
        "Je kunt het gebruiken voor dagen van maandag 2 november 2026 tot en met donderdag "
        "31 december 2026. Dat kan tot woensdag 11 november 2026, 08:00."
    )


def test_who_is_too_late_hears_that_cancelling_is_still_possible_and_what_is_next():
    now = local("2026-11-11T09:00")
    outcome = a_policy().earns(a_part(), reason=Reason.SICK, now=now)

    assert outcome_in_words(outcome, a_part(), EN) == (
        "You can cancel Thursday 12 November 2026, but you get no credit for it. There was a "
        "credit until Wednesday 11 November 2026, 08:00. For days from Friday 13 November 2026 on "
        "you still get one."
    )


REFUSED = [
    (
        OutsideExchangeWindow(day=START, days=Days(date(2026, 11, 2), None)),
        (
            "donderdag 1 januari 2026 valt buiten de dagen waarvoor dit geldt: vanaf maandag "
            "2 november 2026. Kies een dag daarbinnen."
        ),
    ),
    (
        YearlyLimitReached(limit=Exchanges(5), year=2026),
        "Voor 2026 is het meeste al bereikt: 5 ruildagen. Kies een dag in een ander jaar.",
    ),
    (
        NotEnoughCredit(
            needed=Amount(Decimal(2), Unit.POINTS), left=Amount(Decimal(1), Unit.POINTS)
        ),
        (
            "Deze dag kost 2 punten, en je hebt nog 1 punt. Kies een kortere dag, of vraag de dag "
            "op factuur."
        ),
    ),
]


@pytest.mark.parametrize(("refusal", "words"), REFUSED)
def test_a_refusal_names_the_rule_with_its_numbers_and_what_one_can_do(refusal, words):
    assert sentence(refusal, NL) == words


COUNTED = [
    ("asking.min_lead", LEADS[0] | {"hours": 1}, "until 1 hour before the care begins."),
    ("asking.min_lead", LEADS[0] | {"hours": 1, "clock": "09:30"}, "until 1 hour before 09:30"),
    (
        "credits.sizes",
        [{"up_to_hours": "1", "amount": "1"}, {"up_to_hours": None, "amount": "2"}],
        "A day of at most 1 hour is worth 1 hour.",
    ),
    ("deciding.extra_days", {"kind": "monthly", "day_of_month": 1}, "on the 1st."),
    ("deciding.extra_days", {"kind": "monthly", "day_of_month": 12}, "on the 12th."),
    ("deciding.extra_days", {"kind": "monthly", "day_of_month": 22}, "on the 22nd."),
    ("deciding.extra_days", {"kind": "monthly", "day_of_month": 23}, "on the 23rd."),
]


@pytest.mark.parametrize(("path", "value", "words"), COUNTED)
def test_one_is_not_told_as_many(path, value, words):
    assert words in told(changed(path, value), EN)


def test_a_window_is_told_of_what_is_cancelled_exchanged_or_a_public_holiday():
    holiday = told(changed("credits.public_holiday_credit", HOLIDAY), NL)

    assert (
        "Dat tegoed kun je meteen gebruiken, tot en met 31 december van het jaar van de dag die "
        "je afmeldt." in holiday
    )
    assert "Dat kun je meteen gebruiken, tot en met 31 december van het jaar van de feestdag." in (
        holiday
    )
    assert (
        "De andere dag kan elke dag zijn vanaf vandaag, tot en met 31 december van het jaar van de "
        "dag die je inlevert." in holiday
    )


def test_a_credit_that_is_not_split_is_not_said_to_lapse():
    whole = changed("credits.split_allowed", False)  # noqa: FBT003 - the value of a parameter

    assert (
        "Een tegoed gebruik je in zijn geheel: voor een dag die minder kost, kun je het niet "
        "gebruiken." in told(whole, NL)
    )
    assert "You use a credit as a whole: you cannot use it for a day that costs less." in (
        told(whole, EN)
    )


def test_what_is_not_offered_is_not_decided_about():
    no_exchanges = told(changed("exchanging", None), EN)
    no_extra_days = told(changed("asking.pay_with", []), EN)

    assert "Exchanges:" not in no_exchanges
    assert "Extra days:" in no_exchanges
    assert "Extra days:" not in no_extra_days


@pytest.mark.parametrize("language", Language)
def test_rules_in_another_order_are_told_as_different(language):
    """The first that fits counts, so they are other rules."""
    far, near = RULE | {"reasons": ["holiday"], "deadline": LEADS[-1]}, RULE
    old = policy_of(changed("cancelling.rules", [far, near]))
    new = policy_of(changed("cancelling.rules", [near, far]))

    (section,) = differences_in_words(old, new, language)

    assert len(section.gone) == len(section.new) == 2
    assert [it.split(".")[0] for it in section.new] == [it.split(".")[0] for it in section.gone]
    assert set(section.new) != set(section.gone)


def test_caps_that_change_what_they_do_with_a_rest_are_told_as_different():
    year, balance = {"kind": "year", "amount": "7"}, {"kind": "balance", "amount": "8"}
    old = [{**year, "partly": True}, {**balance, "partly": False}]
    new = [{**year, "partly": False}, {**balance, "partly": True}]

    (section,) = differences_in_words(
        policy_of(changed("credits.caps", old)), policy_of(changed("credits.caps", new)), NL
    )

    assert len(section.new) == 2


def test_a_time_is_told_as_on_a_clock():
    lead = {"kind": "clock_time", "days": 1, "clock": "08:05"}
    policy = policy_of(changed("asking.min_lead", lead))

    assert policy.asking.min_lead.clock == time(8, 5)
    assert "tot 08:05 op de dag ervoor" in told(plain_policy(policy), NL)
