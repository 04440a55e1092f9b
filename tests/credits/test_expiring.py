"""Every night what is over expires, once; before that parents are to be told, once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.errors import Busy
from chalicelib.credits import expiring
from chalicelib.credits.changes import Changes
from chalicelib.credits.jobs import expire_credits, start_expiry
from chalicelib.credits.model import Use
from chalicelib.credits.store import CreditStore
from chalicelib.credits.warnings import warning_of
from chalicelib.outbox.store import OutboxStore
from tests.aws_events import conflicts, when
from tests.builders import ORGANISATION, an_organisation
from tests.credits.builders import ASKED, NOW, TODAY, a_grant, open_with
from tests.credits.keeping import grant, opened, planned, told
from tests.faults.stage import messages, tick

NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)


def night(at=NEW_YEAR):
    """Let the schedule tick, and the worker do what waits; return how many children it found."""
    clock.start_at(at)
    found = start_expiry(tick(), None)
    work()
    return found


def waiting():
    found = OutboxStore(ORGANISATION).put_before(NEW_YEAR + timedelta(days=1000))
    return [it for it in found if it.queue == "credits"]


def work():
    bodies = [
        {"organisation_id": it.organisation_id, "errand_id": it.errand_id} for it in waiting()
    ]
    failed = expire_credits(messages(*bodies), None)["batchItemFailures"]
    assert failed == []


@pytest.fixture(autouse=True)
def place():
    return an_organisation()


def test_what_could_be_used_until_yesterday_expires_once():
    grant(a_grant(), a_grant("late", usable_until=date(2027, 1, 1)))

    assert night(datetime(2026, 12, 31, 0, 30, tzinfo=UTC)) == 0
    assert night() == 1
    assert told()[2:] == [("expiry", "-10.5")]
    assert night() == 0
    assert [it.grant.grant_id for it in opened().credits] == ["late"]
    assert night(NEW_YEAR + timedelta(days=1)) == 1
    assert told()[3:] == [("expiry", "-10.5")]


def test_what_never_expires_is_never_looked_for():
    grant(a_grant(usable_until=None))
    assert night(datetime(2090, 1, 1, tzinfo=UTC)) == 0


def test_a_night_that_was_stopped_goes_on_where_it_was():
    for number in range(expiring.CHILDREN + 3):
        grant(a_grant(f"grant-{number}", child_id=f"child-{number:02}"))
    clock.start_at(NEW_YEAR)
    start_expiry(tick(), None)
    errands = waiting()
    assert sorted(len(it.body["children"]) for it in errands) == [3, expiring.CHILDREN]
    writes = iter(range(10**6))

    def stop(**_):
        if next(writes) == 20:
            raise ConnectionError

    longest = max(errands, key=lambda it: len(it.body["children"]))
    with when("before-call.dynamodb.TransactWriteItems", stop), pytest.raises(ConnectionError):
        expiring.expire_children(longest, NEW_YEAR)
    assert len(list(CreditStore(ORGANISATION).expiring_before(TODAY + timedelta(90)))) == 33

    assert night() == 33
    assert all(
        told(f"child-{number:02}") == [("grant", "10.5"), ("expiry", "-10.5")]
        for number in range(expiring.CHILDREN + 3)
    )


def test_who_spends_in_that_moment_is_not_in_the_way():
    grant(a_grant())
    with conflicts(3):
        assert night() == 1
    assert told()[-1] == ("expiry", "-10.5")


def test_an_organisation_in_trouble_does_not_hold_up_the_others():
    an_organisation("madelief")
    for org in (ORGANISATION, "madelief"):
        grant(a_grant(), organisation_id=org)
    clock.start_at(NEW_YEAR)

    def trouble(params, **_):
        if b"ORG#madelief" in params["body"]:
            raise ConnectionError

    with (
        when("before-call.dynamodb.Query", trouble),
        pytest.raises(ExceptionGroup, match="credits could not expire"),
    ):
        start_expiry(tick(), None)
    work()
    assert told()[-1] == ("expiry", "-10.5")


UNTIL = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("days_before", "warned", "stage"),
    [
        (15, None, None),
        (14, None, 14),
        (13, None, 14),
        (13, 14, None),
        (3, 14, 3),
        (3, None, 3),
        (2, 3, None),
        (0, None, 3),
        (-1, None, None),
    ],
)
def test_parents_are_told_fourteen_days_and_three_days_before(days_before, warned, stage):
    open_ = open_with(a_grant(usable_until=UNTIL))
    if warned:
        open_ = open_.with_warned({"sick-day": warned})
    warning = warning_of(open_, today=UNTIL - timedelta(days=days_before))
    assert (warning.days if warning else None) == ({"sick-day": stage} if stage else None)


@pytest.mark.parametrize(
    ("earned", "today", "is_told"),
    [
        (UNTIL - timedelta(days=10), UNTIL - timedelta(days=9), False),
        (UNTIL - timedelta(days=10), UNTIL - timedelta(days=3), True),
        (UNTIL - timedelta(days=2), UNTIL - timedelta(days=1), False),
    ],
)
def test_who_got_a_credit_just_now_knows_when_it_ends(earned, today, is_told):
    warning = warning_of(open_with(a_grant(usable_until=UNTIL, earned_on=earned)), today=today)
    assert (warning is not None) is is_told


def due(today):
    (children,) = expiring.children_to_warn(organisation_id=ORGANISATION, today=today) or ([],)
    return expiring.warnings_of(children, organisation_id=ORGANISATION, today=today)


def warn(warning):
    transaction = Transaction()
    expiring.plan_warned(warning, organisation_id=ORGANISATION, transaction=transaction)
    transaction.commit()


def test_a_warning_is_given_once_and_another_one_later():
    grant(a_grant(), a_grant("late", usable_until=date(2027, 1, 3)))
    (warning,) = due(UNTIL - timedelta(days=14))
    assert [it.grant.grant_id for it in warning.credits] == ["sick-day"]
    warn(warning)

    assert due(UNTIL - timedelta(days=14)) == []
    assert [it.days for it in due(UNTIL)] == [{"sick-day": 3, "late": 3}]
    assert told() == [("grant", "10.5"), ("grant", "10.5")]


def test_who_spends_meanwhile_is_not_warned_of_what_is_gone():
    grant(a_grant())
    (warning,) = due(UNTIL)
    planned(Changes(opened()).spend([Use(a_grant(), Decimal("10.5"))], ASKED)).commit()

    with pytest.raises(Busy):
        warn(warning)
    assert list(expiring.children_to_warn(organisation_id=ORGANISATION, today=UNTIL)) == []


def test_nobody_else_is_found(place):
    grant(a_grant(usable_until=NOW.date() + timedelta(days=15)), a_grant("b", child_id="lena"))
    assert place.organisation_id == ORGANISATION
    assert list(expiring.children_to_warn(organisation_id=ORGANISATION, today=TODAY)) == []
