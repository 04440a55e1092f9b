"""A policy that nobody has seen yet is a document, and no code."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.language import Language
from chalicelib.organisations.model import CareType
from chalicelib.policies import checks
from chalicelib.policies.differences import differences, differences_in_words
from chalicelib.policies.drafts import PolicyBody
from chalicelib.policies.model import BookedPart, Earned, Policy, Reason, default_policy
from chalicelib.policies.plain import plain_policy, policy_of
from chalicelib.policies.schemas import rules_of
from chalicelib.policies.words import beginning_in_words, outcome_in_words, policy_in_words
from tests.policies.builders import ACredit
from tests.policies.strategies import RULE_DOCUMENTS

DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - see next
    lambda it: it.replace(tzinfo=UTC)
)
HOURS = st.decimals(Decimal(0), Decimal(24), places=2)
PARTS = st.builds(
    BookedPart,
    day=DATES | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    hours=HOURS,
    opens=st.none() | st.times(),
    is_public_holiday=st.booleans(),
    is_closing_day=st.booleans(),
    was_exchanged=st.booleans(),
)
slow_starts = settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100
)


def policy_from(rules: dict) -> Policy:
    """The policy of a document, through the very door that an administrator uses."""
    body = msgspec.json.encode({**rules, "effective_from": "2026-01-01", "version": 3})
    return msgspec.json.decode(body, type=PolicyBody).draft(CareType.DAY_CARE)


@slow_starts
@given(RULE_DOCUMENTS)
def test_any_document_is_told_in_words_in_both_languages(rules):
    policy = policy_from(rules)
    list(checks.mistakes_in(policy))

    for language in Language:
        sections = policy_in_words(policy, language)
        told = [sentence for it in sections for sentence in it.sentences]
        told.append(beginning_in_words(policy, language))
        assert not [it for it in told if re.search(r"[{}]|None|  |\b(True|False)\b", it)]
        assert not [it for it in told if not re.fullmatch(r"\S.*[.?]", it)]


@slow_starts
@given(RULE_DOCUMENTS)
def test_any_document_comes_back_as_it_was_saved(rules):
    policy = policy_from(rules)
    as_kept = msgspec.json.decode(msgspec.json.encode(plain_policy(policy)))
    on_the_wire = msgspec.json.decode(msgspec.json.encode(rules_of(policy)))

    assert policy_of(as_kept) == policy
    assert policy_from(on_the_wire) == policy
    assert differences(policy, policy_of(as_kept)) == []
    assert differences_in_words(policy, policy, Language.NL) == []


@slow_starts
@given(RULE_DOCUMENTS, PARTS, MOMENTS, st.sampled_from(Reason), st.tuples(HOURS, HOURS))
def test_whatever_is_cancelled_gives_something_within_the_caps_or_says_why_not(
    rules, part, now, reason, so_far
):
    policy, (earned_this_year, balance) = policy_from(rules), so_far

    outcome = policy.earns(
        part, reason=reason, now=now, earned_this_year=earned_this_year, balance=balance
    )

    for language in Language:
        assert not re.search(r"[{}]|None", outcome_in_words(outcome, part, language))
    if isinstance(outcome, Earned):
        assert Decimal(0) <= outcome.amount <= outcome.in_full
        rooms = [
            cap.room(earned_this_year=earned_this_year, balance=balance)
            for cap in policy.credits.caps
        ]
        assert all(outcome.amount <= room for room in rooms)


@slow_starts
@given(RULE_DOCUMENTS, PARTS, DATES, MOMENTS, st.tuples(HOURS, st.none() | st.times()))
def test_no_question_breaks_any_policy(rules, part, wanted, now, how_long):
    policy, today, (hours, opens) = policy_from(rules), now.date(), how_long

    policy.why_not_asked(wanted, now=now, opens=opens)
    policy.why_not_exchanged(part, wanted, hours=hours, now=now, opens=opens, exchanges_this_year=2)
    policy.why_not_usable(ACredit(), wanted, hours=hours, child_id="noor", today=today)
    policy.public_holiday_credit(wanted, hours=hours)
    policy.granted_cancellable_until(wanted, opens=opens)
    policy.may_cancel_granted(wanted, now=now, opens=opens)
    policy.last_contract_day(notice_on=wanted)
    for is_exchange in (True, False):
        decided = policy.decided_on(wanted, asked_on=today, is_exchange=is_exchange)
        assert decided is None or wanted < today or today <= decided <= wanted
    assert Decimal(0) <= policy.invoice_hours(hours, paid=Decimal(3)) <= hours
    less = policy.after_contract_change(
        Decimal(7), hours_before=Decimal(20), hours_after=Decimal(10)
    )
    assert less in (Decimal(7), Decimal(4), Decimal("3.5"))


@slow_starts
@given(RULE_DOCUMENTS)
def test_what_is_different_from_the_default_is_told_and_named(rules):
    policy = policy_from(rules)
    found = differences(default_policy(CareType.DAY_CARE), policy)

    assert found[0].path == "effective_from"
    assert all(it.before != it.after for it in found)
    assert len({it.path for it in found}) == len(found)
