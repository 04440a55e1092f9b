"""Contracts as the table keeps them."""

from datetime import date

from chalicelib.contracts.plain import contract_of, plain_contract
from tests.contracts.builders import a_row


def test_what_was_asked_of_a_contract_before_is_not_kept_with_it():
    contract = a_row()
    before = plain_contract(contract)

    assert contract.on(date(2026, 11, 9)) == contract.longest

    assert plain_contract(contract) == before
    assert contract_of(before) == contract
