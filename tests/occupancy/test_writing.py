"""Group-days in the table: versions, changes on their way, and two at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from benchmarks import askers
from chalicelib.aws.table import connection
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy
from chalicelib.occupancy import service
from chalicelib.occupancy.model import AbsenceReason, GroupIsFull, SomebodyWasFaster, Source
from chalicelib.occupancy.retrying import WINDOWS, pausing_with, retrying
from chalicelib.occupancy.room import check_room
from chalicelib.occupancy.store import OccupancyStore
from chalicelib.settings import settings as environment
from tests.aws_events import at_once, conflicts, requests_to_the_table
from tests.builders import LADYBIRDS, ORGANISATION, an_organisation
from tests.conftest import NOW
from tests.faults.injector import injected
from tests.faults.turns import every_order, some_orders, take_turns
from tests.occupancy.builders import (
    AFTERNOON,
    FRIDAY,
    KEY,
    MORNING,
    THURSDAY,
    a_change,
    a_contract,
    a_presence,
    is_on_its_way,
    put,
    read,
    some,
)


@pytest.fixture(autouse=True)
def _organisation():
    an_organisation()


@pytest.fixture
def waits():
    """How long everybody waited, in seconds; nobody really does."""
    waited = []
    with pausing_with(waited.append):
        yield waited


def fill(*presences):
    group_day = read()
    for presence in presences:
        group_day = group_day.with_presence(presence)
    put(group_day)


def ask(child_id, **what):
    """Take a place, or hear that there is none."""

    def decide():
        presence, group_day = a_presence(child_id, **what), read()
        try:
            check_room(group_day, presence, group=LADYBIRDS, staffed=True)
        except GroupIsFull:
            return "full"
        put(group_day.with_presence(presence), takes_place=True)
        return "granted"

    return retrying(decide)


def test_a_day_that_was_never_written_has_the_places_of_its_group():
    group_day = read()

    assert (group_day.version, group_day.places, group_day.workers) == (0, 12, 3)
    assert (group_day.presences, group_day.is_filled) == ((), False)


def test_what_was_written_is_read():
    fill(*some(2), a_presence("bo", slot=MORNING, absent=AbsenceReason.SICK))

    group_day = read()
    assert [it.child_id for it in group_day.presences] == ["bo", "child-0", "child-1"]
    assert (group_day.version, group_day.taken) == (1, 2)


def test_who_read_an_older_version_writes_nothing():
    first = other = read()
    put(first.with_presence(a_presence("saar")))

    with pytest.raises(SomebodyWasFaster):
        put(other.with_presence(a_presence("bo")))
    with pytest.raises(SomebodyWasFaster):
        put(replace(other, version=7))

    assert [it.child_id for it in read().presences] == ["saar"]


def test_sixteen_children_are_two_kilobytes():
    ids = [f"{at:032x}.{at:010x}" for at in range(16)]
    fill(*[a_presence(it, contract_id=f"{at:032x}") for at, it in enumerate(ids)])

    ((pk, sk), _) = service.keys([KEY], organisation_id=ORGANISATION)
    item = connection().connection.client.get_item(
        TableName=environment().table, Key={"pk": {"S": pk}, "sk": {"S": sk}}
    )["Item"]
    size = sum(len(name) + len(str(*it.values())) for name, it in item.items())
    assert size < 2048


def test_the_days_of_ten_groups_in_a_week_are_one_request():
    days = [(LADYBIRDS.group_id, THURSDAY + timedelta(days=it)) for it in range(60)]

    with requests_to_the_table() as sent:
        read_days(days)
    assert sent == ["Query", "BatchGetItem"]


def read_days(days):
    return service.group_days(days, organisation_id=ORGANISATION, now=NOW)


def test_of_two_who_want_the_last_place_one_gets_it(waits):
    fill(*some(11))

    with ThreadPoolExecutor() as pool, at_once(2):
        outcomes = sorted(pool.map(ask, ["saar", "bo"]))

    assert outcomes == ["full", "granted"]
    assert read().taken == LADYBIRDS.places
    assert len(waits) == 1


def test_two_who_want_a_half_day_each_share_the_last_place(waits):
    fill(*some(11))
    halves = {"saar": MORNING, "bo": AFTERNOON}

    with ThreadPoolExecutor() as pool, at_once(2):
        outcomes = list(pool.map(lambda it: ask(it, slot=halves[it]), halves))

    assert outcomes == ["granted", "granted"]
    assert (read().taken, len(waits)) == (LADYBIRDS.places, 1)


SOME = list(some_orders(20, seed=1))
EVERY = pytest.param(islice(every_order(), 5000), marks=pytest.mark.long)


@pytest.mark.parametrize("orders", [SOME, EVERY], ids=["some", "every"])
def test_in_whatever_order_three_ask_for_the_last_place_one_gets_it(waits, orders):
    fill(*some(11))
    works = [lambda it=it: ask(it) for it in ("saar", "bo", "kim")]
    before = read()
    with injected() as injector:
        for pick in orders:
            with injector.watching():
                outcomes = take_turns(injector, works, pick)
            assert sorted(outcomes) == ["full", "full", "granted"]
            assert read().taken == LADYBIRDS.places
            put(replace(before, version=read().version))
    assert waits


@pytest.mark.parametrize("both_lose", [False, True])
def test_of_a_crowd_as_many_as_there_are_places_get_one_and_nobody_hears_that_it_is_busy(both_lose):
    told = askers.ask_at_once(40, both_lose=both_lose, seed=1)

    assert told.outcomes == {"granted": askers.PLACES, "waiting": 40 - askers.PLACES}
    assert told.attempts <= 3 * 40
    assert told.conflicts >= 30
    assert askers.the_day().taken == askers.GROUP.places


@pytest.mark.long
@pytest.mark.parametrize("both_lose", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_crowd_of_two_hundred_tries_three_writes_each_at_most(both_lose, seed):
    told = askers.ask_at_once(200, both_lose=both_lose, seed=seed)

    assert told.outcomes == {"granted": askers.PLACES, "waiting": 200 - askers.PLACES}
    assert told.attempts <= 3 * 200


def test_who_loses_waits_reads_and_decides_again(waits):
    with conflicts(times=len(WINDOWS)):
        assert ask("saar") == "granted"

    assert len(waits) == len(WINDOWS)
    assert all(wait <= window for wait, window in zip(waits, WINDOWS, strict=True))


def test_who_loses_each_time_hears_that_it_is_busy(waits):
    with conflicts(times=len(WINDOWS) + 1), pytest.raises(Busy):
        ask("saar")

    assert read().presences == ()
    assert len(waits) == len(WINDOWS)


def test_a_refusal_is_heard_at_once(waits):
    fill(*some(12))

    assert ask("saar") == "full"
    assert waits == []


def test_a_contract_on_its_way_takes_its_place_before_the_job_has_come():
    is_on_its_way(a_change("saar"))

    (presence,) = read().presences
    assert (presence.child_id, presence.source) == ("saar", Source.CONTRACT)
    assert read((LADYBIRDS.group_id, FRIDAY)).presences == ()


def test_a_place_is_not_given_away_and_contracted_at_the_same_moment():
    fill(*some(11))
    group_day = read()
    is_on_its_way(a_change("saar"))

    with pytest.raises(SomebodyWasFaster):
        put(group_day.with_presence(a_presence("bo")), takes_place=True)
    assert ask("bo") == "full"


def test_another_childs_contract_does_not_disturb_who_cancels():
    fill(*some(2))
    group_day = read()
    is_on_its_way(a_change("saar"))

    put(group_day.with_presence(replace(group_day.presences[0], absent=AbsenceReason.SICK)))

    assert [it.child_id for it in read().coming] == ["child-1", "saar"]


def test_a_newer_change_of_a_child_stays_when_the_older_one_is_written():
    older, newer = a_change("saar"), a_change("saar", a_contract(days=()), change_id="2")
    is_on_its_way(older)
    is_on_its_way(newer)

    written(older)
    assert on_their_way() == [newer]
    written(newer)
    written(newer)
    assert on_their_way() == []


def written(*changes):
    service.changes_are_written(LADYBIRDS.group_id, changes, organisation_id=ORGANISATION)


def on_their_way():
    return service.changes_of(LADYBIRDS.group_id, organisation_id=ORGANISATION)


def plan(changes):
    return service.plan_presences(changes, organisation_id=ORGANISATION, now=NOW)


def with_saar(group_day):
    return replace(group_day.with_presence(a_presence()), is_filled=True)


def days_from(count):
    return [(LADYBIRDS.group_id, THURSDAY + timedelta(days=it)) for it in range(count)]


def test_what_a_job_has_written_it_does_not_write_again():
    wanted = dict.fromkeys(days_from(60), with_saar)

    assert plan(wanted) == 60
    with requests_to_the_table() as sent:
        assert plan(wanted) == 0
    assert set(sent) == {"BatchGetItem", "Query"}
    assert read().is_filled


def test_a_job_leaves_alone_what_was_never_written_and_does_not_change():
    assert plan({KEY: lambda it: it}) == 0
    assert read().version == 0


def test_a_job_goes_on_where_somebody_was_faster(waits):
    left = iter([1])

    def meanwhile(group_day):
        if next(left, None):
            fill(a_presence("bo"))
        return with_saar(group_day)

    assert plan({KEY: meanwhile}) == 1
    assert [it.child_id for it in read().presences] == ["bo", "saar"]
    assert len(waits) == 1


def test_a_job_brings_the_places_of_the_group_and_leaves_planned_workers():
    put(replace(read(), places=10, workers=5, is_planned=True))

    assert plan({KEY: lambda it: it}) == 1
    group_day = read()
    assert (group_day.places, group_day.workers) == (12, 5)


def test_other_organisations_have_days_of_their_own():
    fill(*some(3))
    an_organisation("madelief")

    found = service.group_days([KEY], organisation_id="madelief", now=NOW)
    assert found[KEY].presences == ()


def test_a_transaction_takes_several_days_of_a_group_together():
    thursday, friday = service.group_days(
        days_from(2), organisation_id=ORGANISATION, now=NOW
    ).values()
    transaction = Transaction()
    days = [thursday.with_presence(a_presence()), friday.with_presence(a_presence())]
    OccupancyStore(ORGANISATION).put(*days, transaction=transaction, takes_place=True)
    transaction.commit(attempts=1)

    assert [it.taken for it in read_days(days_from(2)).values()] == [1, 1]
