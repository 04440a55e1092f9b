"""Who sees which photo."""

from datetime import date, timedelta

import pytest

from chalicelib.aws import files
from chalicelib.core.callers import Role
from chalicelib.photos import service
from infra.drawings.pictures import SERIAL_NUMBER
from tests.builders import a_caller, an_organisation
from tests.conftest import NOW
from tests.families.builders import a_child, a_family, a_parent
from tests.photos.builders import (
    MARCH_4TH,
    a_picture,
    another_family,
    ask_one,
    gallery,
    group_worker,
    listed,
    parent,
    upload,
)

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


def photo_at(hours: int) -> bytes:
    return a_picture(taken_at=MARCH_4TH + timedelta(hours=hours))


def test_parents_see_the_photo_of_their_child(anna, femke, noor):
    photo_id = upload(femke, child_ids=[noor], caption="<b>Zand</b> & 水")

    (photo,) = anna.get(f"/children/{noor}/photos").body["photos"]
    assert photo["photo_id"] == photo_id
    assert (photo["day"], photo["taken_at"]) == ("2026-03-04", "2026-03-04T14:12:00Z")
    assert (photo["width"], photo["height"]) == (320, 240)
    assert photo["caption"] == "<b>Zand</b> & 水"
    assert "X-Amz-Expires=7200" in photo["thumbnail"]
    assert set(photo) == {
        "photo_id", "day", "taken_at", "caption", "width", "height", "thumbnail", "screen",
    }  # fmt: skip


def test_the_original_is_saved_under_its_date_for_five_minutes_and_tells_nothing(anna, femke, noor):
    photo_id = upload(femke, child_ids=[noor])

    url = anna.get(f"/children/{noor}/photos/{photo_id}/original").body["url"]

    assert "X-Amz-Expires=300" in url
    assert "2026-03-04_1512.jpg" in url
    key = url.partition("?")[0].partition("/photos/")[2]
    assert SERIAL_NUMBER.encode() not in files.read(f"photos/{key}")


def test_a_gallery_is_paged_with_the_newest_first(anna, femke, noor):
    hours = [*range(35)]
    ids = {hour: upload(femke, photo_at(hour), child_ids=[noor]) for hour in hours[::2]}
    ids |= {hour: upload(femke, photo_at(hour), child_ids=[noor]) for hour in hours[1::2]}

    first = anna.get(f"/children/{noor}/photos").body
    second = anna.get(f"/children/{noor}/photos?cursor={first['next']}").body

    shown = [it["photo_id"] for it in (*first["photos"], *second["photos"])]
    assert shown == [ids[hour] for hour in reversed(hours)]
    assert second["next"] is None


def test_nobody_else_sees_a_photo(browser, family, femke, noor):
    an_organisation("bink")
    other = another_family()
    photo_id = upload(femke, child_ids=[noor])
    families = {family.family_id: Role.PARENT}
    strangers = [
        parent(browser, other, "carla"),
        browser("bink").signed_in(account_id="anna", families=families),
        browser("bink").signed_in(staff_role=Role.ADMINISTRATOR),
        group_worker(browser, groups=frozenset({"bees"})),
        browser().signed_in(account_id="stranger", families=families),
    ]

    for stranger in strangers:
        for path in ("photos", f"photos/{photo_id}/original"):
            missing = stranger.get(f"/children/{'0' * 32}.{'0' * 10}/{path}")
            answer = stranger.get(f"/children/{noor}/{path}")
            assert (answer.status, answer.body) == (404, missing.body)


def test_a_payer_and_a_visitor_see_no_photo(browser, family, femke, noor):
    upload(femke, child_ids=[noor])
    payer = browser().signed_in(account_id="opa", families={family.family_id: Role.PAYER})

    assert payer.get(f"/children/{noor}/photos").status == 403
    assert payer.get("/children/unknown/photos").status == 403
    assert browser().get(f"/children/{noor}/photos").status == 401


