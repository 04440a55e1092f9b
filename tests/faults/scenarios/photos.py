"""Photos, from the form to what a worker makes of the upload."""

from tests.faults.scenario import scenario
from tests.faults.stage import Act, Stage, call, messages
from tests.photos.builders import a_picture, ask_one, put, told_by_s3


@scenario("POST /staff/photos/uploads", grows=["PHOTO"])
def a_group_worker_asks_where_to_put_photos(stage: Stage) -> Act:
    return stage.press("POST /staff/photos/uploads", child_ids=[stage.ids["child_id"]])


@scenario("PUT /staff/photos/{photo_id}", refusals=["PhotoChanged"])
def a_group_worker_writes_under_a_photo(stage: Stage) -> Act:
    written = {"version": 1, "caption": "In de zandbak", "child_ids": [stage.ids["child_id"]]}
    return stage.press("PUT /staff/photos/{photo_id}", **written)


@scenario("DELETE /staff/photos/{photo_id}", refusals=["NotFound"])
def a_group_worker_deletes_a_photo(stage: Stage) -> Act:
    return stage.press("DELETE /staff/photos/{photo_id}")


@scenario("keep_uploads")
def an_upload_becomes_a_photo(stage: Stage) -> Act:
    return upload(stage, a_picture())


@scenario("keep_uploads")
def an_upload_that_is_no_picture_is_refused(stage: Stage) -> Act:
    return upload(stage, b"no picture")


def upload(stage: Stage, data: bytes) -> Act:
    form = ask_one(stage.carer(), data, child_ids=[stage.ids["child_id"]])
    event = messages(told_by_s3(put(form, data)))
    return lambda: call("keep_uploads", event)
