"""What anybody may know of an organisation, before logging in."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.core import clock
from chalicelib.core.language import Language
from tests.builders import an_organisation

LAST_DAY = {
    "nl": "Het oude portaal kun je nog bekijken tot en met donderdag 31 december 2026.",
    "en": "You can look at the old portal until Thursday 31 December 2026.",
}
MOVE = {Language.NL: "Wij verhuizen!", Language.EN: "We are moving!"}


def test_the_log_in_page_knows_whose_it_is(browser):
    an_organisation()

    assert browser().get("/organisation").body == {
        "slug": "zonnebloem",
        "name": "Kinderopvang Zonnebloem",
        "language": "nl",
        "colour": "#2f6f5e",
        "logo": None,
        "email": "info@zonnebloem.example",
        "phone": "023-1234567",
        "announcement": None,
        "old_portal_until": None,
    }


@pytest.mark.parametrize(
    ("language", "texts", "shown"),
    [
        ("nl", MOVE, "Wij verhuizen!"),
        ("en", MOVE, "We are moving!"),
        ("en", {Language.NL: "Wij verhuizen!"}, "Wij verhuizen!"),
        ("nl", {}, None),
    ],
)
def test_the_move_is_announced_in_the_language_of_the_page(browser, language, texts, shown):
    an_organisation(announcements=texts)

    assert browser(language=language).get("/organisation").body["announcement"] == shown


@pytest.mark.parametrize("texts", [MOVE, {}], ids=["text", "no text"])
@pytest.mark.parametrize(
    ("now", "is_shown"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), False),
    ],
)
def test_the_announcement_goes_when_the_old_portal_closes(browser, now, is_shown, texts):
    an_organisation(announcements=texts, old_portal_until=date(2026, 12, 31))
    clock.start_at(now)

    assert bool(browser().get("/organisation").body["announcement"]) == is_shown


@pytest.mark.parametrize(
    ("language", "texts", "before"),
    [
        ("nl", {}, "Dit is het nieuwe ouderportaal van Kinderopvang Zonnebloem. "),
        ("en", {}, "This is the new parent portal of Kinderopvang Zonnebloem. "),
        ("nl", MOVE, "Wij verhuizen!\n\n"),
        ("en", MOVE, "We are moving!\n\n"),
    ],
)
def test_the_last_day_of_the_old_portal_is_told_with_or_without_a_text(
    browser, language, texts, before
):
    an_organisation(announcements=texts, old_portal_until=date(2026, 12, 31))

    shown = browser(language=language).get("/organisation").body["announcement"]

    assert shown == before + LAST_DAY[language]


def test_where_there_is_no_organisation_there_is_nothing(browser):
    answer = browser("nergens").get("/organisation")

    assert (answer.status, answer.code) == (404, "NotFound")
