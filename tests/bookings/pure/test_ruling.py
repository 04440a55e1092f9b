"""Which rule decided is said for each way in which a request can end."""

import json
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.bookings.model import Granted, PriceChanged
from chalicelib.bookings.routes import CANNOT_BE_ASKED, NO_PLACE
from chalicelib.bookings.ruling import RULES, rule_in_words
from chalicelib.core.errors import Busy, NotFound
from chalicelib.core.language import Language
from chalicelib.days.model import DayEntry, Decision, RequestState
from chalicelib.days.plain import entry_of, plain_entry
from chalicelib.policies.model import (
    Amount,
    ClosingDayExcluded,
    NotEnoughCredit,
    OtherChild,
    PublicHolidayExcluded,
    Unit,
)
from tests.bookings.situations import MONDAY, NOW, a_request

# Busy is tried again; what stands in the way of a day that is given may be there since.
CAN_END_IT = {
    *CANNOT_BE_ASKED,
    *NO_PLACE,
    NotFound,
    OtherChild,
    PublicHolidayExcluded,
    ClosingDayExcluded,
} - {Busy}


def told(code, language=Language.NL, *, by=None, facts=None, state=RequestState.LAPSED):
    decision = Decision(NOW, code, taken=12, places=12, by=by, facts=facts or {})
    return rule_in_words(a_request(state=state, decision=decision), language)


@pytest.mark.parametrize("language", Language)
def test_every_refusal_that_can_end_a_request_has_words_of_its_own(language):
    texts = [RULES[language].get(it.__name__) for it in CAN_END_IT]

    assert None not in texts
    assert len(set(texts)) == len(CAN_END_IT)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("refusal", sorted(CAN_END_IT, key=lambda it: it.__name__))
def test_words_about_a_refusal_can_be_filled_with_its_facts(refusal, language):
    facts = dict.fromkeys(refusal.facts, MONDAY)

    assert "{" not in told(refusal.__name__, language, facts=facts)


@pytest.mark.parametrize("language", Language)
def test_each_way_to_be_granted_has_words_of_its_own(language):
    ways = [told(it.value, language, state=RequestState.GRANTED) for it in Granted]
    by_staff = told("granted", language, by="planner", state=RequestState.GRANTED)

    assert len({*ways, by_staff}) == len(Granted) + 1
    assert all("12" in it for it in [*ways, by_staff])


def test_both_languages_say_something_about_the_same():
    assert RULES[Language.NL].keys() == RULES[Language.EN].keys()


def test_the_numbers_are_still_those_of_then_in_each_language_when_it_is_read_again():
    why = NotEnoughCredit(
        needed=Amount(Decimal("10.5"), Unit.HOURS), left=Amount(Decimal(1), Unit.POINTS)
    )
    decision = Decision(NOW, why.code, taken=3, places=12, facts=why.data)
    plain = json.dumps(plain_entry(DayEntry(a_request(decision=decision))))

    for _ in range(2):  # it is written again with each change of the day
        again = entry_of(json.loads(plain), mark="1").request
        plain = json.dumps(plain_entry(DayEntry(again)))
        assert [rule_in_words(again, it) for it in Language] == [
            "Er was niet genoeg tegoed: de dag kost 10,5 uur, en er was nog 1 punt.",
            "There was too little credit: the day costs 10.5 hours, and there was 1 point left.",
        ]


def test_a_day_is_told_as_people_write_it():
    assert told("GivenDayNotBooked", Language.EN, facts={"day": date(2026, 11, 9)}) == (
        "Your child does not come any more on Monday 9 November 2026, the day that you would "
        "give up."
    )


def test_what_has_no_name_any_more_is_no_reason_to_say_nothing():
    assert told("RuleOfLongAgo", Language.EN) == "The rules do not allow this day any more."


def test_nothing_is_said_before_anything_is_decided():
    assert rule_in_words(a_request(), Language.EN) is None


def test_a_price_that_changed_is_told_as_such():
    assert told(PriceChanged().code) == "De dag zou meer kosten dan toen je hem aanvroeg."
