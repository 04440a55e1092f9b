"""What the office asks of the portal for an import, and its workers doing it."""

from chalicelib.core import clock
from chalicelib.settings import settings
from tests.conftest import client
from tests.imports.office import work_off


def start(petra, files):
    body = {"files": [{"name": file.name, "size": len(file.data)} for file in files]}
    return petra.post("/staff/imports/uploads", body)


def upload(petra, files):
    """Begin an import, and put the files where its forms say."""
    answer = start(petra, files)
    assert answer.status == 201
    for form, file in zip(answer.body["forms"], files, strict=True):
        put(form["fields"]["key"], file.data)
    return answer.body["import_id"]


def put(key, data):
    client("s3").put_object(Bucket=settings().uploads, Key=key, Body=data)


def checked(petra, files):
    import_id = upload(petra, files)
    assert petra.post(f"/staff/imports/{import_id}/check").status == 202
    work_off("imports", now=clock.now())
    return import_id


def done(petra, import_id):
    assert petra.post(f"/staff/imports/{import_id}/run").status == 202
    work_off("imports", now=clock.now())
    return see(petra, import_id)


def see(petra, import_id):
    return petra.get(f"/staff/imports/{import_id}").body
