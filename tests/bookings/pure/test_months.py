"""A month is looked at together, for speed; it says of each day what is said of it alone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.children import DAYS, a_situation
from chalicelib.bookings.looking import Outlook, outlooks
from chalicelib.bookings.model import PartOfDay
from chalicelib.bookings.situation import Situation
from chalicelib.days.calendar import days_of
from chalicelib.days.model import DayRef

CHILDREN = st.integers(0, 10_000)


@given(CHILDREN, st.sampled_from(PartOfDay), st.booleans())
@settings(max_examples=25, deadline=None)
def test_each_day_of_a_month_takes_what_it_takes_alone(number, part, is_exchange):
    situation = a_situation(number)
    gives = a_day_of(situation) if is_exchange else None

    together = outlooks(situation, DAYS, part=part, gives=gives)

    alone = [
        outlook
        for day in DAYS
        for outlook in outlooks(replace(situation), [day], part=part, gives=gives)
    ]
    assert [told(it) for it in together] == [told(it) for it in alone]


@given(CHILDREN)
@settings(max_examples=25, deadline=None)
def test_the_days_of_a_month_are_those_of_each_day(number):
    situation = a_situation(number)
    book, configuration = situation.book, situation.configuration

    derived = situation.booked(DAYS)

    assert derived == [it for day in DAYS for it in days_of(book, [day], configuration)]
    assert derived == [it for day in DAYS for it in replace(situation).booked_on(day)]


def a_day_of(situation: Situation) -> DayRef:
    booked = next(it for it in situation.booked(DAYS) if it.comes)
    return DayRef(booked.day, booked.group.group_id)


def told(outlook: Outlook):
    refusal = outlook.refusal
    return outlook.day, outlook.offer, refusal and (refusal.code, refusal.data)
