"""Before credit expires parents are told, with days on which it could still be used."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.bookings import filling, jobs
from chalicelib.outbox.model import Errand
from tests.bookings.builders import a_child_in_care, credits_of, fill, fill_up, give_credit
from tests.bookings.situations import NOW, THURSDAY
from tests.builders import ORGANISATION
from tests.credits.builders import a_grant
from tests.faults.stage import call, tick, waiting

EARNED, UNTIL = date(2026, 10, 1), date(2026, 11, 16)  # fourteen days from now


@pytest.fixture
def family():
    made = a_child_in_care()
    grant = replace(a_grant(usable_until=UNTIL), earned_on=EARNED, usable_from=EARNED)
    give_credit(made, grant)
    fill(*(NOW.date() + timedelta(days=it) for it in range(1, 29)))
    return made


def night(now=NOW) -> list[Errand]:
    """Do what there is to do about expiry, and return whom it was about."""
    today = now.date()
    jobs.do_task(filling.errand_to_find(organisation_id=ORGANISATION, today=today), now)
    found = [it for it in waiting("bookings") if it.body["task"] == filling.WARN]
    for it in found:
        jobs.do_task(it, now)
    return found


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def test_both_parents_are_told_what_expires_when_and_which_days_are_free(family, delivered):
    fill_up(12, THURSDAY)

    night()

    mails = delivered()
    assert mails.keys() == {"anna", "bram"}
    dutch, english = text_of(mails["anna"]), text_of(mails["bram"])
    assert "tot en met maandag 16 november 2026" in dutch
    assert "Monday 16 November 2026" in english
    assert "woensdag 4 november 2026" in dutch
    assert "donderdag 12 november 2026" not in dutch  # it is full
    assert dutch.count("\n- ") == 1 + 5
    assert credits_of(family).credits[0].warned == 14


def test_they_are_told_once(family):
    for day in range(3):
        night(NOW + timedelta(days=day))

    assert [it.warned for it in credits_of(family).credits] == [14]
    assert len(waiting("mail")) == 2


def test_they_are_told_again_three_days_before(family):
    night()
    night(NOW + timedelta(days=11))

    assert [it.warned for it in credits_of(family).credits] == [3]
    assert len(waiting("mail")) == 4


def test_nobody_is_told_of_what_expires_later(family):
    assert night(NOW - timedelta(days=1)) == []
    assert [it.warned for it in credits_of(family).credits] == [None]


@pytest.mark.usefixtures("family")
def test_the_clock_puts_it_before_the_workers_once_a_day():
    for _ in range(2):
        call("decide_collected_requests", tick())

    assert [it.body["task"] for it in waiting("bookings")].count(filling.FIND) == 1
