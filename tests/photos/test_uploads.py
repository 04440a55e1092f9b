"""From a colleague's telephone to a photo that is kept, or a reason why not."""

import base64
import io
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from PIL import Image

from chalicelib.aws import files
from chalicelib.core import clock
from chalicelib.core.callers import Role
from infra.drawings.pictures import SERIAL_NUMBER, make_bomb, make_letter, make_truncated
from tests.aws_events import is_down
from tests.builders import LADYBIRDS, an_organisation
from tests.conftest import NOW
from tests.falling_over import stops_after
from tests.families.builders import a_child, a_family
from tests.photos.builders import (
    MARCH_4TH,
    a_picture,
    ask,
    ask_one,
    deliver,
    files_kept,
    gallery,
    group_worker,
    listed,
    parent,
    put,
    told_by_s3,
    upload,
    uploads_left,
)
from tests.photos.looks import MAY_BE_TOLD, told

CALLS = 8  # the photo, its upload, three files, the photo as it is by now, settled, upload removed


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


# The form


def test_the_form_takes_this_file_only_and_for_five_minutes(femke, noor):
    form = ask_one(femke, b"x" * 5000, child_ids=[noor])

    policy = json.loads(base64.b64decode(form["fields"]["policy"]))
    assert {"key": f"uploads/zonnebloem/{form['photo_id']}"} in policy["conditions"]
    assert ["content-length-range", 1, 5000] in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]


def test_many_files_are_asked_for_at_once(femke, noor):
    answer = ask(femke, *[1000] * 50, child_ids=[noor])

    assert len({it["fields"]["key"] for it in answer.body["uploads"]}) == 50


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"files": []}, "InvalidRequest"),
        ({"files": [{"content_type": "image/jpeg", "size": 1}] * 51}, "InvalidRequest"),
        ({"files": [{"content_type": "application/pdf", "size": 1}]}, "InvalidRequest"),
        ({"files": [{"content_type": "image/jpeg", "size": 0}]}, "InvalidRequest"),
        ({"files": [{"content_type": "image/jpeg", "size": 30_000_001}]}, "UploadTooLarge"),
        ({"files": [{"content_type": "image/jpeg", "size": 1, "sha256": "x"}]}, "InvalidRequest"),
        ({"caption": "a" * 201}, "InvalidRequest"),
        ({"child_ids": ["a.1"] * 21}, "InvalidRequest"),
        ({"child_ids": ["a.1"]}, "NotFound"),
        ({"child_ids": ["../x"]}, "InvalidRequest"),
        ({"group_id": "dragonflies"}, "NotFound"),
        ({"key": "uploads/other/1"}, "InvalidRequest"),
    ],
)
def test_what_cannot_be_uploaded_is_refused_with_nothing_half_done(femke, body, code):
    valid = {"group_id": "ladybirds", "files": [{"content_type": "image/jpeg", "size": 1}]}

    assert femke.post("/staff/photos/uploads", valid | body).code == code
    assert listed(femke) == {}


def test_a_group_worker_uploads_for_her_own_groups_only(browser):
    stranger = a_family("010299", children=(a_child("Daan", group_ids=frozenset({"bees"})),))
    femke, other = group_worker(browser), group_worker(browser, groups=frozenset({"bees"}))

    assert ask(femke, 1, child_ids=[stranger.children[0].child_id]).status == 404
    assert ask(other, 1).status == 404
    assert other.get("/staff/groups/ladybirds/photos").status == 404


def test_a_planner_uploads_for_every_group(browser, noor):
    planner = browser().signed_in(staff_role=Role.PLANNER)

    assert ask(planner, 1, child_ids=[noor]).status == 201


def test_parents_do_not_upload(browser, family):
    assert ask(parent(browser, family), 1).status == 403


def test_another_organisation_uploads_nothing_here(browser, noor):
    an_organisation("bink")
    worker = group_worker(browser, "bink")

    assert ask(worker, 1, child_ids=[noor]).status == 404
    assert ask(worker, 1).status == 201


