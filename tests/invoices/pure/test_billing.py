"""What is due from a family, and what its invoice says: rules without a table."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.days.model import BillableMonth, BilledDay
from chalicelib.families.model import Payment
from chalicelib.invoices.billing import (
    MOST_EXTRA_DAYS,
    ImpossibleTerms,
    MandateIncomplete,
    NoAddress,
    NoLrkNumber,
    NoParent,
    arrears,
    days_to_bill,
    debit_date,
    due_of,
    invoice_of,
)
from chalicelib.invoices.model import DirectDebit, LineKind, Transfer
from chalicelib.organisations.model import (
    Billing,
    CareType,
    ClosingDay,
    Configuration,
    Contact,
    HouseStyle,
    Organisation,
)
from tests.bookings.builders import THURSDAY, a_contract
from tests.builders import LADYBIRDS, NORTH
from tests.families.builders import DEBIT, a_parent

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
LEAP_FEBRUARY = Month(2028, 2)
ISSUED = date(2026, 11, 2)
CHILD = "family.noor"


def an_organisation(**billing):
    return Organisation(
        organisation_id="zonnebloem",
        name="Kinderopvang Zonnebloem",
        language=Language.NL,
        house_style=HouseStyle("#2f6f5e"),
        contact=Contact("info@z.example", "023-1234567", "Rijksstraatweg 1", "2022 DA", "Haarlem"),
        billing=Billing("NL91ABNA0417164300", "NL98ZZZ999999990000", **billing),
        first_care_period=NOVEMBER,
    )


def a_configuration(*closing_days, location=NORTH, **billing):
    return Configuration(
        organisation=an_organisation(**billing),
        locations={"north": location},
        groups={"ladybirds": LADYBIRDS},
        closing_days=closing_days,
    )


def a_family(**what):
    from chalicelib.families.model import Child, Family

    noor = Child(CHILD, "family", "1", "Noor", "de Vries", date(2024, 2, 29))
    family = Family(
        family_id="family",
        debtor_number="010203",
        name="Fam. de Vries",
        street="Dorpsstraat 196a",
        postcode="7915 AN",
        city="Haarlem",
        payment=DEBIT,
        parents=(a_parent(), a_parent("Bram", position=2, language=Language.EN)),
        children=(noor,),
    )
    return replace(family, **what)


def a_billed_day(**what):
    """A granted Thursday of 10.5 hours at € 10.43."""
    usual = BilledDay(CHILD, THURSDAY, "ladybirds", Decimal("10.5"), 1043)
    return replace(usual, **what)


def due(*contracts, month=DECEMBER, extra_days=(), configuration=None, family=None):
    billable = {CHILD: BillableMonth(CHILD, month, contracts, extra_days)}
    configuration = configuration or a_configuration()
    return due_of(family or a_family(), billable, extra_days, configuration)


def contract(**what):
    """Three days of 11 hours, 51 weeks, at € 8.90."""
    terms = {
        "weekdays": frozenset({0, 1, 2}),
        "hours": Decimal(11),
        "weeks_per_year": 51,
        "hourly_rate": 890,
    }
    return a_contract(CHILD, **{**terms, **what})


def an_invoice_for(family=None, month=DECEMBER, issued_on=ISSUED, **billing):
    return invoice_of(
        due(contract(), month=month),
        family=family or a_family(),
        number="2026-000001",
        month=month,
        issued_on=issued_on,
        by=an_organisation(**billing),
    )


@pytest.mark.parametrize(
    ("days", "rounding", "amount"),
    [
        (1, "exact", 41608),
        (2, "exact", 83215),
        (3, "exact", 124823),
        (3, "hours_2dp_truncated", 124823),
    ],
)
def test_a_month_by_contract_costs_what_real_invoices_say(days, rounding, amount):
    terms = contract(weekdays=frozenset(range(days)))
    assert due(terms, configuration=a_configuration(rounding=rounding)).total == amount


@pytest.mark.parametrize(
    ("counted", "start", "until", "month", "share"),
    [
        ("by_care_days", date(2026, 12, 15), None, DECEMBER, (8, 14)),
        ("by_calendar_days", date(2026, 12, 15), None, DECEMBER, (17, 31)),
        ("half_month", date(2026, 12, 16), None, DECEMBER, (1, 2)),
        ("by_calendar_days", date(2028, 2, 15), None, LEAP_FEBRUARY, (15, 29)),
        ("by_calendar_days", date(2020, 1, 1), date(2028, 2, 29), LEAP_FEBRUARY, (29, 29)),
        ("by_care_days", date(2028, 2, 29), None, LEAP_FEBRUARY, (1, 13)),
        ("by_care_days", date(2020, 1, 1), date(2028, 2, 28), LEAP_FEBRUARY, (12, 13)),
    ],
)
def test_part_of_a_month_is_paid_in_part(counted, start, until, month, share):
    configuration = a_configuration(part_month=counted)
    found = due(contract(start=start, until=until), month=month, configuration=configuration)
    (line,) = found.lines
    part = line.because.share
    assert (part.days, part.out_of) == share
    exact = Decimal(33 * 51 * 890) / 12 * part.days / part.out_of
    assert abs(exact - line.amount) <= Decimal("0.5")


def test_a_closed_day_counts_for_nobody():
    closed = ClosingDay(date(2026, 12, 16), "studiedag")
    found = due(contract(start=date(2026, 12, 15)), configuration=a_configuration(closed))
    (line,) = found.lines
    assert (line.because.share.days, line.because.share.out_of) == (7, 13)


def test_a_contract_without_a_day_in_the_month_has_no_line():
    assert due(contract(start=date(2026, 12, 31))).lines == ()


def test_extra_days_stand_below_the_contract_of_their_child():
    extra = a_billed_day()
    found = due(contract(), extra_days=[extra])
    assert [line.kind for line in found.lines] == [LineKind.CONTRACT, LineKind.EXTRA_DAY]
    assert found.total == 124823 + 10952
    assert {line.lrk_number for line in found.lines} == {"188687038"}
    assert {line.care_type for line in found.lines} == {CareType.DAY_CARE}


@pytest.mark.parametrize(
    ("day", "is_due"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
    ],
)
def test_extra_days_are_due_from_the_first_care_period_until_the_run(day, is_due):
    found = days_to_bill(
        [a_billed_day(day=day)],
        organisation=an_organisation(),
        until=date(2026, 11, 20),
        billed=(),
    )
    assert [it.day for it in found] == [day] * is_due


def test_very_many_extra_days_go_on_the_next_invoice():
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(100)]
    asked = [a_billed_day(day=day) for day in reversed(days)]
    terms = {"organisation": an_organisation(), "until": days[-1]}
    first = days_to_bill(asked, billed=(), **terms)
    billed = {(it.child_id, it.day) for it in first}
    rest = days_to_bill(asked, billed=billed, **terms)
    assert [it.day for it in [*first, *rest]] == days
    assert len(first) == MOST_EXTRA_DAYS


runs = st.lists(st.integers(0, 120), min_size=1, max_size=5).map(sorted)
granted = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=20)


@given(runs=runs, granted=granted)
def test_whenever_runs_are_and_days_are_granted_no_day_is_billed_twice_and_none_is_lost(
    runs, granted
):
    """Each is (day, how much earlier or later it is granted), in days from 1 November."""
    start, billed = date(2026, 11, 1), []
    for run in [*runs, 1000]:
        known = [
            a_billed_day(day=start + timedelta(days=day))
            for day, granted_at in dict(granted).items()
            if granted_at <= run
        ]
        found = days_to_bill(
            known,
            organisation=an_organisation(),
            until=start + timedelta(days=run),
            billed={(CHILD, it) for it in billed},
        )
        billed += [it.day for it in found]
    assert sorted(billed) == sorted(start + timedelta(days=day) for day in dict(granted))


@pytest.mark.parametrize(
    ("until", "first", "count"),
    [
        (Month(2026, 10), NOVEMBER, 1),
        (Month(2027, 1), NOVEMBER, 3),
        (Month(2030, 1), NOVEMBER, 13),
    ],
)
def test_arrears_go_back_to_the_first_care_period_and_a_year_at_most(until, first, count):
    months = arrears(until, replace(an_organisation(), first_care_period=first))
    assert len(months) == count
    assert months[-1] == until


@pytest.mark.parametrize(
    ("month", "debit_day", "notice", "issued_on", "expected"),
    [
        (DECEMBER, 28, 14, date(2026, 11, 2), date(2026, 11, 28)),
        (DECEMBER, 28, 14, date(2026, 11, 20), date(2026, 12, 4)),
        (DECEMBER, 28, 5, date(2026, 11, 23), date(2026, 11, 28)),
        (DECEMBER, 31, 0, date(2026, 11, 2), date(2026, 11, 30)),
        (Month(2028, 3), 31, 0, date(2028, 2, 20), date(2028, 2, 29)),
        (Month(2027, 3), 30, 0, date(2027, 2, 20), date(2027, 2, 28)),
        (Month(2027, 1), 28, 14, date(2026, 12, 20), date(2027, 1, 3)),
        (Month(2028, 3), 1, 14, date(2028, 2, 15), date(2028, 2, 29)),
    ],
)
def test_a_debit_is_on_the_day_of_the_organisation_but_never_within_the_notice(
    month, debit_day, notice, issued_on, expected
):
    billing = Billing("NL91ABNA0417164300", "NL98", debit_day=debit_day, notice_days=notice)
    assert debit_date(month, billing, issued_on=issued_on) == expected


def test_who_pays_by_direct_debit_is_told_mandate_account_and_day():
    invoice = an_invoice_for()
    assert invoice.payment == DirectDebit("MND-010203", date(2026, 11, 28), "6789")
    assert invoice.due_date == date(2026, 11, 28)


def test_who_transfers_gets_a_reference_and_the_days_of_the_organisation():
    invoice = an_invoice_for(a_family(payment=Payment()), payment_days=10)
    assert invoice.payment == Transfer("RF422026000001")
    assert invoice.due_date == date(2026, 11, 12)


PAYER = a_parent("Piet", position=3, role=Role.PAYER)
GONE = a_parent(care_until=date(2026, 11, 2))


@pytest.mark.parametrize(
    ("parents", "name", "language"),
    [
        ((a_parent(), a_parent("Bram", position=2)), "Anna de Vries", Language.NL),
        (
            (PAYER, a_parent("Bram", position=2, language=Language.EN)),
            "Bram de Vries",
            Language.EN,
        ),
        ((PAYER,), "Piet de Vries", Language.NL),
        ((GONE, a_parent("Bram", position=2)), "Bram de Vries", Language.NL),
    ],
)
def test_the_first_parent_who_has_care_stands_on_the_invoice(parents, name, language):
    invoice = an_invoice_for(a_family(parents=parents))
    assert (invoice.parent_name, invoice.language) == (name, language)
    assert invoice.addressee.name == "Fam. de Vries"


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"street": ""}, NoAddress),
        ({"postcode": " "}, NoAddress),
        ({"city": ""}, NoAddress),
        ({"parents": ()}, NoParent),
        ({"parents": (GONE,)}, NoParent),
        ({"payment": replace(DEBIT, mandate_reference=None)}, MandateIncomplete),
        ({"payment": replace(DEBIT, iban=None)}, MandateIncomplete),
    ],
)
def test_an_invoice_is_not_made_of_half_the_data(what, refusal):
    with pytest.raises(refusal):
        an_invoice_for(a_family(**what))


def test_a_location_without_a_number_in_the_register_is_named():
    with pytest.raises(NoLrkNumber) as refusal:
        due(contract(care_type=CareType.OUT_OF_SCHOOL))
    assert refusal.value.data == {"location": "Haarlem-Noord"}


@pytest.mark.parametrize(
    "terms", [{"hours": Decimal(25)}, {"weeks_per_year": 60}, {"hourly_rate": -1}]
)
def test_terms_that_cannot_be_are_not_billed(terms):
    with pytest.raises(ImpossibleTerms):
        due(contract(**terms))
