"""Many want the last places of a day at the same moment: as many get one as there are places."""

import random
from collections import Counter
from collections.abc import Callable

import pytest

from benchmarks.crowd import Crowd
from chalicelib.aws.table import connection
from chalicelib.bookings.store import RequestStore
from chalicelib.occupancy.retrying import pausing_with
from tests.aws_events import when
from tests.bookings.askers import Asker
from tests.bookings.builders import fill_up, the_day
from tests.bookings.situations import THURSDAY
from tests.builders import LADYBIRDS, ORGANISATION
from tests.faults import place
from tests.faults.seed import SEED
from tests.faults.turns import every_order, some_orders, take_turns

PLACES = 5
FULL = LADYBIRDS.places - PLACES


def test_of_forty_who_ask_at_once_five_come():
    ask_at_once(40, both_lose=True)


@pytest.mark.long
@pytest.mark.parametrize("both_lose", [False, True], ids=["later loses", "both lose"])
def test_of_two_hundred_who_ask_at_once_five_come(both_lose):
    ask_at_once(200, both_lose=both_lose)


def test_of_three_one_gets_the_last_place(held):
    for pick in some_orders(6, seed=SEED):
        held(pick)


@pytest.mark.long
def test_of_three_one_gets_the_last_place_in_every_order(held):
    tried = [held(order) for order in every_order()]
    assert len(tried) > 20


@pytest.fixture
def held():
    """Arrange a day with one place left; then let three ask for it, as often as wanted."""
    askers = [Asker.arrives(number) for number in range(1, 4)]
    fill_up(LADYBIRDS.places - 1)
    start, gate = place.keep(), Gate()

    def hold(pick):
        place.put_back(start)
        with when("before-call.dynamodb", gate.pass_by), pausing_with(do_not_wait):
            outcomes = take_turns(gate, [it.ask for it in askers], pick)
        check_outcomes(askers, outcomes, places=1)

    return hold


class Gate:
    """Where everybody stops whose request to AWS is about the group-day; others meet nobody."""

    def __init__(self) -> None:
        self.before_each: Callable[[str], object] = str

    def pass_by(self, *, model, params, **_) -> None:
        if f"DAY#{THURSDAY}" in str(params["body"]):
            self.before_each(model.name)


def do_not_wait(_: float) -> None:
    """Who lost tries again in the order that is tried."""


def ask_at_once(count: int, *, both_lose: bool) -> None:
    askers = [Asker.arrives(number) for number in range(count)]
    fill_up(FULL)
    dice = random.Random(count)
    crowd = Crowd(both_lose, dice)
    with crowd.at(connection().connection.client), pausing_with(crowd.pause, chance=dice.random):
        outcomes = crowd.run([it.ask for it in askers])

    check_outcomes(askers, outcomes, places=PLACES)
    assert crowd.attempts <= 3 * count


def check_outcomes(askers, outcomes, *, places: int) -> None:
    told = Counter(outcomes)
    assert told["granted"] == places
    assert set(told) <= {"granted", "waiting", "GroupIsFull"}
    assert the_day().taken == LADYBIRDS.places
    for asker, outcome in zip(askers, outcomes, strict=True):
        asker.check_books(outcome)
    wait = [it.child_id for it, told in zip(askers, outcomes, strict=True) if told == "waiting"]
    assert [it.request.child_id for it in in_line()] == wait


def in_line():
    return RequestStore(ORGANISATION).waiting(LADYBIRDS.group_id, THURSDAY, limit=1000)
