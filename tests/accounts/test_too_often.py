"""Guessing is slowed down, and nobody is locked out by somebody else's guessing."""

from datetime import timedelta

import pytest

from chalicelib.accounts.candidates import Visitor, candidate_of, count_try
from chalicelib.accounts.model import LOG_IN_OF_ACCOUNT, MOST_FAILURES, Purpose
from chalicelib.accounts.password_store import PasswordStore
from chalicelib.core import clock
from chalicelib.core.errors import TooOften
from chalicelib.limits import service as limits
from chalicelib.limits.model import Bucket
from tests.accounts.builders import (
    PASSWORD,
    a_person,
    activated_account,
    failed_in_a_row,
    newest_token,
)
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import NEW, ask_reset, log_in, reset
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW

WRONG = "fout fout fout fout"


@pytest.fixture(autouse=True)
def anna():
    an_organisation()
    return activated_account()


def strangers_have_guessed(account_id, times):
    """Fill the account's bucket as that many wrong passwords from anywhere do."""
    password = PasswordStore(ORGANISATION, account_id).get()
    bucket = Bucket(LOG_IN_OF_ACCOUNT, f"{account_id}.{password.password_id}")
    for _ in range(times):
        limits.hit_all([bucket], organisation_id=ORGANISATION, now=NOW)


def test_after_ten_failures_even_the_right_password_has_to_wait(browser):
    for n in range(10):
        assert log_in(browser(address=f"203.0.113.{n}"), WRONG).status == 401

    answer = log_in(browser(), PASSWORD)

    assert (answer.status, answer.code) == (429, "TooOften")
    assert 0 < int(answer.headers["retry-after"]) <= 300
    clock.start_at(NOW + timedelta(minutes=5))
    assert log_in(browser(), PASSWORD).status == 201


def test_the_number_and_the_address_are_one_account(browser):
    for n in range(10):
        name = ["10001", "anna@voorbeeld.example"][n % 2]
        log_in(browser(address=f"203.0.113.{n}"), WRONG, name=name)

    assert log_in(browser(), PASSWORD, name="10001").status == 429


def test_a_device_that_was_here_before_is_not_locked_out_by_strangers(browser, anna):
    phone = browser()
    log_in(phone, PASSWORD)
    strangers_have_guessed(anna, 10)

    assert log_in(phone, PASSWORD).status == 201


def test_a_known_device_has_ten_tries_too(browser):
    phone = browser()
    log_in(phone, PASSWORD)
    for _ in range(10):
        assert log_in(phone, WRONG).status == 401

    assert log_in(phone, PASSWORD).status == 429
    assert log_in(browser(), PASSWORD).status == 201


def test_a_made_up_device_cookie_is_no_known_device(browser, anna):
    phone, forger = browser(), browser()
    log_in(phone, PASSWORD)
    device_id = phone.cookies["__Host-device"].partition(".")[0]
    forger.cookies = {"__Host-device": f"{device_id}.{'0' * 64}"}
    strangers_have_guessed(anna, 10)

    assert log_in(forger, PASSWORD).status == 429


def test_a_device_known_to_one_account_is_a_stranger_to_another(browser, anna):
    activated_account(a_person("bas@voorbeeld.example", login_name="10001-2"))
    bas = browser()
    log_in(bas, PASSWORD, name="10001-2")
    strangers_have_guessed(anna, 10)

    assert log_in(bas, PASSWORD).status == 429


def test_one_address_cannot_try_many_accounts(browser):
    laptop = browser()
    for n in range(10):
        assert log_in(laptop, WRONG, name=f"{n}").status == 401

    assert log_in(laptop, WRONG, name="10").status == 429
    assert log_in(browser(address="192.0.2.99"), PASSWORD).status == 201


def test_the_many_addresses_of_one_ipv6_network_count_as_one(browser):
    for n in range(10):
        log_in(browser(address=f"2001:db8::{n + 1:x}"), WRONG, name=f"{n}")

    assert log_in(browser(address="2001:db8::ffff"), WRONG, name="10").status == 429
    assert log_in(browser(address="2001:db8:0:1::1"), WRONG, name="10").status == 401


