"""What each function may do is what it does: nothing less, and nothing more."""

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError
from chalice.test import Client

import app
from chalicelib.aws import files
from chalicelib.observability import job
from infra.local.resources import template
from infra.packaging.permissions import role_of, statements_of
from infra.packaging.template import functions_of, make
from tests import iam
from tests.browser import Browser
from tests.conftest import an_empty_aws
from tests.iam import Permission
from tests.packaging.whole_portal import live

# What a whole portal does not come to on an ordinary day, and why it may be done all the same.
MISSING = "S3 says that a file is missing only to who may list the bucket"
SELDOM = {
    Permission("api_handler", "secretsmanager:GetSecretValue", "PortalSecret"): (
        "cursors, sealed values, the secret of the front door: the browser of the tests, which "
        "is in the same process, has asked for it before"
    ),
    Permission("api_handler", "s3:ListBucket", "FilesBucket"): MISSING,
    Permission("keep_uploads", "s3:ListBucket", "UploadsBucket"): MISSING,
    Permission("make_archives", "s3:ListBucket", "FilesBucket"): MISSING,
    Permission("make_invoices", "s3:ListBucket", "FilesBucket"): MISSING,
    Permission("work_on_imports", "s3:ListBucket", "UploadsBucket"): MISSING,
}


@pytest.fixture(scope="module")
def called() -> Iterator[frozenset[Permission]]:
    iam.seen.clear()
    with an_empty_aws(), Client(app.app) as http:
        live(lambda organisation_id: Browser(http, organisation_id))
        yield frozenset(iam.seen)


@pytest.fixture(autouse=True)
def aws(called) -> None:
    """One AWS for all tests here, in which everything has happened."""


def test_every_function_was_called(called):
    assert {it.function for it in called} == {it.function for it in iam.granted()}


def test_a_function_may_do_all_that_it_does(called):
    assert sorted(it for it in called if not iam.allowing(it)) == []


def test_a_function_may_do_nothing_else(called):
    used = {permission for needed in called for permission in iam.allowing(needed)}
    assert sorted(iam.granted() - used - SELDOM.keys()) == []


def test_what_is_done_seldom_is_allowed():
    assert sorted(SELDOM.keys() - iam.granted()) == []


def test_a_call_that_its_policy_does_not_name_is_refused():
    def sweep_outbox(_event, _now):
        files.read("photos/zonnebloem/a-photo")

    with pytest.raises(ClientError, match="sweep_outbox may not s3:GetObject FilesBucket/photos"):
        job(sweep_outbox)(None)


def test_the_stack_allows_what_the_policies_say_and_what_lambda_needs():
    """Its own log, its own queue or stream; nothing that is not written in a policy else."""
    stack = make()
    for name, function in functions_of(stack).items():
        statements = statements_of(stack["Resources"][role_of(function)])
        actions = {it for statement in statements for it in statement["Action"]}
        by_policy = {it.action for it in iam.granted() if _logical(it.function) == name}
        fed = "TakeErrands" if name == "TakeErrands" else "Queue" if _is_worker(name) else ""
        assert actions - by_policy == OF_LAMBDA[fed], name


def test_mails_come_from_the_domain_that_may_be_used():
    sender = template()["Globals"]["Function"]["Environment"]["Variables"]["PORTAL_MAIL_FROM"]
    domain = sender.partition("@")[2]
    assert f"identity/{domain}" in {it.resource for it in iam.granted()}


INTO_LOG = {"logs:CreateLogStream", "logs:PutLogEvents"}
OF_LAMBDA = {
    "": INTO_LOG,
    "Queue": INTO_LOG | {"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"},
    "TakeErrands": INTO_LOG
    | {
        f"dynamodb:{it}"
        for it in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
    },
}


def _logical(function: str) -> str:
    camel = "".join(part.title() for part in function.split("_"))
    return "APIHandler" if function == iam.API else camel


def _is_worker(name: str) -> bool:
    return f"{name}SqsEventSource" in template()["Resources"].get(name, {}).get(
        "Properties", {}
    ).get("Events", {})
