from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.credits import entries
from chalicelib.credits.model import Act, Cause, EntryKind, Open, Use, Why, open_after
from chalicelib.policies.model import Amount, Unit
from tests.credits.builders import ASKED, NOW, TODAY, UNDONE, a_grant, open_with, points

GRANT = a_grant()
USE = Use(GRANT, Decimal(4))
TEN, NONE = Decimal("10.5"), Decimal(0)
REASON = Act(Cause(Why.CORRECTED, text="Geteld met de ouders"), NOW, "office")


def left(open_):
    return {it.grant.grant_id: it.left for it in open_.credits}


def told(found):
    return [(it.kind.value, str(it.change)) for it in found]


def test_a_grant_stands_where_it_was_earned_and_under_its_own_id():
    entry = entries.granted(GRANT)
    assert (entry.entry_id, entry.change) == ("sick-day", TEN)
    assert entry.at == datetime(2026, 10, 4, 22, tzinfo=UTC)


def test_what_pays_a_day_is_taken_of_its_grants():
    open_ = open_with(GRANT).after(entries.used([USE], ASKED))
    assert left(open_) == {"sick-day": Decimal("6.5")}
    assert open_.balance(Unit.HOURS, TODAY) == Decimal("6.5")
    assert open_.balance(Unit.POINTS, TODAY) == NONE


def test_a_grant_that_is_used_up_is_not_open_any_more_and_comes_back_when_the_day_is_undone():
    open_ = open_with(GRANT).after(entries.used([Use(GRANT, TEN)], ASKED))
    assert not open_.credits
    back = entries.given_back(open_, [Use(GRANT, TEN)], UNDONE, by_organisation=False)
    assert open_.after(back).of("sick-day").grant == GRANT


def test_more_is_neither_taken_than_is_left_nor_given_back_than_was_taken():
    open_ = open_with(GRANT).after(entries.used([USE], ASKED))
    with pytest.raises(ValueError, match="would be left"):
        open_.after(entries.used([Use(GRANT, Decimal(7))], ASKED))
    back = entries.given_back(open_, [USE], UNDONE, by_organisation=False)
    with pytest.raises(ValueError, match="would be left"):
        open_.after(back).after(back)


@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), [("expiry", "-6.5")]),
        (date(2028, 2, 29), [("expiry", "-6.5")]),
    ],
)
def test_what_is_left_expires_once_when_its_last_day_is_over(today, kinds):
    at = datetime.combine(today, NOW.timetz())
    open_ = open_with(GRANT).after(entries.used([USE], ASKED))
    found = entries.expired(open_, at=at)
    assert told(found) == kinds
    assert not entries.expired(open_.after(found), at=at)


def test_the_day_of_expiry_ends_in_amsterdam():
    open_ = open_with(GRANT)
    midnight = datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert not entries.expired(open_, at=midnight - timedelta(seconds=1))
    assert entries.expired(open_, at=midnight)


JANUARY = replace(UNDONE, at=datetime(2027, 1, 4, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("by_organisation", "kinds", "until"),
    [
        (False, [("expiry", "-6.5"), ("return", "4"), ("expiry", "-4")], None),
        (True, [("expiry", "-6.5"), ("return", "4")], date(2027, 2, 1)),
    ],
)
def test_what_expired_meanwhile_comes_back_expired_unless_the_organisation_undid_the_day(
    by_organisation, kinds, until
):
    open_ = open_with(GRANT).after(entries.used([USE], ASKED))
    back = entries.given_back(open_, [USE], JANUARY, by_organisation=by_organisation)
    assert told(back) == kinds
    assert [it.grant.usable_until for it in open_.after(back).credits] == ([until] if until else [])


def test_two_uses_of_one_grant_come_back_with_one_grace():
    open_ = open_with(GRANT).after(entries.used([USE, USE], ASKED))
    back = entries.given_back(open_, [USE, USE], JANUARY, by_organisation=True)
    assert told(back) == [("expiry", "-2.5"), ("return", "4"), ("return", "4")]
    assert left(open_.after(back)) == {"sick-day": Decimal(8)}


def test_a_correction_takes_what_expires_first_of_its_unit_and_never_too_much():
    late, point = a_grant("late", usable_until=None), points(a_grant("point"), "3")
    open_ = open_with(late, GRANT, point)
    found = entries.taken(open_, Amount(Decimal(12), Unit.HOURS), REASON)
    assert [(it.grant.grant_id, str(it.change), it.by) for it in found] == [
        ("sick-day", "-10.5", "office"),
        ("late", "-1.5", "office"),
    ]
    with pytest.raises(entries.CorrectionTooLarge) as refused:
        entries.taken(open_, Amount(Decimal("21.01"), Unit.HOURS), REASON)
    assert refused.value.data == {"left": Amount(Decimal("21.0"), Unit.HOURS)}


def test_a_correction_that_gives_is_a_credit_from_then_on():
    (entry,) = entries.added(a_grant("gift", hours=2), REASON)
    assert (entry.kind, entry.at) == (EntryKind.CORRECTION, NOW)
    assert left(Open("noor").after([entry])) == {"gift": Decimal(2)}


def test_what_a_contract_that_ends_or_shrinks_leaves_is_less_and_never_more():
    more, same = a_grant("more"), a_grant("same")
    wanted = {"sick-day": NONE, "more": Decimal(99), "same": TEN, "gone": NONE}
    found = entries.ended(open_with(GRANT, more, same), wanted, UNDONE)
    assert [(it.grant.grant_id, it.kind.value, it.change) for it in found] == [
        ("sick-day", "ended", -TEN)
    ]


def test_entries_are_later_than_all_before_them_whatever_the_clocks_say():
    first = entries.in_sequence(entries.used([USE, USE], ASKED), open_with(GRANT))
    assert [it.at - NOW for it in first] == [timedelta(0), timedelta(microseconds=1)]
    slow = replace(ASKED, at=NOW - timedelta(seconds=5))
    then = entries.in_sequence(entries.used([USE], slow), open_with(GRANT).after(first))
    assert then[0].at == NOW + timedelta(microseconds=2)
    assert open_after("noor", [entries.granted(GRANT), *first]).last == first[-1].at


def test_parents_are_noted_to_be_warned_until_the_grant_is_gone():
    warned = open_with(GRANT).with_warned({"sick-day": 14})
    assert (warned.version, warned.of("sick-day").warned) == (2, 14)
    assert warned.after(entries.used([USE], ASKED)).of("sick-day").warned == 14
