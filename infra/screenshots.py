"""`python -m infra.screenshots` makes docs/pictures anew, of a portal with sample families."""

import importlib.util
import os
import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.core.periods import AMSTERDAM
from infra import browser as browsers
from infra.demo.visitor import Visitor, upload
from infra.drawings.pictures import SCENE_NAMES, make_picture
from infra.local.client import LocalPortal
from infra.local.run import running_portal
from infra.local.seed import PASSWORD, seed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).parents[1] / "docs/pictures"
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=AMSTERDAM)
SLUG = "zonnebloem"
PARENT = "ouder28.1@voorbeeld.example"
CHILD = "Eefje"
EXTRA_DAYS = {"Eefje": (12, 19, 26), "Finn": (20,), "Zuzanna": (13,)}  # of November
INVOICED = "2026-12"
PHONE, DESK = (390, 844), (1280, 800)
CAPTIONS = {
    "playground": "Zelf naar boven, en dan zoef!",
    "lunch": "Samen aan tafel.",
    "blocks": "De toren werd hoger dan Eefje.",
    "puddles": "Laarzen aan en stampen maar.",
    "garden": "De laatste pompoen is van ons.",
    "reading": "Nog één boekje.",
    "birthday": "Er is er een jarig!",
    "music": "Het orkest oefent.",
    "painting": "Vingerverf.",
}
OF_PHOTOGRAPHS = {"home", "photos"}  # the others look the same in 256 colours
MOST_BYTES = 1_500_000

Take = Callable[["Page", LocalPortal], None]


def main() -> int:
    if not importlib.util.find_spec("playwright"):
        return _complain("Playwright is missing: run `pip install -r requirements-dev.txt`")
    try:
        browsers.found()
    except browsers.NoBrowser as missing:
        return _complain(str(missing))
    os.environ.setdefault("POWERTOOLS_LOG_LEVEL", "ERROR")
    with running_portal(now=NOW, seed=seed) as portal:
        _live_a_little(portal)
        with browsers.chromium() as chromium:
            _take_all(chromium, portal)
    return _weigh()


def _live_a_little(portal: LocalPortal) -> None:
    """What a portal has after some weeks: photos, requests, invited families, invoices."""
    parent = Visitor(portal, SLUG).log_in(PARENT, PASSWORD)
    planner = Visitor(portal, SLUG).log_in(f"planning@{SLUG}.example", PASSWORD)
    ids = {it["first_name"]: it["child_id"] for it in parent.get("/home")["children"]}
    portal.settle(300)  # who comes on which day is written by then
    _photograph(portal, ids[CHILD])
    for name, days in EXTRA_DAYS.items():
        for day in days:
            parent.post(f"/children/{ids[name]}/requests", {"day": f"2026-11-{day}"})
    _grant_one(planner, f"2026-11-{EXTRA_DAYS[CHILD][0]}")
    planner.post("/staff/invitations/wave")
    planner.post("/staff/invoice-runs", {"month": INVOICED})
    portal.settle(300)


def _photograph(portal: LocalPortal, child: str) -> None:
    worker = Visitor(portal, SLUG).log_in(f"groep@{SLUG}.example", PASSWORD)
    group = worker.get(f"/staff/children/{child}")["child"]["group_ids"][0]
    for number, scene in enumerate(it for it in SCENE_NAMES if it in CAPTIONS):
        day = NOW.date() - timedelta(days=5 + number // 5)
        taken_at = datetime.combine(day, time(9 + number, 10), AMSTERDAM)
        data = make_picture(scene, taken_at=taken_at, size=(1200, 900), seed=number)
        asked = {
            "group_id": group,
            "files": [{"content_type": "image/jpeg", "size": len(data)}],
            "child_ids": [child],
            "caption": CAPTIONS[scene],
        }
        upload(worker.post("/staff/photos/uploads", asked)["uploads"][0], data)


def _grant_one(planner: Visitor, day: str) -> None:
    requests = planner.get("/staff/requests")["requests"]
    asked = next(it for it in requests if it["day"] == day)
    path = f"/staff/requests/{asked['request_id']}/decision"
    planner.post(path, {"decision": "approve"})


def _take_all(chromium: "Browser", portal: LocalPortal) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    phone = _logged_in(chromium, portal, name=PARENT, size=PHONE)
    for picture, take in ON_PHONE.items():
        take(phone, portal)
        _save(phone, picture)
    desk = _logged_in(chromium, portal, name=f"planning@{SLUG}.example", size=DESK)
    for picture, take in ON_DESK.items():
        take(desk, portal)
        _save(desk, picture)


def _logged_in(
    chromium: "Browser", portal: LocalPortal, *, name: str, size: tuple[int, int]
) -> "Page":
    page = browsers.visit(chromium, size=size, reduced_motion="reduce")
    page.goto(f"{portal.address(SLUG)}/log-in")
    page.get_by_label("E-mailadres of gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    if name != PARENT:
        page.get_by_label("Code", exact=True).fill(portal.code(name))
        page.get_by_role("button", name="Verder").click()
    page.get_by_role("navigation", name="Hoofdmenu").wait_for()
    return page


def _home(page: "Page", portal: LocalPortal) -> None:
    page.goto(portal.address(SLUG))


def _calendar(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/calendar")
    page.get_by_label(CHILD, exact=True).check(force=True)


def _photos(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/photos")
    page.get_by_label(CHILD, exact=True).check(force=True)


def _invoice(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/invoices")
    page.get_by_role("link", name="december 2026").click()
    page.get_by_text("Waar het bedrag vandaan komt").wait_for()


def _mail(page: "Page", portal: LocalPortal) -> None:
    invitation = next(it for it in portal.mails() if it["subject"].startswith("Kies je wachtwoord"))
    page.goto(f"{portal.base}/mailbox/{invitation['id']}")


def _requests(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/staff/requests")
    page.get_by_role("button", name="Toekennen").first.wait_for()


def _families(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/staff/families?search=a")
    page.get_by_role("link", name="Fam.").first.wait_for()


def _contract(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/contracts")
    page.get_by_label(CHILD, exact=True).check(force=True)
    page.get_by_role("button", name="Contract opzeggen").first.wait_for()


def _rules(page: "Page", portal: LocalPortal) -> None:
    page.goto(f"{portal.address(SLUG)}/staff/policies")
    page.get_by_role("button", name="Versie 1").wait_for()


ON_PHONE: dict[str, Take] = {
    "home": _home,
    "calendar": _calendar,
    "photos": _photos,
    "contract": _contract,
    "invoice": _invoice,
}
ON_DESK: dict[str, Take] = {
    "requests": _requests,
    "families": _families,
    "rules": _rules,
    "mail": _mail,
}


def _save(page: "Page", name: str) -> None:
    """Write what is on the screen, once all of it is there."""
    from PIL import Image

    page.wait_for_load_state("networkidle")
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    with Image.open(file) as picture:
        whole = picture.convert("RGB")
    small = whole if name in OF_PHOTOGRAPHS else whole.quantize(dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def _weigh() -> int:
    files = sorted(PICTURES.glob("*.png"))
    weight = sum(it.stat().st_size for it in files)
    print(f"{len(files)} pictures in {PICTURES.name}, {weight // 1024} KiB")  # noqa: T201 - the result
    return _complain("That is too much for a repository.") if weight > MOST_BYTES else 0


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - it is what this command says
    return 1


if __name__ == "__main__":
    sys.exit(main())
