"""Files: what a browser may put, and how it reads."""

import base64
import json
from datetime import UTC, datetime, timedelta

from chalicelib.aws import files
from chalicelib.settings import settings
from tests.conftest import client


def test_an_upload_form_fixes_key_type_size_and_time():
    form = files.upload_form("uploads/bink/1", content_type="image/jpeg", largest=30_000_000)

    policy = json.loads(base64.b64decode(form.fields["policy"]))
    assert ["content-length-range", 1, 30_000_000] in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]
    assert {"key": "uploads/bink/1"} in policy["conditions"]
    assert {"bucket": settings().uploads} in policy["conditions"]
    left = datetime.fromisoformat(policy["expiration"]) - datetime.now(UTC)
    assert timedelta(seconds=290) < left <= timedelta(seconds=300)


def test_an_upload_that_never_came_is_none():
    assert files.read_upload("uploads/bink/1", largest=10) is None


def test_an_upload_that_is_larger_than_it_may_be_is_not_read():
    client("s3").put_object(Bucket=settings().uploads, Key="k", Body=b"12345")

    assert files.read_upload("k", largest=4) is None
    assert files.read_upload("k", largest=5) == b"12345"


def test_a_file_written_in_parts_is_one_file():
    assembly = files.assemble("exports/bink/1.zip", content_type="application/zip")
    large = b"a" * 5_242_880  # S3 wants at least 5 MiB in every part but the last

    etags = [assembly.write_part(1, large), assembly.write_part(2, b"end")]
    assembly.finish(etags)

    assert files.read("exports/bink/1.zip") == large + b"end"


def test_a_part_of_a_file_is_read_if_it_has_not_changed():
    etag = files.write("photos/bink/1", b"abcdef", content_type="image/jpeg")

    assert files.read_range("photos/bink/1", start=2, length=3, etag=etag) == b"cde"


def test_a_link_with_a_name_saves_under_that_name_in_any_script():
    address = files.link("invoices/bink/1.pdf", seconds=300, name="factuur 李.pdf")

    assert "X-Amz-Expires=300" in address
    assert "filename%2A%3DUTF-8%27%27factuur%2520%25E6%259D%258E.pdf" in address


def test_a_file_that_may_be_gone_is_looked_for():
    files.write("logos/bink.png", b"logo", content_type="image/png")

    assert files.find("logos/bink.png") == b"logo"
    assert files.find("logos/gone.png") is None
