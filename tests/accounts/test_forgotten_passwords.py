"""A link for a new password: six hours, once, and only the newest one."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts import sending, service
from chalicelib.accounts.link_store import LinkStore
from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import LinkUsed, Purpose
from chalicelib.accounts.sending import send_link
from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.outbox.model import Errand
from tests.accounts.builders import (
    PASSWORD,
    a_colleague,
    activated_account,
    an_account,
)
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import CONTACT, NEW, activate, ask_reset, log_in, reset, state
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


def test_a_forgotten_password_is_replaced_and_nobody_is_logged_in_by_it(browser, sent_mails):
    activated_account()
    phone, old_phone = browser(), browser()
    log_in(old_phone, PASSWORD)

    answer = ask_reset(phone)
    assert (answer.status, answer.body) == (202, CONTACT)
    message = sent_mails()[-1]
    assert "https://zonnebloem.kiekeboe.example/reset-password#" in message.as_string()

    assert reset(phone, token_in(message)).status == 201

    assert phone.get("/session").status == 401
    assert old_phone.get("/session").status == 401
    assert log_in(phone, PASSWORD).code == "LogInFailed"
    assert log_in(phone, NEW).status == 201
    carry()
    assert "Je wachtwoord is gewijzigd" in [it["subject"] for it in sent_mails()]


def test_the_user_name_will_do_to_ask_for_a_new_password(browser, sent_mails):
    activated_account()

    ask_reset(browser(), name="10001")

    assert sent_mails()[-1]["to"] == "Anna Jansen <anna@voorbeeld.example>"


def test_who_was_never_in_gets_an_activation_link_instead(browser, sent_mails):
    an_account()

    ask_reset(browser())

    assert activate(browser(), token_in(sent_mails()[-1])).status == 201


@pytest.mark.parametrize("name", ["nobody@voorbeeld.example", "99999", "' OR 1=1", "🦊"])
def test_nobody_is_mailed_for_a_name_that_is_nobodys(browser, sent_mails, name):
    answer = ask_reset(browser(), name=name)

    assert (answer.status, answer.body, sent_mails()) == (202, CONTACT, [])


@pytest.mark.parametrize(
    "asked_at",
    [
        NOW,
        NOW + timedelta(microseconds=999_999),
        datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # the night the clock goes back
        datetime(2027, 3, 27, 23, 30, tzinfo=UTC),  # the night it goes forward
        datetime(2028, 2, 29, 20, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),
    ],
)
def test_a_reset_link_works_for_exactly_six_hours(asked_at):
    account_id = activated_account(now=asked_at)
    link = reset_link(account_id, now=asked_at)
    second = asked_at.replace(microsecond=0)

    assert (link.expires_at - second).total_seconds() == 21_600
    account = service.account_of(account_id, organisation_id=ORGANISATION)
    last = second + timedelta(seconds=21_600) - timedelta(microseconds=1)
    assert link.state(account, last) == "good"
    assert link.state(account, last + timedelta(microseconds=1)) == "expired"


def reset_link(account_id, now):

    transaction = Transaction()
    account = service.account_of(account_id, organisation_id=ORGANISATION)
    send_link(
        account, Purpose.RESET, organisation_id=ORGANISATION, transaction=transaction, now=now
    )
    transaction.commit()
    newest = service.account_of(account_id, organisation_id=ORGANISATION).links[Purpose.RESET]
    return LinkStore(ORGANISATION).get(newest)


def test_after_six_hours_the_page_says_so_and_nothing_changes(browser, sent_mails):
    activated_account()
    ask_reset(browser())
    token = token_in(sent_mails()[-1])
    clock.start_at(NOW + timedelta(hours=6, seconds=1))

    assert state(browser(), token) == "expired"
    assert reset(browser(), token).code == "LinkExpired"
    assert log_in(browser(), PASSWORD).status == 201


def test_the_time_is_in_the_condition_too():
    """A request that passed the check and then waited for an hour finds the time over."""

    account_id = activated_account()
    link = reset_link(account_id, now=NOW)
    transaction = Transaction()
    LinkStore(ORGANISATION).use(link, now=NOW + timedelta(seconds=21_600), transaction=transaction)

    with pytest.raises(LinkUsed):
        transaction.commit()
    assert LinkStore(ORGANISATION).get(link.link_id).used_at is None


def test_only_the_newest_link_works(browser, sent_mails):
    activated_account()
    ask_reset(browser())
    ask_reset(browser())
    older, newer = (token_in(it) for it in sent_mails()[-2:])

    assert reset(browser(), older).code == "LinkExpired"
    assert reset(browser(), newer).status == 201


def test_a_link_dies_when_the_password_changes(browser, sent_mails):
    activated_account()
    phone = browser()
    log_in(phone, PASSWORD)
    ask_reset(browser())
    token = token_in(sent_mails()[-1])

    phone.put("/password", {"current": PASSWORD, "new": NEW})

    assert reset(browser(), token, "vijf gele paraplu's").code == "LinkExpired"


def test_a_link_dies_when_its_owner_logs_in_after_all(browser, sent_mails):
    activated_account()
    ask_reset(browser())

    log_in(browser(), PASSWORD)

    assert reset(browser(), token_in(sent_mails()[-1])).code == "LinkExpired"


def test_a_link_dies_when_the_account_is_switched_off(browser, sent_mails):
    petra = activated_account(a_colleague())
    ask_reset(browser(), name="petra@zonnebloem.example")
    transaction = Transaction()
    service.change_staff_role(
        account_id=petra,
        staff_role=Role.PLANNER,
        group_ids=frozenset(),
        is_disabled=True,
        organisation_id=ORGANISATION,
        transaction=transaction,
    )
    transaction.commit()

    assert reset(browser(), token_in(sent_mails()[-1])).code == "LinkExpired"
    before = len(sent_mails())
    ask_reset(browser(), name="petra@zonnebloem.example")
    assert len(sent_mails()) == before


def test_an_errand_that_is_done_twice_sends_one_link(sent_mails):

    activated_account()
    carry()
    login = LoginStore(ORGANISATION).hash_of("anna@voorbeeld.example")
    errand = Errand(ORGANISATION, sending.QUEUE, {"login": login}, "errand1")
    before = len(sent_mails())

    sending.send_asked_link(errand, NOW)
    sending.send_asked_link(errand, NOW)

    carry()
    assert len(sent_mails()) == before + 1
