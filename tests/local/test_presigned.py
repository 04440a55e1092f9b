"""S3's own checks of presigned forms and links, which moto leaves out."""

import http.client
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from infra.local import presigned

LARGEST = 100


@pytest.fixture
def bucket(about):
    return about["environment"]["PORTAL_UPLOADS"]


@pytest.fixture
def form(client, bucket):
    def make(seconds=60, key=None):
        return client("s3").generate_presigned_post(
            Bucket=bucket,
            Key=key or f"quarantine/{uuid4()}",
            Fields={"Content-Type": "image/jpeg"},
            Conditions=[{"Content-Type": "image/jpeg"}, ["content-length-range", 1, LARGEST]],
            ExpiresIn=seconds,
        )

    return make


def send(method, address, body=None, headers=None):
    url = urlsplit(address)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
    target = f"{url.path}?{url.query}" if url.query else url.path
    try:
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def upload(form, data=b"\xff\xd8 a photo", **changes):
    fields = form["fields"] | {name.replace("_", "-"): it for name, it in changes.items()}
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    body = b"".join([*parts, head, data, b"\r\n--edge--\r\n"])
    kind = {"Content-Type": "multipart/form-data; boundary=edge"}
    return send("POST", form["url"], body, kind)


def test_the_right_form_is_taken_kept_with_its_type_and_told_to_the_queue(
    client, bucket, form, toy
):
    key = f"quarantine/{uuid4()}"
    assert upload(form(key=key))[0] == 204
    kept = client("s3").get_object(Bucket=bucket, Key=key)
    assert (kept["Body"].read(), kept["ContentType"]) == (b"\xff\xd8 a photo", "image/jpeg")
    assert key.replace("/", "%2F") in {it["sk"] for it in toy.seen("uploads")}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"key": "somebody/elses"}, 403, "AccessDenied"),
        ({"Content_Type": "text/html"}, 403, "AccessDenied"),
        ({"acl": "public-read"}, 403, "AccessDenied"),
        ({"data": b"x" * (LARGEST + 1)}, 400, "EntityTooLarge"),
        ({"data": b""}, 400, "EntityTooSmall"),
        ({"policy": "eyJjb25kaXRpb25zIjogW119"}, 403, "SignatureDoesNotMatch"),
        ({"x_amz_signature": "0" * 64}, 403, "SignatureDoesNotMatch"),
    ],
)
def test_a_form_that_was_changed_is_refused(form, changes, status, code):
    answered, body = upload(form(), **changes)
    assert (answered, f"<Code>{code}</Code>" in body) == (status, True)


def test_a_form_without_a_policy_is_refused(form):
    bare = form()
    del bare["fields"]["policy"]
    assert upload(bare)[0] == 403


def test_an_expired_form_is_refused(form):
    status, body = upload(form(seconds=-1))
    assert status == 403
    assert "Policy expired" in body


def link(client, bucket, seconds=60):
    key = f"photos/{uuid4()}"
    client("s3").put_object(Bucket=bucket, Key=key, Body=b"pixels")
    named = {
        "ResponseContentDisposition": "attachment; filename*=UTF-8''M%C3%A9lanie%20%F0%9F%8E%88"
    }
    params = {"Bucket": bucket, "Key": key, **named}
    return client("s3").generate_presigned_url("get_object", params, ExpiresIn=seconds)


def test_a_signed_link_shows_the_file(client, bucket):
    assert send("GET", link(client, bucket)) == (200, "pixels")


def test_a_link_without_signature_or_for_another_file_is_refused(client, bucket):
    signed = link(client, bucket)
    assert send("GET", signed.partition("?")[0])[0] == 403
    assert "SignatureDoesNotMatch" in send("GET", signed.replace("photos/", "photos/x"))[1]


SIGNED = datetime(2028, 2, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "refusal"),
    [
        (timedelta(minutes=-16), "Request is not yet valid"),
        (timedelta(minutes=-15), None),
        (timedelta(seconds=299), None),
        (timedelta(seconds=300), "Request has expired"),
    ],
)
def test_a_link_is_valid_from_a_quarter_before_its_moment_until_it_expires(after, refusal):
    target = _signed_target("/bucket/photos/1", at=SIGNED, seconds=300)
    headers = {"host": "127.0.0.1:4566"}
    if refusal is None:
        presigned.check_link("GET", target, headers, moments=[SIGNED + after])
        return
    with pytest.raises(presigned.Refused, match=refusal):
        presigned.check_link("GET", target, headers, moments=[SIGNED + after])


def test_a_link_that_is_valid_by_one_of_two_clocks_is_valid():
    target = _signed_target("/bucket/photos/1", at=SIGNED, seconds=300)
    clocks = [SIGNED - timedelta(days=500), SIGNED + timedelta(seconds=1)]
    presigned.check_link("GET", target, {"host": "127.0.0.1:4566"}, moments=clocks)


def _signed_target(path, *, at, seconds):
    """botocore signs by the real clock: this is its signature for another moment."""
    credentials = Credentials(presigned.ACCESS_KEY, presigned.SECRET_KEY)
    auth = S3SigV4QueryAuth(credentials, "s3", "eu-west-1", expires=seconds)
    request = AWSRequest("GET", f"http://127.0.0.1:4566{path}")
    request.context["timestamp"] = f"{at:%Y%m%dT%H%M%SZ}"
    auth._modify_request_before_signing(request)
    canonical = auth.canonical_request(request)
    signature = auth.signature(auth.string_to_sign(request, canonical), request)
    auth._inject_signature_to_request(request, signature)
    return request.url.removeprefix("http://127.0.0.1:4566")
