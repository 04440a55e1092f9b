"""Sweeps go past every organisation, and administrators read the audit trail."""

from datetime import timedelta

import pytest

from chalicelib.admin import service
from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.outbox import service as outbox
from chalicelib.outbox.model import CLAIM, Errand
from tests.aws_events import is_down
from tests.builders import a_planner, an_organisation
from tests.conftest import NOW

LATER = NOW + CLAIM + timedelta(seconds=1)


def put(organisation_id):
    transaction = Transaction()
    outbox.put(Errand(organisation_id, "exports", {}), transaction=transaction, now=NOW)
    transaction.commit()


def note(about):
    transaction = Transaction()
    audit.note("deeds.do", about, by=a_planner(), transaction=transaction, now=NOW)
    transaction.commit()


def test_the_sweep_goes_past_every_organisation():
    for slug in ("zonnebloem", "madelief"):
        an_organisation(slug)
        put(slug)

    assert service.sweep_outboxes(now=NOW) == 0
    assert service.sweep_outboxes(now=LATER) == 2


def test_trouble_with_one_organisation_does_not_hold_up_the_others():
    for slug in ("zonnebloem", "madelief"):
        an_organisation(slug)
        put(slug)

    with is_down("sqs", times=1), pytest.raises(ExceptionGroup) as failures:
        service.sweep_outboxes(now=LATER)

    assert len(failures.value.exceptions) == 1


def test_an_administrator_reads_the_trail_page_by_page(browser):
    an_organisation()
    for number in range(102):
        note(f"family/{number}")
    administrator = browser().signed_in(staff_role=Role.ADMINISTRATOR)

    first = administrator.get("/staff/audit?month=2026-11")
    second = administrator.get(f"/staff/audit?month=2026-11&cursor={first.body['next']}")

    assert (len(first.body["records"]), len(second.body["records"])) == (100, 2)
    assert second.body["next"] is None
    assert {it["actor"] for it in first.body["records"]} == {"petra"}


def test_a_cursor_of_another_month_is_refused(browser):
    an_organisation()
    for number in range(101):
        note(f"family/{number}")
    administrator = browser().signed_in(staff_role=Role.ADMINISTRATOR)
    cursor = administrator.get("/staff/audit?month=2026-11").body["next"]

    assert administrator.get(f"/staff/audit?month=2026-10&cursor={cursor}").code == "BadCursor"


@pytest.mark.parametrize("role", [Role.PLANNER, Role.GROUP_WORKER])
def test_nobody_else_reads_it(browser, role):
    an_organisation()

    assert browser().signed_in(staff_role=role).get("/staff/audit?month=2026-11").status == 403


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "november"])
def test_a_month_that_is_none_is_invalid(browser, month):
    an_organisation()
    administrator = browser().signed_in(staff_role=Role.ADMINISTRATOR)

    assert administrator.get(f"/staff/audit?month={month}").status == 422
