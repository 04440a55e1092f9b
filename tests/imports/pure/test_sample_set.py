"""The export of an office with the faults that real ones have, in three formats."""

import pytest

from chalicelib.imports.cells.values import PaymentMethod
from chalicelib.imports.files.sheets import SheetKind
from chalicelib.imports.texts import Severity
from tests.imports.builders import (
    SAMPLE_FILES,
    checked,
    corrected,
    in_one_workbook,
    in_windows_1252,
    the_family,
    the_finding,
    told,
)

FAULTS = {
    ("contracten.csv", 2, "family_held_back"),
    ("contracten.csv", 104, "child_unknown"),
    ("contracten.csv", 104, "ends_before_start"),
    ("contracten.csv", 104, "group_not_open"),
    ("gezinnen.csv", 2, "family_held_back"),
    ("gezinnen.csv", 7, "iban_broken"),
    ("gezinnen.csv", 24, "iban_broken"),
    ("gezinnen.csv", 41, "iban_broken"),
    ("gezinnen.csv", 62, "duplicate_ignored"),
    ("gezinnen.csv", 63, "formula"),
    ("gezinnen.csv", 63, "markup"),
    ("gezinnen.csv", 63, "family_without_parents"),
    ("kinderen.csv", 2, "family_held_back"),
    ("kinderen.csv", 104, "value_missing"),
    ("kinderen.csv", 104, "date_impossible"),
    ("kinderen.csv", 104, "emergency_contact_missing"),
    ("ouders.csv", 2, "family_held_back"),
    ("ouders.csv", 7, "email_missing"),
    ("ouders.csv", 9, "email_broken"),
    ("ouders.csv", 15, "address_shared_in_family"),
    ("ouders.csv", 48, "email_missing"),
    ("ouders.csv", 61, "email_broken"),
    ("ouders.csv", 90, "email_missing"),
    ("ouders.csv", 110, "family_unknown"),
}
STEMS = {
    SheetKind.LOCATIONS: "locaties",
    SheetKind.GROUPS: "groepen",
    SheetKind.CLOSING_DAYS: "sluitingsdagen",
    SheetKind.FAMILIES: "gezinnen",
    SheetKind.PARENTS: "ouders",
    SheetKind.CHILDREN: "kinderen",
    SheetKind.CONTRACTS: "contracten",
    SheetKind.CREDITS: "tegoeden",
}
EXPIRED = [3, 12, 24, 54, 55, 60, 65, 68, 69, 70, 72, 77, 81]


@pytest.fixture(scope="module")
def sample():
    return checked(SAMPLE_FILES)


def test_every_fault_is_told_with_its_file_and_line(sample):
    assert set(told(sample, besides=("credit_expired",))) == FAULTS
    assert [line for _, line, code in told(sample) if code == "credit_expired"] == EXPIRED


def test_a_held_back_family_names_the_line_that_is_to_blame(sample):
    held = the_finding(sample, "family_held_back")

    assert sample.report.held_back == ("010000",)
    assert held.data == {"family": "010000", "file": "kinderen.csv", "line": "104"}


def test_sixty_families_come_in_with_all_their_rows(sample):
    families = sample.families

    assert len(families) == 60
    assert sum(len(family.parents) for family in families) == 107
    assert sum(len(family.children) for family in families) == 101
    assert sum(len(family.contracts) for family in families) == 101
    assert sum(len(family.credits) for family in families) == 82
    assert len(sample.locations) == 6
    assert len(sample.groups) == 8
    assert len(sample.closing_days) == 5


def test_every_row_comes_in_or_is_a_repetition_or_has_an_error(sample):
    errors = {finding.origin for finding in sample.report.of(Severity.ERROR)}

    for kind, stem in STEMS.items():
        count = sample.report.counts[kind]
        out = [origin for origin in errors if origin.file == f"{stem}.csv"]
        assert count.read == count.good + count.again + len(out), stem


@pytest.mark.parametrize("number", ["010035", "010154", "010273"])
def test_a_family_whose_iban_fails_pays_by_link(sample, number):
    family = the_family(sample, number).family

    assert (family.payment_method, family.iban, family.mandate) == (
        PaymentMethod.PAYMENT_LINK,
        None,
        None,
    )


def test_a_formula_is_text_that_nothing_computes(sample):
    family = the_family(sample, "010001").family

    assert family.name == '\'=HYPERLINK("http://x")'
    assert family.address.street == "<script>alert(1)</script> 1"


def test_two_parents_with_one_address_have_one_account(sample):
    family = the_family(sample, "010049")

    assert [parent.first_name for parent in family.parents] == ["Saar", "Thijmen"]
    assert family.emails == ("ouder7.0@voorbeeld.example",)


def test_a_parent_without_a_usable_address_comes_in_without_account(sample):
    assert [parent.email for parent in the_family(sample, "010028").parents] == [
        None,
        "ouder4.1@voorbeeld.example",
    ]


def test_a_location_that_closes_early_is_not_closed_that_day(sample):
    early = [closing for closing in sample.closing_days if closing.closes_at]

    assert [(f"{closing.day}", f"{closing.closes_at:%H:%M}") for closing in early] == [
        ("2026-12-31", "16:00")
    ]
    assert early[0].reason == "vanaf 16:00 gesloten"


def test_an_age_of_two_and_a_half_is_thirty_months(sample):
    playgroup = next(group for group in sample.groups if group.group == "Peuters")

    assert (playgroup.age_from, playgroup.age_below) == (30, 48)


def test_a_workbook_that_lost_its_zeros_gives_the_same_rows(sample):
    workbook = checked(in_one_workbook())

    assert workbook.families == sample.families
    assert workbook.locations == sample.locations
    assert workbook.groups == sample.groups
    assert workbook.closing_days == sample.closing_days
    restored = {
        found.column for found in workbook.report.findings if found.code == "zeros_restored"
    }
    assert restored == {"debiteurnummer"}


def test_a_workbook_is_told_the_same_faults_by_tab():
    workbook = checked(in_one_workbook())
    faults = {
        (f"export.xlsx / {file.removesuffix('.csv')}", line, code) for file, line, code in FAULTS
    }

    assert set(told(workbook, besides=("credit_expired", "zeros_restored"))) == faults


def test_windows_1252_gives_the_same_rows_with_the_letters_it_has(sample):
    old = checked(in_windows_1252())

    assert [family.number for family in old.families] == [f.number for f in sample.families]
    assert [family.contracts for family in old.families] == [f.contracts for f in sample.families]
    assert [family.credits for family in old.families] == [f.credits for f in sample.families]
    assert the_family(old, "010308").parents[0].last_name == "Müller-Lüdenscheidt"
    assert set(told(old, besides=("credit_expired", "lost_characters"))) == FAULTS


def test_letters_that_windows_1252_lacks_are_pointed_at():
    old = checked(in_windows_1252())
    lost = [place[:2] for place in told(old) if place[2] == "lost_characters"]

    assert ("gezinnen.csv", 2) in lost  # Yılmaz
    assert ("gezinnen.csv", 7) in lost  # 李
    assert ("kinderen.csv", 6) in lost  # Łucja
    assert ("gezinnen.csv", 3) not in lost


def test_the_same_set_again_tells_the_same():
    first, second = checked(SAMPLE_FILES), checked(list(reversed(SAMPLE_FILES)))

    assert first.families == second.families
    assert set(told(first)) == set(told(second))


def test_leaving_out_the_wrong_row_lets_the_family_in():
    found = checked(corrected())

    assert found.report.held_back == ()
    assert the_family(found, "010000") is not None
