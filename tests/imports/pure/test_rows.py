"""One wrong cell in an export that is right: what is told, and whether the family comes in."""

from datetime import date
from decimal import Decimal

import pytest

from chalicelib.core.language import Language
from chalicelib.core.periods import Period
from chalicelib.imports.cells.values import PaymentMethod
from tests.imports.builders import Export, codes, the_family, the_finding, told


def test_an_export_that_is_right_tells_nothing():
    found = Export().checked()

    assert told(found) == []
    [family] = found.families
    assert [len(family.parents), len(family.children), len(family.credits)] == [1, 1, 1]


def test_a_contract_is_cents_decimals_and_a_period():
    [contract] = Export().change("contracten", uurtarief="9,98").checked().families[0].contracts

    assert contract.rate == 998
    assert contract.hours_per_day == Decimal(11)
    assert contract.weekdays == (0, 1)
    assert contract.period == Period(date(2026, 3, 1), None)


ERRORS = [
    ("gezinnen", {"naam": ""}, "naam", "value_missing"),
    ("gezinnen", {"naam": "x" * 10_000}, "naam", "too_long"),
    ("gezinnen", {"naam": "#N/A"}, "naam", "sheet_error_value"),
    ("ouders", {"achternaam": " "}, "achternaam", "value_missing"),
    ("kinderen", {"geboortedatum": "31-02-2024"}, "geboortedatum", "date_impossible"),
    ("kinderen", {"geboortedatum": "03-11-2026"}, "geboortedatum", "born_in_future"),
    ("kinderen", {"kindnummer": "K 1"}, "kindnummer", "number_wrong"),
    ("contracten", {"contractnummer": ""}, "contractnummer", "value_missing"),
    ("contracten", {"dagen": "ma,zo"}, "dagen", "group_not_open"),
    ("contracten", {"dagen": ""}, "dagen", "value_missing"),
    ("contracten", {"dagen": "mo"}, "dagen", "day_unknown"),
    ("contracten", {"groep": "Vossen"}, "groep", "group_unknown"),
    ("contracten", {"locatie": "Zuid"}, "groep", "group_unknown"),
    ("contracten", {"opvangsoort": "BSO"}, "opvangsoort", "care_type_mismatch"),
    ("contracten", {"opvangsoort": "oppas"}, "opvangsoort", "care_type_unknown"),
    ("contracten", {"einddatum": "28-02-2026"}, "einddatum", "ends_before_start"),
    ("contracten", {"uren_per_dag": "25"}, "uren_per_dag", "out_of_range"),
    ("contracten", {"uren_per_dag": "elf"}, "uren_per_dag", "amount_unreadable"),
    ("contracten", {"weken_per_jaar": "40,5"}, "weken_per_jaar", "whole_number_wanted"),
    ("tegoeden", {"uren": "0"}, "uren", "out_of_range"),
    ("tegoeden", {"geldig_tot": "30-09-2026"}, "geldig_tot", "credit_reversed"),
]


@pytest.mark.parametrize(("sheet", "cells", "column", "code"), ERRORS)
def test_an_error_in_any_row_holds_the_whole_family_back(sheet, cells, column, code):
    found = Export().change(sheet, **cells).add("gezinnen", debiteurnummer="010007").checked()

    finding = the_finding(found, code)
    assert (finding.origin.file, finding.origin.line) == (f"{sheet}.csv", 2)
    assert finding.column == column
    assert [family.number for family in found.families] == ["010007"]


WARNINGS = [
    ("gezinnen", {"iban": ""}, "iban", "iban_missing"),
    ("gezinnen", {"iban": "NL00ABNA0417164300"}, "iban", "iban_broken"),
    ("gezinnen", {"machtiging": ""}, "machtiging", "mandate_incomplete"),
    ("gezinnen", {"machtiging": "x" * 36}, "machtiging", "mandate_incomplete"),
    ("gezinnen", {"machtiging_datum": "03-11-2026"}, "machtiging", "mandate_incomplete"),
    ("gezinnen", {"betaalwijze": "bitcoin"}, "betaalwijze", "payment_method_unclear"),
    ("gezinnen", {"postcode": "?!"}, "postcode", "postcode_unclear"),
    ("gezinnen", {"naam": "Fam. <b>Bos</b>"}, "naam", "markup"),
    ("gezinnen", {"naam": "@SUM(A1)"}, "naam", "formula"),
    ("gezinnen", {"naam": "Fam.\0 Bos"}, "naam", "control_characters"),
    ("gezinnen", {"naam": "Fam. \u202esoB"}, "naam", "control_characters"),
    ("gezinnen", {"naam": "Y?lmaz"}, "naam", "lost_characters"),
    ("ouders", {"e_mail": ""}, "e-mail", "email_missing"),
    ("ouders", {"e_mail": "anna@"}, "e-mail", "email_broken"),
    ("ouders", {"telefoon": "bel oma"}, "telefoon", "phone_unclear"),
    ("ouders", {"taal": "fr"}, "taal", "language_unknown"),
    ("kinderen", {"geboortedatum": "01-03-1924"}, "geboortedatum", "age_unlikely"),
    ("kinderen", {"foto_toestemming": "soms"}, "foto_toestemming", "permission_unclear"),
    ("kinderen", {"noodcontact": ""}, "noodcontact", "emergency_contact_missing"),
    ("tegoeden", {"geldig_tot": "01-11-2026"}, "geldig_tot", "credit_expired"),
]


