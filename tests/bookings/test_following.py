"""Contracts that change or end take along what parents asked for, and their credits."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings.model import PartOfDay
from chalicelib.contracts.changes import Terms
from chalicelib.contracts.model import every
from chalicelib.core.callers import Role
from chalicelib.credits.model import EntryKind, Why
from chalicelib.days.model import RequestState
from chalicelib.occupancy.closing import close_day
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from chalicelib.outbox.store import OutboxStore
from chalicelib.planning import service as planning
from chalicelib.policies.model import ByStaff, Deciding
from tests.bookings.builders import (
    ask,
    cancel,
    contracts,
    credits_of,
    day_list,
    decide_at_once,
    exchange,
    fill_up,
    give_credit,
    request_of,
    the_day,
)
from tests.bookings.following import (
    END,
    HOURS,
    NEXT_WEEK,
    a_family,
    change,
    child_id,
    contract_id,
    end,
    follow,
    ledger,
    left,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, a_contract, instant
from tests.builders import LADYBIRDS, ORGANISATION, OWLS, a_caller, a_planner
from tests.credits.builders import a_grant


@pytest.fixture
def family():
    return a_family()


def test_a_granted_day_after_the_end_is_taken_back_with_what_was_paid_for_it(
    family, delivered, sent_mails
):
    give_credit(family, a_grant(usable_until=None))
    ask(family)
    ask(family, NEXT_WEEK)

    end(family)
    follow()

    for day in (THURSDAY, NEXT_WEEK):
        request = request_of(family, day)
        assert request.state is RequestState.CANCELLED
        assert request.decision.code == "NoContractThatDay"
        assert day_list(day).coming == []
    assert left(family) == [HOURS]
    assert [it.cause.why for it in ledger(family)][1] is Why.TAKEN_BACK
    delivered()
    told = {it["subject"]: it.get_body(("plain",)).get_content() for it in sent_mails()}
    assert (
        "Back: 10.5 hours of credit"
        in told["The extra day of Noor on Thursday 12 November 2026 is undone"]
    )


def test_the_credit_that_comes_back_ends_with_the_contract(family):
    give_credit(family, a_grant())
    ask(family)
    end(family)

    follow()

    (credit,) = credits_of(family).credits
    assert (credit.left, credit.grant.usable_until) == (HOURS, END)


def test_who_waits_hears_of_the_place_that_came_free(family):
    decide_at_once()
    ask(family)
    end(family)
    before = len(OutboxStore(ORGANISATION).put_before(NOW + timedelta(days=1000)))

    follow(times=1)

    found = OutboxStore(ORGANISATION).put_before(NOW + timedelta(days=1000))
    assert "fill" in [it.body.get("task") for it in found]
    assert len(found) > before


@pytest.mark.parametrize("state", [RequestState.REQUESTED, RequestState.WAITING])
def test_what_is_open_after_the_end_lapses_and_says_why(family, state, delivered):
    give_credit(family, a_grant(usable_until=None))
    if state is RequestState.REQUESTED:
        decide_at_once(replace(instant(), deciding=Deciding(ByStaff(), ByStaff())))
    else:
        fill_up(LADYBIRDS.places)
    assert ask(family, or_wait=True).state is state

    end(family, date(2026, 11, 10))
    follow()

    request = request_of(family)
    assert (request.state, request.decision.code) == (RequestState.LAPSED, "NoContractThatDay")
    assert left(family) == [HOURS]
    assert {"anna", "bram"} <= delivered().keys()


def test_days_before_the_end_and_another_contract_in_the_group_keep_what_was_granted(family):
    ask(family)
    other = a_contract(child_id(family), contract_id="other", number="other", weekdays={4})
    contracts(a_contract(child_id(family)), other)
    planning.set_ending(
        caller=a_planner(),
        child_id=child_id(family),
        contract_id=f"contract-of-{child_id(family)}",
        until=END,
        now=NOW,
    )

    follow()

    assert request_of(family).state is RequestState.GRANTED


def test_an_exchange_after_the_end_brings_the_given_day_back(family):
    exchange(family, MONDAY)
    end(family)

    follow()

    assert request_of(family).state is RequestState.CANCELLED
    assert len(day_list(MONDAY).coming) == 1
    assert left(family) == []


def test_what_the_organisation_takes_back_is_never_lost_whatever_rules_say(family):
    """The given day has no place any more, and cancelling gives nothing here."""
    decide_at_once(replace(instant(), cancelling=replace(instant().cancelling, rules=())))
    exchange(family, MONDAY)
    fill_up(LADYBIRDS.places, MONDAY)
    change(family, date(2026, 11, 11), 0, 1, 3)

    follow()

    assert left(family) == [HOURS]


def test_a_contract_over_an_extra_day_takes_it_back_and_is_the_only_one_there(family):
    give_credit(family, a_grant())
    ask(family)
    change(family, date(2026, 11, 11), 0, 1, 3)

    follow()

    assert request_of(family).state is RequestState.CANCELLED
    assert request_of(family).decision.code == "DayAlreadyBooked"
    (presence,) = the_day().presences
    assert presence.source.value == "contract"
    assert left(family) == [HOURS]
    (entry, *_) = ledger(family)
    assert entry.kind is EntryKind.RETURN


def test_a_part_of_the_day_that_the_contract_leaves_free_stays(family):
    ask(family, part=PartOfDay.AFTERNOON)
    change(family, date(2026, 11, 11), 3, hours=Decimal(4))

    follow()

    assert request_of(family).state is RequestState.GRANTED


def test_a_day_that_was_let_go_too_late_stays_as_it_was(family):
    ask(family)
    cancel(family, THURSDAY)
    end(family)

    follow()

    assert request_of(family).state is RequestState.GRANTED


@pytest.fixture
def owls():
    """A second group, to which children move."""
    transaction = Transaction()
    organisations.put_group(OWLS, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()
    return OWLS


def move(family, group, start: date, *weekdays: int) -> None:
    terms = replace(
        Terms.of(a_contract()),
        group_id=group.group_id,
        days=every(weekdays, group.slot.first_hours(HOURS), HOURS),
    )
    planning.change_contract(
        caller=a_planner(),
        child_id=child_id(family),
        contract_id=contract_id(family),
        terms=terms,
        start=start,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("weekdays", "code"), [((0, 1), "NoContractThatDay"), ((0, 3), "DayAlreadyBooked")]
)
def test_who_moves_to_another_group_comes_there_and_no_more_to_the_old_one(
    family, owls, weekdays, code
):
    give_credit(family, a_grant())
    ask(family)
    move(family, owls, date(2026, 11, 11), *weekdays)

    follow()

    assert request_of(family).decision.code == code
    assert the_day().coming == []
    (credit,) = credits_of(family).credits
    assert (credit.left, credit.grant.usable_until) == (HOURS, a_grant().usable_until)


def test_a_granted_day_on_which_the_group_was_closed_since_is_paid_back_as_well(family):
    give_credit(family, a_grant())
    ask(family)
    closing = ClosingDay(THURSDAY, "Studiedag", None)
    close_day(closing, by=a_caller(staff_role=Role.PLANNER), now=NOW)
    end(family)

    follow()

    assert request_of(family).state is RequestState.CANCELLED
    assert left(family) == [HOURS]
