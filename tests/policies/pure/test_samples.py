"""What the twelve organisations say, each as a table of days: their rules, and no code of ours."""

import json
from datetime import date, time, timedelta
from decimal import Decimal

import msgspec
import pytest

from chalicelib.core.language import Language
from chalicelib.organisations.model import CareType
from chalicelib.policies import checks
from chalicelib.policies.documents import PolicyRules
from chalicelib.policies.model import Capacity, Collected, Reason, default_policy
from chalicelib.policies.plain import plain_policy
from chalicelib.policies.samples import FOLDER, samples
from chalicelib.policies.words import policy_in_words
from tests.policies.builders import (
    HALF_DAY,
    START,
    WHOLE_DAY,
    ACredit,
    a_part,
    code_of,
    earned,
    local,
)

NAMES = [
    *("bink", "dreamzzz", "fantaziehuis", "kinderrijk", "kion", "korein", "kwink", "skar"),
    *("solidoe", "spelerwijs", "voor-dag-en-dou", "zein"),
]
POLICIES = [(name, care_type) for name in NAMES for care_type in CareType]
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
HOLIDAY = {"is_public_holiday": True}
SO_FAR = {"earned_this_year": Decimal(7)}


def sample(name, care_type=CareType.DAY_CARE):
    return samples()[name].policy(care_type, effective_from=START)


def test_all_twelve_are_there_and_each_says_only_what_its_organisation_says():
    assert list(samples()) == NAMES
    for file in FOLDER.glob("*.json"):
        for each in json.loads(file.read_text())["policies"]:
            assert each["rules"].keys() < set(PolicyRules.__struct_fields__)


@pytest.mark.parametrize(("name", "care_type"), POLICIES)
def test_every_sample_can_be_saved_as_it_is_and_is_told_in_words(name, care_type):
    policy = sample(name, care_type)

    msgspec.convert(samples()[name].rules[care_type], PolicyRules)
    checks.check(policy)
    for language in Language:
        assert len(policy_in_words(policy, language)) == 6
    assert plain_policy(policy) != plain_policy(default_policy(care_type))


# The given-up day is Thursday 12 November 2026, with care from 8:00 for 10.5 hours.
CANCELLED = [
    # who, when it is cancelled, more of the day, and what that gives
    ("kion", "2026-11-11T08:00", {}, "2 points until 2027-01-12"),
    ("kion", "2026-11-11T08:01", {}, "TooLate"),
    ("kion", "2026-11-11T08:00", {"hours": HALF_DAY}, "1 points until 2027-01-12"),
    ("kinderrijk", "2026-11-11T18:30", {}, "1 points until 2026-12-31"),
    ("kinderrijk", "2026-11-11T18:31", {}, "TooLate"),
    ("kinderrijk", "2026-11-10T10:00", HOLIDAY, "PublicHolidayExcluded"),
    ("kinderrijk", "2026-11-10T10:00", SO_FAR, "YearlyLimitReached"),
    ("kinderrijk", "2026-11-10T10:00", {"earned_this_year": 6}, "1 points until 2026-12-31"),
    ("zein", "2026-11-09T08:00", {}, "10.5 hours until 2026-12-31"),
    ("zein", "2026-11-09T08:01", {}, "TooLate"),
    ("zein", "2026-11-02T08:00", {"balance": 70}, "7 hours until 2026-12-31"),
    ("zein", "2026-11-02T08:00", {"balance": 77}, "BalanceLimitReached"),
    ("zein", "2026-11-02T08:00", {"earned_this_year": 77}, "10.5 hours until 2026-12-31"),
    ("kinderrijk", "2026-11-11T18:30", {"hours": HALF_DAY}, "1 points until 2026-12-31"),
    ("solidoe", "2026-11-08T23:59", {}, "4 points until 2027-11-08"),
    ("solidoe", "2026-11-09T00:00", {}, "TooLate"),
    ("solidoe", "2026-08-11T12:00", {}, "TooEarly"),
    ("solidoe", "2026-08-12T12:00", {}, "4 points until 2027-08-12"),
    ("solidoe", "2026-11-02T12:00", {"hours": HALF_DAY}, "2 points until 2027-11-02"),
    ("solidoe", "2026-11-02T12:00", {"hours": Decimal(3)}, "1 points until 2027-11-02"),
    ("fantaziehuis", "2026-11-10T09:30", {}, "10.5 hours until 2026-12-31"),
    ("fantaziehuis", "2026-11-10T09:31", {}, "TooLate"),
    ("skar", "2026-11-02T12:00", {"reason": Reason.SICK}, "10 points until 2027-02-12"),
    ("skar", "2026-10-01T12:00", {"reason": Reason.HOLIDAY}, "10 points until 2027-11-12"),
    ("skar", "2026-10-02T12:00", {"reason": Reason.HOLIDAY}, "10 points until 2027-02-12"),
    ("skar", "2026-11-02T12:00", {"hours": HALF_DAY}, "5 points until 2027-02-12"),
    ("korein", "2026-11-12T08:30", {}, "10.5 hours until 2026-12-31"),
    ("korein", "2026-11-12T08:31", {}, "TooLate"),
    ("korein", "2026-08-11T12:00", {}, "TooEarly"),
    ("korein", "2026-11-02T12:00", HOLIDAY, "10.5 hours until 2026-12-31"),
    ("kwink", "2026-11-12T08:30", {}, "11 hours until 2026-12-31"),
    ("kwink", "2026-11-12T08:31", {}, "TooLate"),
    ("kwink", "2026-11-02T12:00", {"hours": HALF_DAY}, "5.5 hours until 2026-12-31"),
    ("voor-dag-en-dou", "2026-11-11T08:00", {}, "10.5 hours until 2026-12-31"),
    ("voor-dag-en-dou", "2026-11-11T08:01", {}, "TooLate"),
    ("voor-dag-en-dou", "2026-11-02T12:00", HOLIDAY, "10.5 hours until 2026-12-31"),
    ("spelerwijs", "2026-11-10T08:00", {}, "10.5 hours until 2027-01-12"),
    ("spelerwijs", "2026-11-10T08:01", {}, "TooLate"),
    ("bink", "2026-11-02T12:00", {}, "10.5 hours until 2026-11-22"),
    ("bink", "2026-11-02T12:00", HOLIDAY, "PublicHolidayExcluded"),
    ("bink", "2026-11-02T12:00", {"is_closing_day": True}, "ClosingDayExcluded"),
    ("dreamzzz", "2026-11-02T12:00", {}, "10.5 hours until 2027-05-12"),
    ("dreamzzz", "2026-11-02T12:00", HOLIDAY, "10.5 hours until 2027-05-12"),
]
OF_THE_QUESTION = ("reason", "earned_this_year", "balance")