# What becomes of an upload


def test_a_photo_is_kept_without_place_and_device_and_with_its_date(noor, femke):
    photo_id = upload(femke, child_ids=[noor], caption="  In de zandbak 🏖️ ")

    photo = listed(femke)[photo_id]
    assert (photo["state"], photo["reason"]) == ("ready", None)
    assert photo["shown"]["taken_at"] == "2026-03-04T14:12:00Z"
    assert photo["shown"]["day"] == "2026-03-04"
    assert photo["caption"] == "In de zandbak 🏖️"
    for key in files_kept():
        data = files.read(key)
        assert SERIAL_NUMBER.encode() not in data
        assert set(told(data)) <= MAY_BE_TOLD
        assert key.startswith(f"photos/zonnebloem/{photo_id}/")
    assert len(files_kept()) == 3
    assert uploads_left() == []


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIC"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_photos_of_every_telephone_stand_upright(femke, noor, file_format, orientation):
    data = a_picture(format=file_format, orientation=orientation)
    photo_id = upload(femke, data, child_ids=[noor])

    shown = listed(femke)[photo_id]["shown"]

    assert (shown["width"], shown["height"]) == (320, 240)
    (screen,) = [key for key in files_kept() if "screen" in key]
    assert Image.open(io.BytesIO(files.read(screen))).size == (320, 240)


def test_a_photo_without_a_date_is_of_the_day_it_was_uploaded(femke, noor):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")

    photo_id = upload(femke, picture.getvalue(), child_ids=[noor])

    assert listed(femke)[photo_id]["shown"]["taken_at"] == "2026-11-02T09:00:00Z"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make_letter(), "NotAPicture"),
        (b"<svg/>", "NotAPicture"),
        (make_bomb(), "PictureTooLarge"),
        (make_truncated(taken_at=MARCH_4TH), "PictureDamaged"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_reason_for_staff(browser, family, femke, data, code):
    noor = family.children[0].child_id
    photo_id = upload(femke, data, child_ids=[noor])

    photo = listed(femke)[photo_id]
    assert (photo["state"], photo["reason"]["code"]) == ("refused", code)
    assert photo["reason"]["message"]
    assert gallery(parent(browser, family), noor) == []
    assert files_kept() == uploads_left() == []


def test_the_reason_is_in_the_language_of_the_reader(browser):
    upload(group_worker(browser), make_letter())

    (dutch,) = listed(group_worker(browser)).values()
    english_colleague = group_worker(browser)
    english_colleague.language = "en"
    (english,) = listed(english_colleague).values()
    assert dutch["reason"]["message"] != english["reason"]["message"]


def test_an_upload_that_arrived_otherwise_than_it_was_sent_is_refused(femke):
    data = a_picture()
    same = upload(femke, data, sha256=sha256(data).hexdigest())
    other = upload(femke, data, sha256=sha256(b"other").hexdigest())

    photos = listed(femke)
    assert photos[same]["state"] == "ready"
    assert photos[other]["reason"]["code"] == "PictureDamaged"


def test_an_upload_that_never_comes_is_named_as_such(femke):
    form = ask_one(femke, b"x")
    assert listed(femke)[form["photo_id"]]["state"] == "waiting"

    clock.start_at(NOW + timedelta(minutes=16))

    assert listed(femke)[form["photo_id"]]["state"] == "never_came"


# Events that come twice, late, or from elsewhere


def test_the_same_event_twice_makes_one_photo(femke, noor):
    data = a_picture()
    key = put(ask_one(femke, data, child_ids=[noor]), data)

    with stops_after(99) as sent:
        assert deliver(femke, told_by_s3(key)) == {"batchItemFailures": []}
    assert len(sent) == CALLS
    before = files_kept()
    assert deliver(femke, told_by_s3(key)) == {"batchItemFailures": []}

    (photo,) = listed(femke).values()
    assert (photo["state"], photo["version"]) == ("ready", 1)
    assert files_kept() == before
    assert len(before) == 3


def test_a_second_file_in_the_same_form_does_not_replace_the_photo(femke, noor):
    data = a_picture()
    form = ask_one(femke, data, child_ids=[noor])
    deliver(femke, told_by_s3(put(form, data)))
    before = files_kept()

    deliver(femke, told_by_s3(put(form, a_picture("painting"))))

    assert files_kept() == before
    assert uploads_left() == []


@pytest.mark.parametrize(
    "event",
    [
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "uploads"},
        {"Records": []},
        {"Records": [{"s3": {"object": {"key": "uploads/zonnebloem/unknown"}}}]},
        {"Records": [{"s3": {"object": {"key": "uploads/nobody/unknown"}}}]},
        {"Records": [{"s3": {"object": {"key": "imports/zonnebloem/1.xlsx"}}}]},
        {"Records": [{"s3": {"object": {"key": "uploads/a+b/%2E%2E/%C3%A9"}}}]},
    ],
)
def test_events_that_tell_of_no_photo_are_survived(femke, event):
    assert deliver(femke, event) == {"batchItemFailures": []}