def test_a_parent_whose_care_has_ended_sees_no_photo(browser, femke):
    parents = (a_parent("Anna"), a_parent("Bram", position=2, care_until=date(2026, 11, 2)))
    family = a_family("010207", parents=parents)
    noor = family.children[0].child_id
    photo_id = upload(femke, child_ids=[noor])

    assert gallery(parent(browser, family, "anna"), noor) == [photo_id]
    assert parent(browser, family, "bram").get(f"/children/{noor}/photos").status == 404


def test_a_photo_is_reached_through_a_child_that_is_in_it(browser, femke):
    both = a_family("010208", children=(a_child("Noor"), a_child("Sam")))
    noor, sam = (child.child_id for child in both.children)
    photo_id = upload(femke, child_ids=[noor])
    waiting = ask_one(femke, b"x", child_ids=[noor])["photo_id"]
    own = parent(browser, both)

    assert own.get(f"/children/{noor}/photos/{photo_id}/original").status == 200
    for path in (f"{sam}/photos/{photo_id}", f"{noor}/photos/{waiting}", f"{noor}/photos/none"):
        assert own.get(f"/children/{path}/original").status == 404


def test_a_cursor_of_another_childs_gallery_is_refused(browser, femke):
    both = a_family("010209", children=(a_child("Noor"), a_child("Sam")))
    noor, sam = (child.child_id for child in both.children)
    for hour in range(31):
        upload(femke, photo_at(hour), child_ids=[noor])
    own = parent(browser, both)

    cursor = own.get(f"/children/{noor}/photos").body["next"]

    assert own.get(f"/children/{noor}/photos?cursor={cursor}").status == 200
    assert own.get(f"/children/{sam}/photos?cursor={cursor}").code == "BadCursor"


# Tags, captions and deletion


def test_who_is_tagged_later_sees_the_photo_and_who_is_untagged_does_not(
    browser, anna, femke, noor
):
    other = another_family()
    daan = other.children[0].child_id
    photo_id = upload(femke, child_ids=[noor])
    change = {"version": 1, "child_ids": [daan, daan], "caption": "Daan!"}

    answer = femke.put(f"/staff/photos/{photo_id}", change)

    assert (answer.body["version"], answer.body["child_ids"]) == (2, [daan])
    assert gallery(anna, noor) == []
    carla = parent(browser, other, "carla")
    (photo,) = carla.get(f"/children/{daan}/photos").body["photos"]
    assert photo["caption"] == "Daan!"


def test_a_change_on_top_of_somebody_elses_is_refused_with_what_stands(femke, noor):
    photo_id = upload(femke, child_ids=[noor])
    first = {"version": 1, "child_ids": [noor], "caption": "First"}
    assert femke.put(f"/staff/photos/{photo_id}", first).status == 200

    stale = femke.put(f"/staff/photos/{photo_id}", first | {"caption": "Second"})

    assert (stale.status, stale.code) == (409, "PhotoChanged")
    assert stale.body["data"] == {"version": 2, "caption": "First", "child_ids": [noor]}


def test_a_deleted_photo_is_gone_for_everybody_at_once(anna, femke, noor, family):
    photo_id = upload(femke, child_ids=[noor])

    assert femke.delete(f"/staff/photos/{photo_id}").status == 200

    assert gallery(anna, noor) == []
    assert anna.get(f"/children/{noor}/photos/{photo_id}/original").status == 404
    assert listed(femke) == {}
    assert femke.delete(f"/staff/photos/{photo_id}").status == 404
    assert [*service.originals_of(family.family_id, organisation_id="zonnebloem")] == []


def test_only_colleagues_of_the_group_change_or_delete_a_photo(browser, anna, femke, noor):
    an_organisation("bink")
    photo_id = upload(femke, child_ids=[noor])
    change = {"version": 1, "child_ids": [], "caption": ""}
    strangers = [
        (group_worker(browser, groups=frozenset({"bees"})), 404),
        (browser("bink").signed_in(staff_role=Role.ADMINISTRATOR), 404),
        (anna, 403),
    ]

    for stranger, status in strangers:
        assert stranger.put(f"/staff/photos/{photo_id}", change).status == status
        assert stranger.delete(f"/staff/photos/{photo_id}").status == status
    assert gallery(anna, noor) == [photo_id]


