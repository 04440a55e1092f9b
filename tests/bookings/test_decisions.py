"""A planner decides: the day, the place, the mails and the audit record, all or nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import planning, service
from chalicelib.core.callers import Role
from chalicelib.families import service as families
from chalicelib.mail import service as mail
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from chalicelib.outbox.store import OutboxStore
from tests.aws_events import conflicts
from tests.bookings.builders import (
    NOW,
    THURSDAY,
    a_contract,
    a_crowd,
    a_family_with_accounts,
    anna_of,
    approve,
    ask,
    contracts,
)
from tests.builders import LADYBIRDS, ORGANISATION, an_organisation
from tests.families.builders import a_child


@pytest.fixture
def family(organisation):
    return a_child_with_contract("010203", organisation.organisation_id)


def a_child_with_contract(debtor_number, organisation_id=ORGANISATION, **what):
    family = a_family_with_accounts(debtor_number, organisation_id=organisation_id)
    contracts(a_contract(family.children[0].child_id, **what), organisation_id=organisation_id)
    return family


@pytest.fixture
def asked(family):
    return ask(family)


@pytest.fixture
def decide(as_planner):
    def decide_about(extra_day, decision="approve", **what):
        path = f"/staff/requests/{extra_day.request_id}/decision"
        return as_planner.post(path, {"decision": decision, **what})

    return decide_about


@pytest.fixture
def delivered(sent_mails):
    """Deliver what waits in the outbox, and return the mails by addressee."""

    def deliver():
        for errand in OutboxStore(ORGANISATION).put_before(NOW + timedelta(days=1000)):
            mail.deliver(errand, NOW)
        return {str(it["to"].addresses[0].addr_spec).partition(".")[0]: it for it in sent_mails()}

    return deliver


def state_of(family, day=THURSDAY):
    book = service.month_of(
        caller=anna_of(family),
        child_id=family.children[0].child_id,
        month=service.Month.of(day),
        now=NOW,
    )
    return {it.day: it.state.value for it in book}.get(day)


def words_of(message):
    return " ".join(message.get_body(["plain"]).get_content().split())


def test_an_approved_day_is_in_the_month_and_on_the_day_list(family, asked, decide, as_planner):
    answer = decide(asked)

    listed = as_planner.get(f"/staff/groups/ladybirds/days/{THURSDAY}").body
    assert (answer.status, answer.body["state"]) == (200, "granted")
    assert state_of(family) == "granted"
    assert [(it["first_name"], it["because"]) for it in listed["children"]] == [
        ("Noor", "extra_day")
    ]


def test_the_answer_says_in_words_which_rule_decided(asked, decide):
    a_crowd(3)

    answer = decide(asked)

    assert "3 van de 12 plaatsen" in answer.body["rule"]


@pytest.mark.usefixtures("asked")
def test_nothing_is_written_to_parents_before_a_decision(delivered):
    assert delivered() == {}


def test_both_parents_hear_it_each_in_their_own_language(asked, decide, delivered):
    decide(asked)

    letters = delivered()

    assert letters["anna"]["subject"] == "Ja: Noor kan komen op donderdag 12 november 2026"
    assert letters["bram"]["subject"] == "Yes: Noor can come on Thursday 12 November 2026"
    assert "Het zijn 10,5 uur, voor € 109,52." in words_of(letters["anna"])
    assert "0 van de 12 plaatsen waren bezet" in words_of(letters["anna"])
    assert "That is 10.5 hours, for €109.52." in words_of(letters["bram"])


def test_a_decline_tells_the_reason_in_the_mail_and_in_the_month(
    family, asked, decide, delivered, as_parent
):
    reason = "Te weinig collega's 😕 & <b>ziekte</b> — أسف"

    answer = decide(asked, "decline", reason=reason)

    letters = delivered()
    path = f"/children/{family.children[0].child_id}/months/2026-11"
    days = {it["day"]: it for it in as_parent(family).get(path).body["days"]}
    assert answer.body["state"] == "declined"
    assert days["2026-11-12"]["extra_day"]["reason"] == reason
    assert reason in words_of(letters["anna"])
    assert "cannot come extra" in letters["bram"]["subject"]
    assert "<b>ziekte" not in letters["anna"].get_body(["html"]).get_content()


def test_a_parent_whose_custody_ended_hears_nothing(family, asked, decide, delivered):
    transaction = Transaction()
    ended = replace(family.parents[1], care_until=date(2026, 11, 1))
    families.write(
        family.with_parent(ended),
        instead_of=family,
        organisation_id=ORGANISATION,
        transaction=transaction,
    )
    transaction.commit()

    decide(asked)

    assert list(delivered()) == ["anna"]


def test_a_decline_has_a_reason(family, asked, decide):
    answers = [decide(asked, "decline", reason=it) for it in (None, "", "   ")]

    assert [(it.status, it.code) for it in answers] == [(422, "ReasonMissing")] * 3
    assert state_of(family) == "requested"


BODIES = [
    {},
    {"decision": "maybe"},
    {"decision": "decline", "reason": "x" * 501},
    {"decision": "decline", "reason": "a\x00b"},
    {"decision": "approve", "by": "me"},
    [],
]


def test_a_decision_that_cannot_be_read_is_refused(asked, as_planner):
    path = f"/staff/requests/{asked.request_id}/decision"

    answers = [as_planner.post(path, body) for body in BODIES]

    assert [(it.status, it.code) for it in answers] == [(422, "InvalidRequest")] * len(BODIES)


def test_what_was_decided_is_decided(asked, decide):
    decide(asked, "decline", reason="Vol")

    assert decide(asked).code == "AlreadyDecided"
    assert decide(asked, "decline", reason="Nog steeds vol").code == "AlreadyDecided"


def test_what_was_declined_can_be_asked_for_again(family, asked, decide):
    decide(asked, "decline", reason="Vol")

    assert decide(ask(family, now=NOW + timedelta(days=1))).status == 200


@pytest.mark.usefixtures("organisation")
def test_a_request_that_is_not_there_is_not_there(as_planner):
    unknown = ["x", "a.b.2026-11-12", "2026-11-12", "a.b.2026-02-30", "a" * 64, "a.9999-12-31"]

    answers = [
        as_planner.post(f"/staff/requests/{it}/decision", {"decision": "approve"}) for it in unknown
    ]

    assert [it.code for it in answers] == ["NotFound"] * len(unknown)


def test_a_planner_of_another_organisation_finds_nothing(asked, browser):
    an_organisation("maanzaad")
    stranger = browser("maanzaad").signed_in(staff_role=Role.PLANNER)

    answer = stranger.post(f"/staff/requests/{asked.request_id}/decision", {"decision": "approve"})

    assert answer.status == 404
    assert stranger.get("/staff/requests").body["requests"] == []


def test_parents_and_group_workers_do_not_decide(family, asked, browser, as_parent):
    worker = browser().signed_in(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"}))

    for each in (worker, as_parent(family)):
        path = f"/staff/requests/{asked.request_id}/decision"
        assert each.post(path, {"decision": "approve"}).code == "Forbidden"
        assert each.get("/staff/requests").code == "Forbidden"


def test_a_full_group_leaves_the_request_waiting(family, asked, decide, delivered):
    a_crowd(LADYBIRDS.places)

    answer = decide(asked)

    assert (answer.status, answer.code) == (409, "GroupIsFull")
    assert state_of(family) == "requested"
    assert delivered() == {}


def test_a_group_that_contracts_overfill_grants_nothing(family, asked, decide):
    a_crowd(LADYBIRDS.places + 3)

    assert decide(asked).code == "GroupIsFull"
    assert state_of(family) == "requested"


def test_contracts_of_other_weekdays_leave_the_place(asked, decide):
    a_crowd(LADYBIRDS.places, weekdays=frozenset({0, 1, 2, 4}))

    assert decide(asked).status == 200


def test_a_day_that_was_closed_since_cannot_be_approved(family, asked, decide):
    closing, transaction = ClosingDay(THURSDAY, "Storm"), Transaction()
    organisations.put_closing_day(closing, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()

    assert decide(asked).code == "ClosedDay"
    assert decide(asked, "decline", reason="Het stormt").status == 200
    assert state_of(family) == "declined"


def test_a_contract_that_changed_since_is_looked_at_again(family, asked, decide):
    child = family.children[0].child_id
    contracts(a_contract(child, until=THURSDAY - timedelta(days=1)))
    ended = decide(asked).code
    contracts(a_contract(child, weekdays=frozenset({3})))

    assert (ended, decide(asked).code) == ("NoContractThatDay", "DayAlreadyBooked")


def test_a_decision_gets_through_when_others_write_at_the_same_moment(family, asked):
    with conflicts(2):
        approve(asked)

    assert state_of(family) == "granted"


def test_requests_are_listed_oldest_first_with_the_places_left(organisation, as_planner):
    first, second = (a_child_with_contract(it, organisation.organisation_id) for it in "12")
    ask(second, now=NOW + timedelta(minutes=1))
    ask(first, date(2026, 11, 13), now=NOW)
    a_crowd(2)

    listed = as_planner.get("/staff/requests").body

    assert [
        (it["day"], it["child"], it["group"], it["places_left"]) for it in listed["requests"]
    ] == [
        ("2026-11-13", "Noor de Vries", "Lieveheersbeestjes", 10),
        ("2026-11-12", "Noor de Vries", "Lieveheersbeestjes", 10),
    ]
    assert listed["next"] is None


def test_many_requests_come_in_pages_without_gaps(organisation, as_planner):
    family = a_child_with_contract("1", organisation.organisation_id)
    days = [date(2026, 12, 1) + timedelta(days=it) for it in range(60)]
    open_days = [it for it in days if it.weekday() in {2, 3, 4}]
    for number, day in enumerate(open_days):
        ask(family, day, now=NOW + timedelta(seconds=number))

    seen, cursor = [], ""
    while cursor is not None:
        body = as_planner.get(f"/staff/requests{cursor and '?cursor='}{cursor}").body
        seen += [it["day"] for it in body["requests"]]
        cursor = body["next"]

    assert seen == [str(it) for it in open_days]
    assert len(seen) > planning.PAGE


def test_a_cursor_of_another_organisation_is_refused(organisation, as_planner, browser):
    family = a_child_with_contract("1", organisation.organisation_id)
    for number in range(planning.PAGE + 1):
        day = date(2026, 12, 2) + timedelta(weeks=number)
        ask(family, day, now=NOW)
    cursor = as_planner.get("/staff/requests").body["next"]
    an_organisation("maanzaad")
    stranger = browser("maanzaad").signed_in(staff_role=Role.PLANNER)

    assert stranger.get(f"/staff/requests?cursor={cursor}").code == "BadCursor"


def test_a_sibling_in_the_same_group_is_mailed_by_its_own_name(organisation, delivered):
    family = a_family_with_accounts(
        organisation_id=organisation.organisation_id,
        children=(a_child(), a_child("Ömer 李")),
    )
    omer = family.children[1].child_id
    contracts(a_contract(omer))
    asked = service.ask_extra_day(
        caller=anna_of(family), child_id=omer, day=THURSDAY, group_id=None, now=NOW
    )

    approve(asked)

    assert delivered()["anna"]["subject"].startswith("Ja: Ömer 李 kan komen")
