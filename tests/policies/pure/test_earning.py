"""Which policy a day has, when it is asked for, and what cancelling it gives."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    AfterGivenDay,
    Asking,
    Cancelling,
    Cap,
    CapKind,
    Credits,
    EarnRule,
    Exchanging,
    HoursBefore,
    Policies,
    Reason,
    Span,
    SpanUnit,
    TooEarly,
    TooLate,
    Unit,
    Window,
    default_policy,
)
from tests.policies.builders import (
    START,
    THURSDAY,
    WHOLE_DAY,
    a_part,
    a_policy,
    code_of,
    earned,
    local,
)

NOW = local("2026-11-02T10:00")
DAY_CARE, BSO = CareType.DAY_CARE, CareType.OUT_OF_SCHOOL

DOCUMENTS = (
    a_policy(version=1),
    a_policy(version=2, effective_from=date(2027, 1, 1)),
    a_policy(version=3, effective_from=date(2026, 6, 1)),
    a_policy(version=4, effective_from=date(2026, 6, 1)),
    a_policy(version=1, effective_from=date(2026, 3, 1), care_type=BSO),
)
IN_FORCE = [
    (DAY_CARE, date(2025, 12, 31), 0),
    (DAY_CARE, START, 1),
    (DAY_CARE, date(2026, 5, 31), 1),
    (DAY_CARE, date(2026, 6, 1), 4),
    (DAY_CARE, date(2026, 12, 31), 4),
    (DAY_CARE, date(2030, 1, 1), 2),
    (BSO, date(2026, 2, 28), 0),
    (BSO, date(2026, 3, 1), 1),
    (CareType.PRESCHOOL, START, 0),
]


@pytest.mark.parametrize(("care_type", "day", "version"), IN_FORCE)
def test_a_day_has_the_rules_that_began_last_and_of_one_day_the_newest(care_type, day, version):
    for documents in (DOCUMENTS, DOCUMENTS[::-1]):
        policy = Policies(documents).for_day(care_type, day)
        assert (policy.care_type, policy.version) == (care_type, version)


def test_what_comes_later_is_known_in_its_order():
    known = Policies(DOCUMENTS)

    assert [it.version for it in known.later(DAY_CARE, START)] == [4, 2]
    assert [it.version for it in known.later(DAY_CARE, date(2025, 1, 1))] == [1, 4, 2]
    assert [it.version for it in known.versions(DAY_CARE)] == [4, 3, 2, 1]
    assert (known.latest_version(DAY_CARE), Policies().latest_version(DAY_CARE)) == (4, 0)


@pytest.mark.parametrize("care_type", CareType)
def test_nothing_is_ever_without_rules(care_type):
    policy = Policies().for_day(care_type, date.min)

    assert policy == default_policy(care_type)
    assert earned(policy, a_part(), local("2026-11-11T08:00")) == "10.5 hours until 2026-12-31"
    assert earned(policy, a_part(), local("2026-11-11T08:01")) == "TooLate"


ASKED = [
    (date(2026, 11, 2), "TooLate"),
    (date(2026, 11, 1), "TooLate"),
    (date(2026, 11, 3), None),
    (date(2027, 11, 2), None),
    (date(2027, 11, 3), "TooEarly"),
    (date.min, "TooLate"),
    (date.max, "TooEarly"),
]


@pytest.mark.parametrize(("day", "refusal"), ASKED)
def test_a_day_is_asked_for_in_time_and_not_too_far_ahead(day, refusal):
    assert code_of(a_policy().why_not_asked(day, now=NOW, opens=time(10))) == refusal


def test_who_asks_too_late_hears_until_when_and_which_day_is_next():
    with pytest.raises(TooLate) as refusal:
        a_policy().check_request_time(date(2026, 11, 3), now=NOW, opens=time(8))

    assert refusal.value.data == {
        "day": date(2026, 11, 3),
        "until": local("2026-11-02T08:00"),
        "earliest": date(2026, 11, 4),
    }


def test_who_asks_too_early_hears_for_which_days_it_is_possible_now():
    policy = a_policy(asking=Asking(max_lead=Span(12, SpanUnit.WEEKS)))

    with pytest.raises(TooEarly) as refusal:
        policy.check_request_time(date(2027, 1, 26), now=NOW)

    assert refusal.value.data["latest"] == date(2027, 1, 25)


def test_without_a_limit_a_day_is_asked_for_as_early_as_one_likes():
    policy = a_policy(asking=Asking(max_lead=None))
    assert policy.why_not_asked(date(2060, 1, 1), now=NOW) is None


def test_a_day_is_cancelled_until_it_is_over_whatever_it_gives():
    policy = a_policy(cancelling=Cancelling(rules=()))

    assert policy.may_cancel(date(2026, 11, 2), now=local("2026-11-02T23:59"))
    assert not policy.may_cancel(date(2026, 11, 2), now=local("2026-11-03T00:00"))
    assert earned(policy, a_part(), NOW) == "ReasonEarnsNothing"


CAPS = [
    # cap, earned this year, balance, and what a day of 10.5 hours gives
    (Cap(CapKind.YEAR, Decimal(77)), "0", "0", "10.5"),
    (Cap(CapKind.YEAR, Decimal(77)), "70", "0", "7"),
    (Cap(CapKind.YEAR, Decimal(77), partly=False), "70", "0", "YearlyLimitReached"),
    (Cap(CapKind.YEAR, Decimal(77)), "77", "0", "YearlyLimitReached"),
    (Cap(CapKind.YEAR, Decimal(77)), "80", "0", "YearlyLimitReached"),
    (Cap(CapKind.BALANCE, Decimal(77)), "500", "66.5", "10.5"),
    (Cap(CapKind.BALANCE, Decimal(77)), "0", "70", "7"),
    (Cap(CapKind.BALANCE, Decimal(77)), "0", "77", "BalanceLimitReached"),
]


@pytest.mark.parametrize(("cap", "earned_this_year", "balance", "given"), CAPS)
def test_a_cap_gives_what_still_fits_or_says_that_it_is_reached(
    cap, earned_this_year, balance, given
):
    policy = a_policy(credits=Credits(caps=(cap,)))

    outcome = policy.earns(
        a_part(),
        reason=Reason.OTHER,
        now=NOW,
        earned_this_year=Decimal(earned_this_year),
        balance=Decimal(balance),
    )

    if hasattr(outcome, "why"):
        assert outcome.code == given
    else:
        assert outcome.amount == Decimal(given)
        assert (outcome.limited_by == cap) is (outcome.amount < outcome.in_full)


def test_two_caps_say_the_same_in_either_order():
    year, balance = Cap(CapKind.YEAR, Decimal(77)), Cap(CapKind.BALANCE, Decimal(77), partly=False)
    so_far = {"earned_this_year": Decimal(74), "balance": Decimal(72)}

    for caps in ((year, balance), (balance, year)):
        policy = a_policy(credits=Credits(caps=caps))
        assert earned(policy, a_part(), local("2026-11-02T10:00"), **so_far) == (
            "BalanceLimitReached"
        )


def test_of_two_caps_the_narrower_one_counts():
    caps = (Cap(CapKind.YEAR, Decimal(12)), Cap(CapKind.BALANCE, Decimal(77)))
    policy = a_policy(credits=Credits(caps=caps))

    outcome = policy.earns(
        a_part(), reason=Reason.OTHER, now=NOW, earned_this_year=Decimal(5), balance=Decimal(73)
    )

    assert (outcome.amount, outcome.limited_by) == (Decimal(4), caps[1])


EXCLUDED = [
    ({"is_public_holiday": True}, "public_holidays", "PublicHolidayExcluded"),
    ({"is_closing_day": True}, "closing_days", "ClosingDayExcluded"),
]


@pytest.mark.parametrize(("what", "parameter", "refusal"), EXCLUDED)
def test_some_days_are_given_back_only_where_the_rules_say_so(what, parameter, refusal):
    strict, kind = a_policy(), a_policy(cancelling=Cancelling(**{parameter: True}))
    exchanges = a_policy(exchanging=Exchanging(**{parameter: True}))
    part, wanted = a_part(**what), THURSDAY + timedelta(days=7)

    assert earned(strict, part, NOW) == refusal
    assert earned(kind, part, NOW) == "10.5 hours until 2026-12-31"
    assert code_of(strict.why_not_exchanged(part, wanted, hours=WHOLE_DAY, now=NOW)) == refusal
    assert exchanges.why_not_exchanged(part, wanted, hours=WHOLE_DAY, now=NOW) is None


def test_the_first_rule_that_one_is_in_time_for_gives_the_credit():
    year, month = (Window(usable_until=it) for it in (_after(12), _after(1)))
    rules = (
        EarnRule(frozenset({Reason.HOLIDAY}), HoursBefore(240), year),
        EarnRule(frozenset({Reason.HOLIDAY, Reason.SICK}), HoursBefore(24), month),
    )
    policy = a_policy(cancelling=Cancelling(rules=rules))
    early, late, too_late = (local(f"2026-11-{it}T08:00") for it in ("02", "03", "12"))

    assert earned(policy, a_part(), early, reason=Reason.HOLIDAY).endswith("2027-11-12")
    assert earned(policy, a_part(), late, reason=Reason.HOLIDAY).endswith("2026-12-12")
    assert earned(policy, a_part(), early, reason=Reason.SICK).endswith("2026-12-12")
    assert earned(policy, a_part(), too_late, reason=Reason.HOLIDAY) == "TooLate"
    assert earned(policy, a_part(), early, reason=Reason.OTHER) == "ReasonEarnsNothing"


def test_an_outcome_has_the_facts_for_its_words():
    outcome = a_policy(version=7).earns(a_part(), reason=Reason.SICK, now=NOW)

    assert outcome.because.version == 7
    assert outcome.because.until == local("2026-11-11T08:00")
    assert (outcome.usable_from, outcome.unit) == (date(2026, 11, 2), Unit.HOURS)


def _after(months):
    return AfterGivenDay(Span(months, SpanUnit.MONTHS))
