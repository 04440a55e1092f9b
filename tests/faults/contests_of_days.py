"""Contests about days: the last place, the same given day, the same credit, the same request."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.credits.model import open_after
from chalicelib.credits.store import CreditStore
from chalicelib.families import service as families
from chalicelib.families.model import Family
from tests.bookings import builders as bookings
from tests.bookings.builders import (
    MONDAY,
    THURSDAY,
    a_child_in_care,
    a_crowd,
    cancel,
    credits_of,
    decide_at_once,
    fill,
    fill_up,
    give_credit,
    the_day,
)
from tests.browser import Browser
from tests.builders import LADYBIRDS, ORGANISATION
from tests.credits.builders import a_grant
from tests.faults.contests import Contest
from tests.faults.scenarios.bookings import (
    A_KEY,
    FRIDAYS,
    GIVEN,
    WITHDRAW,
    absent,
    ask,
    decide,
    work_on_bookings,
)
from tests.faults.stage import FRIDAY, Act, Stage

WEDNESDAY = THURSDAY - timedelta(days=1)
A_DAY = Decimal("10.5")  # hours
OTHER = "010205"
NO_CREDIT = frozenset({"NotEnoughCredit", "PaymentNotOffered"})


def two_parents_ask_for_the_same_day(stage: Stage) -> tuple[Act, ...]:
    return ask(stage), ask(stage)


def one_request_comes_twice_with_its_key(stage: Stage) -> tuple[Act, ...]:
    decide_at_once()
    return (ask(stage, key=A_KEY),) * 2


def one_cancellation_comes_twice_with_its_key(stage: Stage) -> tuple[Act, ...]:
    return (absent(stage, key=A_KEY),) * 2


def three_parents_ask_for_the_last_place(stage: Stage) -> tuple[Act, ...]:
    decide_at_once()
    fill_up(LADYBIRDS.places - 1, FRIDAY)
    others = [a_child_in_care(it) for it in (OTHER, "010206")]
    return ask(stage), *(of(it, stage) for it in others)


def a_parent_asks_for_the_place_that_somebody_waits_for(stage: Stage) -> tuple[Act, ...]:
    decide_at_once()
    fill_up(LADYBIRDS.places - 1, FRIDAY)
    leaving, waits = a_child_in_care("010206", weekdays=FRIDAYS), a_child_in_care(OTHER)
    of(waits, stage, or_wait=True)()
    cancel(leaving, FRIDAY)
    return work_on_bookings(), ask(stage)


def two_colleagues_give_away_the_last_place(stage: Stage) -> tuple[Act, ...]:
    a_crowd(LADYBIRDS.places - 1)
    asked = bookings.ask(a_child_in_care(OTHER)).request_id
    return decide(stage, "approve"), decide(stage, "approve", request=asked)


def one_colleague_grants_what_another_declines(stage: Stage) -> tuple[Act, ...]:
    return decide(stage, "approve"), decide(stage, "decline")


def both_parents_exchange_the_same_day(stage: Stage) -> tuple[Act, ...]:
    decide_at_once()
    family = a_child_in_care(OTHER)
    return of(family, stage, gives=GIVEN), of(family, stage, 1, day=str(THURSDAY), gives=GIVEN)


def a_day_is_cancelled_while_it_is_given_for_another(stage: Stage) -> tuple[Act, ...]:
    request = ask(stage, gives=GIVEN)().body["request_id"]
    return decide(stage, "approve", request=request), absent(stage, days=[str(MONDAY)])


def a_request_is_withdrawn_while_it_is_granted(stage: Stage) -> tuple[Act, ...]:
    family = a_child_in_care(OTHER)
    give_credit(family, a_grant())
    request = of(family, stage)().body["request_id"]
    ids = {"child_id": family.children[0].child_id, "day": str(FRIDAY)}
    withdraw = stage.press(WITHDRAW, by=parent_of(family, stage), ids=ids)
    return decide(stage, "approve", request=request), withdraw


def one_credit_shall_pay_two_days(stage: Stage) -> tuple[Act, ...]:
    family = _with_one_credit()
    paid = {"pay": "credit"}
    return of(family, stage, **paid), of(family, stage, 1, day=str(WEDNESDAY), **paid)


def two_days_are_asked_and_credit_pays_what_it_can(stage: Stage) -> tuple[Act, ...]:
    family = _with_one_credit()
    return of(family, stage), of(family, stage, 1, day=str(WEDNESDAY))


def of(family: Family, stage: Stage, parent: int = 0, **what: Any) -> Act:
    """Let a parent of that family ask."""
    ids = {"child_id": family.children[0].child_id}
    return ask(stage, by=parent_of(family, stage, parent), ids=ids, **what)


def parent_of(family: Family, stage: Stage, parent: int = 0) -> Browser:
    return stage.browser().signed_in(account_id=family.parents[parent].account_id)


def _with_one_credit() -> Family:
    decide_at_once()
    fill(WEDNESDAY)
    family = a_child_in_care(OTHER)
    give_credit(family, a_grant())
    return family


def nobody_is_too_many() -> None:
    group_day = the_day(FRIDAY)
    assert group_day.taken == group_day.places == LADYBIRDS.places


def the_ledger_sums() -> None:
    """What is open is what the entries say, and nothing was used that was not there."""
    family = _other()
    child_id, now = family.children[0].child_id, credits_of(family)
    entries = CreditStore(ORGANISATION).ledger(child_id, limit=100, after=None).items
    told = open_after(child_id, reversed(entries))
    assert told.credits == now.credits
    assert sum(it.change for it in entries) == sum(it.left for it in now.credits)
    assert all(it.left > 0 for it in now.credits)


def the_credit_is_used_once() -> None:
    the_ledger_sums()
    assert credits_of(_other()).credits == ()


def who_comes_has_paid() -> None:
    """Either the child comes and the credit is used, or neither."""
    the_ledger_sums()
    comes, left = _comes(FRIDAY), sum(it.left for it in credits_of(_other()).credits)
    assert left == (0 if comes else A_DAY)


def one_day_was_given_for_one() -> None:
    assert (_comes(MONDAY), _comes(THURSDAY) + _comes(FRIDAY)) == (0, 1)


def _comes(day: date) -> int:
    child_id = _other().children[0].child_id
    return sum(not it.absent for it in the_day(day).of(child_id))


def _other() -> Family:
    family_id = families.family_id_for(OTHER, organisation_id=ORGANISATION)
    return families.get_family(family_id, organisation_id=ORGANISATION)


FULL = frozenset({"GroupIsFull"})
DECIDED = frozenset({"AlreadyDecided"})
OF_DAYS = [
    Contest(two_parents_ask_for_the_same_day, frozenset({"DayAlreadyAsked"})),
    Contest(one_request_comes_twice_with_its_key, frozenset(), winners=frozenset({2})),
    Contest(one_cancellation_comes_twice_with_its_key, frozenset(), winners=frozenset({2})),
    Contest(three_parents_ask_for_the_last_place, FULL, end=nobody_is_too_many),
    Contest(
        a_parent_asks_for_the_place_that_somebody_waits_for,
        FULL,
        winners=frozenset({1, 2}),
        end=nobody_is_too_many,
    ),
    Contest(two_colleagues_give_away_the_last_place, FULL),
    Contest(one_colleague_grants_what_another_declines, DECIDED),
    Contest(
        both_parents_exchange_the_same_day,
        frozenset({"GivenDayNotBooked"}),
        end=one_day_was_given_for_one,
    ),
    Contest(
        a_day_is_cancelled_while_it_is_given_for_another,
        frozenset({"GivenDayNotBooked", "NothingToCancel"}),
    ),
    Contest(a_request_is_withdrawn_while_it_is_granted, DECIDED, end=who_comes_has_paid),
    Contest(one_credit_shall_pay_two_days, NO_CREDIT, end=the_credit_is_used_once),
    Contest(
        two_days_are_asked_and_credit_pays_what_it_can,
        frozenset(),
        winners=frozenset({2}),
        end=the_credit_is_used_once,
    ),
]
