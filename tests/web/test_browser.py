"""The built pages in Chromium, at a portal that runs: what a family and the office do together.

It is one story in one test, because starting the portal takes longer than all of its steps.
"""

import re

from playwright.sync_api import Page, expect

from infra.local.client import LocalPortal
from infra.local.seed import PASSWORD
from tests.web.visits import DESK, PHONE, SLUG, Visits, anybody_can_use, log_in

ELIF, HER_PASSWORD = "elif@voorbeeld.example", "een paarse regenjas vol"
FILLING = 120  # seconds at most, until a new portal has written down who comes on which day
PRICE = re.compile(r"€\s123,53")  # eleven hours at the rate of the contract, € 11,23


def test_a_parent_comes_in_by_a_mailed_link_is_granted_the_day_that_she_asks_for_and_cancels_one(
    portal: LocalPortal, visits: Visits
) -> None:
    office, phone = visits.page(DESK), visits.page(PHONE)
    log_in(office, portal, f"planning@{SLUG}.example", PASSWORD)

    _invite(office, debtor_number="020002")
    portal.settle(FILLING)
    _activate(phone, portal)
    _log_out(phone)
    log_in(phone, portal, ELIF, HER_PASSWORD)
    _find_deniz_at_home(phone)
    _ask_for_monday(phone)
    _grant(office)
    _see_it_granted(phone)
    _cancel_tuesday(phone, portal)

    assert visits.complaints == []


def _invite(office: Page, *, debtor_number: str) -> None:
    office.get_by_role("link", name="Gezinnen").click()
    office.get_by_label("Zoeken").fill(debtor_number)
    office.get_by_role("link", name=debtor_number).click()
    office.get_by_role("button", name="Stuur link").click()
    expect(office.get_by_text("De link is gemaild")).to_be_visible()


def _activate(phone: Page, portal: LocalPortal) -> None:
    newest = next(mail for mail in portal.mails() if ELIF in mail["to"])
    phone.goto(f"{portal.base}/mailbox/{newest['id']}")
    phone.get_by_role("link", name=f"{portal.address(SLUG)}/activate").click()
    phone.get_by_label("Nieuw wachtwoord", exact=True).fill(HER_PASSWORD)
    phone.get_by_label("Nog een keer", exact=True).fill(HER_PASSWORD)
    phone.get_by_role("button", name="Activeren en inloggen").click()
    expect(phone.get_by_role("heading", name="Hallo Elif")).to_be_visible()


def _log_out(phone: Page) -> None:
    phone.get_by_role("link", name="Meer", exact=True).click()
    phone.get_by_role("button", name="Uitloggen").click()
    expect(phone.get_by_role("heading", name="Inloggen")).to_be_visible()


def _find_deniz_at_home(phone: Page) -> None:
    expect(phone.get_by_role("heading", name="Hallo Elif")).to_be_visible()
    expect(phone.get_by_role("list", name="Kinderen")).to_contain_text("Deniz")
    expect(phone.get_by_role("link", name="di 3 nov Deniz Opvang")).to_be_visible()


def _ask_for_monday(phone: Page) -> None:
    phone.get_by_role("link", name="Kalender", exact=True).click()
    phone.get_by_role("button", name="maandag 9 november 2026: Geen opvang").click()
    sheet = phone.get_by_role("dialog", name="maandag 9 november 2026")
    expect(sheet).to_contain_text(PRICE)
    anybody_can_use(phone)
    sheet.get_by_role("button", name="Extra dag aanvragen").click()
    expect(sheet).to_contain_text("Het is nog geen plek")


def _grant(office: Page) -> None:
    office.get_by_role("link", name="Aanvragen").click()
    asked = office.get_by_role("region", name="Deniz Şahin")
    expect(asked).to_contain_text(PRICE)
    expect(asked.get_by_text("Medewerkers nodig")).to_be_visible()
    anybody_can_use(office)
    asked.get_by_role("button", name="Toekennen").click()
    expect(office.get_by_text("De ouders van Deniz Şahin krijgen een mail")).to_be_visible()
    expect(asked).to_have_count(0)


def _see_it_granted(phone: Page) -> None:
    phone.reload()
    sheet = phone.get_by_role("dialog", name="maandag 9 november 2026")
    expect(sheet).to_contain_text("Deze extra dag staat vast")


def _cancel_tuesday(phone: Page, portal: LocalPortal) -> None:
    """What it gives is there before she presses."""
    phone.goto(f"{portal.address(SLUG)}/calendar?day=2026-11-17")
    sheet = phone.get_by_role("dialog", name="dinsdag 17 november 2026")
    sheet.get_by_role("button", name="Deze dag afmelden").click()
    expect(sheet.get_by_role("list", name="Dit krijg je terug")).to_contain_text("te gebruiken")
    anybody_can_use(phone)
    sheet.get_by_role("button", name="Meld deze dag af").click()
    expect(sheet).to_contain_text("Deze dag is afgemeld")
