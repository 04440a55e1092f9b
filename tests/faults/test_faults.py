"""Every use case with something going wrong on its way to AWS, and then once more; two at once.

What is long goes through everything, what is short through a part. All of it is in one module,
because a stage is made for each.
"""

from collections import Counter
from zlib import crc32

import pytest

import app
from tests.faults import place
from tests.faults.contests import OF_LINKS
from tests.faults.contests_of_days import OF_DAYS
from tests.faults.scenario import Outcome, Play, attempt
from tests.faults.scenarios import SCENARIOS
from tests.faults.seed import SEED
from tests.faults.stage import ENDPOINTS, HANDLERS
from tests.faults.turns import READS, every_order, some_orders, take_turns

DONE = Outcome(is_done=True)
CONTESTS = [*OF_LINKS, *OF_DAYS]
MOST_ORDERS = 400
by_name = pytest.mark.parametrize("contest", CONTESTS, ids=lambda it: it.name)
each = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda it: it.name)


def test_every_use_case_and_every_job_has_a_scenario():
    changing = {name for name in ENDPOINTS if not name.startswith("GET ")}
    jobs = {it.name for it in [*app.app.event_sources, *app.app.pure_lambda_functions]}

    assert changing | jobs == {it.of for it in SCENARIOS}
    assert all(HANDLERS.find(it) for it in jobs)


def test_the_name_of_a_scenario_says_what_happens_once():
    names = Counter(it.name for it in SCENARIOS)
    assert [name for name, times in names.items() if times > 1 or len(name.split()) < 3] == []


@each
def test_a_fault_on_the_way_changes_nothing_in_the_end(stage, injector, empty, scenario):
    """One fault each, at a write if there is one; all of them are in the long test below."""
    play = Play.of(scenario, stage, injector, empty)
    faults = play.faults()
    at_writes = [it for it in faults if play.requests[it.at - 1] not in READS] or faults
    fault = at_writes[crc32(scenario.name.encode()) % len(at_writes)]

    assert play.troubles_with(fault) == [], fault


@pytest.mark.long
@each
def test_any_fault_on_the_way_changes_nothing_in_the_end(stage, injector, empty, scenario):
    play = Play.of(scenario, stage, injector, empty)
    tried = {fault: play.troubles_with(fault) for fault in play.faults()}

    assert len(tried) >= 7 * len(play.requests)
    assert {fault: troubles for fault, troubles in tried.items() if troubles} == {}


@pytest.mark.long
@each
def test_who_does_it_again_gets_no_more_than_promised(stage, injector, empty, scenario):
    play = Play.of(scenario, stage, injector, empty)

    assert play.troubles_when_done_twice() == []


@pytest.fixture
def held(stage, injector, empty):
    """Arrange a contest once; then hold it, as often as wanted, in an order."""

    def arranged(contest):
        place.put_back(empty)
        works, start = contest.begin(stage), place.keep()
        cookies = [dict(it.cookies) for it in stage.browsers]

        def hold(pick):
            place.put_back(start)
            for browser, kept in zip(stage.browsers, cookies, strict=False):
                browser.cookies = dict(kept)
            with injector.watching():
                return take_turns(injector, [lambda it=it: attempt(it) for it in works], pick)

        return hold

    return arranged


@by_name
def test_one_of_two_wins(held, contest):
    hold = held(contest)
    for number, pick in enumerate(some_orders(1, seed=SEED)):
        check(hold(pick), contest, (f"PORTAL_FAULTS_SEED={SEED}", number))


@pytest.mark.long
@by_name
def test_one_of_two_wins_in_every_order(held, contest):
    hold, tried = held(contest), 0
    for tried, order in enumerate(every_order(), start=1):
        check(hold(order), contest, order)
        if tried == MOST_ORDERS:
            break
    assert 1 < tried < MOST_ORDERS


def check(outcomes, contest, order):
    refusals = {it.refusal for it in outcomes if it != DONE}
    assert outcomes.count(DONE) in contest.winners, (outcomes, order)
    assert refusals <= contest.refusals, (outcomes, order)
    contest.end()


@pytest.mark.long
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda it: it.name)
def test_the_same_twice_at_once_is_done_once(stage, injector, empty, scenario):
    """The same form sent twice, or the same message with two workers."""
    play = Play.of(scenario, stage, injector, empty)
    for number, pick in enumerate(some_orders(12, seed=SEED)):
        troubles = play.troubles_when_two_do_it(pick)
        assert not troubles, (f"PORTAL_FAULTS_SEED={SEED}, order {number}", troubles)
