"""Imports whose worker stops half-way, is slow, or is called twice."""

from datetime import timedelta

import pytest

from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.imports import jobs
from chalicelib.imports.model import SILENT
from tests.builders import an_organisation
from tests.conftest import NOW
from tests.falling_over import stops_after
from tests.imports.builders import Export, extract
from tests.imports.office import errands, is_there, whole_table, work_off
from tests.imports.over_http import checked, done, see, upload

MINUTE = timedelta(minutes=1)


@pytest.fixture
def petra(browser):
    an_organisation(groups=())
    return browser().signed_in(staff_role=Role.PLANNER)


def test_an_import_whose_worker_is_gone_can_be_started_again(petra):
    import_id = checked(petra, extract("010014", "010049"))
    petra.post(f"/staff/imports/{import_id}/run")
    with stops_after(20):
        work_off("imports")
    assert see(petra, import_id)["state"] == "running"

    clock.start_at(NOW + SILENT + MINUTE)
    petra.signed_in(staff_role=Role.PLANNER)
    stuck = see(petra, import_id)
    assert (stuck["state"], stuck["problem"]["code"]) == ("failed", "ImportBrokeOff")
    assert petra.get("/staff/imports").body["imports"] == [stuck]
    seen = done(petra, import_id)

    assert (seen["state"], seen["done"]) == ("done", 2)
    assert is_there("010014")
    assert is_there("010049")


def test_a_check_whose_worker_is_gone_can_be_started_again(petra):
    import_id = upload(petra, extract("010014"))
    petra.post(f"/staff/imports/{import_id}/check")
    with stops_after(2):
        work_off("imports")

    clock.start_at(NOW + SILENT + MINUTE)
    petra.signed_in(staff_role=Role.PLANNER)
    stuck = see(petra, import_id)
    assert (stuck["state"], stuck["problem"]["code"]) == ("failed", "CheckBrokeOff")
    assert petra.post(f"/staff/imports/{import_id}/run").code == "NotChecked"
    petra.post(f"/staff/imports/{import_id}/check")
    work_off("imports")

    assert see(petra, import_id)["state"] == "checked"


def test_an_errand_that_comes_twice_is_done_once(petra):
    import_id = checked(petra, Export().files())
    petra.post(f"/staff/imports/{import_id}/run")
    (errand,) = errands("imports")
    jobs.do_errand(errand, NOW)
    before = whole_table()

    jobs.do_errand(errand, NOW)

    assert whole_table() == before


def test_after_many_families_another_worker_goes_on(petra):
    import_id = checked(petra, extract("010014", "010049", "010021"))
    petra.post(f"/staff/imports/{import_id}/run")

    portions = work_off("imports", most=1)

    seen = see(petra, import_id)
    assert portions == 4  # one for each family, and one that finds nothing left
    assert (seen["state"], seen["done"], seen["changed"]) == ("done", 3, 3)
