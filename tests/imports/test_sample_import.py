"""The sample export of sixty families, imported once for all of these tests."""

import pytest

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import AccountState
from chalicelib.contracts import service as agreed
from chalicelib.core.callers import Role
from chalicelib.core.errors import NotFound
from chalicelib.credits import service as credits_
from chalicelib.families import service as families
from chalicelib.families.model import Payment, PaymentMethod
from chalicelib.families.permissions import IMPORTED, PermissionKind
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import CareType
from chalicelib.sessions import service as sessions
from tests.builders import LADYBIRDS, ORGANISATION, an_organisation
from tests.conftest import NOW, an_empty_aws
from tests.families.builders import a_family
from tests.imports.builders import SAMPLE_FILES, in_one_workbook
from tests.imports.office import dry_run, is_there, run, the_family, whole_table

NEIGHBOURS = "bink"


@pytest.fixture(scope="module", autouse=True)
def aws():
    with an_empty_aws():
        yield


@pytest.fixture(scope="module", autouse=True)
def portal():
    """Another organisation, with a family of a number that is in the export; then the import."""
    an_organisation(NEIGHBOURS)
    a_family("010007", organisation_id=NEIGHBOURS)
    neighbours = of_neighbours()
    an_organisation()
    return run(SAMPLE_FILES), neighbours


@pytest.fixture(scope="module")
def imported(portal):
    return portal[0]


@pytest.fixture(scope="module")
def neighbours(portal):
    return portal[1]


def of_neighbours():
    return {key: item for key, item in whole_table().items() if f"ORG#{NEIGHBOURS}" in key[0]}


def everybody():
    return families.list_families(organisation_id=ORGANISATION, limit=1000).items


def children():
    return [child for family in everybody() for child in family.children]


def test_every_good_family_is_there_and_the_held_back_one_is_not(imported):
    assert len(imported.written) == len(everybody()) == 60
    assert imported.findings == []
    assert not is_there("010000")


def test_all_rows_of_the_families_are_there():
    ids = [child.child_id for child in children()]
    contracts = agreed.contracts_of(ids, organisation_id=ORGANISATION)
    ledgers = [_credits(child_id) for child_id in ids]

    assert len(ids) == 101
    assert sum(len(family.parents) for family in everybody()) == 107
    assert sum(map(len, contracts.values())) == 101
    assert sum(map(len, ledgers)) == 82


def _credits(child_id):
    return credits_.open_of([child_id], organisation_id=ORGANISATION)[child_id].credits


def test_a_second_run_changes_nothing_at_all():
    before = whole_table()

    assert run(SAMPLE_FILES).written == []
    assert whole_table() == before


def test_the_same_in_a_workbook_without_leading_zeros_changes_nothing():
    before = whole_table()

    assert run(in_one_workbook()).written == []
    assert whole_table() == before


def test_a_dry_run_writes_nothing_and_says_what_a_run_would(imported):
    before = whole_table()

    again = dry_run(SAMPLE_FILES)

    assert whole_table() == before
    assert again.report.held_back == ("010000",)
    assert again.families == imported.rehearsal.families


def test_another_organisation_is_left_alone(neighbours):
    assert of_neighbours() == neighbours


def test_places_are_there_once_with_the_ids_they_had():
    configuration = organisations.configuration_of(ORGANISATION, now=NOW)
    north = configuration.location("north")

    assert len(configuration.groups) == 8
    assert configuration.group(LADYBIRDS.group_id).places == 12
    assert set(north.lrk) == set(CareType)
    assert north.lrk[CareType.OUT_OF_SCHOOL] == "289222898"
    assert len(configuration.closing_days) == 5
    closes_early = [it for it in configuration.closing_days if it.closes_at]
    assert [f"{it.day} {it.closes_at}" for it in closes_early] == ["2026-12-31 16:00:00"]


def test_only_a_complete_mandate_is_debited():
    debit, link = the_family("010021").payment, the_family("010035").payment

    assert (debit.method, debit.mandate_reference) == (PaymentMethod.DIRECT_DEBIT, "MND-010021")
    assert debit.iban_ending == "4567"
    assert link == Payment(PaymentMethod.PAYMENT_LINK)


def test_the_first_parent_logs_in_with_the_number_and_the_second_with_dash_two():
    both = the_family("010014").parents
    found = [accounts.account_of(it.account_id, organisation_id=ORGANISATION) for it in both]

    assert [it.position for it in both] == [1, 2]
    assert [it.login_names for it in found] == [("010014",), ("010014-2",)]
    assert [it.email for it in found] == [it.email for it in both]


def test_a_parent_without_a_usable_address_has_no_account():
    first, second = the_family("010028").parents

    assert first.account_id is None
    assert second.account_id is not None


def test_two_people_with_one_address_have_one_account():
    first, second = the_family("010049").parents

    assert first.account_id == second.account_id
    account = accounts.account_of(first.account_id, organisation_id=ORGANISATION)
    assert account.login_names == ("010049",)


def test_nobody_is_invited_by_an_import():
    ids = [it.account_id for family in everybody() for it in family.parents if it.account_id]
    states = accounts.people_of(ids, organisation_id=ORGANISATION).values()

    assert {it.state for it in states} == {AccountState.NOT_INVITED}


def test_an_account_reaches_its_family_as_a_parent():
    family = the_family("010014")
    access = sessions.access_of(
        organisation_id=ORGANISATION, account_id=family.parents[0].account_id
    )

    assert access.families == {family.family_id: Role.PARENT}


def test_what_parents_told_the_old_system_comes_along():
    (noted, _) = the_family("010028").children

    assert noted.allergies.text == "noten"
    assert [it.name for it in noted.contacts.emergency] == ["Oma van 't Zand"]
    assert [it.phone for it in noted.contacts.emergency] == ["+31201234567"]
    answers = noted.permissions
    assert answers[PermissionKind.PHOTOS].is_given is False
    assert answers[PermissionKind.OUTINGS].is_given is True
    assert {it.text_version for it in answers.values()} == {IMPORTED}
    assert {it.answered_by for it in answers.values()} == {IMPORTED}


def test_a_child_is_in_the_groups_of_its_contracts():
    for child in children():
        contracts = agreed.contracts_of([child.child_id], organisation_id=ORGANISATION)
        running = [it for it in contracts[child.child_id] if not it.until or it.until >= NOW.date()]
        assert child.group_ids == {it.group_id for it in running}


def test_a_credit_has_its_cause_and_its_last_day():
    (child,) = the_family("010007").children

    (credit,) = _credits(child.child_id)

    assert f"{credit.left} {credit.grant.usable_until}" == "5.5 2026-12-31"
    assert credit.grant.cause.text == "afmelding van 14-10-2026"


def test_an_unknown_organisation_is_refused():
    with pytest.raises(NotFound):
        dry_run(SAMPLE_FILES, organisation_id="nobody")
