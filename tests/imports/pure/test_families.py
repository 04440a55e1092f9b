"""Who belongs to whom: duplicates, unknown numbers, shared addresses, what is known already."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.imports.known import Known
from chalicelib.imports.texts import Severity
from tests.imports.builders import Export, checked, codes, the_family, the_finding, told


def test_the_same_family_twice_counts_once():
    found = Export().add("gezinnen").checked()

    assert told(found) == [("gezinnen.csv", 3, "duplicate_ignored")]
    assert len(found.families) == 1


def test_a_family_twice_with_other_data_is_held_back_since_nobody_knows_which_is_right():
    found = Export().add("gezinnen", straat="Laan 2").checked()

    finding = the_finding(found, "duplicate_differs")
    assert finding.data == {"number": "010000", "file": "gezinnen.csv", "line": "2"}
    assert finding.origin.line == 3
    assert found.families == ()


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("kinderen", {"voornaam": "Sam"}),
        ("contracten", {"uurtarief": "9,52"}),
    ],
)
def test_a_number_that_is_used_twice_holds_the_family_back(sheet, cells):
    found = Export().add(sheet, **cells).checked()

    assert "duplicate_differs" in codes(found)
    assert found.families == ()


@pytest.mark.parametrize("sheet", ["ouders", "kinderen", "contracten", "tegoeden", "groepen"])
def test_a_line_that_is_there_twice_counts_once(sheet):
    found = Export().add(sheet).checked()

    assert told(found) == [(f"{sheet}.csv", 3, "duplicate_ignored")]
    [family] = found.families
    assert [len(family.parents), len(family.children), len(family.contracts)] == [1, 1, 1]
    assert len(family.credits) == 1
    assert len(found.groups) == 1


@pytest.mark.parametrize(("sheet", "own"), [("ouders", {}), ("kinderen", {"kindnummer": "K9"})])
def test_an_unknown_debtor_number_keeps_only_that_line_out(sheet, own):
    found = Export().add(sheet, debiteurnummer="999999", **own).checked()

    assert told(found) == [(f"{sheet}.csv", 3, "family_unknown")]
    assert the_family(found) is not None


@pytest.mark.parametrize(
    ("sheet", "own"), [("contracten", {"contractnummer": "C9"}), ("tegoeden", {})]
)
def test_an_unknown_child_keeps_only_that_line_out(sheet, own):
    found = Export().add(sheet, kindnummer="K9", **own).checked()

    assert told(found) == [(f"{sheet}.csv", 3, "child_unknown")]
    assert the_family(found) is not None


def test_a_contract_of_a_child_without_family_points_at_the_childs_line():
    export = Export().add("kinderen", kindnummer="K9", debiteurnummer="999999")

    found = export.add("contracten", kindnummer="K9", contractnummer="C9").checked()

    assert the_finding(found, "child_row_wrong").data == {
        "child": "K9",
        "file": "kinderen.csv",
        "line": "3",
    }


def test_every_row_of_a_held_back_family_says_which_line_is_to_blame():
    found = Export().change("gezinnen", naam="").checked()

    held = [finding for finding in found.report.findings if finding.code == "family_held_back"]
    assert [finding.origin.file for finding in held] == [
        "ouders.csv",
        "kinderen.csv",
        "contracten.csv",
        "tegoeden.csv",
    ]
    assert {finding.data["line"] for finding in held} == {"2"}
    assert {finding.data["file"] for finding in held} == {"gezinnen.csv"}
    assert all(finding.severity is Severity.ERROR for finding in held)


def test_a_familys_own_line_explains_more_than_its_childs():
    found = Export().change("gezinnen", naam="").change("kinderen", voornaam="").checked()

    assert the_finding(found, "family_held_back").data["file"] == "gezinnen.csv"


def test_the_order_of_the_files_does_not_matter():
    export = Export().change("kinderen", voornaam="")

    found = checked(list(reversed(export.files())))

    assert found.families == ()
    assert found.report.held_back == ("010000",)


def test_two_parents_of_a_family_who_share_an_address_have_one_account():
    found = Export().add("ouders", voornaam="Ben", e_mail="ANNA@voorbeeld.example").checked()

    finding = the_finding(found, "address_shared_in_family")
    assert finding.data == {"email": "anna@voorbeeld.example", "line": "2"}
    assert finding.severity is Severity.WARNING
    assert the_family(found).emails == ("anna@voorbeeld.example",)
    assert len(the_family(found).parents) == 2


def test_a_parent_of_two_families_gets_one_account_and_that_is_no_fault():
    export = Export().add("gezinnen", debiteurnummer="010007")

    found = export.add("ouders", debiteurnummer="010007").checked()

    finding = the_finding(found, "address_shared_across_families")
    assert finding.severity is Severity.INFORMATION
    assert finding.data == {"email": "anna@voorbeeld.example", "family": "010000"}
    assert the_family(found, "010007").emails == the_family(found).emails


def test_a_third_parent_is_told():
    export = Export()
    for name in ("Ben", "Cas"):
        export.add("ouders", voornaam=name, e_mail=f"{name}@voorbeeld.example")

    found = export.checked()

    assert told(found) == [("ouders.csv", 4, "more_than_two_parents")]


def test_a_family_without_parents_comes_in_and_is_told():
    found = Export().without("ouders").checked()

    assert told(found) == [("gezinnen.csv", 2, "family_without_parents")]
    assert len(found.families) == 1


def test_rows_may_be_added_to_a_family_that_the_portal_has():
    known = Known(families=frozenset({"010000"}), children={"K1": "010000"})

    found = Export().without("gezinnen", "kinderen", "ouders").checked(known)

    [family] = found.families
    assert (family.number, family.family, family.children) == ("010000", None, ())
    assert [contract.number for contract in family.contracts] == ["C1"]
    assert told(found) == []


def test_groups_that_the_portal_has_can_be_named():
    whole = Export().checked()
    known = Known(locations=whole.locations, groups=whole.groups)

    found = Export().without("locaties", "groepen").checked(known)

    assert told(found) == []
    assert found.families == whole.families


def test_a_child_never_moves_to_another_family_by_import():
    known = Known(families=frozenset({"010000", "010007"}), children={"K1": "010007"})

    found = Export().checked(known)

    assert the_finding(found, "child_of_other_family").data["known"] == "010007"
    assert found.families == ()


@pytest.mark.parametrize(("child", "told"), [("K2", True), ("K1", False), ("", False)])
def test_an_import_does_not_move_a_contract_to_another_child(child, told):
    """A child that is not told is one that the portal has not listed yet."""
    (contract,) = the_family(Export().checked()).contracts
    known = Known(contracts=(replace(contract, child=child),))

    found = Export().checked(known)

    assert ("contract_of_other_child" in codes(found)) is told
    assert (the_family(found) is None) is told


def test_zeros_are_put_back_as_the_portal_knows_the_numbers():
    known = Known(families=frozenset({"00010000", "00010007"}))

    found = Export().change("gezinnen", debiteurnummer="10000").checked(known)

    assert "00010000" in {family.number for family in found.families}


def test_short_numbers_stay_short_where_nothing_tells_otherwise():
    export = Export()
    for sheet in ("gezinnen", "ouders", "kinderen"):
        export.change(sheet, debiteurnummer="17")

    assert [family.number for family in export.checked().families] == ["17"]


def a_class_of(children: int, **contract: str) -> Export:
    """An export of so many more children with a contract on one Wednesday place."""
    export = Export().change("groepen", plaatsen="2")
    for number in range(children):
        export.add("kinderen", kindnummer=f"W{number}", voornaam=f"W{number}")
        cells = {"kindnummer": f"W{number}", "contractnummer": f"W{number}", "dagen": "wo"}
        export.add("contracten", **(cells | contract))
    return export


def test_an_overfull_group_is_told_with_day_date_and_number_and_everybody_comes_in():
    found = a_class_of(3, startdatum="01-12-2026").checked()

    [finding] = found.report.findings
    assert finding.code == "group_overfull"
    assert finding.severity is Severity.WARNING
    assert (finding.origin.file, finding.origin.line) == ("contracten.csv", 5)
    assert finding.data == {
        "group": "Uilen",
        "location": "Noord",
        "day": "wo",
        "start": "02-12-2026",  # the first Wednesday
        "count": "3",
        "places": "2",
        "over": "1",
    }
    assert len(the_family(found).contracts) == 4


def test_a_full_group_is_not_overfull():
    assert told(a_class_of(2).checked()) == []


def test_a_group_that_was_overfull_is_history():
    assert told(a_class_of(3, einddatum="31-10-2026").checked()) == []


def test_a_group_that_is_overfull_counts_from_today_on():
    found = a_class_of(3).checked()

    assert the_finding(found, "group_overfull").data["start"] == "04-11-2026"


def test_a_contract_that_ends_makes_room_the_day_after():
    export = a_class_of(2, einddatum="02-12-2026")  # a Wednesday
    export.add("kinderen", kindnummer="L", voornaam="L")
    export.add(
        "contracten", kindnummer="L", contractnummer="L", dagen="wo", startdatum="03-12-2026"
    )

    assert told(export.checked()) == []


def test_the_last_day_of_a_contract_counts():
    export = a_class_of(2, einddatum="02-12-2026")
    export.add("kinderen", kindnummer="L", voornaam="L")
    export.add(
        "contracten", kindnummer="L", contractnummer="L", dagen="wo", startdatum="02-12-2026"
    )

    assert the_finding(export.checked(), "group_overfull").data["start"] == "02-12-2026"


def test_contracts_that_the_portal_has_count_once():
    first = a_class_of(2).checked()
    known = Known(
        families=frozenset({"010000"}),
        children={child.number: "010000" for child in first.families[0].children},
        contracts=first.families[0].contracts,
    )

    assert told(a_class_of(2).checked(known)) == []
    assert codes(a_class_of(3).checked(known)) == ["group_overfull"]


def test_the_day_of_the_check_comes_from_outside():
    export = Export().change("kinderen", geboortedatum="29-02-2028")

    early = checked(export.files(), today=date(2028, 2, 28))
    born = checked(export.files(), today=date(2028, 2, 29))

    assert "born_in_future" in codes(early)
    assert "born_in_future" not in codes(born)
