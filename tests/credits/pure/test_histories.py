"""Random histories: whatever is done, the entries add up, and nothing is there twice."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from chalicelib.credits import entries
from chalicelib.credits.model import EntryKind, Open, open_after
from chalicelib.credits.spending import spend
from chalicelib.policies.model import Amount, Unit
from tests.credits.builders import ASKED, TODAY, UNDONE, a_grant

STEPS = some.lists(
    some.tuples(
        some.sampled_from(["grant", "grant", "spend", "undo", "take", "expire", "end", "wait"]),
        some.integers(1, 44),
        some.sampled_from(Unit),
        some.booleans(),
    ),
    max_size=40,
)


class Family:
    """Does things to a ledger in the order in which they come, and keeps what it wrote."""

    def __init__(self):
        self.open, self.ledger, self.day, self.paid = Open("noor"), [], TODAY, []

    def write(self, found):
        found = entries.in_sequence(found, self.open)
        self.open = self.open.after(found)
        self.ledger += found

    def now(self, act):
        return replace(act, at=datetime.combine(self.day, act.at.timetz()))

    def expire(self):
        self.write(entries.expired(self.open, at=self.now(ASKED).at))

    def do(self, what, number, unit, is_odd):
        quarter = Decimal(number) / 4
        match what:
            case "grant":
                until = None if number == 44 else self.day + timedelta(days=number)
                grant = a_grant(f"grant-{len(self.ledger)}", hours=quarter, unit=unit)
                grant = replace(grant, earned_on=self.day, usable_until=until)
                self.write([entries.granted(grant)])
            case "spend":
                found = spend(
                    self.open,
                    quarter,
                    unit=unit,
                    today=self.day,
                    may_use=lambda _: True,
                    split=is_odd,
                    combine=number % 3 != 0,
                )
                self.write(entries.used(found.uses, self.now(ASKED)))
                self.paid += [found.uses] if found.uses else []
            case "undo" if self.paid:
                uses = self.paid.pop(number % len(self.paid))
                back = entries.given_back(self.open, uses, self.now(UNDONE), by_organisation=is_odd)
                self.write(back)
            case "take":
                amount = min(quarter, self.open.balance(unit, self.day))
                self.write(entries.taken(self.open, Amount(amount, unit), self.now(UNDONE)))
            case "expire":
                self.expire()
            case "end":
                half = {it.grant.grant_id: it.left / 2 for it in self.open.credits[: number % 3]}
                self.write(entries.ended(self.open, half, self.now(UNDONE)))
            case "wait":
                self.day += timedelta(days=number // 4)


@settings(deadline=None, max_examples=150)
@given(STEPS)
def test_what_is_open_is_the_sum_of_the_entries_and_never_below_nothing(steps):
    family = Family()
    for step in steps:
        family.do(*step)
        check_sums(family)
    again = open_after("noor", sorted(family.ledger, key=lambda it: (it.at, it.entry_id)))
    assert (again.credits, again.last) == (family.open.credits, family.open.last)


def check_sums(family):
    sums = defaultdict(Decimal)
    for entry in family.ledger:
        sums[entry.grant.grant_id] += entry.change
        assert 0 <= sums[entry.grant.grant_id] <= entry.grant.amount
    assert {grant: left for grant, left in sums.items() if left} == {
        it.grant.grant_id: it.left for it in family.open.credits
    }


@settings(deadline=None, max_examples=100)
@given(STEPS)
def test_what_was_given_is_spent_taken_expired_or_left_once(steps):
    family = Family()
    for step in steps:
        family.do(*step)
    by_kind = defaultdict(Decimal)
    for entry in family.ledger:
        by_kind[entry.kind] += entry.change
    in_all = by_kind[EntryKind.GRANT]
    in_use = sum((use.amount for uses in family.paid for use in uses), Decimal(0))
    left = sum((it.left for it in family.open.credits), Decimal(0))
    gone = -by_kind[EntryKind.EXPIRY] - by_kind[EntryKind.CORRECTION] - by_kind[EntryKind.ENDED]
    assert in_all == in_use + left + gone
    assert in_use == -by_kind[EntryKind.USE] - by_kind[EntryKind.RETURN]


@settings(deadline=None, max_examples=100)
@given(STEPS)
def test_expiring_twice_is_expiring_once(steps):
    family = Family()
    for step in steps:
        family.do(*step)
    family.expire()
    before = len(family.ledger)
    family.expire()
    assert len(family.ledger) == before
    assert all(not it.grant.is_over(family.day) for it in family.open.credits)
