"""What credits are used for, what is exchanged, and who decides."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from chalicelib.core.errors import PortalError
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    AfterGivenDay,
    Amount,
    Asking,
    ByStaff,
    Cap,
    CapKind,
    Collected,
    Credits,
    Deciding,
    Exchanging,
    ExpiryCounts,
    ExtraDaysNotOffered,
    HoursBefore,
    Instant,
    Monthly,
    OnContractChange,
    Payment,
    PublicHolidayCredit,
    Scope,
    Size,
    Span,
    SpanUnit,
    Unit,
    Window,
)
from tests.policies.builders import (
    HALF_DAY,
    START,
    THURSDAY,
    WHOLE_DAY,
    ACredit,
    a_part,
    a_policy,
    code_of,
    local,
)

NOW = local("2026-11-02T10:00")
BSO = CareType.OUT_OF_SCHOOL
HALF_OR_WHOLE = (Size(Decimal(6), Decimal(1)), Size(None, Decimal(2)))
POINTS = Credits(unit=Unit.POINTS, sizes=HALF_OR_WHOLE)


def _after(months):
    return AfterGivenDay(Span(months, SpanUnit.MONTHS))


USES = [
    # scope and other parameters, the credit, and what is in the way of Thursday 12 November
    ({}, {}, None),
    ({}, {"child_id": "daan"}, "OtherChild"),
    ({"scope": frozenset({Scope.CARE_TYPE})}, {"child_id": "daan"}, "OtherChild"),
    ({}, {"care_type": BSO}, "OtherCareType"),
    ({"scope": frozenset({Scope.CHILD})}, {"care_type": BSO}, None),
    ({}, {"product": "school-weeks", "group_id": "owls"}, None),
    ({"scope": frozenset({Scope.PRODUCT})}, {"product": "school-weeks"}, "OtherProduct"),
    ({"scope": frozenset({Scope.GROUP})}, {"group_id": "owls"}, "OtherGroup"),
    ({}, {"expires_on": date(2026, 11, 12)}, None),
    ({}, {"expires_on": date(2026, 11, 11)}, "CreditExpired"),
    ({}, {"expires_on": None}, None),
    ({"expiry_counts": ExpiryCounts.DAY_OF_ASKING}, {"expires_on": date(2026, 11, 2)}, None),
    (
        {"expiry_counts": ExpiryCounts.DAY_OF_ASKING},
        {"expires_on": date(2026, 11, 1)},
        "CreditExpired",
    ),
    ({}, {"usable_from": date(2026, 11, 12)}, None),
    ({}, {"usable_from": date(2026, 11, 13)}, "OutsideExchangeWindow"),
    ({"same_size_only": True}, {}, None),
    ({"same_size_only": True}, {"given_hours": HALF_DAY}, "OtherSize"),
    ({"same_size_only": True, "sizes": HALF_OR_WHOLE}, {"given_hours": Decimal(11)}, None),
    ({"same_size_only": True}, {"given_hours": None}, None),
]


@pytest.mark.parametrize(("parameters", "changes", "refusal"), USES)
def test_a_credit_is_used_where_its_rules_let_it(parameters, changes, refusal):
    policy = a_policy(credits=Credits(**parameters))

    found = policy.why_not_usable(
        replace(ACredit(), **changes),
        THURSDAY,
        hours=WHOLE_DAY,
        child_id="noor",
        today=date(2026, 11, 2),
        product="whole-year",
        group_id="ladybirds",
    )

    assert code_of(found) == refusal


COSTS = [
    (Credits(), "10.5", "10.5"),
    (POINTS, "5", "1"),
    (POINTS, "6", "1"),
    (POINTS, "6.25", "2"),
]


@pytest.mark.parametrize(("credits_", "hours", "cost"), COSTS)
def test_a_day_costs_its_hours_or_the_points_of_its_size(credits_, hours, cost):
    assert a_policy(credits=credits_).cost_of(Decimal(hours)) == Decimal(cost)


def test_what_credits_do_not_pay_goes_on_the_invoice_in_proportion():
    points, hours = a_policy(credits=POINTS), a_policy()

    assert points.invoice_hours(Decimal(10), paid=Decimal(1)) == Decimal(5)
    assert hours.invoice_hours(WHOLE_DAY, paid=Decimal("5.5")) == Decimal(5)
    assert hours.invoice_hours(WHOLE_DAY, paid=Decimal(0)) == WHOLE_DAY
    assert hours.invoice_hours(WHOLE_DAY, paid=Decimal(99)) == 0


EXCHANGES = [
    # exchanging, wanted day, hours, more of the question, and what is in the way
    (Exchanging(), date(2026, 11, 19), "10.5", {}, None),
    (None, date(2026, 11, 19), "10.5", {}, "ExchangeNotOffered"),
    (Exchanging(), date(2027, 1, 1), "10.5", {}, "OutsideExchangeWindow"),
    (Exchanging(), date(2026, 11, 2), "10.5", {}, "TooLate"),
    (Exchanging(), date(2028, 1, 1), "10.5", {}, "TooEarly"),
    (Exchanging(same_size_only=True), date(2026, 11, 19), "5", {}, "OtherSize"),
    (Exchanging(), date(2026, 11, 19), "5", {}, None),
    (
        Exchanging(max_per_year=5),
        date(2026, 11, 19),
        "10.5",
        {"exchanges_this_year": 5},
        "YearlyLimitReached",
    ),
    (Exchanging(max_per_year=5), date(2026, 11, 19), "10.5", {"exchanges_this_year": 4}, None),
    (Exchanging(HoursBefore(300)), date(2026, 11, 19), "10.5", {}, "TooLate"),
]


@pytest.mark.parametrize(("exchanging", "wanted", "hours", "more", "refusal"), EXCHANGES)
def test_a_day_is_exchanged_for_another_within_its_rules(exchanging, wanted, hours, more, refusal):
    policy = a_policy(exchanging=exchanging)
    told = {"hours": Decimal(hours), "now": NOW, **more}

    assert code_of(policy.why_not_exchanged(a_part(), wanted, **told)) == refusal
    with pytest.raises(PortalError) if refusal else nullcontext():
        policy.check_exchange(a_part(), wanted, **told)


def test_a_day_from_an_exchange_is_exchanged_again_unless_the_rules_forbid_it():
    part, wanted = a_part(was_exchanged=True), date(2026, 11, 19)
    once = a_policy(exchanging=Exchanging(re_exchange_allowed=False))

    assert a_policy().why_not_exchanged(part, wanted, hours=WHOLE_DAY, now=NOW) is None
    refusal = once.why_not_exchanged(part, wanted, hours=WHOLE_DAY, now=NOW)
    assert code_of(refusal) == "AlreadyExchanged"


def test_a_granted_day_is_let_go_until_its_deadline_or_never():
    strict, kind = a_policy(), a_policy(asking=Asking(granted_cancellable_until=HoursBefore(48)))

    assert not strict.may_cancel_granted(THURSDAY, now=NOW)
    assert strict.granted_cancellable_until(THURSDAY) is None
    assert kind.may_cancel_granted(THURSDAY, now=local("2026-11-10T08:00"), opens=time(8))
    assert not kind.may_cancel_granted(THURSDAY, now=local("2026-11-10T08:01"), opens=time(8))


PRO_RATA = Credits(on_contract_change=OnContractChange.PRO_RATA)
CHANGES = [
    (Credits(), "21", "20", "10", "21"),
    (PRO_RATA, "21", "20", "10", "10.5"),
    (PRO_RATA, "10", "30", "20", "6.67"),
    (PRO_RATA, "21", "20", "40", "21"),
    (PRO_RATA, "21", "20", "0", "0"),
    (replace(POINTS, on_contract_change=OnContractChange.PRO_RATA), "7", "20", "10", "4"),
    (PRO_RATA, "21", "0", "10", "21"),
]


@pytest.mark.parametrize(("credits_", "left", "before", "after", "corrected"), CHANGES)
def test_a_contract_of_fewer_hours_keeps_or_reduces_credits(
    credits_, left, before, after, corrected
):
    policy = a_policy(credits=credits_)
    result = policy.after_contract_change(
        Decimal(left), hours_before=Decimal(before), hours_after=Decimal(after)
    )
    assert result == Decimal(corrected)


def test_credits_end_with_the_contract_where_the_rules_say_so():
    ends, stays = a_policy(), a_policy(credits=Credits(expires_at_contract_end=False))
    june, year_end = date(2026, 6, 30), date(2026, 12, 31)

    assert ends.expiry_at_contract_end(year_end, until=june) == june
    assert ends.expiry_at_contract_end(None, until=june) == june
    assert ends.expiry_at_contract_end(june, until=year_end) == june
    assert stays.expiry_at_contract_end(year_end, until=june) == year_end


ASKED_ON = date(2026, 11, 2)
DECIDED = [
    (Instant(), THURSDAY, ASKED_ON),
    (ByStaff(), THURSDAY, None),
    (ByStaff(3), THURSDAY, date(2026, 11, 5)),
    (ByStaff(30), THURSDAY, THURSDAY),
    (Collected(7), THURSDAY, date(2026, 11, 5)),
    (Collected(14), THURSDAY, ASKED_ON),
    (Monthly(20), date(2026, 12, 24), date(2026, 11, 20)),
    (Monthly(2), date(2026, 12, 24), date(2026, 12, 2)),
    (Monthly(20), THURSDAY, THURSDAY),
]


@pytest.mark.parametrize(("rule", "wanted", "decided"), DECIDED)
def test_it_is_known_when_a_request_is_decided(rule, wanted, decided):
    for_extra = a_policy(deciding=Deciding(extra_days=rule))
    for_exchange = a_policy(deciding=Deciding(exchanges=rule))

    assert for_extra.decided_on(wanted, asked_on=ASKED_ON, is_exchange=False) == decided
    assert for_exchange.decided_on(wanted, asked_on=ASKED_ON, is_exchange=True) == decided
    assert for_extra.decided_on(wanted, asked_on=ASKED_ON, is_exchange=True) is None


def test_a_public_holiday_gives_a_credit_by_itself_where_the_rules_say_so():
    kings_day = date(2026, 4, 27)
    rule = PublicHolidayCredit(weekday_before=5, window=Window(usable_until=_after(2)))
    policy = a_policy(credits=Credits(public_holiday_credit=rule, caps=_no_room()))

    given = policy.public_holiday_credit(kings_day, hours=WHOLE_DAY)

    assert a_policy().public_holiday_credit(kings_day, hours=WHOLE_DAY) is None
    assert given.given == Amount(WHOLE_DAY, Unit.HOURS)
    assert (given.usable_from, given.expires_on) == (date(2026, 4, 25), date(2026, 6, 27))
    assert given.because.until is None


def _no_room():
    return (Cap(CapKind.BALANCE, Decimal("0.5")),)


def test_extra_days_are_paid_as_the_rules_say_or_are_not_offered():
    none = a_policy(asking=Asking(pay_with=frozenset()))
    credit = a_policy(asking=Asking(pay_with=frozenset({Payment.CREDIT})))

    credit.check_extra_days()
    assert credit.can_pay_with(Payment.CREDIT)
    assert not credit.can_pay_with(Payment.INVOICE)
    with pytest.raises(ExtraDaysNotOffered):
        none.check_extra_days()


def test_ending_a_contract_is_for_the_office_where_no_notice_is_agreed():
    assert a_policy().last_contract_day(notice_on=date(2026, 1, 31)) == date(2026, 2, 28)
    assert a_policy(contract_notice=None).last_contract_day(notice_on=START) is None
