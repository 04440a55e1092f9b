"""Who is signed in, for how long, and what they may reach."""

from datetime import timedelta

import pytest

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy, NotFound, NotSignedIn
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.sessions import service
from chalicelib.sessions.model import REMEMBERED, SEEN_EVERY, Access
from tests.aws_events import requests_to_the_table
from tests.conftest import NOW

ANNA = Access("bink", "anna", Language.NL, families={"jansen": Role.PARENT})
STEFAN = Access("bink", "stefan", Language.NL, staff_role=Role.PLANNER)


def granted(access, *, instead_of=None):
    transaction = Transaction()
    service.grant(access, instead_of=instead_of, transaction=transaction)
    transaction.commit()
    return access


def opened(access, *, remember=False, now=NOW):
    return service.open_session(
        access=access, device="Firefox", device_id="phone", remember=remember, now=now
    )


def caller(tokens, now=NOW, organisation_id="bink"):
    return service.caller_of(token=str(tokens.session), organisation_id=organisation_id, now=now)


def resume(remember, now=NOW, device_id="phone"):
    return service.resume(
        remember=remember, organisation_id="bink", device="Firefox", device_id=device_id, now=now
    )


def test_a_caller_costs_one_request():
    tokens = opened(granted(ANNA))

    with requests_to_the_table() as sent:
        found = caller(tokens)

    assert (found.account_id, found.families) == ("anna", {"jansen": Role.PARENT})
    assert sent == ["BatchGetItem"]


def test_the_idle_time_is_written_at_most_every_five_minutes():
    tokens = opened(granted(ANNA))

    with requests_to_the_table() as sent:
        for minutes in (1, 4, 6, 8, 12):
            caller(tokens, NOW + timedelta(minutes=minutes))

    assert sent.count("UpdateItem") == 2


@pytest.mark.parametrize(("access", "minutes"), [(ANNA, 60), (STEFAN, 30)])
def test_who_does_nothing_is_signed_out(access, minutes):
    tokens = opened(granted(access))
    caller(tokens, NOW + timedelta(minutes=minutes - 1))

    with pytest.raises(NotSignedIn):
        caller(opened(access), NOW + timedelta(minutes=minutes) + SEEN_EVERY)


@pytest.mark.parametrize(("access", "hours"), [(ANNA, 24), (STEFAN, 12)])
def test_who_works_on_and_on_signs_in_once_a_day(access, hours):
    tokens = opened(granted(access))
    for minutes in range(10, hours * 60, 10):
        caller(tokens, NOW + timedelta(minutes=minutes))

    with pytest.raises(NotSignedIn):
        caller(tokens, NOW + timedelta(hours=hours))


def test_a_changed_family_counts_at_the_next_request_and_nobody_is_signed_out():
    tokens = opened(granted(ANNA))

    granted(ANNA.changed(families={"visser": Role.PAYER}), instead_of=ANNA)

    assert caller(tokens).families == {"visser": Role.PAYER}


def test_signing_out_everywhere_ends_sessions_and_what_is_remembered():
    tokens = opened(granted(ANNA), remember=True)

    granted(ANNA.signed_out(), instead_of=ANNA)

    with pytest.raises(NotSignedIn):
        caller(tokens)
    with pytest.raises(NotSignedIn):
        resume(tokens.remember)


def test_a_disabled_account_is_out_at_the_next_request():
    tokens = opened(granted(ANNA))

    granted(ANNA.changed(is_disabled=True), instead_of=ANNA)

    with pytest.raises(NotSignedIn):
        caller(tokens)


def test_two_changes_of_access_at_once_do_not_lose_one():
    granted(ANNA)
    granted(ANNA.changed(families={}), instead_of=ANNA)

    with pytest.raises(Busy):
        granted(ANNA.changed(language=Language.EN), instead_of=ANNA)


def test_a_token_of_another_organisation_costs_no_request_and_finds_nothing():
    tokens = opened(granted(ANNA))

    with requests_to_the_table() as sent, pytest.raises(NotFound):
        caller(tokens, organisation_id="other")

    assert sent == []


