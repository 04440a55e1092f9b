"""What a day would take is told as the credit counts it, with all that goes by it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.bookings.model import Option, PartOfDay, Pay
from chalicelib.bookings.schemas import OptionView
from chalicelib.bookings.weighing import offer_for
from chalicelib.bookings.words import option_in_words, payment_in_words
from chalicelib.core.language import Language
from chalicelib.policies.model import Amount, Credits, Policy, Size, Unit
from tests.bookings.situations import a_contract, a_situation, gives, instant, wanted
from tests.credits.builders import a_grant, open_with, points

EN, NL = Language.EN, Language.NL
HALF_OR_WHOLE = (Size(Decimal(6), Decimal(1)), Size(None, Decimal(2)))
NOVEMBER = date(2026, 11, 30)


def in_points() -> Policy:
    """A half day is a point, and a whole one two."""
    return replace(instant(), credits=Credits(unit=Unit.POINTS, sizes=HALF_OR_WHOLE))


def first_option(*grants: Any, policy: Policy | None = None, **what: Any) -> Option:
    contracts = [a_contract(hours=what.pop("hours", Decimal("10.5")))]
    open_ = open_with(*grants) if grants else None
    situation = a_situation(open_=open_, policy=policy, contracts=contracts)
    return offer_for(situation, wanted(**what)).options[0]


def test_a_day_that_is_paid_with_points_is_told_in_points():
    option = first_option(points(a_grant(), "2"), policy=in_points())

    assert option_in_words(option, NL) == (
        "2 punten tegoed, dat geldt tot en met donderdag 31 december 2026"
    )
    assert option_in_words(option, EN) == (
        "2 points of credit, which expires on Thursday 31 December 2026"
    )
    assert payment_in_words(option.payment, NL) == "2 punten tegoed"


def test_the_price_has_the_amount_in_the_unit_of_the_credit():
    option = first_option(points(a_grant(), "2"), policy=in_points())
    credit, money = OptionView.of(option, NL), OptionView.of(first_option(), NL)

    assert (credit.amount, credit.unit) == (Decimal(2), Unit.POINTS)
    assert (money.amount, money.unit) == (Decimal(0), None)


ENDS = [
    # the ends of an hour and of nine and a half, and what is told
    (
        NOVEMBER,
        date(2026, 12, 31),
        "10,5 uur tegoed, waarvan 1 uur tot en met maandag 30 november 2026",
    ),
    (NOVEMBER, None, "10,5 uur tegoed, waarvan 1 uur tot en met maandag 30 november 2026"),
    (NOVEMBER, NOVEMBER, "10,5 uur tegoed, dat geldt tot en met maandag 30 november 2026"),
    (None, None, "10,5 uur tegoed"),
]


@pytest.mark.parametrize(("first", "second", "words"), ENDS)
def test_of_credits_with_different_ends_only_what_ends_first_is_said_to(first, second, words):
    option = first_option(
        a_grant("small", hours="1", usable_until=first),
        a_grant("large", hours="9.5", usable_until=second),
    )
    assert option_in_words(option, NL) == words


def test_one_hour_is_not_told_as_many():
    option = first_option(a_grant(hours="1", usable_until=None))

    assert option_in_words(option, EN) == (
        "1 hour of credit, and €99.09 on the invoice of December 2026"
    )


LAPSING = [
    # the rules, the hours of the given day, the part that is wanted, and what is told
    (instant, "10.5", PartOfDay.MORNING, NL, "5,5 uur in ruil, en 5 uur vervalt"),
    (instant, "10.5", PartOfDay.MORNING, EN, "5.5 hours in exchange, and 5 hours are lost"),
    (instant, "6.5", PartOfDay.MORNING, EN, "5.5 hours in exchange, and 1 hour is lost"),
    (instant, "10.5", PartOfDay.CONTRACT, NL, "10,5 uur in ruil"),
    (in_points, "10.5", PartOfDay.MORNING, NL, "5,5 uur in ruil, en 1 punt vervalt"),
    (in_points, "6", PartOfDay.MORNING, NL, "5,5 uur in ruil"),
]


@pytest.mark.parametrize(("rules", "hours", "part", "language", "words"), LAPSING)
def test_what_is_lost_of_a_longer_day_is_told_before_it_is_exchanged(
    rules, hours, part, language, words
):
    option = first_option(policy=rules(), hours=Decimal(hours), part=part, gives=gives())

    assert (option.pay, option.payment.price) == (Pay.CREDIT, 0)
    assert option_in_words(option, language) == words


def test_more_than_one_point_is_lost_as_many():
    option = replace(
        first_option(part=PartOfDay.MORNING, gives=gives()), lapses=Amount(Decimal(3), Unit.POINTS)
    )
    assert option_in_words(option, NL) == "5,5 uur in ruil, en 3 punten vervallen"
