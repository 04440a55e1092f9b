"""What is kept: the entries, and with each the sum."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core.errors import Busy
from chalicelib.credits import plain, service
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import Act, Cause, RuleVersion, Use, Why
from chalicelib.credits.spending import spend
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import Unit
from tests.aws_events import at_once, the_answer_is_lost
from tests.builders import ORGANISATION
from tests.credits.builders import ASKED, NOW, TODAY, UNDONE, a_grant
from tests.credits.keeping import grant, ledger, opened, planned, told

FULL = a_grant(
    usable_until=None,
    rule=RuleVersion(CareType.DAY_CARE, 3),
    given_hours=Decimal("10.50"),
    care_type=CareType.DAY_CARE,
    product="52 weeks",
    group_id="ladybirds",
    cause=Cause(Why.IMPORTED, {"a": "b"}, "ziek 🤒 مريض"),
)


@pytest.mark.parametrize("wanted", [a_grant(), FULL])
def test_a_grant_is_kept_as_it_was_given(wanted):
    grant(wanted)

    assert opened().credits[0].grant == wanted
    assert ledger()[0].grant == wanted
    assert plain.use_of(plain.plain_use(Use(wanted, Decimal("1.5")))) == Use(wanted, Decimal("1.5"))


def test_the_same_grants_once_more_are_known_even_after_they_were_used_up():
    assert grant(a_grant("one"), a_grant("two"), a_grant("one")) == 2
    uses = [Use(it.grant, it.left) for it in opened().credits]
    planned(Changes(opened()).spend(uses, ASKED)).commit()

    assert not opened().credits
    assert grant(a_grant("one"), a_grant("two"), a_grant("three")) == 1
    assert [it.grant.grant_id for it in opened().credits] == ["three"]


def test_several_things_in_one_transaction_are_written_once():
    grant(a_grant())
    changes = Changes(opened()).grant(a_grant("new", hours=4, earned_on=TODAY))
    spending = spend(changes.now, Decimal(12), unit=Unit.HOURS, today=TODAY, may_use=lambda _: True)
    planned(changes.spend(spending.uses, ASKED)).commit()

    assert told() == [("grant", "10.5"), ("grant", "4"), ("use", "-10.5"), ("use", "-1.5")]
    assert opened().version == 2
    assert opened().balance(Unit.HOURS, TODAY) == Decimal("2.5")


def test_what_is_undone_goes_back_to_the_grant_it_came_from():
    grant(a_grant())
    uses = [Use(a_grant(), Decimal("10.5"))]
    planned(Changes(opened()).spend(uses, ASKED)).commit()
    planned(Changes(opened()).give_back(uses, UNDONE, by_organisation=True)).commit()

    assert told() == [("grant", "10.5"), ("use", "-10.5"), ("return", "10.5")]
    assert opened().credits[0].grant == a_grant()


def test_who_was_slower_is_told_and_nothing_is_spent_twice():
    grant(a_grant())
    slower = planned(Changes(opened()).spend([Use(a_grant(), Decimal(8))], ASKED))
    planned(Changes(opened()).spend([Use(a_grant(), Decimal(8))], ASKED)).commit()

    with pytest.raises(Busy):
        slower.commit()
    assert told() == [("grant", "10.5"), ("use", "-8")]


def test_of_two_who_grant_the_first_at_the_same_moment_one_is_told():
    transactions = [planned(Changes(opened()).grant(a_grant())) for _ in range(2)]

    def commit(transaction):
        try:
            return transaction.commit()
        except Busy:
            return "busy"

    with at_once(), ThreadPoolExecutor(2) as threads:
        assert sorted(map(str, threads.map(commit, transactions))) == ["None", "busy"]
    assert told() == [("grant", "10.5")]


def test_whose_answer_is_lost_spends_once():
    grant(a_grant())
    with the_answer_is_lost():
        planned(Changes(opened()).spend([Use(a_grant(), Decimal(8))], ASKED)).commit()
    assert told() == [("grant", "10.5"), ("use", "-8")]


def test_entries_read_in_the_order_in_which_things_happened_whatever_the_clocks_say():
    grant(a_grant())
    changes = Changes(opened())
    for hour in (9, 8, 9):
        at = NOW.replace(hour=hour)
        changes = changes.spend([Use(a_grant(), Decimal(hour) / 10)], replace(ASKED, at=at))
        planned(changes).commit()
        changes = Changes(opened())
    assert [change for _, change in told()] == ["10.5", "-0.9", "-0.8", "-0.9"]


def test_changes_of_several_children_are_written_together():
    lena = a_grant("of-lena", child_id="lena")
    assert grant(a_grant(), lena) == 2
    both = service.open_of(["noor", "lena", "nobody"], organisation_id=ORGANISATION)
    assert [len(it.credits) for it in both.values()] == [1, 1, 0]
    assert both["nobody"].version == 0


def test_more_grants_than_a_transaction_holds_come_in_whole():
    many = [a_grant(f"grant-{it:03}", hours=1) for it in range(150)]
    transaction = Transaction()
    assert service.plan_credits(many, organisation_id=ORGANISATION, transaction=transaction) == 150
    assert len(ledger()) == 120  # in two transactions of their own, and each adds up
    transaction.commit()
    assert len(ledger()) == 150
    assert grant(*many) == 0


def test_what_another_organisation_has_is_not_found():
    grant(a_grant(), organisation_id="madelief")
    assert opened().credits == ()
    assert ledger() == []


def test_nothing_to_do_writes_nothing():
    act = Act(Cause(Why.CONTRACT_ENDED, {"day": "2026-11-30"}), NOW)
    assert len(planned(Changes(opened()).end({}, act).expire(NOW))) == 0


def test_a_contract_that_ends_leaves_nothing_and_one_that_shrinks_a_part():
    grant(a_grant(), a_grant("late", usable_until=date(2027, 3, 1)))
    act = Act(Cause(Why.CONTRACT_CHANGED, {"day": "2026-11-30"}), NOW)
    left = {"sick-day": Decimal(0), "late": Decimal("5.25")}
    planned(Changes(opened()).end(left, act)).commit()
    assert told()[-2:] == [("ended", "-10.5"), ("ended", "-5.25")]
