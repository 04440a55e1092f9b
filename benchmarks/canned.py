"""Answers of AWS from memory: botocore does all its work, but for sending and waiting."""

import json
from typing import Any

from botocore.awsrequest import AWSResponse

from chalicelib.aws.clients import client


class _Raw:
    """What botocore reads an answer from, in place of a socket."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: object) -> list[bytes]:
        return [self._content]


def answer(any_client: Any, told: dict[str, Any]) -> None:
    """Let this client get the same answer to whatever it asks, without a socket."""
    content = json.dumps(told).encode()
    headers = {"content-type": "application/x-amz-json-1.0", "content-length": str(len(content))}

    def instead(**_: object) -> AWSResponse:
        return AWSResponse("https://canned.example", 200, headers, _Raw(content))

    any_client.meta.events.register("before-send", instead)


def answer_for_secrets() -> None:
    """Let the portal have a secret to derive its keys from."""
    answer(client("secretsmanager"), {"SecretString": "not a secret"})
