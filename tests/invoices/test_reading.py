"""Who reads which invoices, and what they say."""

from datetime import date, timedelta
from urllib.request import url2pathname

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import PAYERS, Role
from chalicelib.core.periods import Month
from chalicelib.invoices import running, service
from chalicelib.invoices.model import IssuedInvoice, Style
from chalicelib.invoices.store import InvoiceStore
from tests.builders import ORGANISATION, a_caller, a_planner, an_organisation
from tests.conftest import NOW
from tests.families.builders import a_parent
from tests.invoices.builders import (
    a_family_in_care,
    an_invoice,
    change_family,
    change_organisation,
)
from tests.invoices.work import hand_over, it_is, run, waiting

PATHS = ["", "/2026-12", "/2026-12/pdf"]


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


@pytest.fixture
def family():
    return a_family_in_care()


@pytest.fixture
def billed(family):
    run()
    return family


def parent_of(family, browser, role=Role.PARENT, **what):
    """Sign in the first parent, or somebody added to the family with another role."""
    account_id = family.parents[0].account_id
    if role is not Role.PARENT:
        payer = a_parent("Piet", position=3, role=role, **what)
        account_id = payer.account_id
        change_family(family, parents=(*family.parents, payer))
    return browser().signed_in(account_id=account_id, families={family.family_id: role})


def issue(family, month, number):
    issued = IssuedInvoice(
        family.family_id, str(month), an_invoice(month=month), Style("Zonnebloem", "#2f6f5e")
    )
    transaction = Transaction()
    InvoiceStore(ORGANISATION).add(issued, sequence=number, transaction=transaction)
    transaction.commit()


def paths(family):
    return [f"/families/{family.family_id}/invoices{path}" for path in PATHS]


def statuses(browser, family):
    return [browser.get(path).status for path in paths(family)]


def test_a_parent_reads_the_invoice_with_the_sum_behind_each_line(billed, browser):
    parent = parent_of(billed, browser)
    answer = parent.get(paths(billed)[1]).body

    assert answer["summary"] == {
        "invoice_id": "2026-12",
        "number": "2026-000001",
        "month": "2026-12",
        "total": 124823,
        "is_debited": True,
        "due_date": "2026-11-28",
        "state": "issued",
    }
    assert answer["direct_debit"]["iban_end"] == "6789"
    assert (answer["transfer"], answer["is_drawn"]) == (None, True)
    (line,) = answer["lines"]
    assert line["explanation"].startswith("3 × 11 uur per week × 51 weken ÷ 12 maanden × € 8,90")
    assert (line["hours"], line["amount"], line["care_type"]) == ("140.25", 124823, "day_care")
    parent.language = "en"
    (line,) = parent.get(paths(billed)[1]).body["lines"]
    assert line["title"] == "Care by contract"


def test_invoices_are_listed_the_newest_first_page_by_page(family, browser):
    month = Month(2026, 11)
    for number in range(1, 14):
        issue(family, month, number)
        month = month.next
    parent = parent_of(family, browser)
    path = paths(family)[0]

    first = parent.get(path).body
    second = parent.get(f"{path}?cursor={first['next']}").body

    assert [it["month"] for it in (*first["invoices"], *second["invoices"])] == [
        *(f"2027-{number:02}" for number in range(11, 0, -1)),
        "2026-12",
        "2026-11",
    ]
    assert second["next"] is None
    other = a_family_in_care("010204")
    strange = parent_of(other, browser).get(f"{paths(other)[0]}?cursor={first['next']}")
    assert strange.code == "BadCursor"


def test_the_link_to_the_pdf_works_for_five_minutes_and_says_its_name(billed, browser):
    answer = parent_of(billed, browser).get(paths(billed)[2]).body

    assert answer["seconds"] == 300
    assert "invoices/zonnebloem/2026-000001.pdf" in url2pathname(answer["url"])
    assert "X-Amz-Expires=300" in answer["url"]


def test_an_invoice_of_a_moment_ago_has_no_pdf_yet(family, browser):
    running.start_run(caller=a_planner(), month=Month(2026, 12), now=NOW)
    for _ in range(2):
        hand_over(*waiting())
    parent = parent_of(family, browser)

    answers = [parent.get(path) for path in paths(family)]

    assert [it.status for it in answers] == [200, 200, 409]
    assert answers[2].code == "NotDrawnYet"


@pytest.mark.parametrize("role", sorted(PAYERS))
def test_parents_and_payers_of_the_family_read_its_invoices(billed, browser, role):
    assert statuses(parent_of(billed, browser, role), billed) == [200, 200, 200]


@pytest.mark.parametrize("role", [Role.PLANNER, Role.ADMINISTRATOR])
def test_the_office_reads_them_too(billed, browser, role):
    assert statuses(browser().signed_in(staff_role=role), billed) == [200, 200, 200]


