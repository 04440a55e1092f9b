"""Limits: so many tries in a window, and then no more until the next one."""

from datetime import timedelta

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import TooOften
from chalicelib.limits import service
from chalicelib.limits.model import Bucket, Limit
from tests.conftest import NOW

THREE = Limit("log-in", most=3, within=timedelta(minutes=5))


def hit(whose="anna", organisation_id="bink", now=NOW):
    service.hit_all([Bucket(THREE, whose)], organisation_id=organisation_id, now=now)


def test_the_fourth_of_three_is_refused_and_hears_how_long():
    for _ in range(3):
        hit()

    with pytest.raises(TooOften) as refusal:
        hit(now=NOW + timedelta(minutes=4))

    assert refusal.value.data == {"seconds": 60}


def test_the_next_window_is_empty():
    for _ in range(3):
        hit()

    hit(now=NOW + timedelta(minutes=5))


@pytest.mark.parametrize("other", [{"whose": "bob"}, {"organisation_id": "other"}])
def test_others_have_their_own_bucket(other):
    for _ in range(3):
        hit()

    hit(**other)


def test_what_went_well_after_all_is_forgotten():
    for _ in range(3):
        hit()
    transaction = Transaction()
    anna = Bucket(THREE, "anna")
    service.clear(anna, organisation_id="bink", transaction=transaction, now=NOW)
    transaction.commit()

    hit()


def test_those_who_must_not_notice_are_not_refused():
    answers = [
        service.is_open(THREE, whose="anna", organisation_id="bink", now=NOW) for _ in range(4)
    ]

    assert answers == [True, True, True, False]