@pytest.mark.parametrize(("name", "now", "more", "given"), CANCELLED)
def test_a_cancelled_day_gives_what_the_organisation_promises(name, now, more, given):
    asked = {it: more[it] for it in OF_THE_QUESTION if it in more}
    part = a_part(**{it: more[it] for it in more if it not in asked})

    assert earned(sample(name), part, local(now), **asked) == given


def test_preschool_of_spelerwijs_gives_nothing_and_exchanges_nothing():
    policy = sample("spelerwijs", CareType.PRESCHOOL)
    now = local("2026-11-02T12:00")

    refusal = policy.why_not_exchanged(a_part(), date(2026, 11, 19), hours=WHOLE_DAY, now=now)

    assert earned(policy, a_part(), now) == "ReasonEarnsNothing"
    assert code_of(refusal) == "ExchangeNotOffered"


# Thursday 12 November 2026, with care from 8:00, is given up for a day two weeks later.
GIVEN_UP = [
    # who, at the last minute that is in time; a minute later it is too late
    ("kion", "2026-11-11T08:00"),
    ("kinderrijk", "2026-11-11T18:30"),
    ("zein", "2026-11-09T08:00"),
    ("solidoe", "2026-11-08T23:59"),
    ("fantaziehuis", "2026-11-10T09:30"),
    ("korein", "2026-11-12T08:30"),
    ("kwink", "2026-11-12T08:30"),
    ("voor-dag-en-dou", "2026-11-11T08:00"),
    ("spelerwijs", "2026-11-10T08:00"),
]


@pytest.mark.parametrize(("name", "last_minute"), GIVEN_UP)
def test_a_day_is_given_up_for_another_until_when_it_can_be_cancelled(name, last_minute):
    policy, last = sample(name), local(last_minute)
    wanted, told = date(2026, 11, 26), {"hours": WHOLE_DAY, "opens": time(8)}

    too_late = policy.why_not_exchanged(a_part(), wanted, now=last + MINUTE, **told)

    assert policy.why_not_exchanged(a_part(), wanted, now=last, **told) is None
    assert code_of(too_late) == "TooLate"
    assert policy.exchanging.deadline == policy.cancelling.rules[0].deadline


