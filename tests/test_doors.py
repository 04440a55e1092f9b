"""What comes in without a session, JSON or a page of ours: a short list, and nothing beside it."""

import json
import re
from pathlib import Path

import pytest
from chalice.app import SQSEventConfig

import app
from chalicelib.aws import files
from infra.local.resources import template
from tests.aws_events import traced
from tests.conftest import client

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Doors without a session")[2].partition("\n## ")[0]
LISTED = [
    door
    for line in SECTION.splitlines()
    if line.startswith("| `")
    for door in re.findall(r"`([^`]+)`", line.split("|")[1])
]
# Who may give what to whom, besides our own functions by their roles.
LET_IN = {
    "UploadsQueuePolicy": ("s3.amazonaws.com", "sqs:SendMessage", "aws:SourceAccount"),
    "MailEventsQueuePolicy": ("sns.amazonaws.com", "sqs:SendMessage", "aws:SourceArn"),
}
WORKERS = [it for it in app.app.event_sources if isinstance(it, SQSEventConfig)]
TELL_THEMSELVES = {"keep_uploads", "note_mail_events"}  # S3 and SES say what it is about


def test_the_list_names_every_door_and_no_other():
    routes = {
        f"{it.method} {it.path}" for each in app.ROUTES for it in each.endpoints if it.who is None
    }
    handlers = {it.name for it in (*app.app.event_sources, *app.app.pure_lambda_functions)}
    for_browsers = {it.__name__ for it in (files.upload_form, files.link, files.publish)}

    assert sorted(LISTED) == sorted(routes | handlers | for_browsers)


def test_nobody_else_is_let_in_to_a_queue_or_a_bucket():
    let_in = {}
    for name, resource in template()["Resources"].items():
        document = resource.get("Properties", {}).get("PolicyDocument", {"Statement": []})
        for statement in document["Statement"]:
            if statement["Effect"] == "Allow" and resource.get("Type") != "AWS::IAM::Role":
                (condition,) = (key for it in statement["Condition"].values() for key in it)
                let_in[name] = (statement["Principal"]["Service"], statement["Action"], condition)

    assert let_in == LET_IN


def test_no_function_has_an_address_of_its_own():
    kinds = {it.get("Type") for it in template()["Resources"].values()}

    assert not kinds & {"AWS::Lambda::Url", "AWS::Lambda::Permission", "AWS::ApiGatewayV2::Api"}


@pytest.mark.parametrize("worker", [it for it in WORKERS if it.name not in TELL_THEMSELVES])
def test_a_message_that_nobody_put_in_the_outbox_does_nothing(worker):
    body = json.dumps({"organisation_id": "zonnebloem", "errand_id": "of-nobody"})
    record = {"messageId": "1", "receiptHandle": "-", "body": body}

    with traced() as trace:
        app.app.handler_map[worker.name]({"Records": [record]}, None)

    assert {operation for _, operation, *_ in trace} <= {"UpdateItem", "GetItem", "BatchGetItem"}
    pages = client("dynamodb").get_paginator("scan").paginate(TableName="kiekeboe-portaltable")
    assert [item for page in pages for item in page["Items"]] == []
