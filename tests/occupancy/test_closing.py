"""A closing day is in the days of groups from the same moment on."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.aws.transactions import LARGEST, Transaction
from chalicelib.core.errors import NotFound
from chalicelib.occupancy import closing, service
from chalicelib.occupancy.model import ClosedDay, SomebodyWasFaster
from chalicelib.occupancy.retrying import pausing_with
from chalicelib.occupancy.room import check_room
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from chalicelib.outbox.store import OutboxStore
from chalicelib.planning import working
from tests.aws_events import when
from tests.builders import LADYBIRDS, ORGANISATION, a_planner, an_organisation
from tests.conftest import NOW
from tests.falling_over import MachineGone
from tests.occupancy.builders import KEY, THURSDAY, a_presence, put, read, some

STORM = ClosingDay(THURSDAY, "Storm")
NORTH_ONLY = replace(STORM, location_id="north")
OF_OLD = timedelta(seconds=59)


@pytest.fixture(autouse=True)
def _organisation():
    an_organisation()


def close(day=STORM):
    closing.close_day(day, by=a_planner(), now=NOW)


def reopen(location_id=None):
    closing.open_day(day=THURSDAY, location_id=location_id, by=a_planner(), now=NOW)


def written(day=THURSDAY, group_id="ladybirds"):
    """Return what is in the table, whatever the configuration says."""
    configuration = organisations.configuration_of(ORGANISATION, now=NOW)
    key = group_id, day
    return service.days_as_written(
        [key], organisation_id=ORGANISATION, configuration=configuration
    )[key]


def a_process_still_knows(configuration):
    """Let this be what was read less than a minute ago."""
    organisations._cache[configuration.organisation.organisation_id] = (NOW, configuration)


def test_a_closed_day_is_written_as_closed_and_keeps_who_would_have_come():
    put(read().with_presence(a_presence()))

    close()
    assert (written().closed, written().version, len(written().presences)) == (True, 2, 1)
    assert read().coming == []

    reopen()
    assert not written().closed
    assert len(read().coming) == 1


def test_a_day_that_was_never_written_is_closed_too():
    close()

    assert (written().closed, written().is_filled) == (True, False)


def test_nobody_is_given_a_day_that_was_closed_a_moment_ago():
    """The other process knows the configuration of a minute ago."""
    put(read().with_presence(a_presence("bo")))
    group_day = read()
    known = organisations.configuration_of(ORGANISATION, now=NOW)
    close()

    with pytest.raises(SomebodyWasFaster):
        put(group_day.with_presence(a_presence()), takes_place=True)
    a_process_still_knows(known)
    group_day = read(now=NOW + OF_OLD)
    with pytest.raises(ClosedDay):
        check_room(group_day, a_presence(), group=LADYBIRDS, staffed=True)


def test_a_job_that_fills_days_meanwhile_leaves_it_closed():
    known = organisations.configuration_of(ORGANISATION, now=NOW)
    close()
    a_process_still_knows(known)

    filled = {KEY: lambda it: replace(it.with_presence(a_presence()), is_filled=True)}
    service.plan_presences(filled, organisation_id=ORGANISATION, now=NOW)

    assert (written().closed, written().is_filled) == (True, True)


def test_the_same_closing_day_again_writes_no_day_again():
    close()
    close(replace(STORM, reason="Zware storm"))

    assert written().version == 1
    configuration = organisations.configuration_of(ORGANISATION, now=NOW)
    assert [it.reason for it in configuration.closing_days] == ["Zware storm"]


def test_a_day_stays_closed_here_when_it_was_only_reopened_everywhere():
    close()
    close(NORTH_ONLY)

    reopen()
    assert written().closed
    reopen("north")
    assert not written().closed


def test_closing_early_leaves_the_days_of_groups_alone():
    close(replace(STORM, closes_at=LADYBIRDS.closes.replace(hour=15)))

    assert written().version == 0


def test_what_is_not_closed_is_not_opened():
    with pytest.raises(NotFound):
        reopen()
    with pytest.raises(NotFound):
        close(replace(STORM, location_id="west"))
    assert written().version == 0


def test_what_a_colleague_opens_meanwhile_stays_closed_everywhere():
    close(NORTH_ONLY)
    left = iter([1])

    def meanwhile(**_):
        if next(left, None):
            reopen("north")

    with pausing_with(float), when("before-call.dynamodb.TransactWriteItems", meanwhile):
        close()

    assert written().closed
    reopen()
    assert not written().closed


def closed_groups(count):
    configuration = organisations.configuration_of("madelief", now=NOW)
    keys = [(f"group-{at:03}", THURSDAY) for at in range(count)]
    found = service.days_as_written(keys, organisation_id="madelief", configuration=configuration)
    return [it.group_id for it in found.values() if it.closed]


@contextmanager
def the_machine_is_gone_at(number):
    """Let the process end before the transaction of this number is sent."""
    left = iter(range(number))

    def gone(**_):
        if next(left, None) is None:
            raise MachineGone

    with when("before-call.dynamodb.TransactWriteItems", gone):
        yield


@pytest.fixture
def many_groups():
    made = [replace(LADYBIRDS, group_id=f"group-{at:03}") for at in range(LARGEST + 30)]
    an_organisation("madelief", groups=tuple(made[:90]))
    add_groups(made[90:])
    return len(made)


@pytest.fixture
def planner():
    return a_planner("madelief")


def the_worker_does_what_waits():
    for errand in OutboxStore("madelief").put_before(NOW + timedelta(seconds=1)):
        working.work_on(errand, NOW)


def test_more_groups_than_fit_are_closed_and_opened_in_parts(many_groups, planner):
    closing.close_day(STORM, by=planner, now=NOW)
    assert len(closed_groups(many_groups)) == many_groups

    closing.open_day(day=THURSDAY, location_id=None, by=planner, now=NOW)
    assert closed_groups(many_groups) == []


def test_what_broke_off_between_two_parts_is_finished_by_itself(many_groups, planner):
    with the_machine_is_gone_at(1), pytest.raises(MachineGone):
        closing.close_day(STORM, by=planner, now=NOW)
    assert 0 < len(closed_groups(many_groups)) < many_groups
    the_worker_does_what_waits()
    assert len(closed_groups(many_groups)) == many_groups

    with the_machine_is_gone_at(1), pytest.raises(MachineGone):
        closing.open_day(day=THURSDAY, location_id=None, by=planner, now=NOW)
    assert 0 < len(closed_groups(many_groups)) < many_groups
    the_worker_does_what_waits()
    assert closed_groups(many_groups) == []


def test_a_worker_that_comes_late_leaves_a_day_as_it_was_opened_meanwhile(many_groups, planner):
    closing.close_day(STORM, by=planner, now=NOW)
    closing.open_day(day=THURSDAY, location_id=None, by=planner, now=NOW)

    the_worker_does_what_waits()

    assert closed_groups(many_groups) == []


def test_what_broke_off_is_closed_for_everybody_who_asks_for_a_day(many_groups, planner):
    with the_machine_is_gone_at(1), pytest.raises(MachineGone):
        closing.close_day(STORM, by=planner, now=NOW)
    organisations.forget()

    keys = [(f"group-{at:03}", THURSDAY) for at in range(many_groups)]
    seen = service.group_days(keys, organisation_id="madelief", now=NOW)

    assert all(it.closed for it in seen.values())


def add_groups(groups, organisation_id="madelief"):
    transaction = Transaction()
    for group in groups:
        organisations.put_group(group, organisation_id=organisation_id, transaction=transaction)
    transaction.commit()


def test_a_group_that_was_added_meanwhile_is_closed_too():
    known = organisations.configuration_of(ORGANISATION, now=NOW)
    add_groups([replace(LADYBIRDS, group_id="bees")], organisation_id=ORGANISATION)
    a_process_still_knows(known)

    with pausing_with(float):
        close()

    assert written(group_id="bees").closed


def test_children_of_a_closed_day_are_no_reason_for_workers():
    put(read().with_presence(some(1)[0]))
    close()

    assert read().workers_needed(LADYBIRDS.care_type) == 0
