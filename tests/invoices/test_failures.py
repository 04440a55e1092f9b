"""A family that cannot be billed says why, and holds up nobody."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest

from chalicelib.aws import files as portal_files
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.invoices import running
from chalicelib.organisations.model import HouseStyle
from tests.builders import ORGANISATION, a_planner, an_organisation
from tests.conftest import NOW
from tests.families import builders as family_builders
from tests.families.builders import a_parent
from tests.invoices.builders import (
    a_family_in_care,
    change_family,
    change_organisation,
)
from tests.invoices.work import (
    hand_over,
    invoice_of,
    progress,
    reasons,
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


@pytest.fixture
def planner(browser):
    return browser().signed_in(staff_role=Role.PLANNER)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"street": ""}, "NoAddress"),
        ({"payment": replace(family_builders.DEBIT, iban=None)}, "MandateIncomplete"),
        ({"parents": ()}, "NoParent"),
    ],
)
def test_a_family_that_fails_does_not_hold_up_the_rest_and_says_why(family, planner, what, code):
    failing = a_family_in_care("010204", family=what)

    run()

    assert invoice_of(family).number == "2026-000001"
    assert invoice_of(failing) is None
    answer = planner.get("/staff/invoice-runs/2026-12").body
    assert (answer["run"]["state"], answer["run"]["failed"]) == ("done", 1)
    (failure,) = answer["failures"]
    assert (failure["code"], failure["debtor_number"]) == (code, "010204")
    assert failure["family_name"] == failing.name
    assert "probeer het opnieuw" in failure["message"]


@pytest.mark.usefixtures("family")
def test_what_was_mended_is_billed_by_a_retry_and_takes_the_next_number(planner):
    failing = a_family_in_care("010204", family={"street": ""}, hours=Decimal(25))
    run()
    change_family(failing, street="Dorpsstraat 1")
    planner.post("/staff/invoice-runs/2026-12/retry")
    work_off()
    assert reasons() == {failing.family_id: "ImpossibleTerms"}

    a_family_in_care("010205")
    mended = a_family_in_care_again(failing)
    planner.post("/staff/invoice-runs/2026-12/retry")
    work_off()

    assert reasons() == {}
    assert progress() == {"sent": 3}
    assert invoice_of(mended).total == 124823
    numbers = {it["number"] for it in listed(planner, mended)}
    assert numbers < {"2026-000002", "2026-000003"}


def a_family_in_care_again(family):
    from tests.bookings.builders import a_contract, contracts

    (child,) = family.children
    contracts(
        a_contract(
            child.child_id,
            weekdays=frozenset({0, 1, 2}),
            hours=Decimal(11),
            weeks_per_year=51,
            hourly_rate=890,
        )
    )
    return family


def listed(browser, family):
    return browser.get(f"/families/{family.family_id}/invoices").body["invoices"]


def test_a_logo_that_cannot_be_read_fails_the_drawing_and_keeps_the_number(planner, sent_mails):
    portal_files.write("house-style/zonnebloem/z.png", b"not a picture", content_type="image/png")
    change_organisation(house_style=HouseStyle("#2f6f5e", "house-style/zonnebloem/z.png"))
    family = a_family_in_care()
    run()
    assert reasons() == {family.family_id: "CannotDraw"}
    assert invoice_of(family).number == "2026-000001"
    assert sent_mails() == []

    portal_files.write("house-style/zonnebloem/z.png", a_png(), content_type="image/png")
    planner.post("/staff/invoice-runs/2026-12/retry")
    work_off()

    assert (reasons(), progress(), len(sent_mails())) == ({}, {"sent": 1}, 2)
    assert invoice_of(family).number == "2026-000001"
    assert running.get_run(organisation_id=ORGANISATION, month=DECEMBER).total == 124823


def a_png():
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 20), "#1f6f5c").save(picture, "png")
    return picture.getvalue()


def test_a_logo_that_is_gone_is_told_too():
    change_organisation(house_style=HouseStyle("#2f6f5e", "house-style/zonnebloem/gone.png"))
    family = a_family_in_care()

    run()

    assert reasons() == {family.family_id: "CannotDraw"}


def test_an_invoice_that_nobody_can_be_mailed_is_there_for_the_office(planner):
    nobody = a_parent(account_id=None, email=None)
    family = a_family_in_care(family={"parents": (nobody,)})

    run()

    assert reasons() == {family.family_id: "NobodyToWriteTo"}
    link = planner.get(f"/families/{family.family_id}/invoices/2026-12/pdf")
    assert (link.status, link.body["seconds"]) == (200, 300)


def test_a_family_that_was_erased_meanwhile_has_nothing_due(family):
    running.start_run(caller=a_planner(), month=DECEMBER, now=NOW)
    (plan,) = waiting()
    hand_over(plan)
    (bill,) = waiting()
    gone = replace(bill, body={**bill.body, "family_id": "nobody"})
    running.do_task(gone, NOW)

    assert hand_over(bill) == []
    assert invoice_of(family).number == "2026-000001"
