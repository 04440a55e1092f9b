"""Visits to the built pages: what browsers complain about is kept, and anybody can use a page."""

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from infra import browser as browsers
from infra.local.client import LocalPortal
from infra.local.words import ROOT

MONDAY = "2026-11-02T09:30:00+01:00"
PHONE, DESK = (390, 844), (1280, 800)
SLUG = "madelief"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
_VIOLATIONS = """async () => (await axe.run()).violations.flatMap(
    ({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`))"""


class Visits:
    """Pages of different people; whatever their browsers complain about is kept."""

    def __init__(self, chromium: Browser) -> None:
        self.complaints: list[str] = []
        self._chromium = chromium

    def page(self, size: tuple[int, int], **options: Any) -> Page:
        page = browsers.visit(self._chromium, size=size, has_touch=size == PHONE, **options)
        page.on("console", self._read)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _read(self, message: ConsoleMessage) -> None:
        # A violation of the content policy is an error here as well.
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} ({message.location['url']})")


def log_in(page: Page, portal: LocalPortal, name: str, password: str, *, slug: str = SLUG) -> None:
    """Log in, in Dutch; colleagues show a code as well."""
    page.goto(f"{portal.address(slug)}/log-in")
    page.get_by_label("E-mailadres of gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Inloggen").click()
    if name.endswith(f"@{SLUG}.example"):
        page.get_by_label("Code", exact=True).fill(portal.code(name))
        anybody_can_use(page)
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()


def anybody_can_use(page: Page) -> None:
    """:raises AssertionError: axe finds something wrong here, by day or by night."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for theme in ("light", "dark"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
        found = page.evaluate(_VIOLATIONS)
        assert found == [], f"{page.title()}, {theme}: {found}"
    page.evaluate("() => { document.documentElement.dataset.theme = 'light' }")
