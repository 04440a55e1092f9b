"""From an invitation to a password: the link works once, for a while, and only the newest one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.accounts import redeeming, service
from chalicelib.accounts.candidates import Visitor
from chalicelib.accounts.model import LinkUsed
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.http import cookies
from tests.accounts.builders import (
    PASSWORD,
    a_colleague,
    a_person,
    an_account,
    newest_token,
)
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import CONTACT, NEW, activate, invited, log_in, reset, state
from tests.aws_events import at_once
from tests.builders import ORGANISATION, an_organisation
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


def test_from_the_mail_to_being_logged_in(browser, sent_mails):
    invited()
    carry()
    (message,) = sent_mails()
    phone = browser()

    assert message["subject"].startswith("Kies je wachtwoord")
    text = message.get_body(["plain"]).get_content()
    assert "https://zonnebloem.kiekeboe.example/activate#" in text
    assert "  anna@voorbeeld.example\n  10001\n" in text

    answer = activate(phone, token_in(message))
    assert (answer.status, answer.body) == (201, {"signed_in": True})
    assert phone.get("/session").body["name"] == "Anna Jansen"
    assert log_in(browser(), PASSWORD).status == 201


def test_a_colleague_activates_and_then_logs_in(browser):
    account_id = invited(a_colleague())
    tablet = browser()

    assert activate(tablet, newest_token(account_id, "activation")).body == {"signed_in": False}

    assert cookies.SESSION not in tablet.cookies
    assert log_in(tablet, PASSWORD, name="petra@zonnebloem.example").status == 201


def test_looking_at_a_link_does_not_use_it_and_tells_almost_nothing(browser):
    token = newest_token(invited(), "activation")

    for _ in range(3):
        answer = browser().post("/links/state", {"token": token})

    assert answer.body == {
        "state": "good",
        "purpose": "activation",
        "user_name": "a…@voorbeeld.example",
    }
    assert activate(browser(), token).status == 201


@pytest.mark.parametrize("token", ["x", "~", "a~b", "x" * 300, "link~" + "0" * 64])
def test_nothing_is_told_of_a_link_that_is_not_ours(browser, token):
    answer = browser().post("/links/state", {"token": token})

    assert answer.body == {"state": "unknown", "purpose": None, "user_name": None}
    assert activate(browser(), token).code == "LinkUnknown"
    assert reset(browser(), token).code == "LinkUnknown"


def test_a_link_with_one_sign_changed_is_unknown(browser):
    token = newest_token(invited(), "activation")
    changed = token[:-1] + ("0" if token[-1] != "0" else "1")

    assert state(browser(), changed) == "unknown"
    assert activate(browser(), changed).code == "LinkUnknown"


def test_a_link_works_at_its_own_organisation_only(browser):
    an_organisation("madelief")
    token = newest_token(invited(), "activation")

    assert state(browser("madelief"), token) == "unknown"
    assert activate(browser("madelief"), token).code == "LinkUnknown"


def test_a_link_does_only_what_it_was_made_for(browser):
    token = newest_token(invited(), "activation")

    assert reset(browser(), token).code == "LinkUnknown"
    assert browser().post("/email-changes/redeem", {"token": token}).code == "LinkUnknown"


def test_a_link_is_used_once(browser):
    token = newest_token(invited(), "activation")
    activate(browser(), token)

    assert state(browser(), token) == "used"
    assert activate(browser(), token, NEW).code == "LinkUsed"
    assert log_in(browser(), PASSWORD).status == 201


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("te kort", "PasswordTooShort"),
        ("kinderopvang zonnebloem", "PasswordTooEasy"),
        ("x" * 129, "PasswordTooLong"),
        ("雨" * 1000, "PasswordTooLong"),
    ],
)
def test_a_password_that_does_not_do_leaves_the_link_good(browser, password, code):
    token = newest_token(invited(), "activation")

    refusal = activate(browser(), token, password)

    assert (refusal.status, refusal.code) == (422, code)
    assert state(browser(), token) == "good"


def test_an_activation_link_works_for_the_days_of_the_organisation(browser):
    an_organisation("madelief", activation_days=2)
    account_id = an_account(organisation_id="madelief")
    service.invite(account_id=account_id, organisation_id="madelief", now=NOW)
    token = newest_token(account_id, "activation", organisation_id="madelief")

    clock.start_at(NOW + timedelta(days=2, seconds=-30))
    assert state(browser("madelief"), token) == "good"
    clock.start_at(NOW + timedelta(days=2))
    assert state(browser("madelief"), token) == "expired"


def test_a_family_added_meanwhile_leaves_the_invitation_good(browser):
    token = newest_token(invited(), "activation")
    an_account(a_person(families={"bakker": Role.PAYER}))

    assert activate(browser(), token).status == 201


def test_an_expired_link_brings_a_new_one_in_one_tap(browser, sent_mails):
    token = newest_token(invited(), "activation")
    clock.start_at(NOW + timedelta(days=8))
    assert state(browser(), token) == "expired"

    answer = browser().post("/activations/again", {"token": token})

    assert (answer.status, answer.body) == (202, CONTACT)
    carry()
    assert activate(browser(), token_in(sent_mails()[-1])).status == 201


def test_a_used_activation_link_brings_a_link_for_a_new_password(browser, sent_mails):
    token = newest_token(invited(), "activation")
    activate(browser(), token)

    browser().post("/activations/again", {"token": token})

    carry()
    assert reset(browser(), token_in(sent_mails()[-1])).status == 201


@pytest.mark.parametrize("body", [{}, {"name": "a", "token": "b"}, {"token": ""}, {"name": " "}])
def test_a_new_link_is_asked_for_with_a_name_or_with_an_old_link(browser, body):
    assert browser().post("/activations/again", body).status == 422


def test_of_two_redemptions_at_once_one_wins(browser):
    token = newest_token(invited(), "activation")

    def attempt(password):
        visitor = Visitor(address="192.0.2.7", device="?")
        try:
            redeeming.activate(
                token=token,
                password=password,
                organisation_id=ORGANISATION,
                visitor=visitor,
                now=NOW,
            )
        except LinkUsed:
            return None
        return password

    with ThreadPoolExecutor(2) as pool, at_once(2):
        won = [it for it in pool.map(attempt, (PASSWORD, NEW)) if it]

    assert len(won) == 1
    assert log_in(browser(), won[0]).status == 201
    lost = NEW if won == [PASSWORD] else PASSWORD
    assert log_in(browser(), lost).code == "LogInFailed"


@pytest.mark.parametrize("language", Language)
def test_mails_come_in_the_language_of_the_person(sent_mails, language):
    invited(a_person(language=language))
    carry()

    subject = sent_mails()[-1]["subject"]
    assert subject.startswith({"nl": "Kies je wachtwoord", "en": "Choose your password"}[language])