# Asked on Monday 26 October 2026 at noon, to give up Thursday 12 November.
JANUARY = {"day": date(2027, 1, 14)}
FEBRUARY = {"day": date(2027, 2, 11)}
EXCHANGED = [
    ("kion", {}, "2026-11-11", None),
    ("kion", {}, "2027-01-12", None),
    ("kion", {}, "2027-01-13", "OutsideExchangeWindow"),
    ("kion", {"day": date(2026, 12, 10)}, "2026-11-09", "OutsideExchangeWindow"),
    ("kion", {"day": date(2026, 12, 10)}, "2026-11-10", None),
    ("kion", {"was_exchanged": True}, "2026-11-11", "AlreadyExchanged"),
    ("kinderrijk", {}, "2026-12-31", None),
    ("kinderrijk", {}, "2027-01-04", "OutsideExchangeWindow"),
    ("kinderrijk", JANUARY, "2026-12-31", "OutsideExchangeWindow"),
    ("kinderrijk", JANUARY, "2027-01-04", None),
    ("kinderrijk", HOLIDAY, "2026-11-16", "PublicHolidayExcluded"),
    ("kinderrijk", {"earned_this_year": Decimal(6)}, "2026-11-16", None),
    ("kinderrijk", SO_FAR, "2026-11-16", "YearlyLimitReached"),
    ("zein", {"earned_this_year": Decimal(777)}, "2026-11-16", None),
    ("zein", {}, "2026-12-31", None),
    ("zein", {}, "2027-01-04", "OutsideExchangeWindow"),
    ("zein", {"was_exchanged": True}, "2026-11-11", None),
    ("solidoe", {"day": date(2027, 1, 26)}, "2026-11-16", None),
    ("solidoe", {"day": date(2027, 1, 27)}, "2026-11-16", "TooEarly"),
    ("skar", {}, "2027-02-12", None),
    ("skar", {}, "2027-02-13", "OutsideExchangeWindow"),
    ("korein", {"day": date(2027, 1, 26)}, "2026-11-16", None),
    ("korein", FEBRUARY, "2026-11-16", "TooEarly"),
    ("korein", HOLIDAY, "2026-11-16", None),
    ("bink", {}, "2026-11-02", None),
    ("bink", {}, "2026-11-01", "OutsideExchangeWindow"),
    ("bink", {}, "2026-11-22", None),
    ("bink", {}, "2026-11-23", "OutsideExchangeWindow"),
    ("bink", HOLIDAY, "2026-11-16", "PublicHolidayExcluded"),
    ("bink", {"is_closing_day": True}, "2026-11-16", "ClosingDayExcluded"),
    ("dreamzzz", HOLIDAY, "2026-11-16", None),
    ("dreamzzz", {}, "2027-05-12", None),
    ("dreamzzz", {}, "2027-05-13", "OutsideExchangeWindow"),
    ("kwink", {"hours": HALF_DAY}, "2026-11-16", None),
    ("voor-dag-en-dou", {}, "2027-01-19", "TooEarly"),
    ("voor-dag-en-dou", JANUARY, "2027-01-18", None),
    ("voor-dag-en-dou", {}, "2026-12-31", None),
    ("voor-dag-en-dou", {}, "2027-01-04", "OutsideExchangeWindow"),
    ("voor-dag-en-dou", JANUARY, "2026-12-31", "OutsideExchangeWindow"),
    ("voor-dag-en-dou", {"hours": HALF_DAY}, "2026-11-16", "OtherSize"),
    ("voor-dag-en-dou", HOLIDAY, "2026-11-16", None),
    ("spelerwijs", {}, "2027-01-12", None),
    ("spelerwijs", {}, "2027-01-13", "OutsideExchangeWindow"),
]


@pytest.mark.parametrize(("name", "more", "wanted", "refusal"), EXCHANGED)
def test_a_day_is_exchanged_where_the_organisation_lets_one(name, more, wanted, refusal):
    of_the_day = {it: more[it] for it in more if it != "earned_this_year"}

    found = sample(name).why_not_exchanged(
        a_part(**of_the_day),
        date.fromisoformat(wanted),
        hours=WHOLE_DAY,
        now=local("2026-10-26T12:00"),
        opens=time(8),
        earned_this_year=more.get("earned_this_year", Decimal(0)),
    )

    assert code_of(found) == refusal


def test_preschool_of_spelerwijs_is_told_nothing_about_credits_and_exchanges():
    policy = sample("spelerwijs", CareType.PRESCHOOL)
    told = {it.name: it.sentences for it in policy_in_words(policy, Language.NL)}

    assert told["credits"] == ("Voor deze opvang is er geen tegoed.",)
    assert told["exchanging"] == ("Ruilen van dagen kan niet.",)
    assert "Een extra dag betaal je op de factuur." in told["asking"]
    assert not [it for it in told["deciding"] if "Ruil" in it]


