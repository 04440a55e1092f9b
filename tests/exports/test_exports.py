"""Download all: asked for once, made in the background, fetched when it is ready."""

import io
import json
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.aws import files
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.language import Language
from chalicelib.exports import service
from chalicelib.http import cookies
from chalicelib.sessions import service as sessions
from infra.drawings.pictures import SERIAL_NUMBER
from tests.aws_events import at_once
from tests.builders import an_organisation
from tests.conftest import NOW
from tests.exports.builders import MARCH_4TH
from tests.exports.families import a_family_of, a_photo, deliver_mails, signed_in, waiting, work
from tests.families.builders import a_family
from tests.photos.builders import a_picture, files_kept, group_worker, upload
from tests.photos.looks import MAY_BE_TOLD, told


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


@pytest.fixture
def family():
    return a_family_of()


@pytest.fixture
def noor(family):
    return family.children[0].child_id


@pytest.fixture
def exports(family):
    """Where the exports of the family are."""
    return f"/families/{family.family_id}/exports"


@pytest.fixture
def anna(browser, family):
    return signed_in(browser, family)


def key_in(url: str) -> str:
    return "exports/" + url.partition("?")[0].partition("/exports/")[2]


def downloaded(parent, exports, export_id) -> bytes:
    return files.read(key_in(parent.post(f"{exports}/{export_id}/link").body["url"]))


def archives() -> list[str]:
    return [key for key in files_kept() if key.startswith("exports/")]


def test_all_photos_come_as_one_zip_with_their_dates_and_nothing_else(
    browser, anna, noor, exports, tmp_path
):
    femke = group_worker(browser)
    march, july = MARCH_4TH, datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    upload(femke, a_picture("painting", taken_at=july), child_ids=[noor], caption="Ñandú 🎨")
    upload(femke, a_picture("playground", taken_at=march, format="HEIC"), child_ids=[noor])

    asked = anna.post(exports)
    assert (asked.status, asked.body["state"], asked.body["progress"]) == (201, "running", 0)
    assert work(anna) == 0

    ready = anna.get(f"{exports}/{asked.body['export_id']}").body
    data = downloaded(anna, exports, asked.body["export_id"])
    assert (ready["state"], ready["progress"], ready["photos"]) == ("ready", 100, 2)
    assert ready["size"] == len(data)
    assert ready["expires_at"].startswith("2026-11-09T09:00:")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        first, second = "2026-03/2026-03-04_1512_Noor_1.jpg", "2026-07/2026-07-02_0030_Noor_2.jpg"
        assert archive.namelist() == ["index.json", first, second]
        assert archive.getinfo(second).date_time == (2026, 7, 2, 0, 30, 0)
        for name in (first, second):
            assert set(told(archive.read(name))) <= MAY_BE_TOLD
            assert SERIAL_NUMBER.encode() not in archive.read(name)
        assert json.loads(archive.read("index.json"))["photos"][1] == {
            "file": second,
            "taken_at": "2026-07-02T00:30:00+02:00",
            "children": ["Noor"],
            "caption": "Ñandú 🎨",
        }
    (tmp_path / "photos.zip").write_bytes(data)
    if unzip := shutil.which("unzip"):
        subprocess.run([unzip, "-tq", tmp_path / "photos.zip"], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("language", "word"), [(Language.NL, "staat klaar"), (Language.EN, "is ready")]
)
def test_who_asked_gets_one_mail_that_leads_to_the_page_and_not_to_the_file(
    browser, sent_mails, language, word
):
    family = a_family_of("bram@example.nl", debtor_number="010300", language=language)
    a_photo(family.children[0].child_id)
    bram = signed_in(browser, family)
    bram.post(f"/families/{family.family_id}/exports")

    work(bram)
    work(bram)
    deliver_mails(bram)

    (mail,) = sent_mails()
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert mail["To"].addresses[0].addr_spec == "bram@example.nl"
    assert word in text
    assert "https://zonnebloem.kiekeboe.example/downloads" in text
    assert "https://zonnebloem.kiekeboe.example/downloads" in html
    assert "X-Amz" not in text + html


def test_a_second_click_gets_the_same_export(anna, noor, exports):
    a_photo(noor)

    first, second = anna.post(exports), anna.post(exports)

    assert (second.status, second.body) == (201, first.body)
    assert len(waiting("exports")) == 1


def test_two_parents_who_ask_at_the_same_moment_get_the_same_export(family, anna, noor):
    a_photo(noor)
    token, organisation_id = anna.cookies[cookies.SESSION], anna.organisation_id

    def ask(_):
        caller = sessions.caller_of(token=token, organisation_id=organisation_id, now=NOW)
        return service.start_export(caller=caller, family_id=family.family_id, now=NOW)

    with at_once(), ThreadPoolExecutor(2) as threads:
        first, second = threads.map(ask, range(2))

    assert first == second
    assert len(waiting("exports")) == 1


def test_photos_that_were_packed_before_are_not_packed_again(anna, noor, exports):
    a_photo(noor)
    ids = []
    for minutes in range(2):
        clock.start_at(NOW + timedelta(minutes=minutes))
        ids.append(anna.post(exports).body["export_id"])
        work(anna)

    first, second = (anna.get(f"{exports}/{it}").body for it in ids)
    assert first["export_id"] != second["export_id"]
    assert first["expires_at"] == second["expires_at"]
    assert len(archives()) == 1
    assert [it["export_id"] for it in anna.get(exports).body["exports"]] == [*reversed(ids)]


def test_another_photo_makes_another_archive(anna, noor, exports):
    for hour in range(2):
        a_photo(noor, taken_at=MARCH_4TH + timedelta(hours=hour))
        anna.post(exports)
        work(anna)

    assert len(archives()) == 2