def test_who_is_refused_at_one_door_is_counted_at_no_other(browser, anna):
    activated_account(a_person("bas@voorbeeld.example", login_name="10001-2"))
    strangers_have_guessed(anna, 10)
    laptop = browser()
    for _ in range(10):
        assert log_in(laptop, PASSWORD).status == 429

    assert log_in(laptop, PASSWORD, name="10001-2").status == 201


def test_of_many_who_guess_at_once_no_more_are_heard_than_may():
    visitors = [Visitor(address=f"203.0.113.{n}", device="?") for n in range(12)]
    name = "anna@voorbeeld.example"
    all_have_looked = [candidate_of(name, it, organisation_id=ORGANISATION) for it in visitors]

    def is_heard(candidate, visitor):
        try:
            count_try(candidate, visitor, now=NOW)
        except TooOften:
            return False
        return True

    heard = list(map(is_heard, all_have_looked, visitors))

    assert heard == [True] * 10 + [False] * 2


def test_a_whole_location_logs_in_from_one_address(browser):
    for _ in range(12):
        assert log_in(browser(), PASSWORD).status == 201


def test_logging_in_oneself_gives_no_new_guesses_at_others(browser):
    for n in range(9):
        log_in(browser(), WRONG, name=f"{n}")
    assert log_in(browser(), PASSWORD).status == 201

    assert log_in(browser(), WRONG, name="9").status == 401
    assert log_in(browser(), WRONG, name="10").status == 429


def test_the_right_password_forgets_the_failures_before_it(browser, anna):
    strangers_have_guessed(anna, 9)
    log_in(browser(), PASSWORD)

    strangers_have_guessed(anna, 9)
    assert log_in(browser(), PASSWORD).status == 201


def test_after_a_hundred_failures_in_a_row_only_a_reset_helps(browser, anna, sent_mails):
    known = browser(address="192.0.2.200")
    log_in(known, PASSWORD)
    failed_in_a_row(anna, MOST_FAILURES)
    clock.start_at(NOW + timedelta(days=100))

    assert log_in(browser(), PASSWORD).code == "LogInFailed"
    assert log_in(known, PASSWORD).status == 201

    phone = browser()
    ask_reset(phone)
    reset(phone, token_in(sent_mails()[-1]))
    assert log_in(browser(), NEW).status == 201


def test_a_hundred_is_not_reached_when_one_in_between_is_right(browser, anna):
    failed_in_a_row(anna, MOST_FAILURES - 1)

    assert log_in(browser(), PASSWORD).status == 201
    assert log_in(browser(), WRONG).status == 401
    assert log_in(browser(), PASSWORD).status == 201


def test_a_new_password_works_at_once_after_many_failures(browser, sent_mails):
    phone = browser()
    for _ in range(11):
        log_in(phone, WRONG)
    assert log_in(phone, PASSWORD).status == 429

    ask_reset(phone)
    reset(phone, token_in(sent_mails()[-1]))

    assert log_in(phone, NEW).status == 201


def test_an_account_is_mailed_three_links_an_hour_and_five_a_day(browser, sent_mails, anna):
    carry()
    before = len(sent_mails())
    counts = []
    for hours in (0, 0, 0, 0, 1, 2, 3):
        clock.start_at(NOW + timedelta(hours=hours))
        assert ask_reset(browser(address=f"192.0.2.{hours}")).status == 202
        counts.append(len(sent_mails()) - before)

    assert counts == [1, 2, 3, 3, 4, 5, 5]
    assert newest_token(anna, Purpose.RESET) == token_in(sent_mails()[-1])


def test_one_address_asks_for_twenty_links_an_hour(browser, sent_mails):
    for n in range(20):
        browser().post("/password-resets", {"name": f"{n}"})

    answer = ask_reset(browser())

    assert answer.status == 202
    assert [it for it in sent_mails() if it["subject"].startswith("Een nieuw")] == []
    ask_reset(browser(address="192.0.2.99"))
    assert sent_mails()[-1]["subject"].startswith("Een nieuw wachtwoord")


def test_the_password_is_not_guessed_in_an_open_session_either(browser):
    phone = browser()
    log_in(phone, PASSWORD)
    for _ in range(10):
        answer = phone.post("/session/password", {"password": WRONG})
    assert (answer.status, answer.code) == (403, "WrongPassword")

    assert phone.post("/session/password", {"password": PASSWORD}).status == 429
    assert phone.put("/password", {"current": PASSWORD, "new": NEW}).status == 429
