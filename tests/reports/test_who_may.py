"""What is not for somebody looks like what is not there."""

from datetime import date

import pytest

from chalicelib.core.callers import Role
from tests.families.builders import a_family, a_parent
from tests.reports.builders import child_of, parent_of, publish, staff_path, worker_of, writing

PATHS = ("/children/{}/reports", "/children/{}/reports/2026-11-02")


@pytest.fixture(autouse=True)
def published(worker, child):
    publish(worker, child)


def read_by(who, child):
    return [who.get(path.format(child)).status for path in PATHS]


def test_both_parents(browser, family, child):
    for account in ("anna", "bram"):
        assert read_by(parent_of(browser, family, account), child) == [200, 200]


def test_not_another_family(browser, child):
    assert read_by(parent_of(browser, a_family("010204")), child) == [404, 404]


def test_not_another_organisation(browser, family, child):
    stranger = parent_of(browser, family, organisation_id="madelief")

    assert read_by(stranger, child) == [404, 404]


def test_not_a_parent_whose_custody_has_ended(browser):
    ended = a_parent("Bram", position=2, care_until=date(2026, 11, 2))
    family = a_family("010299", parents=(a_parent(), ended))

    assert read_by(parent_of(browser, family, "bram"), child_of(family)) == [404, 404]


def test_not_a_payer(browser, family, child):
    payer = browser().signed_in(families={family.family_id: Role.PAYER})

    assert read_by(payer, child) == [403, 403]


def test_not_a_payer_who_is_a_parent_elsewhere(browser, family, child):
    other = a_family("010204")
    roles = {family.family_id: Role.PAYER, other.family_id: Role.PARENT}
    payer = browser().signed_in(account_id="anna", families=roles)

    assert read_by(payer, child) == [404, 404]


def staff_tries(who, child):
    return {
        who.get(f"/staff/children/{child}/reports").status,
        who.get(staff_path(child)).status,
        who.get(f"{staff_path(child)}/versions").status,
        who.put(staff_path(child), writing(2)).status,
        who.post(f"{staff_path(child)}/publication", {"version": 3}).status,
    }


def test_the_office_reads_and_writes(browser, child):
    planner = browser().signed_in(staff_role=Role.PLANNER)

    assert staff_tries(planner, child) == {200}


def test_not_a_worker_of_another_group(browser, child):
    assert staff_tries(worker_of(browser, "owls"), child) == {404}


def test_not_a_colleague_of_another_organisation(browser, child):
    planner = browser("madelief").signed_in(staff_role=Role.PLANNER)

    assert staff_tries(planner, child) == {404}


def test_not_a_parent(parent, child):
    assert staff_tries(parent, child) == {403}


def test_a_colleague_does_not_write_about_the_own_child_in_another_group(browser, family, child):
    both = browser().signed_in(
        account_id="anna",
        families={family.family_id: Role.PARENT},
        staff_role=Role.GROUP_WORKER,
        group_ids=frozenset({"owls"}),
    )

    assert read_by(both, child) == [200, 200]
    assert staff_tries(both, child) == {404}


@pytest.mark.parametrize("made_up", ["unknown", "a.b", "x" * 65, "%23", "a%00b"])
def test_nobody_reads_about_a_child_that_is_made_up(browser, parent, made_up):
    planner = browser().signed_in(staff_role=Role.PLANNER)

    assert set(read_by(parent, made_up)) <= {404, 422}
    assert staff_tries(planner, made_up) <= {404, 422}
