"""What comes in without a session, JSON or a page of ours: a short list, and nothing beside it."""

import json
import re
from collections import Counter
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
# Who may give what to whom, besides our own functions by their roles: to one queue, from one place.
LET_IN = [
    {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": {"Fn::GetAtt": ["MailEventsQueue", "Arn"]},
        "Condition": {"ArnEquals": {"aws:SourceArn": {"Ref": "MailEventsTopic"}}},
    },
    {
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": {"Fn::GetAtt": ["UploadsQueue", "Arn"]},
        "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
    },
]
WORKERS = [it for it in app.app.event_sources if isinstance(it, SQSEventConfig)]
TELL_THEMSELVES = {"keep_uploads", "note_mail_events"}  # S3 and SES say what it is about


def test_the_list_names_every_door_and_no_other():
    routes = {
        f"{it.method} {it.path}" for each in app.ROUTES for it in each.endpoints if it.who is None
    }
    handlers = {it.name for it in (*app.app.event_sources, *app.app.pure_lambda_functions)}
    for_browsers = {it.__name__ for it in (files.upload_form, files.link, files.publish)}

    assert sorted(LISTED) == sorted(routes | handlers | for_browsers)


def test_the_portal_answers_on_the_routes_that_are_declared_and_on_no_other():
    """What is not declared has no guard, and no other test would look at it."""
    answered = Counter(
        f"{method} {path}" for path, methods in app.app.routes.items() for method in methods
    )
    declared = Counter(f"{it.method} {it.path}" for each in app.ROUTES for it in each.endpoints)

    assert answered == declared


def test_what_a_browser_may_do_without_us_is_signed_in_one_place():
    signing = [
        f"{path.relative_to(ROOT)}:{name}"
        for path in sorted((ROOT / "chalicelib").rglob("*.py"))
        for name in re.findall(r"generate_presigned_\w+|CannedACL|ACL=", path.read_text("utf-8"))
    ]

    assert signing == [
        "chalicelib/aws/files.py:generate_presigned_post",
        "chalicelib/aws/files.py:generate_presigned_url",
    ]


def test_nobody_else_is_let_in_to_a_queue_or_a_bucket():
    let_in = [
        statement
        for _, resource in sorted(template()["Resources"].items())
        if resource.get("Type") != "AWS::IAM::Role"
        for statement in resource.get("Properties", {}).get("PolicyDocument", {"Statement": []})[
            "Statement"
        ]
        if statement["Effect"] == "Allow"
    ]

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
