"""Logging in, being remembered, and logging out."""

from datetime import timedelta

import pytest

from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.http import cookies
from tests.accounts.builders import PASSWORD, a_colleague, a_person, activated_account, an_account
from tests.accounts.letters import carry
from tests.builders import an_organisation
from tests.conftest import NOW

LOG_IN = {"name": "anna@voorbeeld.example", "password": PASSWORD}


@pytest.fixture(autouse=True)
def organisation():
    an_organisation()


@pytest.fixture
def anna():
    return activated_account()


def log_in(browser, **what):
    return browser.post("/session", {**LOG_IN, **what})


@pytest.mark.usefixtures("anna")
def test_a_parent_logs_in_with_address_or_debtor_number(browser):
    phone = browser()
    for name in ("10001", "１０００１", "anna@voorbeeld.example", " ANNA@VOORBEELD.example "):
        assert log_in(phone, name=name).status == 201, name

    me = phone.get("/session").body
    assert (me["name"], me["roles"], me["language"]) == ("Anna Jansen", ["parent"], "nl")
    assert me["families"] == [{"family_id": "jansen", "role": "parent"}]
    assert me["user_names"] == ["anna@voorbeeld.example", "10001"]


def test_the_second_parent_has_a_number_of_their_own(browser):
    activated_account(a_person("bas@voorbeeld.example", name="Bas", login_name="10001-2"))
    phone = browser()

    assert log_in(phone, name="10001-2").status == 201
    assert phone.get("/session").body["name"] == "Bas"
    assert log_in(browser(), name="10001").code == "LogInFailed"


@pytest.mark.usefixtures("anna")
def test_the_session_is_in_a_cookie_scripts_cannot_read_and_ends_with_the_browser(browser):
    answer = log_in(browser())

    session, device = answer.headers["set-cookie"]
    assert session.startswith(cookies.SESSION)
    for each in (session, device):
        assert each.startswith("__Host-")
        assert "; Secure; HttpOnly; SameSite=Lax" in each
    assert "Max-Age" not in session


@pytest.mark.usefixtures("anna")
def test_a_wrong_name_or_password_is_refused_and_keeps_nothing(browser):
    for wrong in (
        {"password": PASSWORD + " "},
        {"password": PASSWORD.upper()},
        {"name": "ana@voorbeeld.example"},
        {"name": "10001-2"},
        {"name": "\u202eanna"},
        {"name": "🦊"},
    ):
        answer = log_in(browser(), **wrong)

        assert (answer.status, answer.code) == (401, "LogInFailed"), wrong
        assert "set-cookie" not in answer.headers


def test_what_cannot_be_a_log_in_is_refused(browser):
    for body in (
        {},
        {"name": "anna@voorbeeld.example"},
        {**LOG_IN, "name": "x" * 10_000},
        {**LOG_IN, "name": "anna\x00"},
        {**LOG_IN, "password": "x" * 1025},
        {**LOG_IN, "password": "雨" * 1000},
        {**LOG_IN, "password": None},
        {**LOG_IN, "remember": "yes"},
        {**LOG_IN, "role": "administrator"},
        b"{",
        b'{"name": "anna", "password": "\\ud800"}',
    ):
        assert browser().post("/session", body).status == 422, body


def test_there_is_no_log_in_where_there_is_no_organisation(browser):
    assert log_in(browser("nergens")).status == 404


def test_who_has_not_activated_the_account_cannot_log_in(browser):
    an_account()

    assert log_in(browser()).code == "LogInFailed"


@pytest.mark.usefixtures("anna")
def test_a_session_of_one_organisation_is_nothing_at_another(browser):
    an_organisation("madelief")
    here, there = browser(), browser("madelief")
    log_in(here)
    there.cookies = dict(here.cookies)

    assert there.get("/session").status == 404
    assert there.post("/session/resume").status == 401
    assert here.get("/session").status == 200


@pytest.mark.usefixtures("anna")
def test_a_new_device_is_told_to_the_owner_once(browser, sent_mails):
    phone = browser()
    log_in(phone)
    log_in(phone)
    carry()

    told = [it for it in sent_mails() if it["subject"] == "Ingelogd op een nieuw apparaat"]
    assert [it["to"] for it in told] == ["Anna Jansen <anna@voorbeeld.example>"]
    assert "Firefox, Android" in told[0].get_body(["plain"]).get_content()


@pytest.mark.usefixtures("anna")
def test_of_a_device_that_says_nothing_the_owner_hears_in_words(browser, sent_mails):
    machine = browser()
    machine.post(
        "/session", {"name": "anna@voorbeeld.example", "password": PASSWORD}, user_agent="curl/8.1"
    )
    carry()

    (told,) = (it for it in sent_mails() if "apparaat" in it["subject"])
    assert "een onbekend programma" in told.get_body(["plain"]).get_content()
    assert "onbekend" in told.get_body(["html"]).get_content()


def test_the_first_log_in_of_all_is_no_news(browser, sent_mails):
    activated_account(a_colleague())

    assert log_in(browser(), name="petra@zonnebloem.example").status == 201
    carry()

    assert [it["subject"] for it in sent_mails() if "apparaat" in it["subject"]] == []


@pytest.mark.usefixtures("anna")
def test_somebody_remembered_goes_on_after_the_session_is_over(browser):
    phone = browser()
    log_in(phone, remember=True)
    first = phone.cookies[cookies.REMEMBER]
    clock.start_at(NOW + timedelta(days=29))
    assert phone.get("/session").status == 401

    assert phone.post("/session/resume").status == 201

    assert phone.get("/session").status == 200
    assert phone.cookies[cookies.REMEMBER] != first


