"""What becomes of credits when contracts end or have fewer hours, as the rules have it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.credits import entries
from chalicelib.credits.agreed import Rewritten, ending_with_contract, follow
from chalicelib.credits.changes import Changes
from chalicelib.credits.model import EntryKind, RuleVersion, Why
from chalicelib.organisations.model import CareType
from chalicelib.policies.model import (
    Credits,
    OnContractChange,
    Policies,
    Policy,
    Scope,
    Size,
    Unit,
    default_policy,
)
from tests.contracts.builders import a_row, days
from tests.credits.builders import NOW, a_grant, open_with

TEN, FIVE = Decimal("10.5"), Decimal("5.25")
END = date(2026, 11, 30)
LONG_AGO = date(2025, 3, 1)
GRANT = a_grant(care_type=CareType.DAY_CARE)
MONDAYS = days(0)


def rules(**credits_) -> Policies:
    own = replace(default_policy(CareType.DAY_CARE), version=3, effective_from=LONG_AGO)
    return Policies((replace(own, credits=Credits(**credits_)),))


PRO_RATA = rules(on_contract_change=OnContractChange.PRO_RATA)


def followed(*contracts, grants=(GRANT,), policies=None, at=NOW, rewritten=None) -> Changes:
    changes = Changes(open_with(*grants))
    return follow(changes, contracts, policies or rules(), rewritten=rewritten, at=at)


def ends(changes: Changes) -> list[date | None]:
    return [it.grant.usable_until for it in changes.now.credits]


def left(changes: Changes) -> list[Decimal]:
    return [it.left for it in changes.now.credits]


def fewer_from(start: date, **after) -> list:
    """Two days a week, and from that day on one."""
    before = a_row(until=date.fromordinal(start.toordinal() - 1))
    return [before, a_row(version=2, start=start, **{"days": MONDAYS, **after})]


def test_credits_end_with_their_contract_and_nothing_is_taken_today():
    changes = followed(a_row(until=END))

    (entry,) = changes.entries
    assert (entry.kind, entry.change, entry.grant.usable_until) == (EntryKind.MOVED, 0, END)
    assert (entry.cause.why, entry.cause.facts) == (Why.CONTRACT_ENDED, {"day": "2026-11-30"})
    assert entry.rule == RuleVersion(CareType.DAY_CARE, 3)
    assert left(changes) == [TEN]


def test_it_is_done_once_however_often_it_is_looked_at():
    once = followed(a_row(until=END))
    again = follow(Changes(once.now), [a_row(until=END)], rules(), at=NOW)

    assert again.entries == ()


@pytest.mark.parametrize("own", [date(2026, 12, 31), None])
def test_a_contract_that_goes_on_after_all_gives_credits_their_own_end_back(own):
    grant = replace(GRANT, usable_until=own)
    ended = followed(a_row(until=END), grants=[grant]).now

    back = follow(Changes(ended), [a_row()], rules(), at=NOW)

    assert [it.cause.why for it in back.entries] == [Why.CONTRACT_GOES_ON]
    assert [it.grant for it in back.now.credits] == [grant]


@pytest.mark.parametrize(
    ("contracts", "policies", "until"),
    [
        ([a_row(until=END), a_row("4712", start=date(2027, 1, 4))], rules(), None),
        ([a_row(until=END), a_row("4712", until=date(2026, 12, 4))], rules(), date(2026, 12, 4)),
        ([a_row(until=END), a_row("4712", care_type=CareType.PRESCHOOL)], rules(), END),
        (
            [a_row(until=END), a_row("4712", care_type=CareType.PRESCHOOL)],
            rules(scope=frozenset({Scope.CHILD})),
            None,
        ),
        ([a_row(until=END)], rules(expires_at_contract_end=False), None),
        ([a_row(until=date(2027, 3, 1))], rules(), None),
        ([a_row(until=date(2026, 10, 4))], rules(), None),  # it was given after the end
        ([], rules(), None),
        ([a_row(until=date(2025, 2, 28))], rules(), None),  # called off before it began
    ],
)
def test_what_other_contracts_and_rules_leave_stays(contracts, policies, until):
    changes = followed(*contracts, policies=policies)

    assert ends(changes) == [until or GRANT.usable_until]


def test_what_ended_with_a_contract_is_taken_out_and_says_so():
    ended = followed(a_row(until=END)).now
    night = Changes(ended).expire(datetime(2026, 12, 1, 0, 30, tzinfo=UTC))

    (entry,) = night.entries
    assert (entry.kind, entry.change) == (EntryKind.ENDED, -TEN)
    assert entry.cause.facts == {"day": "2026-11-30"}
    assert night.now.credits == ()


def test_what_is_given_while_the_end_is_known_ends_with_it():
    given = ending_with_contract(GRANT, [a_row(until=END)], rules())
    assert (given.usable_until, given.own_end) == (END, GRANT.usable_until)
    assert ending_with_contract(GRANT, [a_row()], rules()) == GRANT


@pytest.mark.parametrize(
    ("start", "credit"),
    [
        (date(2026, 11, 2), FIVE),
        (date(2026, 11, 1), FIVE),
        (date(2026, 11, 3), TEN),  # tomorrow is tomorrow
        (date(2026, 10, 1), TEN),  # long ago, and not for what came later
    ],
)
def test_fewer_hours_leave_as_much_of_credits_on_their_day(start, credit):
    changes = followed(*fewer_from(start), policies=PRO_RATA)

    assert left(changes) == [credit]
    for entry in changes.entries:
        assert (entry.kind, entry.cause.why) == (EntryKind.ENDED, Why.CONTRACT_CHANGED)
        assert entry.rule == RuleVersion(CareType.DAY_CARE, 3)


def test_credits_are_made_less_once_for_each_change():
    contracts = fewer_from(date(2026, 11, 2))
    once = followed(*contracts, policies=PRO_RATA).now
    assert follow(Changes(once), contracts, PRO_RATA, at=NOW).entries == ()


@pytest.mark.parametrize(
    ("contracts", "policies"),
    [
        (fewer_from(date(2026, 11, 2)), rules()),
        (fewer_from(date(2026, 11, 2), days=days(0, 1, 2)), PRO_RATA),
        (fewer_from(date(2026, 11, 2), group_id="owls", days=days(0, 1)), PRO_RATA),
        ([a_row(until=date(2026, 11, 1))], PRO_RATA),  # an end is no change
        (fewer_from(date(2026, 11, 2), care_type=CareType.PRESCHOOL), PRO_RATA),
    ],
)
def test_what_the_rules_keep_and_what_is_not_less_stays(contracts, policies):
    assert left(followed(*contracts, policies=policies)) == [TEN]


def test_points_stay_whole():
    sizes = (Size(None, Decimal(1)),)
    own: Policy = PRO_RATA.documents[0]
    credits_ = replace(own.credits, unit=Unit.POINTS, sizes=sizes)
    policies = Policies((replace(own, credits=credits_),))
    grant = replace(GRANT, unit=Unit.POINTS, amount=Decimal(7))

    changes = followed(*fewer_from(date(2026, 11, 2)), grants=[grant], policies=policies)

    assert left(changes) == [Decimal(4)]


def test_an_import_that_writes_a_contract_anew_makes_credits_less_from_that_day():
    row, today = a_row(days=MONDAYS), date(2026, 11, 2)
    rewritten = Rewritten(today, {CareType.DAY_CARE: Decimal(21)})

    changes = followed(row, policies=PRO_RATA, rewritten=rewritten)

    assert left(changes) == [FIVE]
    again = follow(Changes(changes.now), [row], PRO_RATA, rewritten=rewritten, at=NOW)
    assert again.entries == ()


def test_what_comes_back_late_has_the_end_of_its_grant():
    """A use remembers its grant as it was; the night after the end takes it out as well."""
    ended = followed(a_row(until=END)).now
    expired = entries.expired(ended, at=datetime(2026, 12, 1, 0, 30, tzinfo=UTC))
    back = replace(expired[0], kind=EntryKind.RETURN, change=TEN, grant=GRANT, entry_id="back")
    late = ended.after([*expired, back])

    changes = follow(
        Changes(late), [a_row(until=END)], rules(), at=datetime(2026, 12, 1, 4, tzinfo=UTC)
    )

    assert ends(changes) == [END]
