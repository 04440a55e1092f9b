"""What people change about their own account."""

from datetime import timedelta

import pytest

from chalicelib.accounts.model import Purpose
from chalicelib.core import clock
from chalicelib.http import cookies
from tests.accounts.builders import (
    PASSWORD,
    a_person,
    activated_account,
    an_account,
    newest_token,
)
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import NEW, ask_reset, log_in, reset
from tests.builders import an_organisation
from tests.conftest import NOW

NEW_EMAIL = "anna@nieuw.example"


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


@pytest.fixture
def anna():
    return activated_account()


@pytest.fixture
def phone(browser, anna):
    return browser().signed_in(account_id=anna)


def ask_email(phone, email=NEW_EMAIL):
    return phone.post("/email-changes", {"email": email})


def redeem_email(browser, token):
    return browser.post("/email-changes/redeem", {"token": token})


def test_a_changed_password_works_here_and_ends_every_other_session(browser, phone, sent_mails):
    laptop = browser()
    log_in(laptop, PASSWORD)
    before = phone.cookies[cookies.SESSION]

    assert phone.put("/password", {"current": PASSWORD, "new": NEW}).status == 200

    assert phone.cookies[cookies.SESSION] != before
    assert phone.get("/session").status == 200
    assert laptop.get("/session").status == 401
    assert log_in(browser(), PASSWORD).code == "LogInFailed"
    assert log_in(browser(), NEW).status == 201
    carry()
    assert "Je wachtwoord is gewijzigd" in [it["subject"] for it in sent_mails()]


@pytest.mark.usefixtures("anna")
def test_somebody_remembered_stays_remembered_after_changing_the_password(browser):
    phone = browser()
    phone.post("/session", {"name": "10001", "password": PASSWORD, "remember": True})

    phone.put("/password", {"current": PASSWORD, "new": NEW})

    clock.start_at(NOW + timedelta(days=3))
    assert phone.post("/session/resume").status == 201


def test_a_password_is_not_changed_if_anything_is_wrong(browser, phone):
    for current, new, code in (
        ("iets heel anders hier", NEW, "WrongPassword"),
        (PASSWORD, "kort", "PasswordTooShort"),
        (PASSWORD, "Anna Jansen 10001", "PasswordTooEasy"),
        (PASSWORD, "x" * 130, "PasswordTooLong"),
    ):
        assert phone.put("/password", {"current": current, "new": new}).code == code

    assert phone.get("/session").status == 200
    assert log_in(browser(), PASSWORD).status == 201


def test_an_address_is_changed_by_the_link_that_was_mailed_to_it(browser, phone, sent_mails):
    answer = ask_email(phone)
    assert (answer.status, answer.body["phone"]) == (202, "023-1234567")
    carry()
    assert sent_mails()[-1]["to"] == f"Anna Jansen <{NEW_EMAIL}>"
    assert "/confirm-email#" in sent_mails()[-1].as_string()
    assert log_in(browser(), PASSWORD).status == 201

    answer = redeem_email(browser(), token_in(sent_mails()[-1]))
    assert (answer.status, answer.body) == (201, {"email": NEW_EMAIL})

    carry()
    told = sent_mails()[-1]
    assert (told["to"], told["subject"]) == (
        "Anna Jansen <anna@voorbeeld.example>",
        "Je e-mailadres is gewijzigd",
    )
    assert phone.get("/session").status == 401
    assert log_in(browser(), PASSWORD).code == "LogInFailed"
    assert log_in(browser(), PASSWORD, name=NEW_EMAIL).status == 201
    assert log_in(browser(), PASSWORD, name="10001").status == 201


def test_a_reset_link_dies_when_the_address_changes(browser, phone, sent_mails, anna):
    ask_email(phone)
    ask_reset(browser())
    old = token_in(sent_mails()[-1])

    redeem_email(browser(), newest_token(anna, Purpose.EMAIL_CHANGE))

    assert reset(browser(), old).code == "LinkExpired"


def test_an_address_change_outlives_a_log_in_but_not_a_new_password(browser, phone, anna):
    ask_email(phone)
    token = newest_token(anna, Purpose.EMAIL_CHANGE)
    log_in(browser(), PASSWORD)
    assert browser().post("/links/state", {"token": token}).body["state"] == "good"

    phone.put("/password", {"current": PASSWORD, "new": NEW})

    assert redeem_email(browser(), token).code == "LinkExpired"


def test_the_link_to_a_new_address_works_for_six_hours(browser, phone, anna):
    ask_email(phone)
    clock.start_at(NOW + timedelta(hours=6, seconds=2))

    assert redeem_email(browser(), newest_token(anna, Purpose.EMAIL_CHANGE)).code == "LinkExpired"