@pytest.mark.usefixtures("anna")
def test_a_remembered_token_that_was_replaced_before_ends_it_for_the_thief_too(browser):
    phone, thief = browser(), browser()
    log_in(phone, remember=True)
    thief.cookies = {cookies.REMEMBER: phone.cookies[cookies.REMEMBER]}
    phone.post("/session/resume")
    clock.start_at(NOW + timedelta(minutes=10))

    assert thief.post("/session/resume").status == 401
    assert cookies.REMEMBER not in thief.cookies
    assert phone.post("/session/resume").status == 401


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("header", ["user_agent", "cookie", "x_viewer_address"])
@pytest.mark.parametrize("odd", ["\ud800", "\x00", "é", "a" * 10_000])
def test_whatever_a_browser_says_of_itself_somebody_can_log_in(browser, header, odd):
    names = (cookies.DEVICE, cookies.REMEMBER, cookies.SESSION)
    said = "; ".join(f"{it}={odd}" for it in names) if header == "cookie" else odd

    assert browser().post("/session", LOG_IN, **{header: said}).status == 201
    assert browser().post("/session/resume", **{header: said}).code == "NotSignedIn"


@pytest.mark.usefixtures("anna")
def test_nobody_is_remembered_who_did_not_ask_for_it(browser):
    phone = browser()
    log_in(phone)

    assert cookies.REMEMBER not in phone.cookies
    assert phone.post("/session/resume").code == "NotSignedIn"


@pytest.mark.usefixtures("anna")
def test_a_browser_that_remembered_somebody_else_does_so_no_more(browser):
    activated_account(a_person("bas@voorbeeld.example", name="Bas", login_name="10001-2"))
    tablet = browser()
    log_in(tablet, remember=True)

    log_in(tablet, name="10001-2")

    assert cookies.REMEMBER not in tablet.cookies
    assert tablet.post("/session/resume").code == "NotSignedIn"


def test_staff_are_not_remembered(browser):
    activated_account(a_colleague())
    tablet = browser()

    assert log_in(tablet, name="petra@zonnebloem.example", remember=True).status == 201
    assert cookies.REMEMBER not in tablet.cookies


@pytest.mark.usefixtures("anna")
def test_logging_out_ends_the_session_and_what_would_open_it_again(browser):
    phone = browser()
    log_in(phone, remember=True)
    copied = dict(phone.cookies)

    assert phone.delete("/session").status == 200
    assert {cookies.SESSION, cookies.REMEMBER}.isdisjoint(phone.cookies)

    phone.cookies = copied
    assert phone.get("/session").status == 401
    assert phone.post("/session/resume").status == 401


@pytest.mark.usefixtures("anna")
def test_logging_out_works_when_the_session_is_over_already(browser):
    phone = browser()
    log_in(phone, remember=True)
    copied = dict(phone.cookies)
    clock.start_at(NOW + timedelta(days=2))

    assert phone.delete("/session").status == 200

    phone.cookies = copied
    assert phone.post("/session/resume").status == 401


def test_logging_out_with_any_cookie_is_done(browser):
    for cookie in ("", "x", "a.b.c", "zonnebloem.x.y", "zonnebloem.a.b.c", "é.b.c"):
        stranger = browser()
        stranger.cookies = {cookies.SESSION: cookie, cookies.REMEMBER: cookie}

        assert stranger.delete("/session").status == 200, cookie


@pytest.mark.usefixtures("anna")
def test_logging_out_everywhere_counts_at_the_next_request(browser):
    phone, laptop = browser(), browser()
    for each in (phone, laptop):
        log_in(each, remember=True)

    assert laptop.delete("/sessions").status == 200

    assert phone.get("/session").status == 401
    assert phone.post("/session/resume").status == 401
    assert log_in(phone).status == 201


@pytest.mark.usefixtures("anna")
def test_people_see_their_sessions_and_end_one(browser):
    phone, laptop = browser(), browser()
    log_in(phone)
    clock.start_at(NOW + timedelta(minutes=6))
    log_in(laptop)
    laptop.get("/session")

    listed = laptop.get("/sessions").body["sessions"]
    assert [it["is_current"] for it in listed] == [True, False]
    assert listed[1]["device"] == "Firefox, Android"

    assert laptop.delete(f"/sessions/{listed[1]['session_id']}").status == 200
    assert phone.get("/session").status == 401
    assert laptop.get("/session").status == 200


@pytest.mark.usefixtures("anna")
def test_nobody_ends_the_session_of_another(browser):
    activated_account(a_person("bas@voorbeeld.example", login_name="10001-2"))
    annas, bas = browser(), browser()
    log_in(annas)
    log_in(bas, name="bas@voorbeeld.example")
    (session,) = [it for it in annas.get("/sessions").body["sessions"] if it["is_current"]]

    bas.delete(f"/sessions/{session['session_id']}")

    assert annas.get("/session").status == 200


def test_a_parent_who_works_here_has_one_session_for_both(browser):
    activated_account(a_person(staff_role=Role.GROUP_WORKER, group_ids=frozenset({"ladybirds"})))
    tablet = browser()
    log_in(tablet)

    me = tablet.get("/session").body
    assert me["roles"] == ["group_worker", "parent"]
    assert me["group_ids"] == ["ladybirds"]
