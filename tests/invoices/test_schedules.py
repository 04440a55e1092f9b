"""Runs that nobody has to start."""

from dataclasses import replace
from datetime import date, time

import pytest

from chalicelib.core.errors import NotFound
from chalicelib.core.periods import Month
from chalicelib.invoices import jobs, running
from chalicelib.invoices.runs import TooFarAhead
from tests.builders import ORGANISATION, an_organisation
from tests.invoices.builders import (
    a_family_in_care,
)
from tests.invoices.work import (
    daily,
    dump,
    invoice_of,
    it_is,
    kept,
    run,
    waiting,
    work_off,
)

DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


@pytest.fixture
def family():
    return a_family_in_care()


def test_the_scheduler_starts_the_month_after_the_one_it_was_meant_for(family):
    event = {"organisation_id": ORGANISATION, "scheduled_time": "2026-11-20T05:00:00Z"}
    it_is(date(2026, 12, 1))  # it came late

    told = jobs.bill_month(event, None)
    work_off()

    assert told == {"month": "2026-12", "has_run": True}
    assert invoice_of(family).number == "2026-000001"
    assert running.get_run(organisation_id=ORGANISATION, month=DECEMBER).started_by == "schedule"


def test_the_scheduler_waits_for_the_first_care_period_and_shouts_if_it_is_wrong():
    event = {"organisation_id": ORGANISATION}

    told = jobs.bill_month({**event, "month": "2026-10"}, None)
    with pytest.raises(TooFarAhead):
        jobs.bill_month({**event, "month": "2027-01"}, None)
    with pytest.raises(NotFound):
        jobs.bill_month({"organisation_id": "nobody", "month": "2026-12"}, None)
    with pytest.raises(KeyError):
        jobs.bill_month(event, None)

    assert told == {"month": "2026-10", "has_run": False}
    assert (waiting(), kept("RUNS")) == ([], {})


@pytest.mark.parametrize(
    ("day", "started"),
    [
        (date(2026, 11, 19), []),
        (date(2026, 11, 20), ["zonnebloem"]),
        (date(2026, 11, 28), ["madelief", "zonnebloem"]),
    ],
)
def test_the_reconciler_starts_what_the_schedule_has_lost(organisation, day, started):
    an_organisation("madelief", billing=replace(organisation.billing, run_day=28))
    an_organisation("later", first_care_period=JANUARY)
    it_is(day, time(4))

    assert sorted(daily()) == started
    assert daily() == []


@pytest.mark.usefixtures("family")
def test_a_run_that_was_started_is_left_alone_by_the_reconciler():
    run(day=date(2026, 11, 20))
    before = dump()
    it_is(date(2026, 11, 21), time(4))

    assert daily() == []
    assert dump() == before
