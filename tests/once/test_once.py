"""A request with a key is answered once, and again the same."""

from dataclasses import replace

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.once import service
from chalicelib.once.model import AnsweredBefore, Asked, KeyUsedBefore
from chalicelib.once.service import Once
from tests.conftest import NOW


def asked(**what: str) -> Asked:
    parts = {
        "key": "tap-1",
        "organisation_id": "zonnebloem",
        "account_id": "anna",
        "route": "POST /children/{child_id}/requests",
        "path": '{"child_id": "noor"}',
    }
    body = what.pop("body", '{"day": "2026-11-12"}')
    return Asked.of(body=body.encode(), **{**parts, **what})


def answer(it: Asked, told: str = '{"state":"granted"}') -> None:
    transaction = Transaction()
    Once(it, str).keep(told, transaction=transaction, now=NOW)
    transaction.commit()


def test_the_same_request_is_told_what_was_answered_before():
    assert service.answer_to(asked()) is None
    answer(asked())
    assert service.answer_to(asked()) == '{"state":"granted"}'


@pytest.mark.parametrize(
    "what",
    [
        {"body": '{"day": "2026-11-13"}'},
        {"path": '{"child_id": "bo"}'},
        {"route": "DELETE /children/{child_id}/requests/{day}"},
    ],
)
def test_a_key_is_for_one_request_only(what):
    answer(asked())
    with pytest.raises(KeyUsedBefore):
        service.answer_to(asked(**what))


@pytest.mark.parametrize("what", [{"account_id": "bram"}, {"organisation_id": "madelief"}])
def test_somebody_elses_key_is_another_one(what):
    answer(asked())
    assert service.answer_to(asked(**what)) is None


def test_of_two_at_the_same_moment_the_second_changes_nothing():
    answer(asked())
    with pytest.raises(AnsweredBefore):
        answer(asked(), "something else")
    assert service.answer_to(asked()) == '{"state":"granted"}'


def test_without_a_key_nothing_is_kept():
    transaction = Transaction()
    Once(None, str).keep("told", transaction=transaction, now=NOW)
    assert len(transaction) == 0


def test_the_key_itself_is_kept_nowhere():
    assert "tap-1" not in str(service.key_of(asked()))
    assert replace(asked()).key != "tap-1"
