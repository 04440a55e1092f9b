"""IAM as the policies in `.chalice/` describe it: moto lets everybody do everything.

A call that a handler makes in a test is allowed by the policy of its function, or refused as AWS
would refuse it. Calls that no handler makes are those of the test itself, and not looked at.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import ClientError
from botocore.handlers import BUILTIN_HANDLERS

from infra.local.resources import properties, template

CHALICE = Path(__file__).parents[1] / ".chalice"
API = "api_handler"
IN_TRANSACTIONS = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}
# Actions that are called otherwise than the operation that needs them.
ACTIONS = {
    "CompleteMultipartUpload": ["s3:PutObject"],
    "CreateMultipartUpload": ["s3:PutObject"],
    "UploadPart": ["s3:PutObject"],
    "CreateBucket": ["s3:PutObject"],  # so botocore calls the signing of a form
    "HeadObject": ["s3:GetObject"],
    "SendEmail": ["ses:SendEmail", "ses:SendRawEmail"],  # the second is what raw content needs
}


@dataclass(frozen=True, order=True)
class Permission:
    """`resource` names what `infra/resources.yaml` does: "FilesBucket/photos/*", "MailQueue"."""

    function: str
    action: str
    resource: str


seen: set[Permission] = set()


def enforce() -> None:
    """Look at every call from now on: to be called once, before there are clients."""
    BUILTIN_HANDLERS.append(("provide-client-params", _look))
    BUILTIN_HANDLERS.append(("after-call.s3.GetObject", _hide_what_is_missing))


@cache
def granted() -> frozenset[Permission]:
    """Return everything that the policies allow."""
    functions = json.loads((CHALICE / "config.json").read_text("utf-8"))["stages"]["prod"]
    return frozenset(
        permission
        for name, its in functions["lambda_functions"].items()
        for permission in _in_policy(name, CHALICE / its["iam_policy_file"])
    )


def allowing(needed: Permission) -> set[Permission]:
    """Return the permissions that allow it."""
    return {
        it
        for it in granted()
        if (it.function, it.action) == (needed.function, needed.action)
        and fnmatchcase(needed.resource, it.resource)
    }


def _in_policy(function: str, file: Path) -> Iterator[Permission]:
    for statement in json.loads(file.read_text("utf-8"))["Statement"]:
        for action in statement["Action"]:
            for resource in statement["Resource"]:
                yield Permission(function, action, _plain(resource))


def _plain(resource: Any) -> str:
    """ "${FilesBucket.Arn}/photos/*" -> "FilesBucket/photos/*"."""
    match resource:
        case {"Fn::GetAtt": [name, "Arn"]} | {"Ref": name}:
            return str(name)
        case {"Fn::Sub": str(text)}:
            return re.sub(r"^arn:.*:|\$\{|(\.Arn)?\}", "", text)
    raise ValueError(resource)


def _look(params: dict[str, Any], model: Any, **_: object) -> None:
    function = _caller()
    if function is None:
        return
    service = model.service_model.service_name
    for action, resource in _needs(service, model.name, params):
        _insist(Permission(function, action, resource), model.name)


def _hide_what_is_missing(http_response: Any, parsed: dict[str, Any], **_: object) -> None:
    """S3 tells that there is no such file only to who may list the bucket: to others, a 403."""
    function, error = _caller(), parsed.get("Error", {})
    if function is None or error.get("Code") != "NoSuchKey":
        return
    bucket = _bucket(urlsplit(http_response.url).path.split("/")[1])
    needed = Permission(function, "s3:ListBucket", bucket)
    seen.add(needed)
    if not allowing(needed):
        error["Code"] = "AccessDenied"


def _insist(needed: Permission, operation: str) -> None:
    seen.add(needed)
    if not allowing(needed):
        told = f"{needed.function} may not {needed.action} {needed.resource}: see .chalice/"
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": told}}, operation)


def _needs(service: str, operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    match service, operation:
        case "dynamodb", "TransactWriteItems":
            for item in params["TransactItems"]:
                for kind in item:
                    yield f"dynamodb:{IN_TRANSACTIONS[kind]}", "PortalTable"
        case "dynamodb", _:
            index = params.get("IndexName")
            yield f"dynamodb:{operation}", f"PortalTable/index/{index}" if index else "PortalTable"
        case "s3", _:
            actions = ACTIONS.get(operation, [f"s3:{operation}"])
            key = params.get("Key") or _key_of_form()
            yield from ((it, f"{_bucket(params['Bucket'])}/{key}") for it in actions)
        case "sqs", _:
            name = params.get("QueueName") or params["QueueUrl"].rpartition("/")[2]
            yield f"sqs:{operation}", _queue(name)
        case "sesv2", "SendEmail":
            domain = params["FromEmailAddress"].rpartition("@")[2]
            for action in ACTIONS[operation]:
                yield action, f"identity/{domain}"
                yield action, "configuration-set/MailEvents"
        case "secretsmanager", _:
            yield f"secretsmanager:{operation}", params["SecretId"]
        case _:
            yield f"{service}:{operation}", "?"


def _bucket(name: str) -> str:
    return next(it for it in template()["Resources"] if name.endswith(f"-{it.lower()}"))


def _key_of_form() -> str:
    """botocore signs a form without a word of its key: it is only in the policy."""
    key: str = _frame("upload_form", "files.py").f_locals["key"]
    return key


@cache
def _queue(name: str) -> str:
    return next(it for it in template()["Resources"] if properties(it).get("QueueName") == name)


def _caller() -> str | None:
    """Return the function that makes the call, by the handler that is at work."""
    if job := _frame("handler", "observability.py"):
        name: str = job.f_locals["work"].__name__
        return name
    return API if _frame("__call__", "chalice/app.py") else None


def _frame(function: str, file: str) -> Any:
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_name == function and code.co_filename.endswith(file):
            return frame
        frame = frame.f_back
    return None