def test_a_child_that_is_not_the_colleagues_stays_tagged_but_is_not_added(browser, femke, noor):
    bee = a_family("010210", children=(a_child("Bee", group_ids=frozenset({"bees"})),))
    bee_id = bee.children[0].child_id
    planner = browser().signed_in(staff_role=Role.PLANNER)
    both, one = upload(planner, child_ids=[noor, bee_id]), upload(planner, child_ids=[noor])
    change = {"version": 1, "child_ids": [noor, bee_id], "caption": "Samen"}

    assert femke.put(f"/staff/photos/{both}", change).status == 200
    assert femke.put(f"/staff/photos/{one}", change).status == 404


# For other rooms


def test_home_gets_the_newest_photos_of_several_children_each_once(femke, noor):
    both = a_family("010211", children=(a_child("Sam"), a_child("Lot")))
    sam, lot = (child.child_id for child in both.children)
    oldest = upload(femke, photo_at(1), child_ids=[noor])
    newest = [
        upload(femke, photo_at(4), child_ids=[sam, lot]),
        upload(femke, photo_at(3), child_ids=[lot]),
        upload(femke, photo_at(2), child_ids=[noor]),
        oldest,
    ]

    assert recent([noor, sam, lot]) == newest
    assert recent([lot]) == newest[:2]
    assert recent([]) == []


def test_home_gets_what_was_uploaded_this_month_and_the_one_before(femke, noor):
    photo_id = upload(femke, photo_at(1), child_ids=[noor])

    assert recent([noor], today=date(2026, 12, 31)) == [photo_id]
    assert recent([noor], today=date(2027, 1, 1)) == []


def test_home_gets_no_photo_that_another_family_does_not_allow(femke, noor):
    silent = another_family(allows_photos=False).children[0].child_id
    upload(femke, photo_at(1), child_ids=[noor, silent])

    assert recent([noor]) == []


def test_home_forgets_a_photo_that_was_deleted_or_is_of_another_child_by_now(femke, noor):
    sam = another_family().children[0].child_id
    deleted = upload(femke, photo_at(1), child_ids=[noor])
    retagged = upload(femke, photo_at(2), child_ids=[noor])
    femke.delete(f"/staff/photos/{deleted}")
    change = {"version": 1, "caption": "", "child_ids": [sam]}
    assert femke.put(f"/staff/photos/{retagged}", change).status == 200

    assert recent([noor]) == []
    assert recent([sam]) == [retagged]


def test_home_looks_at_no_more_than_one_request_reads(femke, noor):
    others = [another_family(f"0104{number:02}").children[0].child_id for number in range(3)]
    for hour in range(4):
        upload(femke, photo_at(hour), child_ids=[noor, *others])

    listed_keys = 4  # of the four families in every photo
    assert len(recent([noor], most_keys=listed_keys + 2)) == 2


def recent(child_ids, *, today=TODAY, most_keys=100):
    caller = a_caller()
    found = service.recent_photos(child_ids, caller=caller, today=today, most_keys=most_keys)
    shown = service.visible_photos(found, caller=caller, own=child_ids)
    return [photo.photo_id for photo in shown]


def test_an_export_gets_every_photo_the_family_may_see_the_oldest_first(femke, noor, family):
    silent = another_family(allows_photos=False).children[0].child_id
    late = upload(femke, photo_at(2), child_ids=[noor])
    upload(femke, photo_at(1), child_ids=[noor, silent])
    early = upload(femke, photo_at(0), child_ids=[noor])

    originals = [*service.originals_of(family.family_id, organisation_id="zonnebloem")]

    assert [it.photo.photo_id for it in originals] == [early, late]
    assert [it.children for it in originals] == [("Noor",)] * 2
    for it in originals:
        assert len(files.read(it.key)) == it.size
