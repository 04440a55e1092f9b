"""The office gives or takes, with a reason that the parents read."""

from datetime import timedelta

import pytest

from chalicelib.audit.store import AuditStore
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.mail import service as mail
from chalicelib.outbox.store import OutboxStore
from tests.aws_events import conflicts
from tests.builders import ORGANISATION
from tests.credits.builders import NOW, TODAY, a_grant
from tests.credits.keeping import grant, opened, told


def correct(office, child_id, **what):
    body = {
        "amount": "5.5",
        "unit": "hours",
        "reason": "De studiedag was niet teruggegeven",
        "usable_until": "2026-12-31",
        "version": opened(child_id).version,
    }
    return office.post(f"/staff/children/{child_id}/credits/corrections", body | what)


def test_a_planner_gives_hours_that_can_be_used_until_a_day(noor, as_office):
    answer = correct(as_office, noor)

    assert (answer.status, answer.body) == (201, {"version": 1, "hours": "5.5", "points": "0"})
    assert told(noor) == [("correction", "5.5")]
    (credit,) = opened(noor).credits
    assert str(credit.grant.usable_until) == "2026-12-31"


def test_a_planner_takes_what_expires_first(noor, as_office):
    grant(a_grant(child_id=noor), a_grant("late", child_id=noor, usable_until=None))
    answer = correct(as_office, noor, amount="-12")

    assert answer.body == {"version": 2, "hours": "9.0", "points": "0"}
    assert told(noor)[2:] == [("correction", "-10.5"), ("correction", "-1.5")]


def test_points_are_corrected_apart(noor, as_office):
    grant(a_grant(child_id=noor))
    assert correct(as_office, noor, amount="-1", unit="points").code == "CorrectionTooLarge"
    assert correct(as_office, noor, amount="2", unit="points").body["points"] == "2"


def test_the_office_sees_who_corrected_and_parents_do_not(family, noor, browser, as_parent):
    petra = browser(ORGANISATION).signed_in(staff_role=Role.PLANNER, account_id="petra")
    correct(petra, noor)
    (seen,) = petra.get(f"/children/{noor}/credits").body["entries"]
    (read,) = as_parent(family).get(f"/children/{noor}/credits").body["entries"]

    assert seen["by"] == "petra"
    assert read == seen | {"by": None}


def test_never_below_nothing(noor, as_office):
    grant(a_grant(child_id=noor))
    answer = correct(as_office, noor, amount="-10.51")

    assert (answer.status, answer.code) == (409, "CorrectionTooLarge")
    assert answer.body["message"].startswith("Er is nog 10,5 uur tegoed")
    assert told(noor) == [("grant", "10.5")]


def test_the_same_correction_twice_is_one(noor, as_office):
    assert correct(as_office, noor, version=0).status == 201
    answer = correct(as_office, noor, version=0)

    assert (answer.status, answer.code) == (409, "CreditsChanged")
    assert answer.body["data"] == {"current": 1}
    assert told(noor) == [("correction", "5.5")]


def test_who_is_in_the_way_for_a_moment_does_not_matter(noor, as_office):
    with conflicts(2):
        assert correct(as_office, noor).status == 201
    assert told(noor) == [("correction", "5.5")]


def test_what_could_never_be_used_is_not_given(noor, as_office):
    yesterday = str(TODAY - timedelta(days=1))
    assert correct(as_office, noor, usable_until=yesterday).code == "ExpiresInThePast"
    assert correct(as_office, noor, usable_until=str(TODAY)).status == 201
    assert correct(as_office, noor, usable_until=None).status == 201


@pytest.mark.parametrize(
    "amount", ["0", "-0", "0.00", "1.005", "10000", "1e3", "NaN", "", "1,5", "--1", "١", "1\n", 1]
)
def test_an_amount_is_hundredths_and_not_nothing(noor, as_office, amount):
    assert correct(as_office, noor, amount=amount).status == 422


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_needed(noor, as_office, reason):
    assert correct(as_office, noor, reason=reason).status == 422


def test_both_parents_read_it_in_their_language_and_the_trail_has_it(noor, as_office, sent_mails):
    correct(as_office, noor, reason="Geteld <b>met</b> de ouders 🤝")
    for errand in OutboxStore(ORGANISATION).put_before(NOW + timedelta(days=1)):
        mail.deliver(errand, NOW)
    english, dutch = sorted(
        (it.get_body(("plain",)).get_content() for it in sent_mails()), reverse=True
    )

    assert "Dag " in dutch
    assert "+ 5,5 uur" in dutch
    assert "Er is nu 5,5 uur" in dutch
    assert "+ 5.5 hours" in english
    assert "Geteld <b>met</b> de ouders 🤝" in dutch
    assert "Geteld <b>met</b> de ouders 🤝" in english
    page = AuditStore(ORGANISATION).of_month(Month.of(TODAY), limit=10, after=None)
    assert "credits.correct" in [it.action for it in page.items]


def test_only_the_office_corrects(family, noor, as_parent):
    assert correct(as_parent(family), noor).status == 403
