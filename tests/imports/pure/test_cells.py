"""What each column takes, as tables."""

from datetime import date, time
from decimal import Decimal

import pytest

from chalicelib.imports.cells import values
from chalicelib.imports.cells.contacts import a_phone, a_postcode, an_email, an_iban
from chalicelib.imports.cells.values import BadValue
from chalicelib.imports.files.tables import Figure
from chalicelib.imports.files.workbooks import text_of


def code_of(parse, text):
    with pytest.raises(BadValue) as bad:
        parse(text)
    return bad.value.code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01-12-2026", date(2026, 12, 1)),
        ("1-2-2026", date(2026, 2, 1)),
        ("1/2/2026", date(2026, 2, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-12-01 00:00:00", date(2026, 12, 1)),
        ("2026-12-01T00:00:00Z", date(2026, 12, 1)),
        ("29-02-2028", date(2028, 2, 29)),
    ],
)
def test_dates(text, day):
    assert values.a_date(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-2024", "date_impossible"),
        ("29-02-2027", "date_impossible"),
        ("12-31-2026", "date_impossible"),
        ("01-01-26", "date_unreadable"),
        ("1 december 2026", "date_unreadable"),
        ("٠١-١٢-٢٠٢٦", "date_unreadable"),
        ("45000", "date_unreadable"),
        ("01-01-1026", "date_out_of_range"),
        ("01-01-0000", "date_out_of_range"),
        ("01-01-9999", "date_out_of_range"),
    ],
)
def test_what_is_no_date(text, code):
    assert code_of(values.a_date, text) == code


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("9,98", "9.98"),
        ("€ 9,98", "9.98"),
        ("9.98", "9.98"),
        ("1.234,56", "1234.56"),
        ("1.234", "1234"),
        ("11,0", "11"),
        ("40", "40"),
        ("-1,5", "-1.5"),
    ],
)
def test_amounts(text, amount):
    assert values.an_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["9,98,1", "1,234.56", "twee", "1e5", "NaN", "inf", "٩", "9 98", "1.23.4"]
)
def test_what_is_no_amount(text):
    assert code_of(values.an_amount, text) == "amount_unreadable"


def test_amounts_outside_what_can_be_are_told_with_the_bounds():
    with pytest.raises(BadValue) as bad:
        values.within(Decimal("25.5"), "0.25", "24")

    assert bad.value.data == {"value": "25,5", "low": "0,25", "high": "24"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ma,di,wo,do,vr", (0, 1, 2, 3, 4)),
        ("vr, ma", (0, 4)),
        ("MA;ma", (0,)),
        ("maandag en dinsdag".replace(" en ", "+"), (0, 1)),
        ("za zo", (5, 6)),
        ("", ()),
    ],
)
def test_weekdays(text, days):
    assert values.weekdays(text) == days


@pytest.mark.parametrize("text", ["mo", "ma,xx", "1", "maandagochtend"])
def test_what_is_no_weekday(text):
    assert code_of(values.weekdays, text) == "day_unknown"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0612345678", "+31612345678"),
        ("06-12345678", "+31612345678"),
        ("06 – 1234 5678", "+31612345678"),
        ("+31 6 1234 5678", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("020-1234567", "+31201234567"),
        ("0032 475 12 34 56", "+32475123456"),
        ("612345678", "+31612345678"),
        (Figure("612345678"), "+31612345678"),
        (Figure("31612345678"), "+31612345678"),
        ("", None),
    ],
)
def test_telephone_numbers(text, number):
    assert a_phone(text) == number


@pytest.mark.parametrize(
    "text", ["112", "06-1234567", "=1+1", "bel oma", "06123456789", "+", "+0612345678"]
)
def test_what_is_no_telephone_number(text):
    assert code_of(a_phone, text) == "phone_unclear"


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("1234ab", "1234 AB"),
        ("1234 AB", "1234 AB"),
        ("9000", "9000"),
        ("D-01067", "D-01067"),
        ("", ""),
    ],
)
def test_postcodes(text, postcode):
    assert a_postcode(text) == postcode


@pytest.mark.parametrize("text", ["0234 AB", "12 34 AB CD EF", "Haarlem", "<b>"])
def test_what_is_no_postcode(text):
    assert a_postcode("0234AB") == "0234AB" if text == "0234 AB" else code_of(a_postcode, text)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("OUDER7.0@Voorbeeld.example", "ouder7.0@voorbeeld.example"),
        ("anna@zoë.example", "anna@xn--zo-ija.example"),
        ("anna+kdv@voorbeeld.example", "anna+kdv@voorbeeld.example"),
    ],
)
def test_addresses(text, email):
    assert an_email(text) == email


@pytest.mark.parametrize(
    "text",
    [
        "geen-adres@",
        "@x.nl",
        "a b@x.nl",
        "a@x",
        "a@x.nl, b@x.nl",
        "Anna <a@x.nl>",
        "a@localhost",
        "zoë@x.nl",
        "a" * 300 + "@x.nl",
    ],
)
def test_what_is_no_address(text):
    assert code_of(an_email, text) == "email_broken"


def test_an_iban_is_kept_without_spaces():
    assert an_iban("nl91 abna 0417 1643 00") == "NL91ABNA0417164300"


@pytest.mark.parametrize(
    "text", ["NL00ABNA0417164300", "NL91ABNA04171643", "XX11", "417164300", "€"]
)
def test_what_is_no_iban(text):
    assert code_of(an_iban, text) == "iban_broken"


@pytest.mark.parametrize(
    ("reason", "at"),
    [
        ("vanaf 16:00 gesloten", time(16)),
        ("Sinterklaas: gesloten vanaf 16.30 uur", time(16, 30)),
        ("studiedag", None),
        ("", None),
    ],
)
def test_reasons_to_close_early(reason, at):
    assert values.closes_at(reason) == at


@pytest.mark.parametrize(
    ("reason", "code"),
    [("studiedag 9:00-12:00", "closing_time_unclear"), ("vanaf 25:00 gesloten", "time_unreadable")],
)
def test_reasons_with_a_time_that_says_nothing(reason, code):
    assert code_of(values.closes_at, reason) == code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (10000, "10000"),
        (3.5, "3,5"),
        (4.0, "4"),
        (9.98, "9,98"),
        (0.1 + 0.2, "0,3"),
        (1e16, "10000000000000000"),
        (float("nan"), "nan"),
        (True, "ja"),
        (False, "nee"),
        (date(2026, 2, 1), "01-02-2026"),
        (time(7, 30), "07:30"),
        ("ma,di", "ma,di"),
    ],
)
def test_cells_of_a_workbook_are_written_as_an_export_does(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("text", "answer"), [("ja", True), ("WAAR", True), ("nee", False), ("", False)]
)
def test_yes_and_no(text, answer):
    assert values.a_yes_or_no(text) is answer
