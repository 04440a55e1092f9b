"""Codes at log-in: each works once, for its own account, and not after many wrong ones."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.aws.transactions import Transaction
from chalicelib.core import clock
from chalicelib.core.errors import TooOften
from chalicelib.factors import service as factors
from chalicelib.factors.model import WrongCode
from chalicelib.http import cookies
from tests.accounts.builders import PASSWORD, a_person, activated_account
from tests.accounts.factors import code_now, turned_on
from tests.accounts.letters import carry
from tests.accounts.steps import log_in
from tests.aws_events import at_once
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def anna():
    an_organisation()
    return activated_account()


@pytest.fixture
def phone(browser):
    phone = browser()
    log_in(phone, PASSWORD)
    return phone


def show(browser, code):
    return browser.post("/session/code", {"code": code})


def later(**time):
    clock.start_at(clock.now() + timedelta(**time))


def test_a_half_open_log_in_is_no_session_and_a_session_no_half_open_log_in(browser, phone):
    secret, _ = turned_on(phone)
    laptop = browser()
    log_in(laptop, PASSWORD)
    half_open = laptop.cookies[cookies.HALF_OPEN]
    later(minutes=1)

    laptop.cookies = {cookies.SESSION: half_open}
    assert laptop.get("/session").status == 401
    laptop.cookies = {cookies.HALF_OPEN: phone.cookies[cookies.SESSION]}
    assert show(laptop, code_now(secret)).code == "LogInOver"


def test_without_a_password_a_code_opens_nothing(browser, phone):
    secret, recovery = turned_on(phone)
    later(minutes=1)

    for cookie in ("", "x", "a.b.c", f"{ORGANISATION}.anna.x", "madelief.a.b", "é.b.c"):
        stranger = browser()
        stranger.cookies = {cookies.HALF_OPEN: cookie}
        for code in (code_now(secret), recovery[0]):
            assert show(stranger, code).code == "LogInOver", cookie


def test_a_code_has_to_come_within_ten_minutes(browser, phone):
    secret, _ = turned_on(phone)
    laptop = browser()
    log_in(laptop, PASSWORD)
    later(minutes=10)

    assert show(laptop, code_now(secret)).code == "LogInOver"


def test_a_log_in_is_finished_once(browser, phone):
    secret, recovery = turned_on(phone)
    laptop = browser()
    log_in(laptop, PASSWORD)
    copied = dict(laptop.cookies)
    later(minutes=1)
    show(laptop, code_now(secret))

    laptop.cookies = copied
    assert show(laptop, recovery[0]).code == "LogInOver"


def test_a_code_of_somebody_else_opens_nothing(browser, phone):
    turned_on(phone)
    activated_account(a_person("bas@voorbeeld.example", login_name="10001-2"))
    bas = browser()
    log_in(bas, PASSWORD, name="10001-2")
    his, his_recovery = turned_on(bas)
    laptop = browser()
    log_in(laptop, PASSWORD)
    later(minutes=1)

    for code in (code_now(his), his_recovery[0]):
        assert show(laptop, code).code == "WrongCode"


def test_a_code_works_once_and_one_before_it_not_at_all(phone):
    secret, _ = turned_on(phone)
    later(minutes=1)
    before, now = code_now(secret, steps=-1), code_now(secret)
    log_in(phone, PASSWORD)
    assert show(phone, now).status == 201

    for code in (now, before):
        log_in(phone, PASSWORD)
        assert show(phone, code).code == "WrongCode"
    assert show(phone, code_now(secret, steps=1)).status == 201


def test_the_code_that_turned_it_on_does_not_log_in(browser, phone):
    secret, _ = turned_on(phone)
    laptop = browser()
    log_in(laptop, PASSWORD)

    assert show(laptop, code_now(secret)).code == "WrongCode"


@pytest.mark.parametrize("kind", ["of the app", "for recovery"])
def test_of_two_who_show_the_same_code_at_once_one_comes_in(phone, anna, kind):
    secret, recovery = turned_on(phone)
    later(minutes=1)
    owner = factors.Owner(ORGANISATION, anna)
    code = code_now(secret) if kind == "of the app" else recovery[3]
    both = [Transaction(), Transaction()]
    for each in both:  # both look before either writes
        factors.show(owner, code, whose=anna, transaction=each, now=clock.now())

    def commit(transaction):
        try:
            transaction.commit()
        except WrongCode:
            return "refused"
        return "in"

    with ThreadPoolExecutor(2) as pool, at_once(2):
        outcomes = [it.result() for it in [pool.submit(commit, each) for each in both]]

    assert sorted(outcomes) == ["in", "refused"]


def test_a_recovery_code_works_once_however_it_is_typed(phone):
    _, recovery = turned_on(phone)
    assert len(set(recovery)) == 10
    log_in(phone, PASSWORD)
    assert show(phone, recovery[0].upper().replace("-", " ")).status == 201
    assert phone.get("/second-factor").body["recovery_codes_left"] == 9

    log_in(phone, PASSWORD)
    assert show(phone, recovery[0]).code == "WrongCode"
    assert show(phone, recovery[1]).status == 201


def test_new_recovery_codes_take_the_place_of_those_before(phone, sent_mails):
    _, recovery = turned_on(phone)

    fresh = phone.post("/second-factor/recovery-codes").body["codes"]

    assert len(fresh) == 10
    assert set(fresh).isdisjoint(recovery)
    log_in(phone, PASSWORD)
    assert show(phone, recovery[0]).code == "WrongCode"
    assert show(phone, fresh[0]).status == 201
    carry()
    assert sent_mails()[-1]["subject"] == "Je hebt nieuwe herstelcodes"


def wrong_codes(browser, times):
    return [show(browser, f"{n:06}").status for n in range(times)]


def test_five_wrong_codes_in_five_minutes_are_enough(browser, phone):
    secret, _ = turned_on(phone)
    laptop = browser()
    log_in(laptop, PASSWORD)
    later(minutes=5)
    assert wrong_codes(laptop, 5) == [403] * 5

    refusal = show(laptop, code_now(secret))
    assert (refusal.status, refusal.code) == (429, "TooOften")
    assert 0 < int(refusal.headers["retry-after"]) <= 300


def test_twenty_an_hour_and_fifty_a_day_are_enough(anna):
    owner, counted = factors.Owner(ORGANISATION, anna), []
    for hour in range(3):
        for minutes in range(0, 25, 5):
            at = NOW + timedelta(hours=hour, minutes=minutes)
            counted.append(sum(is_counted(owner, at) for _ in range(5)))

    assert [sum(counted[at : at + 5]) for at in (0, 5, 10)] == [20, 20, 10]
    assert is_counted(owner, NOW + timedelta(days=1))


def is_counted(owner, now):
    try:
        factors.count_try(owner, whose=owner.account_id, now=now)
    except TooOften:
        return False
    return True


def test_strangers_with_the_password_do_not_lock_out_a_device_that_was_here(browser, phone):
    secret, _ = turned_on(phone)
    thief = browser(address="203.0.113.9")
    log_in(thief, PASSWORD)
    later(minutes=1)
    wrong_codes(thief, 6)
    assert show(thief, code_now(secret)).status == 429

    log_in(phone, PASSWORD)
    assert show(phone, code_now(secret)).status == 201


def test_right_codes_do_not_count(phone):
    secret, _ = turned_on(phone)
    for _ in range(6):
        later(seconds=30)
        log_in(phone, PASSWORD)
        assert show(phone, code_now(secret)).status == 201
