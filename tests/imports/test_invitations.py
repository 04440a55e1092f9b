"""A wave of activation mails: to everybody once, wherever it stops."""

from collections import Counter
from datetime import timedelta

import pytest

from chalicelib.accounts import service as accounts
from chalicelib.accounts.model import AccountState
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.families import custody
from chalicelib.families.details import ParentDetails
from chalicelib.imports import invitations, jobs
from chalicelib.imports.model import SILENT
from tests.builders import ORGANISATION, a_planner, an_organisation
from tests.conftest import NOW
from tests.falling_over import stops_after
from tests.imports.builders import Export, extract
from tests.imports.office import errands, run, the_family, whole_table, work_off

WAVE = "/staff/invitations/wave"
NUMBERS = ("010014", "010028", "010049")  # 2 accounts, 1 (of two parents), and 1 for two people


@pytest.fixture
def petra(browser):
    an_organisation(groups=())
    run(extract(*NUMBERS))
    return browser().signed_in(staff_role=Role.PLANNER)


def addresses(mails):
    return Counter(mail["to"] for mail in mails)


def people():
    ids = [it.account_id for number in NUMBERS for it in the_family(number).parents]
    return accounts.people_of([it for it in ids if it], organisation_id=ORGANISATION)


def test_everybody_with_an_account_gets_one_mail(petra, sent_mails):
    assert petra.post(WAVE).status == 202
    work_off("imports", "mail")

    assert petra.get(WAVE).body | {"begun_at": ""} == {
        "begun_at": "",
        "is_done": True,
        "done": 4,
        "of": 4,
        "sent": 4,
    }
    assert len(sent_mails()) == 4
    assert set(addresses(sent_mails()).values()) == {1}
    assert {it.state for it in people().values()} == {AccountState.INVITED}


def test_a_second_wave_mails_nobody_again(petra, sent_mails):
    for _ in range(2):
        petra.post(WAVE)
        work_off("imports", "mail")

    assert len(sent_mails()) == 4
    assert petra.get(WAVE).body["of"] == 0


def test_a_second_wave_mails_who_came_in_since(petra, sent_mails):
    petra.post(WAVE)
    work_off("imports", "mail")
    run(Export().files())
    petra.post(WAVE)
    work_off("imports", "mail")

    assert petra.get(WAVE).body["sent"] == 1
    assert len(sent_mails()) == 5
    assert "010000" in sent_mails()[-1].get_body(["plain"]).get_content()


def test_two_clicks_are_one_wave(petra):
    petra.post(WAVE)
    answer = petra.post(WAVE)

    assert (answer.status, answer.code) == (409, "WaveUnderWay")
    assert len(errands("imports")) == 1


def test_there_is_nothing_to_see_before_the_first_wave(petra):
    assert petra.get(WAVE).status == 404


@pytest.mark.parametrize("calls", [1, 6, 12, 18, 24, 30, 36])
def test_a_wave_that_stops_anywhere_goes_on_and_mails_nobody_twice(petra, sent_mails, calls):
    petra.post(WAVE)
    with stops_after(calls):
        work_off("imports")
    clock.start_at(NOW + SILENT + timedelta(minutes=1))
    petra.signed_in(staff_role=Role.PLANNER)
    petra.post(WAVE)
    work_off("imports", "mail", now=clock.now())

    assert petra.get(WAVE).body["is_done"]
    assert len(sent_mails()) == 4
    assert set(addresses(sent_mails()).values()) == {1}


def test_an_errand_that_comes_twice_mails_nobody_twice(petra):
    petra.post(WAVE)
    (errand,) = errands("imports")
    jobs.do_errand(errand, NOW)
    before = whole_table()
    jobs.do_errand(errand, NOW)

    assert whole_table() == before


def test_after_many_mails_another_worker_goes_on(petra, sent_mails):
    petra.post(WAVE)

    assert work_off("imports", most=3) == 2
    work_off("mail")

    assert petra.get(WAVE).body["sent"] == len(sent_mails()) == 4


def test_who_was_invited_one_by_one_is_left_out(petra):
    (account_id, *_) = people()
    accounts.invite(account_id=account_id, organisation_id=ORGANISATION, now=NOW)
    petra.post(WAVE)
    work_off("imports")

    assert petra.get(WAVE).body["sent"] == 3


def test_a_parent_without_custody_is_left_out(petra):
    family = the_family("010014")
    parent = family.parents[1]
    custody.change_parent(
        caller=a_planner(),
        family_id=family.family_id,
        parent_id=parent.parent_id,
        details=details_of(parent, care_until=NOW.date() - timedelta(days=1)),
        now=NOW,
    )
    petra.post(WAVE)
    work_off("imports")

    assert petra.get(WAVE).body["of"] == 3


def details_of(parent, **what):
    given = {
        "first_name": parent.first_name,
        "last_name": parent.last_name,
        "email": parent.email,
        "phone": parent.phone,
        "language": parent.language,
        "role": parent.role,
        "version": parent.version,
    }
    return ParentDetails(**{**given, **what})


def test_another_organisation_gets_no_mail(petra, browser, sent_mails):
    an_organisation("bink", groups=())
    run(Export().files(), organisation_id="bink")
    petra.post(WAVE)
    work_off("imports", "mail")

    assert len(sent_mails()) == 4
    assert browser("bink").signed_in(staff_role=Role.PLANNER).get(WAVE).status == 404


def test_a_wave_is_in_the_audit_trail(petra):
    petra.post(WAVE)
    wave = invitations.last_wave(ORGANISATION)

    actions = {it["about"]["S"] for it in whole_table().values() if "about" in it}

    assert f"wave/{wave.wave_id}" in actions
