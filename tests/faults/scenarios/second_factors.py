"""Codes of an app, beside the password."""

from datetime import timedelta

from chalicelib.core import clock
from tests.accounts.builders import PASSWORD
from tests.accounts.factors import code_now, set_up, turned_on
from tests.browser import Answer, Browser
from tests.faults import place
from tests.faults.scenario import scenario
from tests.faults.scenarios.accounts import NAME, bert_signed_in, berts_account
from tests.faults.stage import Act, Stage

FOLLOWS = ["SESSION", "DEVICE"]  # who changes the codes is signed in anew


@scenario("POST /second-factor/set-ups", anew=["SET-UP"])
def somebody_begins_to_set_up_an_app(stage: Stage) -> Act:
    return stage.press("POST /second-factor/set-ups", by=bert_signed_in(stage))


@scenario("PUT /second-factor", refusals=["NothingToConfirm", "NotSignedIn"], follows=FOLLOWS)
def somebody_shows_the_first_code(stage: Stage) -> Act:
    browser = bert_signed_in(stage)
    secret = set_up(browser)
    return lambda: browser.put("/second-factor", {"code": code_now(secret)})


@scenario("DELETE /second-factor", refusals=["NoSecondFactor", "NotSignedIn"], follows=FOLLOWS)
def somebody_does_without_an_app_again(stage: Stage) -> Act:
    browser = bert_with_an_app(stage)
    return stage.press("DELETE /second-factor", by=browser)


@scenario("POST /second-factor/recovery-codes", grows=["ERRAND"])
def somebody_asks_for_other_codes_on_paper(stage: Stage) -> Act:
    return stage.press("POST /second-factor/recovery-codes", by=bert_with_an_app(stage))


@scenario("DELETE /staff/accounts/{account_id}/second-factor", refusals=["NoSecondFactor"])
def an_administrator_helps_somebody_who_lost_the_app(stage: Stage) -> Act:
    bert_with_an_app(stage)
    ids = {"account_id": berts_account()}
    return stage.press("DELETE /staff/accounts/{account_id}/second-factor", ids=ids)


@scenario("POST /session/code", refusals=["LogInOver", "WrongCode"], follows=FOLLOWS)
def somebody_logs_in_with_password_and_code(stage: Stage) -> Act:
    secret, _ = turned_on(bert_signed_in(stage))
    browser = stage.browser()
    assert browser.post("/session", {"name": NAME, "password": PASSWORD}).status == 201

    def a_minute_later() -> Answer:
        place.go_on_at(max(clock.now(), place.NOW + timedelta(minutes=1)))
        return browser.post("/session/code", {"code": code_now(secret)})

    return a_minute_later


def bert_with_an_app(stage: Stage) -> Browser:
    browser = bert_signed_in(stage)
    turned_on(browser)
    return browser
