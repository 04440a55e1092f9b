"""Codes in the built pages, in both languages, by day and by night: for everybody to use.

It is one story in one test, because starting the portal takes longer than all of its steps.
"""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import pytest
from playwright.sync_api import Page, expect

from chalicelib.factors import codes
from infra.demo.visitor import Visitor
from infra.local.client import LocalPortal
from infra.local.seed import PASSWORD
from tests.web.visits import DESK, PHONE, SLUG, Visits, anybody_can_use, log_in

SPENT_ELSEWHERE = 7  # of ten


@dataclass(frozen=True)
class Words:
    """What this person reads, on the way that everybody goes."""

    who: str
    name: str
    password: str
    log_in: str
    menu: str
    title: str
    turn_on: str
    begin: str
    finish: str
    kept: str
    renew: str
    log_out: str
    ask: str
    to_recovery: str
    recovery: str
    following: str
    few_title: str
    few: str


MARIEKE = Words(
    who="marieke@voorbeeld.example",
    name="E-mailadres of gebruikersnaam",
    password="Wachtwoord",
    log_in="Inloggen",
    menu="Hoofdmenu",
    title="Inloggen met een code",
    turn_on="Zet aan",
    begin="Beginnen",
    finish="Aanzetten",
    kept="Ik heb ze bewaard",
    renew="Nieuwe herstelcodes",
    log_out="Hier uitloggen",
    ask="Je code",
    to_recovery="Ik heb mijn app niet bij de hand",
    recovery="Herstelcode",
    following="Verder",
    few_title="Maak nieuwe herstelcodes",
    few="Je hebt nog maar 2 herstelcodes.",
)
JAMES = Words(
    who="james@voorbeeld.example",
    name="E-mail address or user name",
    password="Password",
    log_in="Log in",
    menu="Main menu",
    title="Logging in with a code",
    turn_on="Switch on",
    begin="Begin",
    finish="Switch on",
    kept="I have kept them",
    renew="New recovery codes",
    log_out="Log out here",
    ask="Your code",
    to_recovery="I do not have my app at hand",
    recovery="Recovery code",
    following="Continue",
    few_title="Make new recovery codes",
    few="You have only 2 recovery codes left.",
)


@pytest.mark.long
def test_codes_are_for_everybody_who_is_warned_when_they_run_out_and_helped_when_they_are_gone(
    portal: LocalPortal, visits: Visits
) -> None:
    for words, locale in ((MARIEKE, "nl-NL"), (JAMES, "en-GB")):
        phone = visits.page(PHONE, locale=locale)
        _type_password(phone, portal, words)
        recovery_codes = _turn_on(phone, portal, words)
        for code in recovery_codes[:SPENT_ELSEWHERE]:
            _log_in_elsewhere(portal, words, code)
        _log_in_with(recovery_codes[SPENT_ELSEWHERE], phone, portal, words)
        _see_the_warning(phone, portal, words)
    office = visits.page(DESK)
    _help_james(office, portal)
    _see_that_james_needs_no_code(visits.page(PHONE, locale="en-GB"), portal)

    assert visits.complaints == []


def _type_password(page: Page, portal: LocalPortal, words: Words) -> None:
    page.goto(f"{portal.address(SLUG)}/log-in")
    page.get_by_label(words.name).fill(words.who)
    page.get_by_label(words.password, exact=True).fill(PASSWORD)
    page.get_by_role("button", name=words.log_in).click()


def _turn_on(phone: Page, portal: LocalPortal, words: Words) -> list[str]:
    """Return the recovery codes."""
    expect(phone.get_by_role("navigation", name=words.menu)).to_be_visible()
    phone.goto(f"{portal.address(SLUG)}/account")
    phone.get_by_role("button", name=words.turn_on).click()
    sheet = phone.get_by_role("dialog", name=words.title)
    with phone.expect_response("**/second-factor/set-ups") as shown:
        sheet.get_by_role("button", name=words.begin).click()
    secret = shown.value.json()["secret"]
    expect(sheet.get_by_role("img")).to_be_visible()
    anybody_can_use(phone)
    now = parsedate_to_datetime(shown.value.headers["date"])
    code = codes.code_at(int(now.timestamp()) // codes.STEP, secret=secret)
    sheet.get_by_label("Code", exact=True).fill(code)
    sheet.get_by_role("button", name=words.finish).click()
    expect(sheet.get_by_role("listitem")).to_have_count(10)
    anybody_can_use(phone)
    made = sheet.get_by_role("listitem").all_inner_texts()
    sheet.get_by_role("button", name=words.kept).click()
    expect(phone.get_by_role("button", name=words.renew)).to_be_visible()
    anybody_can_use(phone)
    return made


def _log_in_elsewhere(portal: LocalPortal, words: Words, recovery_code: str) -> None:
    visitor = Visitor(portal, SLUG)
    given = {"name": words.who, "password": PASSWORD, "remember": False}
    assert visitor.post("/session", given)["code_needed"]
    visitor.post("/session/code", {"code": recovery_code})


def _log_in_with(recovery_code: str, phone: Page, portal: LocalPortal, words: Words) -> None:
    phone.get_by_role("button", name=words.log_out).click()
    expect(phone.get_by_role("heading", name=words.log_in)).to_be_visible()
    _type_password(phone, portal, words)
    expect(phone.get_by_role("heading", name=words.ask)).to_be_visible()
    anybody_can_use(phone)
    phone.get_by_role("button", name=words.to_recovery).click()
    phone.get_by_label(words.recovery, exact=True).fill(recovery_code)
    anybody_can_use(phone)
    phone.get_by_role("button", name=words.following).click()


def _see_the_warning(phone: Page, portal: LocalPortal, words: Words) -> None:
    expect(phone.get_by_role("heading", name=words.few_title)).to_be_visible()
    expect(phone.get_by_role("alert")).to_contain_text(words.few)
    anybody_can_use(phone)
    phone.get_by_role("button", name=words.following).click()
    expect(phone.get_by_role("navigation", name=words.menu)).to_be_visible()
    phone.goto(f"{portal.address(SLUG)}/account")
    expect(phone.get_by_text(words.few)).to_be_visible()
    anybody_can_use(phone)


def _help_james(office: Page, portal: LocalPortal) -> None:
    log_in(office, portal, f"beheer@{SLUG}.example", PASSWORD)
    office.goto(f"{portal.address(SLUG)}/staff/account")
    expect(office.get_by_text("Je hebt geen herstelcodes meer.")).to_be_visible()
    office.get_by_role("link", name="Collega's").click()
    expect(office.get_by_role("button", name="Code uitzetten voor Gijs Groep")).to_be_visible()
    expect(office.get_by_role("button", name="Code uitzetten voor Anja Beheer")).to_have_count(0)
    office.get_by_role("link", name="Gezinnen").click()
    office.get_by_label("Zoeken").fill("james")
    office.get_by_role("main").get_by_role("link", name="Fam.").click()
    office.get_by_role("button", name="Code uitzetten voor James").click()
    sheet = office.get_by_role("dialog", name="Code uitzetten voor James")
    expect(sheet).to_contain_text("wordt overal uitgelogd")
    anybody_can_use(office)
    sheet.get_by_role("button", name="Code uitzetten").click()
    expect(office.get_by_text("kan inloggen zonder code")).to_be_visible()


def _see_that_james_needs_no_code(phone: Page, portal: LocalPortal) -> None:
    _type_password(phone, portal, JAMES)
    expect(phone.get_by_role("navigation", name=JAMES.menu)).to_be_visible()