def test_a_remembered_device_gets_a_session_and_the_next_token():
    tokens = opened(granted(ANNA), remember=True)

    again = resume(tokens.remember, NOW + timedelta(days=29))
    assert caller(again, NOW + timedelta(days=29)).account_id == "anna"
    assert resume(again.remember, NOW + timedelta(days=58)).remember


def test_a_device_is_remembered_for_thirty_days():
    tokens = opened(granted(ANNA), remember=True)

    with pytest.raises(NotSignedIn):
        resume(tokens.remember, NOW + REMEMBERED)


def test_two_tabs_may_use_the_same_token_for_thirty_seconds():
    tokens = opened(granted(ANNA), remember=True)
    first = resume(tokens.remember)

    second = resume(tokens.remember, NOW + timedelta(seconds=29))

    assert (second.remember, caller(second).account_id) == (None, "anna")
    assert resume(first.remember)


@pytest.mark.parametrize(("seconds", "device_id"), [(30, "phone"), (1, "thief"), (1, None)])
def test_a_token_that_was_replaced_is_theft_and_ends_the_chain(seconds, device_id):
    tokens = opened(granted(ANNA), remember=True)
    fresh = resume(tokens.remember)

    with pytest.raises(NotSignedIn):
        resume(tokens.remember, NOW + timedelta(seconds=seconds), device_id)
    with pytest.raises(NotSignedIn):
        resume(fresh.remember)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "bink.anna.chain",
        "bink.anna.chain.guess",
        "x.anna.c.s",
        f"bink.{'a' * 3000}.chain.guess",
        f"bink.anna.{'c' * 3000}.guess",
    ],
)
def test_a_token_that_we_did_not_give_remembers_nobody(token):
    granted(ANNA)

    with pytest.raises(NotSignedIn):
        resume(token)


def test_staff_are_not_remembered():
    assert opened(granted(STEFAN), remember=True).remember is None


def test_who_becomes_staff_is_not_remembered_any_more():
    tokens = opened(granted(ANNA), remember=True)

    granted(ANNA.changed(staff_role=Role.GROUP_WORKER), instead_of=ANNA)

    with pytest.raises(NotSignedIn):
        resume(tokens.remember)


def test_a_remembered_device_has_not_shown_the_password():
    resumed = resume(opened(granted(ANNA), remember=True).remember)
    me = caller(resumed)

    with pytest.raises(service.PasswordNeeded):
        service.check_fresh(caller=me, now=NOW)
    service.confirm_password_entered(caller=me, now=NOW)
    service.check_fresh(caller=me, now=NOW)


def test_going_on_where_one_was_remembered_is_on_record():
    resumed = caller(resume(opened(granted(ANNA), remember=True).remember))

    (record,) = audit.list_records(caller=resumed, month=Month.of(NOW.date()), after=None).items
    assert (record.action, record.actor) == ("sessions.resume", "anna")


def test_a_token_longer_than_any_of_ours_costs_no_request():
    with requests_to_the_table() as sent, pytest.raises(NotSignedIn):
        service.caller_of(token=f"bink.{'a' * 3000}.guess", organisation_id="bink", now=NOW)

    assert sent == []


def test_the_list_has_open_sessions_and_one_can_be_ended():
    granted(ANNA)
    old, new = opened(ANNA, now=NOW - timedelta(hours=5)), opened(ANNA)
    other = opened(ANNA, now=NOW - timedelta(minutes=1))
    me = caller(new)

    sessions = service.list_sessions(caller=me, now=NOW)
    service.end_session(caller=me, session_id=other.session.fingerprint)

    assert [it.session_id for it in sessions] == [
        new.session.fingerprint,
        other.session.fingerprint,
    ]
    for ended in (old, other):
        with pytest.raises(NotSignedIn):
            caller(ended)


def test_a_password_is_fresh_for_fifteen_minutes():
    tokens = opened(granted(ANNA))
    me = caller(tokens)

    service.check_fresh(caller=me, now=NOW + timedelta(minutes=14))
    with pytest.raises(service.PasswordNeeded):
        service.check_fresh(caller=me, now=NOW + timedelta(minutes=15))
    service.confirm_password_entered(caller=me, now=NOW + timedelta(minutes=15))
    service.check_fresh(caller=me, now=NOW + timedelta(minutes=29))