def test_the_address_of_somebody_else_is_told_to_its_owner_only(browser, phone, anna):
    an_account(a_person("bas@voorbeeld.example", login_name="10001-2"))

    assert ask_email(phone, "bas@voorbeeld.example").status == 202

    token = newest_token(anna, Purpose.EMAIL_CHANGE)
    assert redeem_email(browser(), token).code == "EmailTaken"
    assert browser().post("/links/state", {"token": token}).body["state"] == "good"
    assert log_in(browser(), PASSWORD).status == 201


def test_an_address_that_does_not_do_is_refused(phone):
    for email, code in (
        ("ANNA@voorbeeld.example", "EmailTaken"),
        ("anna@@nieuw.example", "NotAnEmail"),
        ("anna@nieuw", "NotAnEmail"),
        (".anna@nieuw.example", "NotAnEmail"),
        ("anna..j@nieuw.example", "NotAnEmail"),
        ("anna.@nieuw.example", "NotAnEmail"),
        ("=?utf-8?q?anna?=@nieuw.example", "NotAnEmail"),
        ("anna@-nieuw-.example", "NotAnEmail"),
        (f"{'a' * 65}@nieuw.example", "NotAnEmail"),
        ("ännä@nieuw.example", "NotAnEmail"),
        ("a b@nieuw.example", "InvalidRequest"),
        ("anna@nieuw.example\nBcc: all@voorbeeld.example", "InvalidRequest"),
        ("a" * 300 + "@nieuw.example", "InvalidRequest"),
    ):
        assert ask_email(phone, email).code == code, email


def test_the_address_is_changed_only_when_the_password_was_entered_just_now(phone):
    clock.start_at(NOW + timedelta(minutes=16))
    refusal = ask_email(phone)
    assert (refusal.status, refusal.code) == (403, "PasswordNeeded")

    assert phone.post("/session/password", {"password": "x" * 12}).code == "WrongPassword"
    assert phone.post("/session/password", {"password": PASSWORD}).status == 201

    assert ask_email(phone).status == 202


def test_who_moves_back_to_an_address_of_before_can(browser, phone, anna):
    ask_email(phone)
    redeem_email(browser(), newest_token(anna, Purpose.EMAIL_CHANGE))
    log_in(phone, PASSWORD, name=NEW_EMAIL)

    ask_email(phone, "anna@voorbeeld.example")
    assert redeem_email(browser(), newest_token(anna, Purpose.EMAIL_CHANGE)).status == 201

    assert log_in(browser(), PASSWORD).status == 201


def test_an_import_with_the_address_of_before_finds_the_account_and_leaves_its_own(
    browser, phone, anna
):
    ask_email(phone)
    redeem_email(browser(), newest_token(anna, Purpose.EMAIL_CHANGE))

    assert an_account(a_person()) == anna
    assert log_in(browser(), PASSWORD, name=NEW_EMAIL).status == 201
    assert an_account(a_person(name="Bas", login_name="10001-2")) != anna


def test_people_choose_what_they_are_called_and_in_which_language(phone, sent_mails, browser):
    answer = phone.put("/me", {"name": "  آنا   李 👩‍👧 ", "language": "en"})

    assert (answer.status, answer.body["name"]) == (200, "آنا 李 👩‍👧")
    assert phone.get("/session").body["language"] == "en"
    ask_reset(browser())
    assert sent_mails()[-1]["subject"].startswith("A new password")


def test_a_name_or_language_that_does_not_do_is_refused(phone):
    for body in (
        {},
        {"name": "", "language": "nl"},
        {"name": "   ", "language": "nl"},
        {"name": "Anna", "language": "de"},
        {"name": "Anna\nBcc: x", "language": "nl"},
        {"name": "A" * 201, "language": "nl"},
        {"name": "Anna", "language": "nl", "role": "planner"},
    ):
        assert phone.put("/me", body).status == 422, body


def test_without_a_session_nothing_is_done(browser):
    for method, path in (
        ("get", "/session"),
        ("get", "/sessions"),
        ("delete", "/sessions"),
        ("delete", "/sessions/x"),
        ("post", "/session/password"),
        ("put", "/password"),
        ("post", "/email-changes"),
        ("put", "/me"),
        ("get", "/staff/colleagues"),
        ("post", "/staff/colleagues"),
        ("put", "/staff/colleagues/x"),
        ("get", "/staff/accounts/x"),
        ("post", "/staff/accounts/x/invitations"),
    ):
        assert getattr(browser(), method)(path).code == "NotSignedIn", path
