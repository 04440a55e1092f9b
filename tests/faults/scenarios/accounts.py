"""Coming in, going out, and what people change about their own account."""

from chalicelib.accounts.login_store import LoginStore
from chalicelib.accounts.model import Person, Purpose
from tests.accounts.builders import PASSWORD, a_person, activated_account, newest_token
from tests.accounts.steps import NEW, invited
from tests.browser import Browser
from tests.builders import ORGANISATION
from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, hand_over, waiting

NAME = "bert@voorbeeld.example"
# Who has read the link before it was used, and its owner after, hears that it is dead by now.
DEAD = ["LinkUsed", "LinkExpired"]


@scenario("POST /links/state")
def somebody_looks_at_a_link(stage: Stage) -> Act:
    token = newest_token(invited(bert()), Purpose.ACTIVATION)
    return stage.press("POST /links/state", token=token)


@scenario("POST /activations", refusals=DEAD, follows=["SESSION", "DEVICE"])
def a_parent_chooses_the_first_password(stage: Stage) -> Act:
    token = newest_token(invited(bert()), Purpose.ACTIVATION)
    return stage.press("POST /activations", token=token, password=PASSWORD)


@scenario("POST /activations/again", grows=["ERRAND"])
def somebody_asks_for_a_fresh_link(stage: Stage) -> Act:
    invited(bert())
    return stage.press("POST /activations/again", name=NAME)


@scenario("POST /password-resets", grows=["ERRAND"])
def somebody_forgot_the_password(stage: Stage) -> Act:
    activated_account(bert())
    return stage.press("POST /password-resets", name=NAME)


@scenario("send_asked_links")
def a_worker_mails_a_link_that_was_asked_for(stage: Stage) -> Act:
    somebody_forgot_the_password(stage)()
    errands = waiting("accounts")
    return lambda: hand_over(*errands)


@scenario("POST /passwords", refusals=DEAD, follows=["DEVICE"])
def somebody_chooses_a_new_password_with_a_link(stage: Stage) -> Act:
    account_id = activated_account(bert())
    stage.press("POST /password-resets", name=NAME)()
    hand_over(*waiting("accounts"))
    token = newest_token(account_id, Purpose.RESET)
    return stage.press("POST /passwords", token=token, password=NEW)


# A try is counted before anything else, and once more each time that the answer is lost.
@scenario(
    "POST /email-changes",
    refusals=["TooOften"],
    grows=["ERRAND", "LINK"],
    follows=["ACCOUNT", "AUDIT", "ERRAND", "LINK"],
)
def somebody_asks_for_another_address(stage: Stage) -> Act:
    return stage.press("POST /email-changes", by=bert_signed_in(stage))


@scenario("POST /email-changes/redeem", refusals=DEAD)
def somebody_confirms_another_address(stage: Stage) -> Act:
    somebody_asks_for_another_address(stage)()
    token = newest_token(berts_account(), Purpose.EMAIL_CHANGE)
    return stage.press("POST /email-changes/redeem", token=token)


@scenario("POST /session", grows=["SESSION", "REMEMBER", "ERRAND", "DEVICE"])
def somebody_logs_in(stage: Stage) -> Act:
    activated_account(bert())
    return stage.press("POST /session", name=NAME, password=PASSWORD, remember=True)


@scenario("POST /session/resume", grows=["SESSION"], anew=["REMEMBER"])
def somebody_goes_on_where_the_browser_was_remembered(stage: Stage) -> Act:
    browser = bert_remembered(stage)
    return stage.press("POST /session/resume", by=browser)


@scenario("DELETE /session")
def somebody_logs_out(stage: Stage) -> Act:
    return stage.press("DELETE /session", by=bert_remembered(stage))


@scenario("POST /session/password")
def somebody_enters_the_password_again(stage: Stage) -> Act:
    return stage.press("POST /session/password", by=bert_signed_in(stage), password=PASSWORD)


@scenario("DELETE /sessions/{session_id}")
def somebody_logs_out_on_another_device(stage: Stage) -> Act:
    bert_signed_in(stage)
    browser = bert_signed_in(stage)
    other = next(it for it in browser.get("/sessions").body["sessions"] if not it["is_current"])
    ids = {"session_id": other["session_id"]}
    return stage.press("DELETE /sessions/{session_id}", by=browser, ids=ids)


@scenario("DELETE /sessions", refusals=["NotSignedIn"])
def somebody_logs_out_everywhere(stage: Stage) -> Act:
    return stage.press("DELETE /sessions", by=bert_signed_in(stage))


@scenario("PUT /password", refusals=["NotSignedIn", "WrongPassword"], follows=["SESSION", "DEVICE"])
def somebody_changes_the_password(stage: Stage) -> Act:
    return stage.press("PUT /password", by=bert_signed_in(stage), current=PASSWORD, new=NEW)


@scenario("PUT /me")
def somebody_changes_the_own_name(stage: Stage) -> Act:
    return stage.press("PUT /me", by=bert_signed_in(stage), name="Bert de Wit")


@scenario("POST /staff/colleagues", refusals=["ColleagueExists"])
def an_administrator_adds_a_colleague(stage: Stage) -> Act:
    return stage.press("POST /staff/colleagues")


@scenario("PUT /staff/colleagues/{account_id}")
def an_administrator_changes_what_a_colleague_may_do(stage: Stage) -> Act:
    account_id = stage.press("POST /staff/colleagues")().body["account_id"]
    ids = {"account_id": account_id}
    return stage.press("PUT /staff/colleagues/{account_id}", ids=ids, role="planner")


@scenario("POST /staff/accounts/{account_id}/invitations", grows=["ERRAND", "LINK"])
def a_colleague_mails_somebody_a_fresh_link(stage: Stage) -> Act:
    return stage.press("POST /staff/accounts/{account_id}/invitations")


def bert() -> Person:
    return a_person(NAME, name="Bert Jansen", login_name="10002")


def berts_account() -> str:
    """The id of his account, which is made if it is not there."""
    names = LoginStore(ORGANISATION)
    holder = names.holder_of(names.hash_of(NAME))
    return holder.account_id if holder else activated_account(bert())


def bert_signed_in(stage: Stage) -> Browser:
    """As who has entered the password just now."""
    return stage.browser().signed_in(account_id=berts_account())


def bert_remembered(stage: Stage) -> Browser:
    activated_account(bert())
    browser = stage.browser()
    log_in = {"name": NAME, "password": PASSWORD, "remember": True}
    assert browser.post("/session", log_in).status == 201
    return browser
