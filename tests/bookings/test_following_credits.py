"""What becomes of credits when a contract changes or ends."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.credits import expiring
from chalicelib.credits.model import EntryKind, Why
from chalicelib.outbox.model import Errand
from chalicelib.policies.model import OnContractChange
from tests.bookings.builders import (
    a_child_in_care,
    contracts,
    credits_of,
    decide_at_once,
    give_credit,
)
from tests.bookings.following import (
    END,
    HOURS,
    a_family,
    change,
    child_id,
    end,
    errands,
    follow,
    ledger,
    left,
    night,
)
from tests.bookings.situations import a_contract, instant
from tests.builders import ORGANISATION
from tests.credits.builders import a_grant


@pytest.fixture
def family():
    return a_family()


def test_credits_can_be_used_until_the_end_and_parents_are_told(family, delivered):
    give_credit(family, a_grant())
    end(family)

    follow()

    (credit,) = credits_of(family).credits
    assert (credit.left, credit.grant.usable_until) == (HOURS, END)
    mails = delivered()
    assert mails["anna"]["subject"] == "Het tegoed van Noor verandert met het contract"
    text = mails["anna"].get_body(("plain",)).get_content()
    assert "Het contract eindigt op dinsdag 10 november 2026: 10,5 uur, te gebruiken tot" in text


def test_an_end_that_is_taken_back_gives_credits_their_own_end_again(family):
    give_credit(family, a_grant())
    end(family)
    follow()
    end(family, None)

    follow()

    (credit,) = credits_of(family).credits
    assert credit.grant.usable_until == a_grant().usable_until
    assert [it.kind for it in ledger(family)].count(EntryKind.MOVED) == 2


def test_after_the_end_the_night_takes_out_what_is_left_and_says_why(family):
    give_credit(family, a_grant())
    end(family)
    follow()

    after = datetime(2026, 11, 11, 0, 30, tzinfo=UTC)
    expiring.expire_children(
        Errand(ORGANISATION, "credits", {"children": [child_id(family)]}), after
    )

    assert left(family) == []
    (entry, *_) = ledger(family)
    assert (entry.kind, entry.cause.why) == (EntryKind.ENDED, Why.CONTRACT_ENDED)


def test_fewer_hours_take_nothing_before_their_day_and_their_part_then():
    rules = instant()
    pro_rata = replace(rules.credits, on_contract_change=OnContractChange.PRO_RATA)
    decide_at_once(replace(rules, credits=pro_rata))
    family = a_child_in_care()
    give_credit(family, a_grant())
    change(family, date(2026, 11, 9), 0)
    follow()
    assert left(family) == [HOURS]

    for hour in (3, 4):
        night(datetime(2026, 11, 9, hour, tzinfo=UTC))

    assert left(family) == [Decimal("5.25")]
    (entry, *_) = ledger(family)
    assert (entry.cause.why, entry.cause.facts) == (Why.CONTRACT_CHANGED, {"day": "2026-11-09"})


def test_a_missed_night_is_made_up_for():
    rules = instant()
    pro_rata = replace(rules.credits, on_contract_change=OnContractChange.PRO_RATA)
    decide_at_once(replace(rules, credits=pro_rata))
    family = a_child_in_care()
    give_credit(family, a_grant())
    change(family, date(2026, 11, 9), 0)

    night(datetime(2026, 11, 14, 4, tzinfo=UTC))

    assert left(family) == [Decimal("5.25")]


def test_many_credits_follow_in_several_steps(family):
    give_credit(family, *[a_grant(f"grant-{it}", hours="1") for it in range(90)])
    end(family)

    follow()

    assert {it.grant.usable_until for it in credits_of(family).credits} == {END}
    assert len(left(family)) == 90


def test_a_first_contract_has_nothing_to_follow():
    a_child_in_care("040404")
    assert errands() == []


def test_an_import_that_ends_a_contract_takes_credits_along(family):
    give_credit(family, a_grant())
    contracts(a_contract(child_id(family), until=END))

    follow()

    assert [it.grant.usable_until for it in credits_of(family).credits] == [END]
