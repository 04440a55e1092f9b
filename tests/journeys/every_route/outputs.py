"""All that comes out of the portal for one organisation, as text that can be searched."""

import io
import json
import zipfile
from collections.abc import Iterator
from email import message_from_string, policy
from itertools import takewhile
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from pypdf import PdfReader

from chalicelib.settings import settings
from tests.browser import written
from tests.conftest import client


def mails() -> list[str]:
    """What was mailed, and is taken from there: moto's SES takes 200 a day."""
    ses = ses_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"]
    taken = [_text_of_mail(it.raw_data) for it in ses.sent_messages]
    ses.sent_messages, ses.sent_message_count = [], 0
    return taken


def files(organisation_id: str, *, seen: set[str]) -> dict[str, str]:
    """The text of each file under a key of the organisation, but of those that were seen."""
    s3, bucket = client("s3"), settings().files
    listed = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    there = {it["Key"]: it["ETag"] for it in listed if organisation_id in it["Key"].split("/")}
    new = [key for key, etag in there.items() if etag not in seen]
    seen.update(there.values())
    return {
        key: _text_of_file(key, s3.get_object(Bucket=bucket, Key=key)["Body"].read()) for key in new
    }


def messages() -> str:
    """What stands in the queues, and is taken from them."""
    sqs = client("sqs")
    found = [_all_in(url, sqs) for url in sqs.list_queues()["QueueUrls"]]
    return json.dumps(found, default=str)


def _all_in(url: str, sqs: Any) -> list[Any]:
    taken = iter(lambda: sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10), None)
    return list(takewhile(bool, (it.get("Messages", []) for it in taken)))


def rows(organisation_id: str) -> dict[str, str]:
    """What is kept of the organisation, by key."""
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=settings().table)
    return {
        f"{it['pk']['S']} {it['sk']['S']}": json.dumps(it, ensure_ascii=False)
        for page in pages
        for it in page["Items"]
        if it["pk"]["S"].startswith(f"ORG#{organisation_id}")
    }


def rows_written() -> dict[str, str]:
    """What the stream tells was written, by key."""
    images = [it.record["dynamodb"].get("NewImage") for it in written()]
    return {
        f"{it['pk']['S']} {it['sk']['S']}": json.dumps(it, ensure_ascii=False)
        for it in images
        if it
    }


def _text_of_mail(raw: str) -> str:
    message = message_from_string(raw, policy=policy.default)
    parts = [it.get_content() for it in message.walk() if it.get_content_maintype() == "text"]
    return "\n".join([*(f"{name}: {it}" for name, it in message.items()), *parts])


def _text_of_file(key: str, data: bytes) -> str:
    if key.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(data))
        return "\n".join([str(reader.metadata), *(it.extract_text() for it in reader.pages)])
    if key.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(_members(archive))
    return data.decode("latin-1")


def _members(archive: Any) -> Iterator[str]:
    for name in archive.namelist():
        yield name
        yield archive.read(name).decode("latin-1")
