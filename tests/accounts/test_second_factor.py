"""Logging in with a password and a code."""

from datetime import timedelta

import pytest

from chalicelib.audit import service as audit
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.factors import codes
from chalicelib.http import cookies
from tests.accounts.builders import PASSWORD, a_colleague, activated_account
from tests.accounts.factors import code_now, set_up, turned_on
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import NEW, ask_reset, log_in, reset
from tests.builders import a_planner, an_organisation


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


def test_the_password_alone_opens_nothing_any_more(browser, phone):
    turned_on(phone)
    laptop = browser()

    answer = log_in(laptop, PASSWORD)

    assert (answer.status, answer.body) == (201, {"code_needed": True})
    assert set(laptop.cookies) == {cookies.HALF_OPEN}
    assert laptop.get("/session").status == 401


def test_password_and_code_open_a_session(browser, phone):
    secret, _ = turned_on(phone)
    laptop = browser()
    log_in(laptop, PASSWORD)
    later(minutes=1)

    assert show(laptop, code_now(secret)).status == 201

    assert laptop.get("/session").body["second_factor"] is True
    assert cookies.HALF_OPEN not in laptop.cookies


def test_turning_it_on_is_told_and_ends_other_sessions_remembered_ones_and_links(
    browser, phone, sent_mails
):
    laptop = browser()
    laptop.post("/session", {"name": "10001", "password": PASSWORD, "remember": True})
    ask_reset(browser())
    link = token_in(sent_mails()[-1])

    turned_on(phone)

    carry()
    assert sent_mails()[-1]["subject"] == "Inloggen met een code staat aan"
    assert phone.get("/session").body["second_factor"] is True
    assert laptop.get("/session").status == 401
    assert laptop.post("/session/resume").status == 401
    assert reset(browser(), link).code == "LinkExpired"


def test_nothing_changes_until_a_code_of_the_new_app_is_shown(browser, phone):
    secret = set_up(phone)
    assert phone.put("/second-factor", {"code": "000000"}).code == "WrongCode"

    assert phone.get("/second-factor").body == {"on_since": None, "recovery_codes_left": 0}
    assert log_in(browser(), PASSWORD).body == {"code_needed": False}
    assert phone.put("/second-factor", {"code": code_now(secret)}).status == 200


def test_a_set_up_waits_for_an_hour_and_works_once(phone):
    assert phone.put("/second-factor", {"code": "123456"}).code == "NothingToConfirm"
    secret, _ = turned_on(phone)
    again = phone.put("/second-factor", {"code": code_now(secret)})
    assert again.code == "NothingToConfirm"

    set_up(phone)
    later(minutes=59)
    log_in(phone, PASSWORD)
    show(phone, code_now(secret))
    later(minutes=1)
    assert phone.put("/second-factor", {"code": "123456"}).code == "NothingToConfirm"


def test_another_app_takes_the_place_of_the_first(phone):
    first, old_recovery = turned_on(phone)
    second, _ = turned_on(phone)
    later(minutes=1)

    log_in(phone, PASSWORD)
    for code in (code_now(first), old_recovery[0]):
        assert show(phone, code).code == "WrongCode"
    assert show(phone, code_now(second)).status == 201


def test_turned_off_the_password_is_enough_again_and_the_owner_hears_of_it(
    browser, phone, sent_mails
):
    turned_on(phone)
    assert phone.delete("/second-factor").status == 200

    assert phone.get("/session").body["second_factor"] is False
    assert log_in(browser(), PASSWORD).body == {"code_needed": False}
    assert phone.delete("/second-factor").code == "NoSecondFactor"
    assert phone.post("/second-factor/recovery-codes").code == "NoSecondFactor"
    carry()
    assert "Inloggen met een code staat uit" in {it["subject"] for it in sent_mails()}


def test_what_is_important_takes_password_and_code_of_just_now(phone):
    secret, _ = turned_on(phone)
    later(minutes=16)
    asked = {
        "off": lambda: phone.delete("/second-factor"),
        "codes": lambda: phone.post("/second-factor/recovery-codes"),
        "app": lambda: phone.post("/second-factor/set-ups"),
        "new app": lambda: phone.put("/second-factor", {"code": "123456"}),
        "password": lambda: phone.put("/password", {"current": PASSWORD, "new": NEW}),
        "e-mail": lambda: phone.post("/email-changes", {"email": "anna@nieuw.example"}),
    }
    for what, ask in asked.items():
        assert ask().code == "PasswordNeeded", what

    confirm = {"password": PASSWORD}
    assert phone.post("/session/password", confirm).code == "CodeNeeded"
    assert phone.post("/session/password", {**confirm, "code": "000000"}).code == "WrongCode"
    wrong = {"password": NEW, "code": code_now(secret)}
    assert phone.post("/session/password", wrong).code == "WrongPassword"
    assert asked["codes"]().code == "PasswordNeeded"
    assert phone.post("/session/password", {**confirm, "code": code_now(secret)}).status == 201
    assert asked["password"]().status == 200


