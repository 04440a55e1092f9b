"""The logo of the house style, from an administrator's file to pages, mails and invoices."""

import io
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, PngImagePlugin

from chalicelib.aws import files
from chalicelib.core.callers import Role
from chalicelib.organisations import service
from chalicelib.organisations.logos import LARGEST, drawn_anew
from chalicelib.organisations.model import OrganisationChanged
from tests.accounts.letters import carry
from tests.accounts.steps import invited
from tests.aws_events import at_once
from tests.builders import a_planner, an_organisation
from tests.conftest import NOW

GREEN = (47, 111, 94, 255)


def picture(size=(600, 200), kind="PNG", colour=GREEN, **how):
    file = io.BytesIO()
    mode = "RGB" if kind == "JPEG" else "RGBA"
    Image.new("RGBA", size, colour).convert(mode).save(file, kind, **how)
    return file.getvalue()


def given(data):
    return {"picture": b64encode(data).decode()}


def shown(path):
    return Image.open(io.BytesIO(files.read(path.removeprefix("/"))))


@pytest.fixture
def administrator(browser):
    an_organisation()
    return browser().signed_in(staff_role=Role.ADMINISTRATOR)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_administrator_sets_a_logo_and_everybody_sees_it(administrator, browser, kind):
    answer = administrator.put("/staff/organisation/logo", given(picture(kind=kind)))

    assert answer.status == 200
    public = browser().get("/organisation").body
    assert public["logo"] == answer.body["logo"]
    assert shown(public["logo"]).format == "PNG"


def test_a_logo_is_made_to_fit_and_keeps_its_shape(administrator):
    answer = administrator.put("/staff/organisation/logo", given(picture((3000, 600))))

    assert shown(answer.body["logo"]).size == (LARGEST[0], LARGEST[0] // 5)


def test_a_small_logo_stays_as_it_is(administrator):
    answer = administrator.put("/staff/organisation/logo", given(picture((120, 40))))

    assert shown(answer.body["logo"]).size == (120, 40)


def test_empty_space_around_a_logo_is_cut_off():
    paper = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    paper.paste(GREEN, (100, 150, 300, 250))
    file = io.BytesIO()
    paper.save(file, "PNG")

    assert Image.open(io.BytesIO(drawn_anew(file.getvalue()))).size == (200, 100)


def test_nothing_that_a_file_says_of_itself_is_kept():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Sanne van Dijk")
    exif = Image.Exif()
    exif[0x010F] = "Telefoon van Sanne"

    for data in (picture(pnginfo=notes, exif=exif), picture(kind="JPEG", exif=exif)):
        assert b"Sanne" in data
        assert b"Sanne" not in drawn_anew(data)


def test_a_photographed_logo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it clockwise

    upright = drawn_anew(picture((300, 100), kind="JPEG", exif=exif))

    assert Image.open(io.BytesIO(upright)).size == (100, 300)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "NotALogo"),
        (b"%PDF-1.7", "NotALogo"),
        (picture()[:-40], "NotALogo"),
        (picture(kind="JPEG")[:60], "NotALogo"),
        (picture(colour=(0, 0, 0, 0)), "NotALogo"),
        (picture((6000, 6000)), "LogoTooLarge"),
        (picture((14000, 14000)), "LogoTooLarge"),
    ],
    ids=["drawing", "document", "cut off", "broken", "nothing to see", "large", "bomb"],
)
def test_what_is_no_logo_is_refused_and_the_old_one_stays(administrator, data, code):
    before = administrator.put("/staff/organisation/logo", given(picture())).body["logo"]

    answer = administrator.put("/staff/organisation/logo", given(data))

    assert (answer.status, answer.code) == (422, code)
    assert administrator.get("/organisation").body["logo"] == before


def test_without_a_logo_the_name_stands_there_again(administrator):
    administrator.put("/staff/organisation/logo", given(picture()))

    assert administrator.delete("/staff/organisation/logo").status == 200
    assert administrator.get("/organisation").body["logo"] is None


def test_the_same_logo_twice_changes_nothing(administrator):
    first = administrator.put("/staff/organisation/logo", given(picture())).body

    assert administrator.put("/staff/organisation/logo", given(picture())).body == first


def test_a_change_of_the_profile_keeps_the_logo(administrator):
    profile = administrator.put("/staff/organisation/logo", given(picture())).body
    wanted = {it: profile[it] for it in profile if it not in {"organisation_id", "logo"}}

    answer = administrator.put("/staff/organisation", {**wanted, "name": "Kinderopvang Bink"})

    assert (answer.body["name"], answer.body["logo"]) == ("Kinderopvang Bink", profile["logo"])


def test_of_two_administrators_at_once_both_are_told_what_stands_there():
    an_organisation()

    def choose(width):
        try:
            chosen = service.set_logo(picture((width, 10)), by=a_planner(), now=NOW)
        except OrganisationChanged:
            return None
        return chosen.house_style.logo_key

    with ThreadPoolExecutor() as pool, at_once():
        chosen = list(pool.map(choose, [30, 60]))

    assert chosen.count(None) == 1
    assert service.organisation_now("zonnebloem").house_style.logo_key in chosen


@pytest.mark.parametrize("role", [Role.PLANNER, Role.GROUP_WORKER])
def test_only_administrators_set_a_logo(browser, role):
    an_organisation()
    colleague = browser().signed_in(staff_role=role)

    assert colleague.put("/staff/organisation/logo", given(picture())).status == 403
    assert colleague.delete("/staff/organisation/logo").status == 403


def test_mails_show_the_logo_inside_and_name_it(administrator, sent_mails):
    path = administrator.put("/staff/organisation/logo", given(picture((600, 100)))).body["logo"]
    invited()
    carry()

    (message,) = sent_mails()
    html = message.get_body(["html"]).get_content()
    (logo,) = (it for it in message.walk() if it.get_content_type() == "image/png")
    cid = logo["content-id"].strip("<>")

    assert f'src="cid:{cid}" alt="Kinderopvang Zonnebloem" width="260" height="43"' in html
    assert logo.get_content() == files.read(path.removeprefix("/"))


def test_without_a_logo_mails_show_the_name(administrator, sent_mails):
    administrator.put("/staff/organisation/logo", given(picture()))
    administrator.delete("/staff/organisation/logo")
    invited()
    carry()

    (message,) = sent_mails()
    assert "cid:" not in message.get_body(["html"]).get_content()
