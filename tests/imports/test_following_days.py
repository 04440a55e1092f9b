"""What an import brings is in the days of groups, and in what follows from contracts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.bookings import jobs
from chalicelib.core.callers import Role
from chalicelib.credits import service as ledger
from chalicelib.occupancy import service as occupancy
from chalicelib.organisations import service as organisations
from chalicelib.policies.model import OnContractChange
from tests.bookings.builders import decide_at_once
from tests.bookings.situations import instant
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW
from tests.imports.builders import Export
from tests.imports.office import errands, the_family
from tests.imports.over_http import checked, done
from tests.planning.builders import work_off as let_planners_work

MONDAY = date(2026, 11, 23)  # one of the contract


@pytest.fixture
def petra(browser):
    an_organisation(groups=())
    return browser().signed_in(staff_role=Role.PLANNER)


def bring(petra, export: Export) -> None:
    done(petra, checked(petra, export.files()))


def written(day: date):
    """Return the group-day as it stands in the table, whatever the configuration says."""
    organisations.forget(ORGANISATION)
    configuration = organisations.configuration_of(ORGANISATION, now=NOW)
    (group_id,) = configuration.groups
    found = occupancy.days_as_written(
        [(group_id, day)], organisation_id=ORGANISATION, configuration=configuration
    )
    return found[group_id, day]


def credit():
    (child,) = the_family("010000").children
    found = ledger.open_of([child.child_id], organisation_id=ORGANISATION)[child.child_id]
    return found.credits[0]


def follow() -> None:
    for it in errands("bookings"):
        if it.body["task"] == "agreed":
            jobs.do_task(it, NOW)


def test_a_closing_day_is_written_into_the_days_of_groups(petra):
    bring(petra, Export())
    let_planners_work()
    assert (len(written(MONDAY).coming), written(MONDAY).closed) == (1, False)

    bring(petra, Export().change("sluitingsdagen", datum="23-11-2026"))
    let_planners_work()

    assert (written(MONDAY).coming, written(MONDAY).closed) == ([], True)


def test_many_contracts_have_the_days_of_a_group_written_by_one_errand(petra):
    export = Export()
    for number in range(5):
        export.add("gezinnen", debiteurnummer=f"01010{number}", machtiging=f"MND-1{number}")
        export.add("ouders", debiteurnummer=f"01010{number}", e_mail=f"p{number}@x.example")
        export.add("kinderen", debiteurnummer=f"01010{number}", kindnummer=f"K1{number}")
        export.add("contracten", kindnummer=f"K1{number}", contractnummer=f"C1{number}")
    bring(petra, export)

    tasks = [it.body["task"] for it in errands("planning")]
    let_planners_work()

    assert sorted(tasks) == ["changes", "organisation"]
    assert len(written(MONDAY).coming) == 6


def test_a_contract_that_an_import_ends_takes_credits_along(petra):
    bring(petra, Export())
    bring(petra, Export().change("contracten", einddatum="30-11-2026"))

    follow()

    assert credit().grant.usable_until == date(2026, 11, 30)


def test_a_contract_that_an_import_writes_anew_with_fewer_hours_leaves_their_part(petra):
    bring(petra, Export())
    rules = instant()
    pro_rata = replace(rules.credits, on_contract_change=OnContractChange.PRO_RATA)
    decide_at_once(replace(rules, credits=pro_rata))
    bring(petra, Export().change("contracten", dagen="ma"))

    for _ in range(2):
        follow()

    assert credit().left == Decimal("2.75")