def test_who_enters_password_and_code_together_is_counted_for_both(phone):
    secret, _ = turned_on(phone)
    later(minutes=5)
    wrong = {"password": NEW, "code": code_now(secret)}
    assert [phone.post("/session/password", wrong).status for _ in range(5)] == [403] * 5

    right = {"password": PASSWORD, "code": code_now(secret)}
    assert phone.post("/session/password", right).status == 429
    later(minutes=5)
    assert phone.post("/session/password", {**right, "code": code_now(secret)}).status == 201


def test_a_reset_does_not_go_around_the_code(browser, phone, sent_mails):
    secret, _ = turned_on(phone)
    ask_reset(browser())
    laptop = browser()
    reset(laptop, token_in(sent_mails()[-1]))
    later(minutes=1)

    assert log_in(laptop, NEW).body == {"code_needed": True}
    assert laptop.get("/session").status == 401
    assert show(laptop, code_now(secret)).status == 201


def test_a_log_in_that_waits_for_its_code_dies_with_the_password(browser, phone, sent_mails):
    secret, _ = turned_on(phone)
    thief = browser()
    log_in(thief, PASSWORD)
    ask_reset(browser())
    reset(browser(), token_in(sent_mails()[-1]))
    later(minutes=1)

    assert show(thief, code_now(secret)).code == "LogInOver"


def test_a_device_that_was_remembered_with_a_code_is_not_asked_for_one(browser, phone):
    secret, _ = turned_on(phone)
    laptop = browser()
    laptop.post("/session", {"name": "10001", "password": PASSWORD, "remember": True})
    assert cookies.REMEMBER not in laptop.cookies
    later(minutes=1)
    show(laptop, code_now(secret))
    later(days=2)

    assert laptop.get("/session").status == 401
    assert laptop.post("/session/resume").status == 201
    assert laptop.delete("/second-factor").code == "PasswordNeeded"


def test_a_new_device_is_told_when_the_code_was_right_and_not_before(browser, phone, sent_mails):
    secret, _ = turned_on(phone)
    carry()
    so_far = len(sent_mails())
    laptop = browser()
    log_in(laptop, PASSWORD)
    carry()
    assert len(sent_mails()) == so_far

    later(minutes=1)
    show(laptop, code_now(secret))
    carry()
    assert [it["subject"] for it in sent_mails()[so_far:]] == ["Ingelogd op een nieuw apparaat"]


def test_an_administrator_lets_in_who_has_lost_everything(browser, phone, anna, sent_mails):
    turned_on(phone)
    office = browser().signed_in(staff_role=Role.ADMINISTRATOR)
    path = f"/staff/accounts/{anna}/second-factor"
    for visitor in (browser().signed_in(staff_role=Role.PLANNER), phone):
        assert visitor.delete(path).code == "Forbidden"

    assert office.delete(path).status == 200

    assert phone.get("/session").status == 401
    assert log_in(browser(), PASSWORD).body == {"code_needed": False}
    carry()
    told = next(it for it in sent_mails() if "staat uit" in it["subject"])
    assert "Een collega" in told.get_body(["plain"]).get_content()
    assert office.delete(path).code == "NoSecondFactor"
    assert office.delete("/staff/accounts/nobody/second-factor").code == "NotFound"
    later(minutes=16)
    assert office.delete(path).code == "PasswordNeeded"


def test_nobody_gets_around_the_own_code_as_administrator(browser):
    account_id = activated_account(a_colleague(role=Role.ADMINISTRATOR))
    office = browser().signed_in(account_id=account_id)

    assert office.delete(f"/staff/accounts/{account_id}/second-factor").code == "NotYourself"


def test_every_step_is_on_record(phone):
    secret, _ = turned_on(phone)
    later(minutes=1)
    log_in(phone, PASSWORD)
    show(phone, code_now(secret))
    phone.post("/second-factor/recovery-codes")
    phone.delete("/second-factor")

    month = Month.of(clock.now().date())
    records = audit.list_records(caller=a_planner(), month=month, after=None).items
    assert {it.action for it in records} >= {
        "accounts.begin_second_factor",
        "accounts.turn_on_second_factor",
        "accounts.begin_log_in",
        "accounts.log_in",
        "accounts.renew_recovery_codes",
        "accounts.turn_off_second_factor",
    }


def test_the_app_is_shown_whose_account_it_is(phone):
    shown = phone.post("/second-factor/set-ups").body

    assert "Zonnebloem" in shown["address"]
    assert "anna%40voorbeeld.example" in shown["address"]
    assert codes.tidy(shown["secret"]).upper() == shown["secret"]
    assert shown["path"].startswith("M4 4h7")
