"""Contracts that come in later, next to those that are there."""

from dataclasses import replace

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.bookings import service
from tests.bookings.builders import TODAY, a_contract, a_family_with_accounts, contracts
from tests.builders import LADYBIRDS, ORGANISATION


@pytest.fixture
def noor(organisation):
    family = a_family_with_accounts(organisation_id=organisation.organisation_id)
    return family.children[0].child_id


def add(*some):
    transaction = Transaction()
    groups = service.plan_added_contracts(
        {it.child_id: [it] for it in some},
        organisation_id=ORGANISATION,
        today=TODAY,
        transaction=transaction,
    )
    transaction.commit()
    return len(transaction), groups


def contracts_of(child_id):
    return list(service.contracts_of([child_id], organisation_id=ORGANISATION)[child_id])


def test_a_contract_that_is_added_leaves_the_others(noor):
    first, second = a_contract(noor), a_contract(noor, contract_id="second")
    contracts(first)

    _, groups = add(second)

    assert {it.contract_id for it in contracts_of(noor)} == {first.contract_id, "second"}
    assert groups == {noor: frozenset({first.group_id})}


def test_one_with_the_same_id_takes_its_place(noor):
    contracts(a_contract(noor))
    dearer = replace(a_contract(noor), hourly_rate=1234)

    add(dearer)

    assert contracts_of(noor) == [dearer]


def test_the_same_again_writes_nothing(noor):
    contracts(a_contract(noor))

    assert add(a_contract(noor))[0] == 0


def test_the_contracts_of_a_group_are_those_of_all_its_children(noor):
    contracts(a_contract(noor, number="C1"))

    found = service.contracts_in(
        [LADYBIRDS.group_id, "empty"], organisation_id=ORGANISATION, day=TODAY
    )

    assert [(it.child_id, it.number) for it in found] == [(noor, "C1")]
