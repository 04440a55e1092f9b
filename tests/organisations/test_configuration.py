from dataclasses import replace
from datetime import date

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.organisations import service
from chalicelib.organisations.model import ClosingDay, Configuration
from tests.builders import LADYBIRDS, NORTH, an_organisation
from tests.conftest import NOW

CHRISTMAS_EVE = {"day": "2026-12-24", "reason": "Kerstavond"}


@pytest.fixture
def planner(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.PLANNER)


def closing_days(planner):
    days = planner.get("/staff/configuration").body["closing_days"]
    return [(it["day"], it["place"], it["reason"]) for it in days]


def test_staff_see_locations_and_groups(planner):
    answer = planner.get("/staff/configuration")

    (location,), (group,) = answer.body["locations"], answer.body["groups"]
    assert (answer.status, location["lrk"]) == (200, {"day_care": "188687038"})
    assert (group["group_id"], group["opens"], group["places"]) == ("ladybirds", "07:30:00", 12)


def test_locations_are_read_by_name_and_groups_from_the_youngest_on(browser):
    older = [
        replace(LADYBIRDS, group_id=f"group-{at}", name=name, age_from=months)
        for at, (name, months) in enumerate([("Uilen", 24), ("Bevers", 48), ("Egels", 24)])
    ]
    an_organisation(groups=(*older, LADYBIRDS))
    transaction = Transaction()
    for name in ("Haarlem-Zuid", "de Linde", "Bloemendaal"):
        location = replace(NORTH, location_id=name, name=name)
        service.put_location(location, organisation_id="zonnebloem", transaction=transaction)
    transaction.commit()

    shown = browser().signed_in(staff_role=Role.PLANNER).get("/staff/configuration").body

    names = [[it["name"] for it in shown[kind]] for kind in ("locations", "groups")]
    assert names == [
        ["Bloemendaal", "de Linde", "Haarlem-Noord", "Haarlem-Zuid"],
        ["Lieveheersbeestjes", "Egels", "Uilen", "Bevers"],
    ]


def test_a_closing_day_closes_every_location_from_the_next_look_on(planner):
    configuration = service.configuration_of("zonnebloem", now=NOW)
    assert configuration.is_open(LADYBIRDS, date(2026, 12, 24))

    answer = planner.post("/staff/closing-days", CHRISTMAS_EVE)

    assert (answer.status, answer.body["place"]) == (201, "everywhere")
    configuration = service.configuration_of("zonnebloem", now=NOW)
    assert not configuration.is_open(LADYBIRDS, date(2026, 12, 24))


def test_the_same_day_and_place_again_replaces_the_reason(planner):
    planner.post("/staff/closing-days", CHRISTMAS_EVE)
    planner.post("/staff/closing-days", {**CHRISTMAS_EVE, "reason": "Kerst  🎄"})
    planner.post("/staff/closing-days", {**CHRISTMAS_EVE, "location_id": "north"})

    assert closing_days(planner) == [
        ("2026-12-24", "everywhere", "Kerst 🎄"),
        ("2026-12-24", "north", "Kerstavond"),
    ]


def test_a_closing_day_is_taken_back_at_its_place_only(planner):
    planner.post("/staff/closing-days", CHRISTMAS_EVE)
    planner.post("/staff/closing-days", {**CHRISTMAS_EVE, "location_id": "north"})

    assert planner.delete("/staff/closing-days/2026-12-24/north").status == 200
    assert closing_days(planner) == [("2026-12-24", "everywhere", "Kerstavond")]
    assert planner.delete("/staff/closing-days/2026-12-24/everywhere").status == 200
    assert planner.delete("/staff/closing-days/2026-12-24/everywhere").status == 404


def test_closing_early_leaves_the_day_open(planner):
    planner.post(
        "/staff/closing-days", {**CHRISTMAS_EVE, "day": "2026-12-24", "closes_at": "16:00:00"}
    )

    configuration = service.configuration_of("zonnebloem", now=NOW)
    assert configuration.is_open(LADYBIRDS, date(2026, 12, 23))


def test_a_closing_day_closes_whether_or_not_it_says_why():
    closing = ClosingDay(date(2026, 12, 24), reason="")
    configuration = Configuration(an_organisation(), {}, {}, [closing])

    assert not configuration.is_open(LADYBIRDS, date(2026, 12, 24))
    assert configuration.is_open(LADYBIRDS, date(2026, 12, 23))


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"location_id": "moon"}, 404),
        ({"location_id": "north#2"}, 422),
        ({"day": "2026-02-30"}, 422),
        ({"day": None}, 422),
        ({"reason": " "}, 422),
        ({"closes_at": "25:00"}, 422),
        ({"until": "2026-12-27"}, 422),
    ],
)
def test_a_closing_day_that_makes_no_sense_is_refused(planner, wrong, status):
    assert planner.post("/staff/closing-days", {**CHRISTMAS_EVE, **wrong}).status == status


def test_another_organisations_location_is_not_there(planner):
    service.forget()
    an_organisation("maan")

    assert (
        planner.post("/staff/closing-days", {**CHRISTMAS_EVE, "location_id": "maan"}).status == 404
    )


def test_a_group_worker_looks_and_changes_nothing(browser):
    an_organisation()
    worker = browser().signed_in(staff_role=Role.GROUP_WORKER)

    assert worker.get("/staff/configuration").status == 200
    assert worker.post("/staff/closing-days", CHRISTMAS_EVE).status == 403
    assert worker.delete("/staff/closing-days/2026-12-24/everywhere").status == 403


def test_a_parent_sees_no_configuration(browser):
    an_organisation()
    parent = browser().signed_in(families={"family": Role.PARENT})

    assert parent.get("/staff/configuration").status == 403
    assert browser().get("/staff/configuration").status == 401
