"""A parent cancels days: first it is shown what that gives, then it is done."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.bookings import cancelling
from chalicelib.bookings.cancelling import Absences
from chalicelib.core.errors import PortalError
from chalicelib.credits.model import Open
from chalicelib.days.model import RequestState
from chalicelib.occupancy.model import AbsenceReason
from chalicelib.once.model import Asked
from chalicelib.once.service import Once, answer_to, as_often_as_asked
from chalicelib.policies.model import Cap, CapKind, Credits, HoursBefore
from tests.bookings.builders import (
    a_child_in_care,
    a_family_with_accounts,
    anna_of,
    ask,
    cancel,
    contracts,
    credits_of,
    day_list,
    decide_at_once,
    exchange,
    fill,
    give_credit,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, TODAY, TUESDAY, a_contract, instant
from tests.builders import ORGANISATION
from tests.credits.builders import a_grant
from tests.families.builders import a_child


@pytest.fixture
def family():
    made = a_child_in_care()
    fill(TODAY, MONDAY, TUESDAY, THURSDAY, date(2026, 11, 16))
    return made


def shown(family, *days: date, reason=AbsenceReason.HOLIDAY):
    wanted = Absences([it.child_id for it in family.children], days, reason)
    (found,) = cancelling.quote_cancelling(
        caller=anna_of(family), family_id=family.family_id, wanted=wanted, now=NOW
    )
    return found


def left(open_: Open) -> list[Decimal]:
    return [it.left for it in open_.credits]


def test_what_is_shown_is_what_one_gets(family):
    (offered,) = shown(family, MONDAY).days
    assert offered.outcome.amount == Decimal("10.5")
    assert left(credits_of(family)) == []

    (cancelled,) = cancel(family, MONDAY)

    assert [it.outcome for it in cancelled.days] == [offered.outcome]
    (credit,) = credits_of(family).credits
    assert (credit.left, credit.grant.usable_until) == (Decimal("10.5"), date(2026, 12, 31))


def test_a_whole_range_is_cancelled_and_days_without_care_are_skipped(family):
    days = [MONDAY, TUESDAY, date(2026, 11, 11), THURSDAY]
    (cancelled,) = cancel(family, *days)

    assert [it.booked.day for it in cancelled.days] == [MONDAY, TUESDAY]
    assert cancelled.skipped == [date(2026, 11, 11), THURSDAY]
    assert left(credits_of(family)) == [Decimal("10.5")] * 2


def test_a_day_that_was_cancelled_is_not_cancelled_again(family):
    cancel(family, MONDAY)
    with pytest.raises(PortalError) as refused:
        cancel(family, MONDAY)
    assert refused.value.code == "NothingToCancel"
    assert left(credits_of(family)) == [Decimal("10.5")]


def test_who_cancels_too_late_gets_nothing_and_is_told_why(family):
    (late,) = shown(family, TODAY, reason=AbsenceReason.SICK).days
    assert late.outcome.code == "TooLate"

    cancel(family, TODAY, reason=AbsenceReason.SICK)

    assert credits_of(family).credits == ()
    ((child, presence),) = day_list(TODAY).absent
    assert (child.child_id, presence.absent) == (
        family.children[0].child_id,
        AbsenceReason.SICK,
    )


def test_no_more_is_earned_in_a_year_than_the_rules_allow_however_it_is_cancelled(family):
    """15 hours a year: the second day gives what is left of them, the third nothing."""
    capped = replace(instant(), credits=Credits(caps=(Cap(CapKind.YEAR, Decimal(15)),)))
    decide_at_once(capped)

    cancel(family, MONDAY)
    (cancelled,) = cancel(family, TUESDAY, date(2026, 11, 16))

    assert cancelled.days[0].outcome.amount == Decimal("4.5")
    assert cancelled.days[1].outcome.code == "YearlyLimitReached"
    assert sum(left(credits_of(family))) == 15


def test_a_granted_day_that_is_let_go_in_time_gives_back_what_it_was_paid_with(family):
    decide_at_once(instant(granted_cancellable_until=HoursBefore(24)))
    give_credit(family, a_grant())
    ask(family)
    assert left(credits_of(family)) == []

    (cancelled,) = cancel(family, THURSDAY)

    assert cancelled.days[0].comes_back
    assert left(credits_of(family)) == [Decimal("10.5")]
    assert day_list().coming == []
    assert ask(family).state is RequestState.GRANTED


def test_a_granted_day_that_is_cancelled_without_anything_back_earns_nothing(family):
    give_credit(family, a_grant())
    ask(family)

    (cancelled,) = cancel(family, THURSDAY)

    assert cancelled.days[0].outcome.code == "GrantedDayStays"
    assert left(credits_of(family)) == []
    assert day_list().coming == []


def test_a_day_from_an_exchange_is_cancelled_without_earning_anything(family):
    exchange(family, MONDAY)
    cancel(family, THURSDAY)
    assert left(credits_of(family)) == []


def test_the_answer_to_a_key_tells_of_all_children_and_stands_with_the_last_who_comes():
    children = tuple(map(a_child, ("Noor", "Bo", "Saar")))
    family = a_family_with_accounts(children=children)
    contracts(*[a_contract(it.child_id) for it in family.children[:2]])
    fill(MONDAY)
    tap = Asked(ORGANISATION, "anna", "tap-1", "what")

    cancelled = cancelling.cancel_days(
        caller=anna_of(family),
        family_id=family.family_id,
        wanted=Absences([it.child_id for it in family.children], [MONDAY], AbsenceReason.SICK),
        once=Once(tap, lambda found: str([len(it.days) for it in found])),
        now=NOW,
    )

    assert [len(it.days) for it in cancelled] == [1, 1, 0]
    assert answer_to(tap) == "[1, 1, 0]"


def test_another_familys_child_is_not_there(family):
    other = a_child_in_care("020304")
    wanted = Absences([other.children[0].child_id], [MONDAY], AbsenceReason.SICK)
    with pytest.raises(PortalError) as refused:
        cancelling.cancel_days(
            caller=anna_of(family),
            family_id=family.family_id,
            wanted=wanted,
            once=as_often_as_asked(),
            now=NOW,
        )
    assert refused.value.code == "NotFound"


def test_parents_are_written_to_in_their_own_language(family, delivered):
    cancel(family, MONDAY)
    mails = delivered()
    assert mails["anna"]["subject"] == "Noor is afgemeld"
    assert mails["bram"]["subject"] == "Noor is expected no more on 1 day"
    assert "10.5 hours of credit" in mails["bram"].get_body(("plain",)).get_content()
