"""An archive is the same whatever falls over while it is made, and whatever is made twice."""

import io
import zipfile
from contextlib import contextmanager

import pytest

from chalicelib.aws import files
from chalicelib.aws.clients import client
from chalicelib.exports.making import ArchiveBroken, make_export
from chalicelib.exports.parts import LEAST_PART, SourceChanged
from tests.builders import an_organisation
from tests.conftest import NOW
from tests.exports.families import a_family_of, a_photo, signed_in, some_bytes, waiting
from tests.falling_over import stops_after
from tests.photos.builders import files_kept, group_worker

LARGE = LEAST_PART + 1000
CALLS = 23


@pytest.fixture(autouse=True)
def organisation():
    return an_organisation()


@pytest.fixture
def family():
    return a_family_of()


@pytest.fixture
def photos(family):
    """Two photos, so large that each is a part; the directory of the archive is the third."""
    noor = family.children[0].child_id
    return [a_photo(noor, data=some_bytes(LARGE, seed)) for seed in range(2)]


@pytest.fixture
def exports(family):
    return f"/families/{family.family_id}/exports"


@pytest.fixture
def anna(browser, family):
    return signed_in(browser, family)


@pytest.fixture
def errand(anna, exports, photos):
    assert len(photos) == 2
    assert anna.post(exports).status == 201
    (asked,) = waiting("exports")
    return asked


def make(errand):
    make_export(errand, NOW, part_bytes=LEAST_PART)


def state(anna, exports):
    (export,) = anna.get(exports).body["exports"]
    return export


def made() -> bytes:
    (key,) = [it for it in files_kept() if it.startswith("exports/")]
    return files.read(key)


def names_and_bytes(data: bytes) -> list[tuple[str, int]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return [(it.filename, it.CRC) for it in archive.infolist()]


@contextmanager
def during(operation, number, act):
    """Act before the request to S3 of that kind and number, counted from 1."""
    seen = []

    def before(model, **_):
        if model.name == operation:
            seen.append(model.name)
            if len(seen) == number:
                act()

    client("s3").meta.events.register("before-call.s3", before)
    try:
        yield seen
    finally:
        client("s3").meta.events.unregister("before-call.s3", before)


def test_an_archive_in_parts_holds_every_photo(anna, exports, errand, photos):
    with stops_after(99) as sent:
        make(errand)

    assert sent.count("UploadPart") == 3
    assert sent.count("GetObject") == 2
    assert len(sent) == CALLS
    assert "HeadObject" not in sent
    crcs = {photo.kept.crc32 for photo in photos}
    assert {crc for _, crc in names_and_bytes(made())[1:]} == crcs
    assert state(anna, exports)["size"] == len(made())
    assert len(waiting("mail")) == 1


@pytest.mark.parametrize("calls", range(CALLS))
def test_a_worker_that_falls_over_anywhere_is_followed_by_one_that_finishes(
    anna, exports, errand, calls
):
    with stops_after(calls):
        make(errand)
    make(errand)

    export = state(anna, exports)
    assert (export["state"], export["photos"]) == ("ready", 2)
    assert len(names_and_bytes(made())) == 3
    assert len(waiting("mail")) == 1
    assert anna.post(exports).body["export_id"] != export["export_id"]


def test_the_next_worker_goes_on_where_the_last_one_fell_over(anna, exports, errand):
    with during("UploadPart", 2, fall_over), pytest.raises(OSError, match="full"):
        make(errand)
    assert state(anna, exports)["progress"] == 33

    with during("UploadPart", 0, fall_over) as sent:
        make(errand)

    assert len(sent) == 2
    assert state(anna, exports)["state"] == "ready"


def fall_over():
    raise OSError("the disk is full")


def test_done_twice_changes_nothing(anna, exports, errand):
    make(errand)
    before = made(), state(anna, exports)

    with stops_after(99) as sent:
        make(errand)

    assert sent == ["BatchGetItem"]
    assert (made(), state(anna, exports)) == before
    assert len(waiting("mail")) == 1


def test_a_photo_that_is_deleted_while_it_runs_is_not_in_it(browser, anna, exports, errand, photos):
    colleague = group_worker(browser)

    def delete():
        assert colleague.delete(f"/staff/photos/{photos[0].photo_id}").status == 200

    with during("UploadPart", 3, delete):
        make(errand)

    crcs = {crc for _, crc in names_and_bytes(made())[1:]}
    assert crcs == {photo.kept.crc32 for photo in photos[1:]}
    assert state(anna, exports)["photos"] == 1


def test_a_photo_that_is_added_while_it_runs_waits_for_the_next_export(
    family, anna, exports, errand
):
    with during("UploadPart", 3, lambda: a_photo(family.children[0].child_id)) as sent:
        make(errand)

    assert len(sent) == 3
    assert state(anna, exports)["photos"] == 2


def test_an_export_of_which_every_photo_was_deleted_has_failed(
    browser, anna, exports, errand, photos
):
    for photo in photos:
        group_worker(browser).delete(f"/staff/photos/{photo.photo_id}")

    make(errand)

    assert state(anna, exports)["state"] == "failed"
    assert waiting("mail") == []
    assert anna.post(exports).code == "NothingToExport"


def test_an_original_that_is_not_what_it_was_is_given_to_nobody(anna, exports, errand, photos):
    files.write(photos[1].kept.original_key, some_bytes(LARGE, 9), content_type="image/jpeg")

    with pytest.raises(SourceChanged):
        make(errand)

    assert state(anna, exports)["state"] == "running"


def test_an_original_that_is_gone_is_not_left_out_silently(anna, exports, errand, photos):
    files.remove(photos[1].kept.original_key)

    with pytest.raises(SourceChanged):
        make(errand)

    assert state(anna, exports)["state"] == "running"


def test_a_wrong_checksum_is_noticed_before_a_parent_does(anna, exports, errand, family):
    a_photo(family.children[0].child_id, data=some_bytes(50, 5), crc32=1)

    with pytest.raises(ArchiveBroken):
        make(errand)

    assert state(anna, exports)["state"] == "running"