@pytest.mark.parametrize(("sheet", "cells", "column", "code"), WARNINGS)
def test_a_warning_lets_the_family_in(sheet, cells, column, code):
    found = Export().change(sheet, **cells).checked()

    finding = the_finding(found, code)
    assert (finding.origin.file, finding.origin.line) == (f"{sheet}.csv", 2)
    assert finding.column == column
    assert len(codes(found)) == 1
    assert the_family(found) is not None


@pytest.mark.parametrize(
    "cells", [cells for sheet, cells, *_ in WARNINGS[:6] if sheet == "gezinnen"]
)
def test_nobody_pays_by_direct_debit_unless_everything_is_right(cells):
    family = the_family(Export().change("gezinnen", **cells).checked()).family

    assert family.payment_method is PaymentMethod.PAYMENT_LINK
    assert family.mandate is None


def test_a_credit_is_good_on_its_last_day():
    assert codes(Export().change("tegoeden", geldig_tot="02-11-2026").checked()) == []


def test_a_child_may_be_born_today():
    assert codes(Export().change("kinderen", geboortedatum="02-11-2026").checked()) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-2+3", "'-2+3"),
        ("@x", "'@x"),
        ("\t=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-", "-"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
    ],
)
def test_a_cell_that_starts_as_a_formula_gets_a_quote(text, kept):
    assert (
        the_family(Export().change("gezinnen", plaats=text).checked()).family.address.city == kept
    )


def test_a_telephone_number_may_start_with_a_plus():
    found = Export().change("ouders", telefoon="+31 6 1234 5678").checked()

    assert the_family(found).parents[0].phone == "+31612345678"
    assert told(found) == []


def test_what_is_no_telephone_number_is_kept_but_never_as_a_formula():
    found = Export().change("kinderen", noodtelefoon="=1+1").checked()

    assert the_family(found).children[0].emergency_phone == "'=1+1"


def test_letters_with_loose_accents_become_one():
    found = Export().change("gezinnen", naam="Zoe\u0308").checked()

    assert the_family(found).family.name == "Zo\u00eb"


@pytest.mark.parametrize("name", ["王小明", "محمد", "שרה", "👩‍👧 Bos", "Ὀδυσσεύς", "L'été"])
def test_names_of_every_script_stay_as_they_are(name):
    found = Export().change("kinderen", voornaam=name).checked()

    assert the_family(found).children[0].first_name == name
    assert told(found) == []


def test_a_separator_inside_a_text_that_is_not_quoted_holds_the_family_back():
    files = Export().files()
    broken = [
        type(file)(file.name, file.data.replace(b";;ja;nee;", b";pinda; ei;ja;nee;"))
        if file.name == "kinderen.csv"
        else file
        for file in files
    ]
    from tests.imports.builders import checked

    found = checked(broken)

    assert the_finding(found, "too_many_cells").data == {"count": "11", "columns": "10"}
    assert found.families == ()


def test_a_line_that_stops_early_has_empty_cells():
    from tests.imports.builders import checked

    files = Export().without("contracten", "tegoeden").files()
    text = "debiteurnummer;voornaam;achternaam;e-mail;telefoon;taal\n010000;Jan;Bos;jan@x.nl"
    found = checked([*files[:-2], type(files[0])("ouders.csv", text.encode()), files[-1]])

    assert the_family(found).parents[0].language is Language.NL


def test_every_wrong_cell_of_a_line_is_told_at_once():
    found = Export().change("contracten", dagen="xx", uurtarief="?", startdatum="").checked()

    assert {"day_unknown", "amount_unreadable", "value_missing"} <= set(codes(found))


@pytest.mark.parametrize(
    ("sheet", "cells", "code"),
    [
        ("locaties", {"lrk": "12345678"}, "lrk_wrong"),
        ("groepen", {"leeftijd_tot": "2"}, "ages_reversed"),
        ("groepen", {"dicht": "07:30"}, "closes_before_opening"),
        ("groepen", {"open": "half acht"}, "time_unreadable"),
        ("groepen", {"locatie": "Zuid"}, "location_unknown"),
        ("groepen", {"opvangsoort": "BSO"}, "location_lacks_care_type"),
        ("sluitingsdagen", {"locatie": "Zuid"}, "location_unknown"),
        ("sluitingsdagen", {"datum": "kerst"}, "date_unreadable"),
    ],
)
def test_places_that_are_wrong_stay_out(sheet, cells, code):
    found = Export().change(sheet, **cells).checked()

    assert code in codes(found)
    kept = {
        "locaties": found.locations,
        "groepen": found.groups,
        "sluitingsdagen": found.closing_days,
    }
    assert kept[sheet] == ()


def test_a_group_that_is_wrong_holds_back_the_families_with_a_contract_there():
    found = Export().change("groepen", plaatsen="nul").checked()

    assert the_finding(found, "group_unknown").origin.file == "contracten.csv"
    assert found.families == ()


def test_a_group_may_be_open_on_saturday():
    export = Export().change("contracten", dagen="za")
    export.lists["groepen.csv"][0]["dagen"] = "ma,za"

    assert the_family(export.checked()).contracts[0].weekdays == (5,)


def test_a_name_in_other_capitals_is_the_same_group():
    found = Export().change("contracten", groep="uilen ", locatie="NOORD").checked()

    assert told(found) == []
