"""Who is signed in, for how long, and what they may reach."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.audit import service as audit
from chalicelib.aws.transactions import Transaction
from chalicelib.core.callers import Role
from chalicelib.core.errors import Busy, NotFound, NotSignedIn
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.sessions import opening, service
from chalicelib.sessions.model import REMEMBERED, SEEN_EVERY, Access
from tests.aws_events import (
    a_transaction_is_on_the_item,
    at_once,
    requests_to_the_table,
    the_answer_is_lost,
)
from tests.conftest import NOW

ANNA = Access("bink", "anna", Language.NL, families={"jansen": Role.PARENT})
STEFAN = Access("bink", "stefan", Language.NL, staff_role=Role.PLANNER)


def granted(access, *, instead_of=None):
    transaction = Transaction()
    service.grant(access, instead_of=instead_of, transaction=transaction)
    transaction.commit()
    return access


def opened(access, *, remember=False, now=NOW):
    transaction = Transaction()
    tokens = opening.open_session(
        access=access,
        device="Firefox",
        device_id="phone",
        remember=remember,
        transaction=transaction,
        now=now,
    )
    transaction.commit()
    return tokens


def caller(tokens, now=NOW, organisation_id="bink"):
    return service.caller_of(token=str(tokens.session), organisation_id=organisation_id, now=now)


def resume(remember, now=NOW, device_id="phone"):
    return opening.resume(
        remember=remember, organisation_id="bink", device="Firefox", device_id=device_id, now=now
    )


def enter_password(caller, now):
    transaction = Transaction()
    service.confirm_password_entered(caller=caller, transaction=transaction, now=now)
    transaction.commit()


def records(caller):
    return audit.list_records(caller=caller, month=Month.of(NOW.date()), after=None).items


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


@pytest.mark.parametrize("kept", [0, 1], ids=["of the first", "of the last"])
def test_two_tabs_may_use_the_same_token_for_thirty_seconds(kept):
    """The browser keeps one of the two answers, and nobody knows which comes last."""
    tokens = opened(granted(ANNA), remember=True)
    answers = [resume(tokens.remember), resume(tokens.remember, NOW + timedelta(seconds=29))]
    assert caller(answers[1]).account_id == "anna"

    tomorrow = NOW + timedelta(days=1)
    after = resume(answers[kept].remember, tomorrow)

    assert caller(after, tomorrow).account_id == "anna"
    with pytest.raises(NotSignedIn):
        resume(answers[1 - kept].remember, tomorrow + timedelta(minutes=1))


@pytest.mark.parametrize("tabs", [2, 5])
def test_tabs_that_go_on_at_once_all_do_and_whatever_the_browser_keeps_is_good(tabs):
    tokens = opened(granted(ANNA), remember=True)

    with ThreadPoolExecutor(tabs) as pool, at_once(tabs):
        answers = [
            it.result() for it in [pool.submit(resume, tokens.remember) for _ in range(tabs)]
        ]

    assert len({it.remember for it in answers}) == tabs
    assert [caller(it).account_id for it in answers] == ["anna"] * tabs
    for answer in answers:
        assert resume(answer.remember, NOW + timedelta(seconds=20))


def test_a_lost_answer_can_be_asked_for_again_and_leaves_a_good_token():
    tokens = opened(granted(ANNA), remember=True)
    resume(tokens.remember)  # the answer never arrives

    again = resume(tokens.remember, NOW + timedelta(seconds=10))

    assert resume(again.remember, NOW + timedelta(days=20)).remember


def test_an_answer_that_is_lost_on_the_way_from_the_table_is_no_theft():
    tokens = opened(granted(ANNA), remember=True)

    with the_answer_is_lost():
        fresh = resume(tokens.remember)

    assert resume(fresh.remember, NOW + timedelta(days=1)).remember


def test_theft_also_ends_the_sessions_that_the_chain_opened_and_no_others():
    granted(ANNA)
    mine = opened(ANNA)
    tokens = opened(ANNA, remember=True)
    of_the_thief = resume(tokens.remember)

    with pytest.raises(NotSignedIn):
        resume(tokens.remember, NOW + timedelta(minutes=1))

    with pytest.raises(NotSignedIn):
        caller(of_the_thief)
    assert caller(mine).account_id == "anna"
    assert "sessions.end_stolen" in {it.action for it in records(caller(mine))}


def test_a_thief_who_was_here_very_often_is_thrown_out_all_the_same():
    tokens = opened(granted(ANNA), remember=True)
    of_the_thief = [tokens]
    for number in range(120):
        moment = NOW + timedelta(minutes=number)
        of_the_thief.append(resume(of_the_thief[-1].remember, moment))

    later = NOW + timedelta(minutes=120)
    with pytest.raises(NotSignedIn):
        resume(tokens.remember, later)

    for stolen in of_the_thief[1:]:
        with pytest.raises(NotSignedIn):
            caller(stolen, later)


@pytest.mark.parametrize("device_id", ["thief", None])
def test_a_current_token_from_elsewhere_is_theft_as_well(device_id):
    tokens = opened(granted(ANNA), remember=True)

    with pytest.raises(NotSignedIn):
        resume(tokens.remember, device_id=device_id)
    with pytest.raises(NotSignedIn):
        resume(tokens.remember)


def test_what_was_remembered_before_a_second_factor_is_forgotten():
    tokens = opened(granted(ANNA), remember=True)

    granted(replace(ANNA, has_second_factor=True).signed_out(), instead_of=ANNA)

    with pytest.raises(NotSignedIn):
        resume(tokens.remember)


def test_a_log_in_that_was_overtaken_by_a_second_factor_opens_nothing():
    """Its password was looked at before; session and chain are of the generation of then."""
    granted(ANNA)
    granted(replace(ANNA, has_second_factor=True).signed_out(), instead_of=ANNA)
    tokens = opened(ANNA, remember=True)

    with pytest.raises(NotSignedIn):
        caller(tokens)
    with pytest.raises(NotSignedIn):
        resume(tokens.remember)


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
    enter_password(me, NOW)
    service.check_fresh(caller=me, now=NOW)


def test_a_session_that_was_ended_meanwhile_is_no_place_to_enter_a_password():
    me = caller(opened(granted(ANNA)))
    transaction = Transaction()
    service.end_session(caller=me, session_id=me.session_id, transaction=transaction)
    transaction.commit()

    with pytest.raises(NotSignedIn):
        enter_password(me, NOW)


def test_going_on_where_one_was_remembered_is_on_record():
    resumed = caller(resume(opened(granted(ANNA), remember=True).remember))

    (record,) = records(resumed)
    assert (record.action, record.actor) == ("sessions.resume", "anna")


def test_who_enters_the_password_in_another_tab_just_then_is_let_in():
    """Both want to write to the session: that somebody was seen can wait."""
    tokens = opened(granted(ANNA))

    with a_transaction_is_on_the_item():
        assert caller(tokens, now=NOW + SEEN_EVERY).account_id == "anna"


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
    transaction = Transaction()
    service.end_session(caller=me, session_id=other.session.fingerprint, transaction=transaction)
    transaction.commit()

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
    enter_password(me, NOW + timedelta(minutes=15))
    service.check_fresh(caller=me, now=NOW + timedelta(minutes=29))
