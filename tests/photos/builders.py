"""Photos as colleagues upload them, from the form to the job that keeps them."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote_plus

from chalicelib.core.callers import Role
from chalicelib.families.permissions import PermissionAnswer, PermissionKind
from chalicelib.settings import settings
from infra.drawings.pictures import make_picture
from tests.browser import Browser
from tests.conftest import NOW, client
from tests.families.builders import a_child, a_family, a_parent

MARCH_4TH = datetime(2026, 3, 4, 14, 12, tzinfo=UTC)


@cache
def a_picture(scene: str = "playground", *, taken_at: datetime = MARCH_4TH, **what: Any) -> bytes:
    return make_picture(scene, taken_at=taken_at, size=(320, 240), **what)


def permission(*, is_given: bool = True) -> dict[PermissionKind, PermissionAnswer]:
    kind = PermissionKind.PHOTOS
    return {kind: PermissionAnswer(kind, is_given, "2026-1", NOW, "carla")}


def another_family(debtor_number: str = "010204", *, allows_photos: bool = True):
    """Carla's, with Daan, in the Ladybirds as well."""
    daan = a_child("Daan", permissions=permission(is_given=allows_photos))
    return a_family(debtor_number, parents=(a_parent("Carla"),), children=(daan,))


def group_worker(browser, organisation_id="zonnebloem", groups=frozenset({"ladybirds"})) -> Browser:
    return browser(organisation_id).signed_in(staff_role=Role.GROUP_WORKER, group_ids=groups)


def parent(browser, family, account_id="anna") -> Browser:
    return browser().signed_in(account_id=account_id, families={family.family_id: Role.PARENT})


def ask(
    colleague: Browser, *sizes: int, child_ids=(), group_id="ladybirds", caption="", **file: Any
):
    files = [{"content_type": "image/jpeg", "size": size, **file} for size in sizes]
    body = {"files": files, "child_ids": [*child_ids], "group_id": group_id, "caption": caption}
    return colleague.post("/staff/photos/uploads", body)


def ask_one(colleague: Browser, data: bytes, **what: Any) -> dict[str, Any]:
    answer = ask(colleague, len(data), **what)
    assert answer.status == 201, answer.body
    (form,) = answer.body["uploads"]
    return form


def put(form: dict[str, Any], data: bytes) -> str:
    """Do what S3 does with the form of a browser, and return the key."""
    key = form["fields"]["key"]
    client("s3").put_object(Bucket=settings().uploads, Key=key, Body=data)
    return key


def told_by_s3(key: str) -> dict[str, Any]:
    file = {"bucket": {"name": settings().uploads}, "object": {"key": quote_plus(key)}}
    return {"Records": [{"eventName": "ObjectCreated:Post", "s3": file}]}


def deliver(browser: Browser, *bodies: dict[str, Any]) -> dict[str, Any]:
    """Hand messages to the job, and return what it gives back to SQS."""
    texts = [json.dumps(body) for body in bodies]
    event = browser.client.events.generate_sqs_event(texts, queue_name="kiekeboe-uploads")
    return browser.client.lambda_.invoke("keep_uploads", event).payload


def upload(colleague: Browser, data: bytes | None = None, **what: Any) -> str:
    """Upload a photo and let the job see it; return its id."""
    data = a_picture() if data is None else data
    form = ask_one(colleague, data, **what)
    assert deliver(colleague, told_by_s3(put(form, data))) == {"batchItemFailures": []}
    return form["photo_id"]


def listed(colleague: Browser, group_id: str = "ladybirds") -> dict[str, Any]:
    """Return the photos of the group by id."""
    answer = colleague.get(f"/staff/groups/{group_id}/photos")
    return {it["photo_id"]: it for it in answer.body["photos"]}


def gallery(browser: Browser, child_id: str) -> list[str]:
    """Return the ids of the photos on the first page of the child's gallery."""
    return [it["photo_id"] for it in browser.get(f"/children/{child_id}/photos").body["photos"]]


def uploads_left() -> list[str]:
    return _keys(settings().uploads)


def files_kept() -> list[str]:
    return _keys(settings().files)


def _keys(bucket: str) -> list[str]:
    return [it["Key"] for it in client("s3").list_objects_v2(Bucket=bucket).get("Contents", [])]
