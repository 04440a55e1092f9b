"""What a day would take is told before anybody presses, and what is against it as well."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.bookings.model import Decides, Offer, PartOfDay, Pay
from chalicelib.bookings.situation import Situation
from chalicelib.bookings.weighing import offer_for
from chalicelib.bookings.words import option_in_words
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.core.slots import Slot
from chalicelib.days.model import DayEntry, DayRef, RequestState
from chalicelib.occupancy.room import Room
from chalicelib.organisations.model import CareType, ClosingDay
from chalicelib.policies.model import (
    AtOnce,
    ByStaff,
    Capacity,
    Collected,
    Credits,
    Deciding,
    Exchanging,
    Instant,
    Never,
    Payment,
    Scope,
    Window,
)
from chalicelib.policies.samples import samples
from tests.bookings.situations import (
    HORIZON,
    MONDAY,
    THURSDAY,
    TODAY,
    TUESDAY,
    a_contract,
    a_group_day,
    a_presence,
    a_request,
    a_situation,
    crowd,
    gives,
    instant,
    wanted,
)
from tests.builders import LADYBIRDS, a_configuration
from tests.credits.builders import a_grant, open_with


def refusal_of(situation: Situation, **what: object) -> str:
    with pytest.raises(PortalError) as refused:
        offer_for(situation, wanted(**what))
    return refused.value.code


def the_offer(situation: Situation, **what: object) -> Offer:
    return offer_for(situation, wanted(**what))


def test_a_day_costs_the_hours_and_the_rate_of_the_contract():
    (option,) = the_offer(a_situation()).options

    assert (option.pay, option.payment.invoice_hours) == (Pay.INVOICE, Decimal("10.5"))
    assert option.payment.price == 10952
    assert option_in_words(option, Language.EN) == "€109.52 on the invoice of December 2026"


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 11, 20), "2026-12"),
        (date(2026, 11, 25), "2027-01"),
        (date(2026, 12, 3), "2027-01"),
    ],
)
def test_an_extra_day_is_on_the_invoice_of_the_first_run_after_it(day, month):
    """Each month is billed on the 20th of the month before."""
    group_day = a_group_day(day)
    (option,) = the_offer(a_situation(group_day), day=day).options
    assert option.invoice_month == Month.parse(month)


def test_credit_that_expires_first_pays_first_and_money_pays_the_rest():
    open_ = open_with(
        a_grant("late"), a_grant("early", hours="5.5", usable_until=date(2026, 11, 30))
    )
    small = replace(open_, credits=open_.credits[:1])

    credit, invoice = the_offer(a_situation(open_=small)).options

    assert credit.pay is Pay.BOTH
    assert (credit.payment.credit_hours, credit.payment.invoice_hours) == (
        Decimal("5.5"),
        Decimal(5),
    )
    assert option_in_words(credit, Language.NL) == (
        "5,5 uur tegoed, dat geldt tot en met maandag 30 november 2026, en "
        "€ 52,15 op de factuur van december 2026"
    )
    assert invoice.pay is Pay.INVOICE


def test_with_enough_credit_nothing_goes_on_the_invoice():
    credit, _ = the_offer(a_situation(open_=open_with(a_grant()))).options

    assert (credit.pay, credit.payment.price, credit.invoice_month) == (Pay.CREDIT, 0, None)


BY_PRODUCT = frozenset({Scope.CHILD, Scope.PRODUCT})


@pytest.mark.parametrize(
    ("product", "scope", "refusal"),
    [
        ("day_care/40", BY_PRODUCT, None),
        ("day_care/52", BY_PRODUCT, "OtherProduct"),
        (None, BY_PRODUCT, None),
        ("day_care/52", Credits().scope, None),
    ],
)
def test_credit_of_one_product_pays_days_of_contracts_that_sell_the_same(product, scope, refusal):
    credits_ = Credits(scope=scope, mix_with_invoice=False)
    policy = replace(instant(pay_with=frozenset({Payment.CREDIT})), credits=credits_)
    situation = a_situation(
        open_=open_with(a_grant(product=product)),
        policy=policy,
        contracts=[a_contract(weeks_per_year=40)],
    )

    if refusal:
        assert refusal_of(situation) == refusal
    else:
        assert the_offer(situation).option(Pay.CREDIT).payment.credit_hours == Decimal("10.5")


def test_where_only_credit_pays_too_little_of_it_is_a_refusal():
    policy = instant(pay_with=frozenset({Payment.CREDIT}))
    situation = a_situation(open_=open_with(a_grant(hours="5")), policy=policy)
    assert refusal_of(situation) == "NotEnoughCredit"


def test_where_only_credit_pays_credit_that_ends_before_the_day_is_named_as_the_reason():
    policy = instant(pay_with=frozenset({Payment.CREDIT}))
    early = open_with(a_grant(usable_until=date(2026, 11, 11)))
    assert refusal_of(a_situation(open_=early, policy=policy)) == "CreditExpired"


def test_where_credit_and_money_do_not_mix_too_little_credit_pays_nothing():
    policy = replace(instant(), credits=Credits(mix_with_invoice=False))
    (option,) = the_offer(a_situation(open_=open_with(a_grant(hours="5")), policy=policy)).options
    assert option.pay is Pay.INVOICE


@pytest.mark.parametrize(
    ("presences", "room"),
    [(0, Room.FREE), (9, Room.FREE), (10, Room.TIGHT), (11, Room.TIGHT), (12, Room.FULL)],
)
def test_how_full_a_day_is_can_be_seen(presences, room):
    group_day = a_group_day(THURSDAY, crowd(presences), workers=9, is_planned=True)
    assert the_offer(a_situation(group_day)).room is room


def test_two_half_days_share_a_place():
    morning = Slot.parse("07:30-13:00")
    group_day = a_group_day(THURSDAY, crowd(12, slot=morning, hours=morning.hours))
    situation = a_situation(group_day)
    assert the_offer(situation, part=PartOfDay.AFTERNOON).room is not Room.FULL
    assert the_offer(situation, part=PartOfDay.MORNING).room is Room.FULL


def test_workers_who_are_planned_count_where_the_rules_say_so():
    group_day = a_group_day(THURSDAY, crowd(8), workers=1, is_planned=True)
    staffed = replace(instant(), deciding=Deciding(Instant(), Instant(), Capacity.STAFFED))
    assert the_offer(a_situation(group_day, policy=staffed)).room is Room.FULL
    assert the_offer(a_situation(group_day)).room is Room.TIGHT


def test_an_absent_child_takes_no_place():
    away = [a_presence("away", absent="sick"), *crowd(11)]
    assert the_offer(a_situation(a_group_day(THURSDAY, away))).room is Room.TIGHT


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"day": MONDAY}, "DayAlreadyBooked"),
        ({"day": TODAY}, "DayAlreadyBooked"),
        ({"day": date(2026, 11, 14)}, "ClosedDay"),
        ({"day": date(2028, 11, 9)}, "TooEarly"),
        ({"group_id": "owls"}, "NoContractThatDay"),
        ({"gives": DayRef(THURSDAY, LADYBIRDS.group_id)}, "NotTheSameDay"),
        ({"gives": DayRef(date(2026, 11, 13), LADYBIRDS.group_id)}, "GivenDayNotBooked"),
    ],
)
def test_what_cannot_be_asked_says_why(what, code):
    assert refusal_of(a_situation(), **what) == code


@pytest.mark.parametrize(
    ("day", "given", "too_far"),
    [
        (date(2028, 6, 1), None, date(2028, 6, 1)),
        (date(2028, 6, 1), MONDAY, date(2028, 6, 1)),
        (THURSDAY, date(2500, 1, 4), date(2500, 1, 4)),
    ],
)
def test_beyond_the_days_that_are_written_down_no_day_is_had_or_given(day, given, too_far):
    """Wherever the rules have no end, and one day is as good as another."""
    ever = replace(instant(max_lead=None), exchanging=Exchanging(window=Window(AtOnce(), Never())))
    with pytest.raises(PortalError) as refused:
        offer_for(a_situation(policy=ever), wanted(day, gives=gives(given) if given else None))
    assert refused.value.code == "TooEarly"
    assert refused.value.data == {"day": too_far, "latest": HORIZON}


def test_a_day_of_tomorrow_is_too_late_with_a_day_of_notice():
    late = datetime(2026, 11, 11, 9, tzinfo=UTC)
    assert refusal_of(a_situation(now=late)) == "TooLate"


def test_a_closing_day_is_closed():
    closed = a_configuration(closing_days=(ClosingDay(THURSDAY, "Studiedag"),))
    assert refusal_of(a_situation(configuration=closed)) == "ClosedDay"


def test_a_contract_that_has_ended_gives_no_extra_days():
    over = a_contract(until=date(2026, 11, 11))
    assert refusal_of(a_situation(contracts=[over])) == "NoContractThatDay"


def test_a_day_that_was_asked_is_not_asked_again_but_one_that_is_over_can_be():
    asked = {THURSDAY: DayEntry(a_request())}
    assert refusal_of(a_situation(entries=asked)) == "DayAlreadyAsked"

    over = {THURSDAY: DayEntry(a_request(state=RequestState.DECLINED))}
    assert the_offer(a_situation(entries=over))


def test_part_of_a_day_can_be_had_where_the_rules_allow_it():
    assert refusal_of(a_situation(policy=instant(part_of_day=False)), part=PartOfDay.MORNING) == (
        "WholeDaysOnly"
    )
    offer = the_offer(a_situation(), part=PartOfDay.MORNING)
    assert (str(offer.terms.slot), offer.terms.hours) == ("07:30-13:00", Decimal("5.5"))


def test_an_exchange_of_equal_days_costs_nothing():
    offer = the_offer(a_situation(), gives=gives(MONDAY))
    (option,) = offer.options
    assert (option.payment.exchanged_hours, option.payment.price) == (Decimal("10.5"), 0)


def test_the_hours_that_a_given_day_does_not_pay_cost_what_they_cost_alone():
    short = replace(a_contract(), days=(a_contract(weekdays={0}, hours=Decimal(5)).days[0],))
    offer = the_offer(a_situation(contracts=[short]), gives=gives(MONDAY), part=PartOfDay.WHOLE)
    (option,) = offer.options
    assert option.payment.exchanged_hours == Decimal(5)
    assert option.payment.invoice_hours == LADYBIRDS.slot.hours - 5


@pytest.mark.parametrize(
    ("hours", "part", "billed"),
    [
        ("10.5", PartOfDay.WHOLE, "0"),
        ("5.5", PartOfDay.MORNING, "0"),
        ("3", PartOfDay.AFTERNOON, "0"),
        ("5.5", PartOfDay.WHOLE, "5.5"),
    ],
)
def test_days_that_are_worth_as_much_by_their_sizes_are_exchanged_for_nothing(hours, part, billed):
    """At Kwink a day of 10.5 hours is worth as much as one of 11."""
    kwink = samples()["kwink"].policy(CareType.DAY_CARE, effective_from=TODAY)
    rules = replace(kwink, asking=instant().asking)
    agreed = a_contract(weekdays={0}, hours=Decimal(hours))
    situation = a_situation(contracts=[agreed], policy=rules)
    (option,) = the_offer(situation, gives=gives(MONDAY), part=part).options
    assert option.payment.invoice_hours == Decimal(billed)


def test_a_full_day_can_be_had_for_the_childs_own_place_in_it():
    """Morning for afternoon of the same day: its own place is not in its way."""
    morning = a_contract(hours=Decimal("5.5"))
    full = a_group_day(TUESDAY, [a_presence("noor", slot=Slot.parse("07:30-13:00")), *crowd(11)])
    situation = a_situation(full, contracts=[morning])
    day = {"day": TUESDAY, "part": PartOfDay.AFTERNOON}
    assert the_offer(situation, **day).room is Room.TIGHT


@pytest.mark.parametrize(
    ("rule", "decides", "on"),
    [
        (Instant(), Decides.AT_ONCE, TODAY),
        (ByStaff(), Decides.STAFF, None),
        (ByStaff(3), Decides.STAFF, date(2026, 11, 5)),
        (Collected(5), Decides.IN_ORDER, date(2026, 11, 7)),
        (Collected(10), Decides.AT_ONCE, TODAY),
    ],
)
def test_who_decides_and_when_is_told(rule, decides, on):
    policy = replace(instant(), deciding=Deciding(rule, rule))
    offer = the_offer(a_situation(policy=policy))
    assert (offer.decides, offer.decided_on) == (decides, on)