def test_an_event_that_comes_before_its_upload_is_survived(femke):
    form = ask_one(femke, b"x")

    assert deliver(femke, told_by_s3(form["fields"]["key"])) == {"batchItemFailures": []}
    assert listed(femke)[form["photo_id"]]["state"] == "waiting"


def test_a_message_that_fails_comes_again_and_then_succeeds(femke, noor):
    data = a_picture()
    form = ask_one(femke, data, child_ids=[noor])
    event = told_by_s3(put(form, data))

    with is_down("s3", times=1):
        assert len(deliver(femke, event)["batchItemFailures"]) == 1
    assert listed(femke)[form["photo_id"]]["state"] == "waiting"

    assert deliver(femke, event) == {"batchItemFailures": []}
    assert listed(femke)[form["photo_id"]]["state"] == "ready"


@pytest.mark.parametrize("calls", range(CALLS))
def test_a_worker_that_falls_over_anywhere_leaves_nothing_undone(femke, noor, calls):
    """`calls` requests go well, then the machine is gone; the event comes again."""
    data = a_picture()
    form = ask_one(femke, data, child_ids=[noor])
    event = told_by_s3(put(form, data))

    with stops_after(calls):
        deliver(femke, event)
    deliver(femke, event)

    assert listed(femke)[form["photo_id"]]["state"] == "ready"
    assert len(files_kept()) == 3
    assert uploads_left() == []


def test_a_photo_that_is_tagged_while_it_is_made_is_tagged(browser, family, femke, noor):
    data = a_picture()
    form = ask_one(femke, data)
    key = put(form, data)
    change = {"version": 1, "child_ids": [noor], "caption": "Later"}
    assert femke.put(f"/staff/photos/{form['photo_id']}", change).status == 200

    deliver(femke, told_by_s3(key))

    assert gallery(parent(browser, family), noor) == [form["photo_id"]]


def test_an_upload_of_a_photo_that_was_deleted_meanwhile_is_thrown_away(femke, noor):
    data = a_picture()
    form = ask_one(femke, data, child_ids=[noor])
    key = put(form, data)
    assert femke.delete(f"/staff/photos/{form['photo_id']}").status == 200

    deliver(femke, told_by_s3(key))

    assert files_kept() == uploads_left() == []


def test_groups_are_paged_with_the_last_upload_first(femke):
    for number in range(60):
        clock.start_at(NOW + timedelta(minutes=number))
        ask(femke, 1, caption=str(number))

    first = femke.get("/staff/groups/ladybirds/photos").body
    second = femke.get(f"/staff/groups/ladybirds/photos?cursor={first['next']}").body

    captions = [int(it["caption"]) for it in (*first["photos"], *second["photos"])]
    assert captions == [*reversed(range(60))]
    assert second["next"] is None
    assert LADYBIRDS.group_id == first["photos"][0]["group_id"]
