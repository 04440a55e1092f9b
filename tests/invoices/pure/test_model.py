import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.invoices.explanations import explain
from chalicelib.invoices.model import (
    Correction,
    ExtraDay,
    LineKind,
    invoice_number,
    payment_reference,
)
from chalicelib.invoices.plain import from_plain, to_plain
from chalicelib.invoices.prices import MonthlyCare, PartMonth, Rounding, Share
from tests.invoices.builders import DIRECT_DEBIT, TRANSFER, a_line, an_invoice, care

NL, EN = Language.NL, Language.EN
EXTRA = ExtraDay(date(2026, 10, 13), Decimal("5.5"), 1071)
CORRECTION = Correction(Month(2026, 9), Decimal("46.75"), Decimal("23.38"), 41608, 20804, 890)

hours = st.integers(0, 2400).map(lambda hundredths: Decimal(hundredths) / 100)
rates = st.integers(0, 5000)
cares = st.builds(
    MonthlyCare,
    day_hours=st.lists(hours, max_size=5).map(tuple),
    weeks_per_year=st.integers(0, 53),
    hourly_rate=rates,
    rounding=st.sampled_from(Rounding),
    share=st.integers(1, 31).flatmap(
        lambda out_of: st.builds(
            Share, st.integers(0, out_of), st.just(out_of), st.sampled_from(PartMonth)
        )
    ),
)
extra_days = st.builds(ExtraDay, st.dates(), hours, rates)
corrections = st.builds(
    Correction,
    st.builds(Month, st.integers(2000, 2100), st.integers(1, 12)),
    hours,
    hours,
    rates,
    rates,
    rates,
)
lines = st.builds(
    a_line, st.one_of(cares, extra_days, corrections), child_name=st.text(), child_id=st.text()
)
invoices = st.lists(lines, max_size=6).flatmap(
    lambda drawn: st.builds(
        an_invoice,
        lines=st.just(tuple(drawn)),
        payment=st.sampled_from([DIRECT_DEBIT, TRANSFER]),
        language=st.sampled_from(Language),
        parent_name=st.text(),
    )
)


@given(invoices)
def test_the_total_is_the_sum_of_the_lines_and_of_the_children(invoice):
    of_children = [lines for _, lines in invoice.lines_of_children]
    assert invoice.total == sum(line.because.amount for line in invoice.lines)
    assert invoice.total == sum(line.amount for lines in of_children for line in lines)


@given(invoices)
def test_an_invoice_comes_back_from_plain_json_as_it_was(invoice):
    assert from_plain(json.loads(json.dumps(to_plain(invoice)))) == invoice


def test_money_is_kept_as_whole_numbers_and_hours_as_text():
    kept = to_plain(an_invoice(a_line(EXTRA), payment=TRANSFER))
    assert kept["lines"][0]["amount"] == 5891
    assert kept["lines"][0]["hours"] == "5.5"
    assert kept["lines"][0]["because"] == {
        "is": "extra_day",
        "day": "2026-10-13",
        "hours": "5.5",
        "hourly_rate": 1071,
    }
    assert kept["payment"] == {"is": "transfer", "reference": TRANSFER.reference}
    assert kept["month"] == "2026-11"


def test_an_invoice_kept_before_a_field_was_added_can_still_be_read():
    kept = to_plain(an_invoice())
    del kept["creditor"]["telephone"]
    assert from_plain(kept).creditor.telephone == ""


def test_an_invoice_without_its_number_is_not_read():
    kept = to_plain(an_invoice())
    del kept["number"]
    with pytest.raises(TypeError, match="number"):
        from_plain(kept)


@pytest.mark.parametrize(
    ("because", "kind"),
    [
        (care(), LineKind.CONTRACT),
        (EXTRA, LineKind.EXTRA_DAY),
        (CORRECTION, LineKind.CORRECTION),
    ],
)
def test_a_line_knows_what_kind_it_is(because, kind):
    assert a_line(because).kind is kind


def test_invoice_numbers_carry_their_year_and_sort_in_the_order_they_were_given():
    assert invoice_number(2026, 123) == "2026-000123"
    assert invoice_number(2026, 1_234_567) == "2026-1234567"
    with pytest.raises(ValueError, match="number 1"):
        invoice_number(2026, 0)


@pytest.mark.parametrize(
    ("number", "reference"),
    [
        # The first four are published examples of ISO 11649.
        ("539007547034", "RF18539007547034"),
        ("2348231", "RF712348231"),
        ("G72UUR", "RF45G72UUR"),
        ("18K5", "RF6518K5"),
        ("2026-000123", "RF462026000123"),
        ("f 2026/7", "RF91F20267"),
    ],
)
def test_a_payment_reference_has_the_check_digits_of_iso_11649(number, reference):
    assert payment_reference(number) == reference


@given(st.integers(2000, 2100), st.integers(1, 9_999_999))
def test_every_invoice_number_makes_a_reference_whose_check_is_one(year, sequence):
    reference = payment_reference(invoice_number(year, sequence))
    moved = reference[4:] + reference[:4]
    assert int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
    assert len(reference) <= 25


@pytest.mark.parametrize("number", ["", "---", "٢٠٢٦", "2" * 22])
def test_a_number_that_does_not_fit_makes_no_reference(number):
    with pytest.raises(ValueError, match="payment reference"):
        payment_reference(number)


HALF = MonthlyCare((Decimal(11),) * 2, 52, 1043, Rounding.EXACT, Share(1, 2, PartMonth.HALF_MONTH))
CUT = MonthlyCare(
    (Decimal(11), Decimal(11), Decimal("5.5")),
    52,
    1043,
    Rounding.HOURS_2DP_TRUNCATED,
    Share(9, 13),
)


@pytest.mark.parametrize(
    ("because", "language", "sentence"),
    [
        (
            care(),
            NL,
            (
                "3 × 11 uur per week × 51 weken ÷ 12 maanden × € 8,90 = € 1.248,23;"
                " alleen dit bedrag is afgerond"
            ),
        ),
        (
            care(),
            EN,
            (
                "3 × 11 hours a week × 51 weeks ÷ 12 months × €8.90 = €1,248.23;"
                " only this amount is rounded"
            ),
        ),
        (
            HALF,
            NL,
            (
                "2 × 11 uur per week × 52 weken ÷ 12 maanden × 1/2 (halve maand) × € 10,43 ="
                " € 497,16; alleen dit bedrag is afgerond"
            ),
        ),
        (
            CUT,
            EN,
            (
                "(2 × 47.66 + 23.83) hours a month × 9/13 (9 of the 13 care days) × €10.43 ="
                " €860.35; the hours of each day of the week (11 / 5.5 hours × 52 weeks ÷ 12"
                " months) are cut off after two decimals"
            ),
        ),
        (EXTRA, NL, "dinsdag 13 oktober 2026: 5,5 uur × € 10,71 = € 58,91"),
        (EXTRA, EN, "Tuesday 13 October 2026: 5.5 hours × €10.71 = €58.91"),
        (CORRECTION, EN, "September 2026: €208.04 due – €416.08 billed = -€208.04"),
        (CORRECTION, NL, "september 2026: € 208,04 verschuldigd – € 416,08 berekend = € -208,04"),
    ],
)
def test_a_line_explains_its_amount_with_the_sum_filled_in(because, language, sentence):
    assert explain(a_line(because), language) == sentence


@given(lines, st.sampled_from(Language))
def test_every_line_can_explain_itself_in_every_language(line, language):
    assert "{" not in explain(line, language)
