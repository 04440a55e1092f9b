"""The audit trail: written with the deed, and only added to."""

from datetime import timedelta

import pytest
from pynamodb.attributes import NumberAttribute

from chalicelib.audit import service
from chalicelib.aws.table import Item
from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Conflict
from chalicelib.core.periods import Month
from tests.builders import a_planner
from tests.conftest import NOW


class Deed(Item):
    value = NumberAttribute(default=0)


NOVEMBER = Month(2026, 11)


def do(about, *, by=None, now=NOW, fails=False):
    transaction = Transaction()
    condition = Deed.pk.exists() if fails else None
    transaction.put(Deed("a", about), condition=condition, otherwise=Conflict())
    service.note("deeds.do", about, by=by or a_planner(), transaction=transaction, now=now)
    transaction.commit()


def records(month=NOVEMBER, *, organisation_id="zonnebloem"):
    return service.list_records(caller=a_planner(organisation_id), month=month, after=None).items


def test_a_deed_is_on_record_with_who_and_as_what():
    do("family/1")

    (record,) = records()
    assert (record.actor, record.roles, record.action, record.about, record.at) == (
        "petra",
        ("planner",),
        "deeds.do",
        "family/1",
        NOW,
    )


def test_a_deed_that_failed_is_not_on_record():
    with pytest.raises(Conflict):
        do("family/1", fails=True)

    assert records() == []


def test_the_newest_comes_first_and_months_are_apart():
    for minutes in range(3):
        do(f"family/{minutes}", now=NOW + timedelta(minutes=minutes))
    do("family/old", now=NOW - timedelta(days=30))

    assert [it.about for it in records()] == ["family/2", "family/1", "family/0"]
    assert [it.about for it in records(Month(2026, 10))] == ["family/old"]


def test_another_organisation_reads_nothing():
    do("family/1")

    assert records(organisation_id="madelief") == []
