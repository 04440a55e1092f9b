"""A month is billed once for every family, whoever starts it and however often."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.invoices import jobs, running
from chalicelib.invoices.running import FAMILIES
from tests.builders import ORGANISATION, a_planner, an_organisation
from tests.conftest import NOW
from tests.families import builders as family_builders
from tests.families.builders import a_parent
from tests.invoices.builders import (
    a_family_in_care,
    change_family,
    change_organisation,
    grant_extra_day,
)
from tests.invoices.work import (
    dump,
    extra_days_of,
    files,
    hand_over,
    invoice_of,
    it_is,
    kept,
    progress,
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


def test_staff_bill_a_month_and_the_family_gets_an_invoice_and_its_pdf(family, planner, sent_mails):
    answer = planner.post("/staff/invoice-runs", {"month": "2026-12"})
    assert (answer.status, answer.body["state"]) == (201, "planning")
    work_off()

    invoice = invoice_of(family)
    assert (invoice.number, invoice.total) == ("2026-000001", 124823)
    pdf = files()["invoices/zonnebloem/2026-000001.pdf"]
    assert "€ 1.248,23" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    done = planner.get("/staff/invoice-runs/2026-12").body["run"]
    assert (done["state"], done["sent"], done["total"]) == ("done", 1, 124823)
    dutch, english = sorted(sent_mails(), key=lambda it: it["to"])
    assert dutch["subject"] == (
        "Factuur december 2026: € 1.248,23, afschrijving op zaterdag 28 november 2026"
    )
    assert english["subject"].startswith("Invoice for December 2026: €1,248.23")
    for message in (dutch, english):
        (attached,) = message.iter_attachments()
        assert (attached.get_filename(), attached.get_content()) == ("2026-000001.pdf", pdf)
        address = f"https://zonnebloem.kiekeboe.example/invoices/{family.family_id}/2026-12"
        assert address in message.get_body(["plain"]).get_content()


def test_who_transfers_is_mailed_reference_account_and_day(sent_mails):
    a_family_in_care(family={"payment": family_builders.Payment()})

    run()

    texts = [it.get_body(["plain"]).get_content() for it in sent_mails()]
    for text in texts:
        assert "RF42 2026 0000 01" in text
        assert "NL91 ABNA 0417 1643 00" in text
    assert "uiterlijk maandag 16 november 2026" in "".join(texts)
    assert "by Monday 16 November 2026" in "".join(texts)


@pytest.mark.usefixtures("family")
def test_running_it_twice_changes_nothing(planner, sent_mails):
    a_family_in_care("010204", hourly_rate=1043)
    planner.post("/staff/invoice-runs", {"month": "2026-12"})
    work_off()
    before, mails = (dump(), files()), len(sent_mails())

    again = planner.post("/staff/invoice-runs", {"month": "2026-12"})
    jobs.bill_month({"organisation_id": ORGANISATION, "month": "2026-12"}, None)
    work_off()

    assert again.body["state"] == "done"
    assert (dump(), files()) == before
    assert (len(sent_mails()), mails) == (4, 4)


@pytest.mark.usefixtures("family")
def test_a_retry_of_a_run_that_went_well_bills_nobody_again(planner, sent_mails):
    run()
    invoices, numbers, drawn = kept("INVOICES"), kept("INVOICE-NUMBERS"), files()

    planner.post("/staff/invoice-runs/2026-12/retry")
    work_off()

    assert (kept("INVOICES"), kept("INVOICE-NUMBERS"), files()) == (invoices, numbers, drawn)
    assert progress() == {"sent": 1}
    assert len(sent_mails()) == 2


def test_every_errand_may_come_twice(family, sent_mails):
    running.start_run(caller=a_planner(), month=DECEMBER, now=NOW)
    done = []
    while errands := waiting():
        for errand in errands:
            running.do_task(errand, NOW) if errand.queue == "invoices" else None
        assert hand_over(*errands) == []
        done += [it for it in errands if it.queue == "invoices"]
    before = dump()
    for errand in done:
        running.do_task(errand, NOW + timedelta(days=1))

    assert waiting() == []
    assert dump() == before
    assert (invoice_of(family).number, len(sent_mails())) == ("2026-000001", 2)


def test_families_are_planned_page_by_page_and_numbers_have_no_gap():
    for number in range(FAMILIES + 2):
        family_builders.a_family(f"0200{number:02}", parents=(a_parent(account_id=None),))
    billed = [a_family_in_care(f"01000{number}") for number in range(3)]

    run()

    assert progress() == {"sent": 3, "nothing_due": FAMILIES + 2}
    assert {invoice_of(it).number for it in billed} == {f"2026-00000{n}" for n in (1, 2, 3)}


def test_a_family_with_nothing_due_gets_no_invoice_and_no_mail(sent_mails):
    ended = a_family_in_care(until=date(2026, 11, 30))
    free = a_family_in_care("010204", hourly_rate=0)

    run()

    assert (invoice_of(ended), invoice_of(free), sent_mails()) == (None, None, [])
    assert kept("INVOICE-NUMBERS") == {}
    assert progress() == {"nothing_due": 2}


def test_a_contract_that_begins_half_way_is_paid_for_the_care_days_left():
    family = a_family_in_care(start=date(2026, 12, 15))

    run()

    (line,) = invoice_of(family).lines
    assert (line.because.share.days, line.because.share.out_of) == (8, 14)
    assert line.amount == 71327  # 33 x 51 x 8.90 / 12 x 8 / 14 = 713.271...


def test_rounding_is_what_the_organisation_says(organisation):
    change_organisation(billing=replace(organisation.billing, rounding="hours_2dp_truncated"))
    family = a_family_in_care(weeks_per_year=52, hourly_rate=1043)

    run()

    assert invoice_of(family).total == 149128


def test_an_extra_day_is_billed_once_over_two_months(family):
    grant_extra_day(family, date(2026, 11, 12))
    grant_extra_day(family, date(2026, 11, 26))

    run(DECEMBER, day=date(2026, 11, 20))
    grant_extra_day(family, date(2026, 12, 10))
    run(JANUARY, day=date(2026, 12, 20))

    assert extra_days_of(invoice_of(family)) == [date(2026, 11, 12)]
    assert extra_days_of(invoice_of(family, JANUARY)) == [date(2026, 11, 26), date(2026, 12, 10)]
    assert invoice_of(family).total == 124823 + 9790


def test_the_days_of_two_runs_of_one_organisation_do_not_meet_on_two_invoices(family):
    grant_extra_day(family, date(2026, 11, 12))
    it_is(date(2026, 11, 20))
    now = NOW + timedelta(days=18)
    for month in (Month(2026, 11), DECEMBER):
        running.start_run(caller=a_planner(), month=month, now=now)
    work_off()

    invoices = [invoice_of(family, month) for month in (Month(2026, 11), DECEMBER)]
    assert [day for it in invoices for day in extra_days_of(it)] == [date(2026, 11, 12)]
    assert {it.number for it in invoices} == {"2026-000001", "2026-000002"}


def test_nothing_before_the_first_care_period_is_billed(planner):
    family = a_family_in_care(start=date(2025, 1, 1))
    grant_extra_day(family, date(2026, 11, 12))
    change_organisation(first_care_period=DECEMBER)

    refused = planner.post("/staff/invoice-runs", {"month": "2026-11"})
    run(DECEMBER, day=date(2026, 11, 20))

    assert (refused.status, refused.code) == (409, "BeforeFirstCarePeriod")
    assert "november 2026" in refused.body["message"]
    assert extra_days_of(invoice_of(family)) == []


def test_a_leap_day_is_billed_like_any_other(organisation):
    it_is(date(2028, 1, 20))
    family = a_family_in_care(
        weekdays=frozenset({3}), hours=Decimal("10.5"), start=date(2026, 1, 1)
    )
    change_organisation(billing=replace(organisation.billing, debit_day=31, notice_days=5))
    grant_extra_day(family, date(2028, 2, 29))

    run(Month(2028, 2), day=date(2028, 1, 20))
    run(Month(2028, 3), day=date(2028, 2, 20))
    run(Month(2028, 4), day=date(2028, 3, 20))

    days = {str(month): extra_days_of(invoice_of(family, month)) for month in LEAP_MONTHS}
    assert days == {"2028-02": [], "2028-03": [], "2028-04": [date(2028, 2, 29)]}
    assert invoice_of(family, Month(2028, 3)).payment.debit_date == date(2028, 2, 29)
    assert [invoice_of(family, it).number[:4] for it in LEAP_MONTHS] == ["2028"] * 3


LEAP_MONTHS = [Month(2028, 2), Month(2028, 3), Month(2028, 4)]


def test_numbers_begin_again_with_the_year_in_amsterdam(family):
    run(DECEMBER, day=date(2026, 11, 20))
    it_is(date(2026, 12, 31), time(23, 30))
    now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    running.start_run(caller=a_planner(), month=JANUARY, now=now)
    work_off()

    assert invoice_of(family, JANUARY).number == "2027-000001"
    assert invoice_of(family, JANUARY).issue_date == date(2027, 1, 1)


def test_two_organisations_have_numbers_of_their_own(family):
    an_organisation("madelief")
    run()

    running.start_run(caller=a_planner("madelief"), month=DECEMBER, now=NOW)
    work_off("madelief")

    assert invoice_of(family).number == "2026-000001"
    assert [sk for sk in kept("INVOICES") if not sk.startswith(family.family_id)] == []
    assert running.get_run(organisation_id="madelief", month=DECEMBER).counts.get("sent") == 0


def test_the_invoice_stays_as_it_was_whatever_changes_afterwards(family):
    run()
    before = invoice_of(family)
    change_family(family, street="Nieuwe weg 1", name="Iemand anders")
    change_organisation(name="Een andere naam")

    assert invoice_of(family) == before
    assert before.language is Language.NL


@pytest.mark.usefixtures("family")
def test_who_did_what_is_in_the_audit_trail(planner):
    planner.post("/staff/invoice-runs", {"month": "2026-12"})
    work_off()
    planner.post("/staff/invoice-runs/2026-12/retry")

    actions = [it["action"]["S"] for it in kept("AUDIT").values()]
    assert sorted(it for it in actions if it.startswith("invoices.")) == [
        "invoices.issue",
        "invoices.retry_run",
        "invoices.start_run",
    ]
