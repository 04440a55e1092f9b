"""A corrected export fixes what was wrong, and leaves alone what people changed here."""

from dataclasses import replace

import pytest

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import AccountState
from chalicelib.aws.transactions import Transaction
from chalicelib.contracts import service as agreed
from chalicelib.core.callers import Role
from chalicelib.families import service as families
from chalicelib.imports.findings import Finding
from chalicelib.organisations import service as organisations
from chalicelib.sessions import service as sessions
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW
from tests.imports.builders import (
    SAMPLE_FILES,
    Export,
    corrected,
    extract,
    in_windows_1252,
    the_finding,
)
from tests.imports.office import dry_run, is_there, portrait, run, the_family, whole_table


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation(groups=())


def account_of(parent):
    return accounts.account_of(parent.account_id, organisation_id=ORGANISATION)


def contracts_of(number="010000"):
    ids = [child.child_id for child in the_family(number).children]
    found = agreed.contracts_of(ids, organisation_id=ORGANISATION)
    return [it for each in found.values() for it in each]


def changed_here(alter):
    """Change the family as people do in the portal."""
    family, transaction = the_family("010000"), Transaction()
    families.write(
        alter(family), instead_of=family, organisation_id=ORGANISATION, transaction=transaction
    )
    transaction.commit()


def codes(findings: list[Finding]):
    return [finding.code for finding in findings]


def test_leaving_out_the_wrong_line_lets_the_held_back_family_in():
    numbers = ("010000", "010007")
    wrong = extract(*numbers)
    line = b"\r\nK-X;010000;;de Vries;31-02-2024;;ja;ja;;"
    wrong = [replace(it, data=it.data + line) if it.name == "kinderen.csv" else it for it in wrong]

    assert run(wrong).written == ["010007"]
    assert not is_there("010000")
    assert run(extract(*numbers, files=corrected())).written == ["010000"]
    assert is_there("010000")


def test_windows_1252_gives_the_same_families():
    plain = extract("010014", "010049")  # names with all their letters in that character set
    run(in_windows_1252(plain))
    before = whole_table()

    assert run(plain).written == []
    assert whole_table() == before


def test_a_corrected_contract_takes_the_place_of_the_wrong_one():
    run(Export().files())
    run(Export().change("contracten", dagen="ma,wo", uurtarief="11,00").files())

    (contract,) = contracts_of()

    assert (contract.weekdays, contract.hourly_rate) == (frozenset({0, 2}), 1100)


def test_a_contract_that_is_added_later_needs_no_lines_for_its_child():
    run(Export().files())
    later = Export().change("contracten", contractnummer="C2", startdatum="01-01-2027")
    later.without("gezinnen", "ouders", "kinderen", "tegoeden")

    assert run(later.files()).written == ["010000"]
    assert [it.number for it in contracts_of()] == ["C1", "C2"]


def test_a_contract_never_moves_to_another_child():
    run(Export().files())
    moved = Export().add("kinderen", kindnummer="K2", voornaam="Sam")
    moved.change("contracten", kindnummer="K2")

    rehearsal = dry_run(moved.files())

    assert rehearsal.report.held_back == ("010000",)
    assert the_finding(rehearsal.checked, "contract_of_other_child").data == {
        "contract": "C1",
        "known": "K1",
        "child": "K2",
    }


def test_contract_numbers_get_their_zeros_back_from_those_in_the_portal():
    run(Export().change("contracten", contractnummer="00017").files())

    assert run(Export().change("contracten", contractnummer="17").files()).written == []


def test_a_contract_that_has_ended_takes_the_child_out_of_its_group():
    run(Export().files())
    run(Export().change("contracten", einddatum="31-10-2026").files())

    (child,) = the_family("010000").children

    assert child.group_ids == frozenset()


def test_a_group_that_is_overfull_is_told_and_comes_in():
    full = Export().change("groepen", plaatsen="1")
    full.add("kinderen", kindnummer="K2", voornaam="Sam")
    full.add("contracten", contractnummer="C2", kindnummer="K2")

    ran = run(full.files())

    assert ran.written == ["010000"]
    assert "group_overfull" in codes(ran.rehearsal.report.findings)
    assert len(contracts_of()) == 2


def test_what_people_changed_here_stays():
    run(Export().files())
    changed_here(
        lambda family: replace(
            family,
            parents=(replace(family.parents[0], phone="+31687654321", version=1),),
            children=(
                replace(
                    family.children[0], allergies=type(family.children[0].allergies)("noten", 1)
                ),
            ),
        )
    )

    run(Export().change("kinderen", allergieën="lactose").files())

    family = the_family("010000")
    assert family.parents[0].phone == "+31687654321"
    assert family.children[0].allergies.text == "noten"


def test_a_mistyped_address_is_corrected_before_anybody_came_in():
    run(Export().change("ouders", e_mail="ana@voorbeeld.example").files())
    before = the_family("010000").parents[0]

    run(Export().files())

    (parent,) = the_family("010000").parents
    assert parent.account_id == before.account_id
    assert account_of(parent).email == parent.email == "anna@voorbeeld.example"
    assert account_of(parent).login_names == ("010000",)