def test_an_archive_is_gone_after_a_week_and_made_again_on_demand(browser, family, noor, exports):
    a_photo(noor)
    anna = signed_in(browser, family)
    export_id = anna.post(exports).body["export_id"]
    work(anna)
    (key,) = archives()
    before = files.read(key)

    clock.start_at(NOW + timedelta(days=7, minutes=1))
    files.remove(key)  # as S3 does by itself
    anna = signed_in(browser, family)
    assert anna.get(f"{exports}/{export_id}").body["state"] == "expired"
    assert anna.post(f"{exports}/{export_id}/link").code == "ExportExpired"

    again = anna.post(exports).body["export_id"]
    work(anna)
    assert downloaded(anna, exports, again) == before


def test_the_link_is_good_for_five_minutes_and_names_the_file(anna, noor, exports):
    a_photo(noor)
    export_id = anna.post(exports).body["export_id"]
    assert anna.post(f"{exports}/{export_id}/link").code == "ExportNotReady"
    work(anna)

    url = anna.post(f"{exports}/{export_id}/link").body["url"]

    assert "X-Amz-Expires=300" in url
    assert "zonnebloem-2026-11-02.zip" in url


def test_without_photos_there_is_nothing_to_export(anna, exports):
    assert anna.post(exports).code == "NothingToExport"
    assert anna.get(exports).body == {"exports": [], "next": None}
    assert waiting("exports") == []


def test_siblings_come_together_and_other_families_are_not_named(anna, browser):
    family = a_family_of("sofie@example.nl", debtor_number="010301", children=("Sam", "Łucja/Ø"))
    other = a_family("010302")
    sam, lucja = (child.child_id for child in family.children)
    a_photo(sam, lucja)
    shared = a_photo(sam, other.children[0].child_id, taken_at=MARCH_4TH + timedelta(days=1))
    parent, exports = signed_in(browser, family), f"/families/{family.family_id}/exports"
    export_id = parent.post(exports).body["export_id"]
    work(parent)

    with zipfile.ZipFile(io.BytesIO(downloaded(parent, exports, export_id))) as archive:
        assert archive.namelist()[1:] == ["2026-03/2026-03-04_1512_Sam-Łucja_Ø_1.jpg"]
        assert shared.photo_id not in archive.read("index.json").decode()
    assert signed_in(browser, family).get(exports).status == 200
    assert anna.get(exports).status == 404


def test_an_export_that_hangs_does_not_keep_the_family_waiting(browser, family, noor, exports):
    a_photo(noor)
    first = signed_in(browser, family).post(exports).body["export_id"]

    clock.start_at(NOW + timedelta(hours=24, minutes=1))
    anna = signed_in(browser, family)
    assert anna.get(f"{exports}/{first}").body["state"] == "failed"
    second = anna.post(exports).body["export_id"]
    assert second != first
    work(anna)

    assert anna.get(f"{exports}/{second}").body["state"] == "ready"


# Who


def test_an_export_is_for_the_familys_parents_only(browser, family, noor, anna, exports):
    an_organisation("bink")
    a_photo(noor)
    export_id = anna.post(exports).body["export_id"]
    work(anna)
    other = a_family_of("carla@example.nl", debtor_number="010303")
    role = {family.family_id: Role.PARENT}
    strangers = [
        (signed_in(browser, other), 404),
        (browser("bink").signed_in(account_id="x", families=role), 404),
        (browser().signed_in(account_id="opa", families={family.family_id: Role.PAYER}), 403),
        (group_worker(browser), 403),
        (browser(), 401),
    ]

    for stranger, status in strangers:
        assert stranger.post(exports).status == status
        assert stranger.get(exports).status == status
        assert stranger.get(f"{exports}/{export_id}").status == status
        assert stranger.post(f"{exports}/{export_id}/link").status == status


def test_the_office_starts_it_for_a_family_whose_parents_get_the_mail(
    browser, noor, exports, sent_mails
):
    a_photo(noor)
    planner = browser().signed_in(staff_role=Role.PLANNER)

    export_id = planner.post(f"/staff{exports}").body["export_id"]
    work(planner)
    deliver_mails(planner)

    assert planner.get(f"{exports}/{export_id}").body["state"] == "ready"
    assert planner.post(f"{exports}/{export_id}/link").status == 403
    assert [it["To"].addresses[0].addr_spec for it in sent_mails()] == ["anna@example.nl"]
    assert group_worker(browser).post(f"/staff{exports}").status == 403


def test_a_colleague_who_is_a_parent_herself_takes_only_her_own_photos_along(
    browser, noor, exports, anna
):
    a_photo(noor)
    export_id = anna.post(exports).body["export_id"]
    work(anna)
    own = {a_family("010304").family_id: Role.PARENT}
    colleague = browser().signed_in(account_id="petra", families=own, staff_role=Role.ADMINISTRATOR)

    assert colleague.get(f"{exports}/{export_id}").status == 200
    assert colleague.post(f"{exports}/{export_id}/link").status == 404


@pytest.mark.parametrize("export_id", ["unknown", "20261102T090000.unknown", "RUNNING", "x" * 65])
def test_an_export_that_is_not_there_is_not_found(anna, exports, export_id):
    for answer in (
        anna.get(f"{exports}/{export_id}"),
        anna.post(f"{exports}/{export_id}/link"),
    ):
        assert answer.status in {404, 422}


def test_the_body_takes_no_more_than_it_knows(anna, noor, exports):
    a_photo(noor)

    assert anna.post(exports, {"volumes": 3}).code == "InvalidRequest"
