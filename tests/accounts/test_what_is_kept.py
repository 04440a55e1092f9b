"""Nothing that is kept or logged lets anybody in."""

import json
import logging

import pytest

from chalicelib.audit import service as audit
from chalicelib.core import clock
from chalicelib.core.periods import Month
from chalicelib.http import cookies
from tests.accounts.builders import PASSWORD, activated_account, newest_token
from tests.accounts.letters import carry, token_in
from tests.accounts.steps import NEW, activate, ask_reset, invited, log_in, reset
from tests.builders import a_planner, an_organisation
from tests.conftest import client


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


def test_passwords_and_tokens_are_in_no_table_queue_or_log(browser, sent_mails, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    anna = activated_account()
    phone = browser()
    phone.post("/session", {"name": "10001", "password": PASSWORD, "remember": True})
    waiting = table()
    ask_reset(phone)
    token = token_in(sent_mails()[-1])
    phone.post("/email-changes", {"email": "anna@nieuw.example"})
    waiting += table()
    email_token = newest_token(anna, "email_change")
    reset(browser(), token)
    log_in(browser(), "iets geheims dat niet klopt")
    log_in(browser(), NEW)

    kept = waiting + table() + caplog.text + "".join(capfd.readouterr()) + queues()
    for secret in (
        PASSWORD,
        NEW,
        "iets geheims dat niet klopt",
        token.partition("~")[2],
        email_token.partition("~")[2],
        phone.cookies[cookies.SESSION].rpartition(".")[2],
        phone.cookies[cookies.REMEMBER].rpartition(".")[2],
    ):
        assert len(secret) > 10
        assert secret not in kept


def table():
    pages = client("dynamodb").get_paginator("scan").paginate(TableName="kiekeboe-portaltable")
    return json.dumps([item for page in pages for item in page["Items"]], default=str)


def queues():
    sqs = client("sqs")
    return json.dumps(
        [
            sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
            for url in sqs.list_queues()["QueueUrls"]
        ],
        default=str,
    )


def test_no_mail_has_a_password_in_it(browser, sent_mails):
    activate(browser(), newest_token(invited(), "activation"))
    ask_reset(browser())
    reset(browser(), token_in(sent_mails()[-1]))
    carry()

    assert len(sent_mails()) >= 3
    for message in sent_mails():
        text = message.get_body(["plain"]).get_content()
        assert PASSWORD not in text
        assert NEW not in text


def test_logs_name_nobody(browser, caplog, capfd):
    activated_account()
    log_in(browser(), PASSWORD)

    logged = caplog.text + "".join(capfd.readouterr())
    assert "POST /session" in logged
    for personal in ("anna@voorbeeld.example", "Anna", "Jansen", "192.0.2.1"):
        assert personal not in logged


def test_whatever_changes_an_account_is_in_the_audit_trail_without_names(browser, sent_mails):
    phone = browser()
    activate(phone, newest_token(invited(), "activation"))
    log_in(phone, PASSWORD)
    phone.put("/me", {"name": "Anna", "language": "nl"})
    phone.post("/session/password", {"password": PASSWORD})
    phone.put("/password", {"current": PASSWORD, "new": NEW})
    phone.post("/email-changes", {"email": "anna@nieuw.example"})
    carry()
    asked = next(it for it in sent_mails() if "nieuw.example" in it["to"])
    phone.post("/email-changes/redeem", {"token": token_in(asked)})
    log_in(phone, NEW, name="10001")
    phone.delete("/sessions")
    log_in(phone, NEW, name="10001")
    phone.delete("/session")
    ask_reset(phone, name="10001")
    reset(phone, token_in(sent_mails()[-1]), PASSWORD)

    month = Month.of(clock.now().date())
    records = audit.list_records(caller=a_planner(), month=month, after=None).items
    assert {it.action for it in records} >= {
        "accounts.redeem_activation",
        "accounts.log_in",
        "accounts.change_profile",
        "accounts.confirm_password",
        "accounts.change_password",
        "accounts.ask_email_change",
        "accounts.confirm_email",
        "accounts.log_out_everywhere",
        "accounts.log_out",
        "accounts.ask_for_link",
        "accounts.redeem_reset",
    }
    assert "voorbeeld" not in json.dumps([vars(it) for it in records], default=str)
