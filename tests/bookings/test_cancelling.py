"""A parent cancels days: first it is shown what that gives, then it is done."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings import cancelling
from chalicelib.bookings.cancelling import Absences, gives_in_words
from chalicelib.bookings.schemas import CancellationView
from chalicelib.core.errors import PortalError
from chalicelib.core.language import Language
from chalicelib.credits.model import Open, Why
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
    fill_up,
    give_credit,
)
from tests.bookings.situations import MONDAY, NOW, THURSDAY, TODAY, TUESDAY, a_contract, instant
from tests.builders import LADYBIRDS, ORGANISATION
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


def test_a_day_that_nobody_can_know_of_yet_can_be_cancelled_but_gives_nothing(family):
    far = date(2500, 1, 4)

    (cancelled,) = cancel(family, far, far + timedelta(days=7))

    assert [it.outcome.code for it in cancelled.days] == ["TooEarly"] * 2
    assert cancelled.days[0].outcome.why.data["latest"] == date(2026, 12, 31)
    assert left(credits_of(family)) == []


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


LET_GO = instant(granted_cancellable_until=HoursBefore(24))
ON_TUESDAY = datetime(2026, 11, 10, 9, tzinfo=UTC)


def test_an_exchanged_day_that_is_let_go_brings_the_given_day_back(family):
    decide_at_once(LET_GO)
    exchange(family, MONDAY)
    (offered,) = shown(family, THURSDAY).days
    told = gives_in_words(offered, Language.NL)

    cancel(family, THURSDAY)

    assert told == "je kind komt weer op maandag 9 november 2026"
    assert len(day_list(MONDAY).coming) == 1
    assert day_list(THURSDAY).coming == []
    assert left(credits_of(family)) == []
    assert exchange(family, MONDAY).state is RequestState.GRANTED


def test_a_given_day_whose_place_was_given_away_is_credit_instead(family):
    decide_at_once(LET_GO)
    exchange(family, MONDAY)
    fill_up(LADYBIRDS.places, MONDAY)
    (offered,) = shown(family, THURSDAY).days

    cancel(family, THURSDAY)

    assert gives_in_words(offered, Language.EN) == (
        "10.5 hours of credit, to be used until Thursday 31 December 2026 "
        "(instead of Monday 9 November 2026)"
    )
    (credit,) = credits_of(family).credits
    assert (credit.left, credit.grant.cause.why) == (Decimal("10.5"), Why.NOT_EXCHANGED)
    assert (credit.grant.given_up, credit.grant.usable_until) == (MONDAY, date(2026, 12, 31))


def test_a_given_day_that_is_over_is_credit_instead(family):
    decide_at_once(LET_GO)
    exchange(family, MONDAY)

    (cancelled,) = cancel(family, THURSDAY, now=ON_TUESDAY)

    assert cancelled.days[0].comes_again_on is None
    assert left(credits_of(family)) == [Decimal("10.5")]


def test_a_given_day_that_is_cancelled_with_the_other_is_credit_and_nobody_comes(family):
    decide_at_once(LET_GO)
    exchange(family, MONDAY)

    cancel(family, MONDAY, TUESDAY, THURSDAY)

    assert left(credits_of(family)) == [Decimal("10.5")] * 2
    assert day_list(MONDAY).coming == day_list(THURSDAY).coming == []


def test_a_day_that_was_exchanged_twice_comes_back_as_far_as_there_is_a_place(family):
    """Monday for Thursday, and that for Friday; the Thursday was given away meanwhile."""
    friday = THURSDAY + timedelta(days=1)
    decide_at_once(LET_GO)
    exchange(family, MONDAY)
    exchange(family, THURSDAY, friday)
    fill_up(LADYBIRDS.places, THURSDAY)

    (cancelled,) = cancel(family, friday)

    assert cancelled.days[0].comes_again_on == MONDAY
    assert len(day_list(MONDAY).coming) == 1
    assert day_list(friday).coming == []
    assert left(credits_of(family)) == []


def test_a_credit_that_is_earned_ends_with_the_contract():
    family = a_child_in_care(until=date(2026, 11, 30))
    fill(MONDAY)
    (offered,) = shown(family, MONDAY).days

    cancel(family, MONDAY)

    (credit,) = credits_of(family).credits
    assert offered.outcome.expires_on == credit.grant.usable_until == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.NL, "Tegoed was er tot zondag 1 november 2026, 07:30. Voor dagen vanaf"),
        (Language.EN, "There was a credit until Sunday 1 November 2026, 07:30. For days from"),
    ],
)
def test_too_late_for_a_credit_is_told_as_what_it_is_and_not_as_too_late_to_ask(
    family, language, sentence
):
    (late,) = shown(family, TODAY).days
    view = CancellationView.of(late, language)

    assert view.nothing_because.code == "TooLate"
    assert view.nothing_because.message.startswith(sentence)
