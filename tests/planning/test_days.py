"""The workers write what was agreed into the days of groups, and every night mend them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.families.store import FamilyStore
from chalicelib.occupancy import service as occupancy
from chalicelib.occupancy.model import AbsenceReason, GroupDay
from chalicelib.organisations import service as organisations
from chalicelib.planning import working
from chalicelib.planning.tasks import GroupTask, MonthTask
from chalicelib.settings import settings
from tests.bookings.builders import ask, cancel, decide_at_once
from tests.builders import ORGANISATION
from tests.conftest import NOW, client
from tests.faults.stage import call, tick, waiting
from tests.planning.builders import (
    FRIDAYS,
    MONDAYS,
    agreed,
    coming,
    contract,
    on_their_way,
    work_off,
)

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
NOVEMBER = Month(2026, 11)


@pytest.fixture
def path(child_id):
    return f"/staff/children/{child_id}/contracts"


@pytest.fixture
def entered(office, path):
    return office.post(path, contract()).body["contracts"][0]


def written(day=MONDAY, group_id="ladybirds") -> GroupDay:
    key = (group_id, day)
    found = occupancy.group_days([key], organisation_id=ORGANISATION, now=clock.now())
    return found[key]


def spoil(day, change):
    """Write a day otherwise than it should be."""
    group_day, transaction = written(day), Transaction()
    occupancy.write(change(group_day), organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def reconcile(month=NOVEMBER, group_id="ladybirds"):
    return working.reconcile(
        MonthTask(group_id, month), organisation_id=ORGANISATION, now=clock.now()
    )


def test_a_contract_is_written_into_the_days_up_to_the_horizon(entered, child_id):
    before = {month: coming(month) for month in working.months_ahead(NOW)}

    work_off()

    assert on_their_way() == []
    assert {month: coming(month) for month in working.months_ahead(NOW)} == before
    (presence,) = written().presences
    assert (presence.child_id, presence.contract_id) == (child_id, entered["contract_id"])
    assert (str(presence.slot), str(presence.hours)) == ("08:00-18:00", "11")
    assert written().is_filled
    assert written(date(2027, 1, 4)).version == 0  # tests look one month ahead


@pytest.mark.usefixtures("entered")
def test_doing_it_twice_writes_nothing_more():
    work_off()
    versions = {day: written(day).version for day in NOVEMBER.days}

    working.write_group(GroupTask("ladybirds"), organisation_id=ORGANISATION, now=NOW)
    assert reconcile() == 0

    assert {day: written(day).version for day in NOVEMBER.days} == versions


def test_of_many_changes_that_wait_the_first_errand_writes_all(office, path, entered):
    office.post(path, contract(terms=agreed(FRIDAYS)))
    change = contract("2026-11-23", terms=agreed(hourly_rate=1100))
    office.post(f"{path}/{entered['contract_id']}/changes", change)
    assert len(waiting("planning")) == 3

    work_off()

    assert (coming(NOVEMBER), on_their_way()) == (
        ["09", "13", "16", "20", "23", "27", "30"],
        [],
    )
    assert written().version == 1


def test_a_change_takes_out_what_was_written_before(office, path, entered):
    work_off()
    terms = agreed({**MONDAYS, "opens": "07:00"}, group_id="owls")
    office.post(f"{path}/{entered['contract_id']}/changes", contract("2026-11-16", terms=terms))

    work_off()

    assert (written().presences, len(written(group_id="owls").presences)) == ((), 1)
    assert (coming(NOVEMBER), coming(NOVEMBER, "owls")) == (["09"], ["16", "23", "30"])


def test_who_cancelled_a_day_stays_absent_when_the_contract_changes(office, path, entered, family):
    work_off()
    cancel(family, MONDAY)
    change = contract("2026-11-10", terms=agreed({**MONDAYS, "closes": "13:00"}))
    office.post(f"{path}/{entered['contract_id']}/changes", change)

    work_off()

    (presence,) = written().presences
    assert (presence.absent, str(presence.slot)) == (AbsenceReason.HOLIDAY, "08:00-13:00")


def test_who_cancelled_a_day_is_absent_when_a_contract_went_and_came_back(
    office, path, entered, family
):
    work_off()
    cancel(family, MONDAY)
    ending = f"{path}/{entered['contract_id']}/ending"
    for until in ("2026-11-10", None):
        office.put(ending, {"until": until})
        work_off()

    (presence,) = written().presences
    assert presence.absent is AbsenceReason.HOLIDAY


@pytest.mark.usefixtures("entered")
def test_who_cancelled_a_day_that_nobody_had_written_is_absent_once_it_is(family):
    cancel(family, MONDAY)

    work_off()

    assert [it.absent for it in written().presences] == [AbsenceReason.HOLIDAY]


@pytest.mark.usefixtures("entered")
def test_a_granted_day_is_put_back_and_one_that_nobody_granted_is_taken_out(family, child_id):
    work_off()
    decide_at_once()
    ask(family, TUESDAY, is_filled=False)
    (extra,) = written(TUESDAY).presences
    spoil(TUESDAY, lambda it: it.without(child_id))
    spoil(TUESDAY + timedelta(days=1), lambda it: it.with_presence(extra))

    assert reconcile() == 2

    assert written(TUESDAY).presences == (extra,)
    assert written(TUESDAY + timedelta(days=1)).presences == ()


@pytest.mark.usefixtures("entered")
def test_who_waits_hears_when_the_night_finds_a_place_free(family, child_id):
    work_off()
    before = len(waiting("bookings"))
    stranger = replace(written().presences[0], child_id=f"{family.family_id}.nobody")
    spoil(MONDAY, lambda it: it.with_presence(stranger))

    assert reconcile() == 1

    (errand,) = waiting("bookings")[before:]
    assert (errand.body["task"], errand.body["days"]) == ("fill", ["2026-11-16"])
    assert [it.child_id for it in written().presences] == [child_id]


@pytest.mark.usefixtures("entered")
def test_a_large_change_goes_on_in_a_new_errand_and_is_done_in_the_end():
    months = list(working.months_ahead(NOW))
    rest = GroupTask("ladybirds", months[1], frozenset())

    working.write_group(rest, organisation_id=ORGANISATION, now=NOW)

    assert on_their_way() == []
    assert coming(months[0]) == []  # the months before were those of the errand before
    assert coming(months[1]) != []


@pytest.mark.usefixtures("entered")
def test_an_errand_for_changes_that_were_replaced_leaves_the_newer_one():
    old = GroupTask("ladybirds", None, frozenset({"of a change before"}))

    working.write_group(old, organisation_id=ORGANISATION, now=NOW)

    assert len(on_their_way()) == 1


@pytest.mark.usefixtures("entered")
def test_every_night_differences_are_mended_and_counted(child_id, caplog):
    work_off()
    spoil(MONDAY, lambda it: it.without(child_id))
    assert coming(NOVEMBER) == ["09", "23", "30"]

    assert reconcile() == 1

    assert coming(NOVEMBER) == ["09", "16", "23", "30"]
    assert "group-day mended" in caplog.text


def test_what_is_on_its_way_is_no_difference(entered, office, path):
    work_off()
    office.put(f"{path}/{entered['contract_id']}/ending", {"until": "2026-11-20"})

    assert reconcile() == 0


@pytest.mark.usefixtures("entered")
def test_every_night_the_days_are_extended_to_the_horizon():
    work_off()
    clock.start_at(NOW + timedelta(days=31))

    call("reconcile_days", tick())
    done = work_off()

    groups, months = 2, 2
    assert done == 1 + groups * months
    assert coming(Month(2027, 1)) == ["04", "11", "18", "25"]


@pytest.mark.usefixtures("entered")
def test_a_night_that_comes_twice_does_nothing_more():
    for _ in range(2):
        call("reconcile_days", tick())
        work_off()

    assert written().version == 1


@pytest.mark.usefixtures("entered")
def test_days_follow_when_the_organisation_chooses_other_holidays(browser):
    christmas = date(2026, 12, 25)
    work_off()
    call("reconcile_days", tick())
    work_off()
    assert written(christmas).closed

    administrator = browser(ORGANISATION).signed_in(staff_role=Role.ADMINISTRATOR)
    administrator.put("/staff/public-holidays", {"observed": ["new_years_day"]})
    work_off()

    assert not written(christmas).closed


@pytest.mark.usefixtures("entered")
def test_a_child_that_was_erased_leaves_the_days(family):
    work_off()
    pk, sk = FamilyStore(ORGANISATION).key(family.family_id)
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    client("dynamodb").delete_item(TableName=settings().table, Key=key)

    assert reconcile() == 4

    assert coming(NOVEMBER) == []


def test_a_group_that_is_not_there_any_more_has_nothing_to_do():
    organisations.forget()

    assert reconcile(group_id="nowhere") == 0