def test_a_parent_with_a_new_name_is_the_same_person():
    run(Export().files())
    run(Export().change("ouders", achternaam="Bos-de Wit").files())

    (parent,) = the_family("010000").parents

    assert parent.name == account_of(parent).name == "Anna Bos-de Wit"


def test_a_missing_address_in_the_export_takes_nobody_an_account():
    run(Export().files())
    before = the_family("010000")

    assert run(Export().change("ouders", e_mail="").files()).written == []
    assert the_family("010000") == before


def test_a_family_without_its_mandate_pays_by_link():
    run(Export().change("gezinnen", machtiging="").files())

    payment = the_family("010000").payment

    assert payment.method == "payment_link"


def test_parents_who_share_an_address_across_families_have_one_account():
    both = Export().add("gezinnen", debiteurnummer="010001", naam="Fam. Bos-Smit")
    both.add("ouders", debiteurnummer="010001")
    run(both.files())

    first, second = (the_family(number) for number in ("010000", "010001"))
    account = account_of(first.parents[0])

    assert second.parents[0].account_id == account.account_id
    assert account.login_names == ("010000", "010001")
    access = sessions.access_of(organisation_id=ORGANISATION, account_id=account.account_id)
    assert access.families == dict.fromkeys((first.family_id, second.family_id), Role.PARENT)


def test_two_parents_with_one_name_are_two_people():
    namesakes = Export().add("ouders", e_mail="anna2@voorbeeld.example")
    run(namesakes.files())

    first, second = the_family("010000").parents

    assert first.account_id != second.account_id
    assert run(namesakes.files()).written == []


def test_a_third_person_comes_in_without_account():
    three = Export().add("ouders", voornaam="Bram", e_mail="bram@voorbeeld.example")
    three.add("ouders", voornaam="Cas", e_mail="cas@voorbeeld.example")
    run(three.files())

    parents = the_family("010000").parents

    assert [bool(it.account_id) for it in parents] == [True, True, False]
    assert run(three.files()).written == []


def test_somebody_new_in_the_place_of_a_parent_is_told_beforehand():
    two = Export().add("ouders", voornaam="Bram", e_mail="bram@voorbeeld.example")
    run(two.files())
    other = Export().add("ouders", voornaam="Cas", e_mail="cas@voorbeeld.example")

    rehearsal = dry_run(other.files())

    assert rehearsal.report.held_back == ("010000",)
    assert "too_many_parents" in codes(rehearsal.report.findings)
    assert run(other.files()).written == []


def test_more_children_than_a_family_can_have_hold_it_back():
    many = Export()
    for number in range(2, 22):
        many.add("kinderen", kindnummer=f"K{number}", voornaam=f"Kind {number}")

    ran = run(many.files())

    assert ran.written == []
    assert "too_many_children" in codes(ran.rehearsal.report.findings)


def test_parents_whose_addresses_lead_to_one_account_are_told():
    two = Export().add("ouders", voornaam="Bram", e_mail="bram@voorbeeld.example")
    run(two.files())
    before = portrait()
    crossed = Export().change("ouders", e_mail="bram@voorbeeld.example")
    crossed.add("ouders", voornaam="Bram", e_mail="bram2@voorbeeld.example")

    ran = run(crossed.files())

    assert codes(ran.findings) == ["addresses_crossed"]
    assert portrait() == before


def test_letters_that_no_mail_server_takes_are_no_address():
    run(Export().change("ouders", e_mail="zoë@voorbeeld.example").files())

    (parent,) = the_family("010000").parents

    assert parent.account_id is None


def test_a_closing_day_without_a_reason_is_closed():
    run(Export().change("sluitingsdagen", reden="").files())
    configuration = organisations.configuration_of(ORGANISATION, now=NOW)

    assert [it.reason for it in configuration.closing_days] == ["Gesloten"]


def test_an_emergency_number_without_a_name_is_kept():
    run(Export().change("kinderen", noodcontact="").files())

    (child,) = the_family("010000").children

    assert [(it.name, it.phone) for it in child.contacts.emergency] == [
        ("Noodnummer", "+31201234567")
    ]


def test_names_in_any_script_come_in():
    run(Export().change("kinderen", voornaam="李小龙 🦕", achternaam="עמית").files())

    (child,) = the_family("010000").children

    assert child.name == "李小龙 🦕 עמית"


def test_an_import_does_not_invite_whoever_was_invited_before():
    run(Export().files())
    (parent,) = the_family("010000").parents
    accounts.invite(account_id=parent.account_id, organisation_id=ORGANISATION, now=NOW)
    run(Export().change("ouders", taal="en").files())

    state = accounts.people_of([parent.account_id], organisation_id=ORGANISATION)

    assert state[parent.account_id].state is AccountState.INVITED


def test_the_sample_has_what_the_extracts_are_made_of():
    assert {file.name for file in extract("010007")} == {file.name for file in SAMPLE_FILES}
