"""What imports write, and what invoices and home read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import planning, service
from chalicelib.core.periods import Month
from chalicelib.organisations import service as organisations
from chalicelib.organisations.model import ClosingDay
from tests.aws_events import requests_to_the_table
from tests.bookings.builders import (
    MONDAY,
    NOW,
    THURSDAY,
    TODAY,
    a_contract,
    a_credit,
    a_crowd,
    a_family_with_accounts,
    anna_of,
    approve,
    ask,
    contracts,
)
from tests.builders import LADYBIRDS, ORGANISATION, a_caller, a_planner, an_organisation

NOVEMBER = Month(2026, 11)


@pytest.fixture
def family(organisation):
    return a_family_with_accounts(organisation_id=organisation.organisation_id)


@pytest.fixture
def noor(family):
    child_id = family.children[0].child_id
    contracts(a_contract(child_id))
    return child_id


def planned(*some, **by_child):
    transaction = Transaction()
    groups = service.plan_contracts(
        by_child or {it.child_id: [it] for it in some},
        organisation_id=ORGANISATION,
        today=TODAY,
        transaction=transaction,
    )
    return transaction, groups


def who_comes(group_id, day=MONDAY):
    store_view = service.BookingStore(ORGANISATION).books(groups=[(group_id, day)])
    return sorted(it.child_id for it in store_view.groups[group_id, day].contracts)


def test_a_contract_comes_back_as_it_was_given(noor):
    contract = a_contract(
        noor, hours_per_day=Decimal("5.25"), until=date(2028, 2, 29), weekdays=frozenset({0, 4})
    )

    contracts(contract)

    assert service.contracts_of([noor, "x.1"], organisation_id=ORGANISATION) == {
        noor: (contract,),
        "x.1": (),
    }


def test_the_same_contracts_once_more_add_no_writes(noor):
    again, groups = planned(a_contract(noor))
    shuffled, _ = planned(**{noor: [a_contract(noor)]})

    assert (len(again), len(shuffled)) == (0, 0)
    assert groups == {noor: {"ladybirds"}}


def test_two_contracts_in_another_order_are_the_same(noor):
    both = [a_contract(noor, contract_id="1"), a_contract(noor, contract_id="2")]
    contracts(*both)

    transaction, _ = planned(**{noor: both[::-1]})

    assert len(transaction) == 0


def test_a_corrected_contract_replaces_the_one_before(noor):
    contracts(a_contract(noor, group_id="owls"))

    assert (who_comes("ladybirds"), who_comes("owls")) == ([], [noor])


def test_contracts_that_are_not_given_any_more_are_gone(noor):
    transaction, groups = planned(**{noor: []})
    transaction.commit()

    assert groups == {noor: frozenset()}
    assert who_comes("ladybirds") == []


def test_children_of_one_family_in_one_group_are_planned_in_one_transaction(noor):
    contracts(a_contract(noor, hourly_rate=1100), a_contract("brother.1"), a_contract("sister.1"))

    assert who_comes("ladybirds") == sorted([noor, "brother.1", "sister.1"])


@pytest.mark.usefixtures("noor")
def test_forty_families_one_after_another_are_all_in_the_group():
    for each in range(40):
        contracts(a_contract(f"{each}.1"))

    monday = planning.list_day(caller=a_planner(), group_id="ladybirds", day=MONDAY, now=NOW)
    assert monday.group_day.taken == 41
    assert monday.group_day.places_left == 0


def test_another_organisation_shares_nothing(noor):
    an_organisation("maanzaad")

    assert service.contracts_of([noor], organisation_id="maanzaad") == {noor: ()}
    store = service.BookingStore("maanzaad")
    assert store.books(groups=[("ladybirds", MONDAY)]).groups["ladybirds", MONDAY].contracts == ()


def test_the_same_credits_once_more_add_no_writes(noor):
    def plan(*ledger):
        transaction = Transaction()
        service.plan_credits(ledger, organisation_id=ORGANISATION, transaction=transaction)
        return transaction

    first = plan(a_credit(noor), a_credit(noor, credit_id="2"))
    first.commit()

    assert len(first) == 2
    assert len(plan(a_credit(noor), a_credit(noor, credit_id="2"))) == 0
    assert len(plan(a_credit(noor), a_credit(noor, credit_id="3"))) == 1


def billable(child_id, month=NOVEMBER):
    found = service.billable_of_month([child_id], month, organisation_id=ORGANISATION, now=NOW)
    return found[child_id]


def test_an_invoice_has_the_contracts_that_run_in_the_month(noor):
    ended = a_contract(noor, contract_id="ended", until=date(2026, 10, 31))
    last_day = a_contract(noor, contract_id="last-day", until=date(2026, 11, 1))
    to_come = a_contract(noor, contract_id="to-come", start=date(2026, 12, 1))
    contracts(ended, last_day, to_come)

    assert [it.contract_id for it in billable(noor).contracts] == ["last-day"]


def test_an_invoice_has_the_extra_days_that_were_granted_and_not_closed(family, noor):
    granted = approve(ask(family, THURSDAY))
    approve(ask(family, date(2026, 11, 18)))
    approve(ask(family, date(2026, 12, 2)))
    ask(family, date(2026, 11, 13))
    closing, transaction = ClosingDay(date(2026, 11, 18), "Storm"), Transaction()
    organisations.put_closing_day(closing, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()

    (extra_day,) = billable(noor).extra_days

    assert extra_day == granted
    assert (extra_day.day, extra_day.price) == (THURSDAY, 10952)


@pytest.mark.usefixtures("noor")
def test_a_monthly_run_reads_a_hundred_children_in_two_requests():
    children = [*[f"crowd-{it}" for it in range(90)], *[f"nobody-{it}" for it in range(10)]]
    a_crowd(90)

    with requests_to_the_table() as sent:
        found = service.billable_of_month(children, NOVEMBER, organisation_id=ORGANISATION, now=NOW)

    assert sum(len(it.contracts) for it in found.values()) == 90
    assert sent.count("BatchGetItem") == 2


def coming(*child_ids, **what):
    found = service.coming_days(
        child_ids=child_ids, caller=a_caller(), now=what.pop("now", NOW), **what
    )
    return [(str(it.day), it.state.value) for it in found]


def test_home_shows_the_next_two_weeks_from_today_on(family, noor):
    approve(ask(family, THURSDAY))
    ask(family, date(2026, 11, 13))
    service.withdraw_request(caller=anna_of(family), child_id=noor, day=date(2026, 11, 13), now=NOW)
    ask(family, date(2026, 11, 11))

    assert coming(noor) == [
        ("2026-11-02", "contract"),
        ("2026-11-03", "contract"),
        ("2026-11-09", "contract"),
        ("2026-11-10", "contract"),
        ("2026-11-11", "requested"),
        ("2026-11-12", "granted"),
    ]


def test_home_looks_over_the_end_of_a_year_in_one_request(noor):
    contracts(a_contract("brother.1"))
    now = NOW.replace(month=12, day=28)
    coming(noor, now=now)

    with requests_to_the_table() as sent:
        days = coming(noor, "brother.1", now=now)

    assert [it for it, _ in days] == [
        *["2026-12-28"] * 2,
        *["2026-12-29"] * 2,
        *["2027-01-04"] * 2,
        *["2027-01-05"] * 2,
    ]
    assert sent == ["BatchGetItem"]


def test_home_of_nobody_is_empty(organisation):
    assert organisation
    assert coming() == []


def test_a_group_may_be_overfilled_by_contracts(organisation):
    small = replace(LADYBIRDS, places=1)
    transaction = Transaction()
    organisations.put_group(
        small, organisation_id=organisation.organisation_id, transaction=transaction
    )
    transaction.commit()

    a_crowd(2)

    monday = planning.list_day(caller=a_planner(), group_id="ladybirds", day=MONDAY, now=NOW)
    assert (monday.group_day.taken, monday.group_day.places_left) == (2, 0)
