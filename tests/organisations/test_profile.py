from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from chalicelib.audit import service as audit
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.periods import Month
from chalicelib.mail.store import MailStore
from chalicelib.organisations import service
from chalicelib.organisations.colours import contrast_on_white
from chalicelib.organisations.model import OrganisationChanged
from tests.aws_events import at_once
from tests.builders import a_planner, an_organisation
from tests.conftest import NOW

CONTACT = {
    "email": "info@zonnebloem.example",
    "phone": "023-7654321",
    "street": "Rijksstraatweg 1",
    "postcode": "2022 DA",
    "city": "Haarlem",
}
BILLING = {
    "iban": "NL91 ABNA 0417 1643 00",
    "creditor_id": "NL98ZZZ999999990000",
    "rounding": "exact",
    "part_month": "by_care_days",
    "run_day": 20,
    "debit_day": 28,
    "notice_days": 14,
    "payment_days": 14,
}
PROFILE = {
    "name": "Kinderopvang Zonnebloem",
    "language": "nl",
    "colour": "#2F6F5E",
    "contact": CONTACT,
    "billing": BILLING,
    "first_care_period": "2026-12",
    "old_portal_until": "2027-02-28",
    "announcement_nl": "We gaan over naar een nieuw portaal. 🎉",
    "announcement_en": None,
    "version": 1,
}


@pytest.fixture
def administrator(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.ADMINISTRATOR)


def test_an_administrator_changes_the_profile_and_sees_it_at_once(administrator):
    answer = administrator.put("/staff/organisation", PROFILE)

    assert answer.status == 200
    assert answer.body == administrator.get("/staff/configuration").body["profile"]
    assert answer.body == {
        **PROFILE,
        "organisation_id": "zonnebloem",
        "colour": "#2f6f5e",
        "logo": None,
        "billing": {**BILLING, "iban": "NL91ABNA0417164300"},
        "version": 2,
    }


def test_the_letterhead_of_mails_follows_the_profile(administrator):
    administrator.put("/staff/organisation", {**PROFILE, "name": "De  Zonnebloem ", "version": 1})

    letterhead = MailStore("zonnebloem").letterhead()
    assert (letterhead.name, letterhead.phone) == ("De Zonnebloem", "023-7654321")


def test_a_stale_form_changes_nothing_and_shows_what_stands_there_now(administrator):
    first = administrator.put("/staff/organisation", {**PROFILE, "name": "Zonnebloem & Maan"})
    second = administrator.put("/staff/organisation", {**PROFILE, "name": "Iets anders"})

    assert (second.status, second.code) == (409, "OrganisationChanged")
    assert second.body["data"] == {"current": first.body}
    assert service.organisation_now("zonnebloem").name == "Zonnebloem & Maan"


@pytest.mark.parametrize(
    ("colour", "contrast"),
    [("#ffffff", "1.0"), ("#ffd700", "1.4"), ("#FF8000", "2.5"), ("#777777", "4.4")],
)
def test_a_colour_that_cannot_be_read_on_white_is_refused_with_its_contrast(
    administrator, colour, contrast
):
    answer = administrator.put("/staff/organisation", {**PROFILE, "colour": colour})

    assert (answer.status, answer.code) == (409, "ColourTooLight")
    assert answer.body["data"] == {"contrast": contrast, "needed": "4.5"}
    assert contrast in answer.body["message"]


@pytest.mark.parametrize("colour", ["#767676", "#000000", "#2f6f5e"])
def test_a_colour_with_enough_contrast_is_kept(administrator, colour):
    answer = administrator.put("/staff/organisation", {**PROFILE, "colour": colour})

    assert (answer.status, answer.body["colour"]) == (200, colour)


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#ff0000", 4.0)]
)
def test_contrast_is_that_of_the_accessibility_guidelines(colour, contrast):
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.005)


def test_an_iban_whose_check_digits_do_not_fit_is_refused(administrator):
    billing = {**BILLING, "iban": "NL91ABNA0417164301"}

    answer = administrator.put("/staff/organisation", {**PROFILE, "billing": billing})

    assert (answer.status, answer.code) == (422, "InvalidIban")
    assert service.organisation_now("zonnebloem").version == 1


def test_another_iban_needs_a_password_entered_a_moment_ago(administrator):
    clock.start_at(NOW.replace(minute=16))
    billing = {**BILLING, "iban": "NL44RABO0123456789"}

    answer = administrator.put("/staff/organisation", {**PROFILE, "billing": billing})

    assert (answer.status, answer.code) == (403, "PasswordNeeded")
    assert administrator.put("/staff/organisation", PROFILE).status == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "a" * 10_000},
        {"name": "   "},
        {"name": "Zonnebloem\n"},
        {"name": "a\x00b"},
        {"colour": "green"},
        {"colour": "#2f6f5e\n"},
        {"contact": {**CONTACT, "email": "no address"}},
        {"contact": {**CONTACT, "email": "a@b\r\nbcc: c@d"}},
        {"contact": {**CONTACT, "phone": "call me"}},
        {"contact": {}},
        {"billing": {**BILLING, "debit_day": 32}},
        {"billing": {**BILLING, "run_day": 29}},
        {"billing": {**BILLING, "rounding": "down"}},
        {"first_care_period": "2026-13"},
        {"old_portal_until": "2027-02-29"},
        {"announcement_nl": ""},
        {"version": "1"},
        {"organisation_id": "maan"},
    ],
)
def test_what_does_not_have_the_right_shape_is_refused(administrator, wrong):
    answer = administrator.put("/staff/organisation", {**PROFILE, **wrong})

    assert (answer.status, answer.code) == (422, "InvalidRequest")


@pytest.mark.parametrize("role", [Role.PLANNER, Role.GROUP_WORKER, Role.OPERATOR])
def test_only_an_administrator_changes_the_profile(browser, role):
    an_organisation()

    answer = browser().signed_in(staff_role=role).put("/staff/organisation", PROFILE)

    assert (answer.status, answer.code) == (403, "Forbidden")


def test_one_organisations_administrator_changes_nothing_of_another(administrator):
    maan = an_organisation("maan", name="Maan")

    administrator.put("/staff/organisation", {**PROFILE, "name": "Nieuw"})

    assert service.organisation_now("maan") == maan


def test_of_two_administrators_at_once_one_changes_it():
    current = an_organisation()

    def change(name):
        newer = replace(current, name=name)
        try:
            service.change_organisation(newer, current=current, by=a_planner(), now=NOW)
        except OrganisationChanged:
            return "refused"
        return name

    with ThreadPoolExecutor() as pool, at_once():
        outcomes = list(pool.map(change, ["Zon", "Maan"]))

    assert "refused" in outcomes
    assert service.organisation_now("zonnebloem").name in outcomes


def test_a_change_is_in_the_audit_trail(administrator):
    administrator.put("/staff/organisation", PROFILE)

    records = audit.list_records(caller=a_planner(), month=Month(2026, 11), after=None).items
    assert [(it.action, it.about) for it in records] == [
        ("organisations.change", "organisation/zonnebloem")
    ]