def test_credits_for_days_of_next_year_are_used_in_that_year_at_kinderrijk_and_voor_dag_en_dou():
    for name in ("kinderrijk", "voor-dag-en-dou"):
        given = sample(name).earns(
            a_part(date(2027, 1, 14)), reason=Reason.OTHER, now=local("2026-12-01T12:00")
        )
        assert (given.usable_from, given.expires_on) == (date(2027, 1, 1), date(2027, 12, 31))


USED = [
    # of a credit that lasts until 31 December
    ("kinderrijk", {}, "2026-12-31", WHOLE_DAY, None),
    ("kinderrijk", {}, "2027-01-04", WHOLE_DAY, "CreditExpired"),
    ("kion", {"child_id": "daan"}, "2026-12-03", WHOLE_DAY, "OtherChild"),
    ("kion", {"care_type": CareType.OUT_OF_SCHOOL}, "2026-12-03", WHOLE_DAY, "OtherCareType"),
    ("kion", {"usable_from": date(2026, 12, 4)}, "2026-12-03", WHOLE_DAY, "OutsideExchangeWindow"),
    ("voor-dag-en-dou", {}, "2026-12-03", HALF_DAY, "OtherSize"),
    ("voor-dag-en-dou", {}, "2026-12-03", WHOLE_DAY, None),
    ("zein", {}, "2026-12-03", HALF_DAY, None),
]


@pytest.mark.parametrize(("name", "changes", "wanted", "hours", "refusal"), USED)
def test_a_credit_is_used_where_the_organisation_lets_one(name, changes, wanted, hours, refusal):
    found = sample(name).why_not_usable(
        ACredit(**changes),
        date.fromisoformat(wanted),
        hours=hours,
        child_id="noor",
        today=date(2026, 11, 2),
    )

    assert code_of(found) == refusal


def test_solidoe_credits_a_public_holiday_by_itself_the_weekend_before():
    policy = sample("solidoe")
    given = policy.public_holiday_credit(date(2026, 4, 27), hours=WHOLE_DAY)

    assert (given.amount, given.usable_from) == (Decimal(4), date(2026, 4, 25))
    assert given.expires_on == date(2027, 4, 25)
    assert not policy.credits.split_allowed
    assert sample("kion").public_holiday_credit(date(2026, 4, 27), hours=WHOLE_DAY) is None


def test_kion_reduces_credits_pro_rata_and_ends_them_with_the_contract():
    policy = sample("kion")
    left = {"hours_before": Decimal(30), "hours_after": Decimal(15)}

    assert policy.after_contract_change(Decimal(4), **left) == Decimal(2)
    assert sample("zein").after_contract_change(Decimal(4), **left) == Decimal(4)
    assert policy.expiry_at_contract_end(date(2026, 12, 31), until=START) == START
    assert sample("zein").expiry_at_contract_end(date(2026, 12, 31), until=START) == START


DECIDED = [
    ("kwink", "2026-11-20"),
    ("kion", None),
    ("voor-dag-en-dou", "2026-11-26"),
]


@pytest.mark.parametrize(("name", "day"), DECIDED)
def test_it_is_decided_when_the_organisation_decides(name, day):
    for is_exchange in (True, False):
        decided = sample(name).decided_on(
            date(2026, 12, 3), asked_on=date(2026, 11, 2), is_exchange=is_exchange
        )
        assert str(decided) == str(day)


def test_voor_dag_en_dou_grants_in_the_order_of_asking():
    deciding = sample("voor-dag-en-dou").deciding
    assert isinstance(deciding.extra_days, Collected)
    assert isinstance(deciding.exchanges, Collected)


def test_no_extra_staff_is_called_in_at_kion_and_bink():
    staffed = [it for it in NAMES if sample(it).deciding.capacity is Capacity.STAFFED]
    assert staffed == ["bink", "kion"]


def test_what_was_granted_is_not_given_back_at_korein_and_voor_dag_en_dou():
    for name in ("korein", "voor-dag-en-dou"):
        policy = sample(name)
        assert not policy.may_cancel_granted(date(2026, 12, 3), now=local("2026-11-02T12:00"))


def test_a_week_is_a_week_at_bink_whatever_day_is_given_up():
    for number in range(7):
        monday = date(2026, 11, 9)
        days = sample("bink").exchange_days(monday + timedelta(days=number), today=START)
        assert (days.first, days.last) == (monday - WEEK, monday + 2 * WEEK - timedelta(days=1))