def test_what_is_not_theirs_is_not_there_for_anybody_else(billed, browser):
    other = a_family_in_care("010204")
    an_organisation("madelief")
    their_own = {billed.family_id: Role.PARENT}
    ended = a_parent("Ger", position=4, care_until=NOW.date(), role=Role.PAYER)
    change_family(billed, parents=(*billed.parents, ended))
    strangers = [
        parent_of(other, browser),
        parent_of(other, browser, Role.PAYER),
        browser("madelief").signed_in(families=their_own),
        browser("madelief").signed_in(staff_role=Role.ADMINISTRATOR),
        browser().signed_in(account_id=ended.account_id, families={billed.family_id: Role.PAYER}),
    ]

    assert [statuses(it, billed) for it in strangers] == [[404, 404, 404]] * len(strangers)
    assert statuses(browser().signed_in(staff_role=Role.GROUP_WORKER), billed) == [403] * 3
    assert statuses(browser(), billed) == [401] * 3


@pytest.mark.parametrize("invoice_id", ["2026-11", "nothing", "2026-000001", "..", "-"])
def test_an_invoice_that_is_not_there_is_not_there(billed, browser, invoice_id):
    parent = parent_of(billed, browser)
    base = paths(billed)[0]

    assert [parent.get(f"{base}/{invoice_id}{it}").status for it in ("", "/pdf")] == [404, 404]


STAFF_PATHS = [
    ("GET", "/staff/invoice-runs"),
    ("POST", "/staff/invoice-runs"),
    ("GET", "/staff/invoice-runs/2026-12"),
    ("POST", "/staff/invoice-runs/2026-12/retry"),
]


@pytest.mark.parametrize(("method", "path"), STAFF_PATHS)
def test_runs_are_for_the_office_of_their_own_organisation(billed, browser, method, path):
    def ask(person):
        body = {"month": "2026-12"} if path.endswith("runs") else {}
        return person.get(path) if method == "GET" else person.post(path, body)

    assert ask(browser()).status == 401
    assert ask(parent_of(billed, browser)).status == 403
    assert ask(browser().signed_in(staff_role=Role.GROUP_WORKER)).status == 403
    an_organisation("madelief")
    theirs = ask(browser("madelief").signed_in(staff_role=Role.PLANNER))
    assert theirs.status == 404 if "2026-12" in path else "2026-000001" not in str(theirs.body)
    assert ask(browser().signed_in(staff_role=Role.PLANNER)).status in (200, 201)


def test_runs_are_listed_the_newest_first_and_another_organisations_are_not(billed, browser):
    run(Month(2026, 11))
    an_organisation("madelief")
    planner = browser().signed_in(staff_role=Role.PLANNER)

    listed = planner.get("/staff/invoice-runs").body
    theirs = browser("madelief").signed_in(staff_role=Role.PLANNER).get("/staff/invoice-runs").body

    assert [it["month"] for it in listed["runs"]] == ["2026-12", "2026-11"]
    assert {it["total"] for it in listed["runs"]} == {124823}
    assert (theirs["runs"], listed["next"]) == ([], None)
    assert billed.debtor_number not in str(theirs)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"month": "2026-10"}, 409, "BeforeFirstCarePeriod"),
        ({"month": "2027-01"}, 409, "TooFarAhead"),
        ({"month": "2026-13"}, 422, "InvalidRequest"),
        ({"month": "december"}, 422, "InvalidRequest"),
        ({"month": None}, 422, "InvalidRequest"),
        ({"month": "2026-12", "family_id": "x"}, 422, "InvalidRequest"),
        ({}, 422, "InvalidRequest"),
    ],
)
def test_only_a_month_that_can_be_billed_is_billed(browser, body, status, code):
    planner = browser().signed_in(staff_role=Role.PLANNER)
    answer = planner.post("/staff/invoice-runs", body)

    assert (answer.status, answer.code) == (status, code)
    assert planner.get("/staff/invoice-runs").body["runs"] == []


def test_a_run_that_is_not_there_cannot_be_seen_or_tried_again(browser):
    planner = browser().signed_in(staff_role=Role.PLANNER)

    assert planner.get("/staff/invoice-runs/2026-12").status == 404
    assert planner.post("/staff/invoice-runs/2026-12/retry").status == 404


def test_open_invoices_are_those_whose_day_is_still_to_come(family):
    other = a_family_in_care("010204", hourly_rate=1043)
    ids = [family.family_id, other.family_id]
    change_organisation(name="Zonnebloem")
    run(Month(2026, 11))
    run()

    def open_on(day, which=ids):
        found = service.open_invoices(which, caller=a_caller(), today=day)
        return sorted((str(it.invoice.month), it.family_id == ids[0]) for it in found)

    november = date(2026, 11, 16)
    assert open_on(november) == [(it, mine) for it in MONTHS for mine in (False, True)]
    assert open_on(november + timedelta(days=1), ids[:1]) == [("2026-12", True)]
    assert open_on(date(2026, 11, 29)) == []
    assert open_on(november, []) == []


MONTHS = ("2026-11", "2026-12")


@pytest.mark.usefixtures("billed")
def test_a_month_later_it_is_still_the_same_invoice(family, browser):
    parent = parent_of(family, browser)
    before = parent.get(paths(family)[1]).body
    it_is(date(2026, 11, 2))
    change_family(family, name="Fam. Jansen", city="Utrecht")

    assert parent.get(paths(family)[1]).body == before
