"""One toy portal for all, in a process of its own: moto in this process is not disturbed by it."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
import pytest
from botocore.config import Config

from infra.local.client import LocalPortal
from infra.local.process import PortalProcess, portal_process

NOW = "2028-02-29T23:30:00+01:00"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Toy:
    """The toy portal over HTTP, and its AWS."""

    process: PortalProcess

    @property
    def portal(self) -> LocalPortal:
        return self.process.portal

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            host = {"Host": self.portal.host("zonnetje")}
            connection.request(method, path, body, host | named)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def post(self, path: str, value: Any) -> Reply:
        return self.ask("POST", path, json.dumps(value), Content_Type="application/json")

    def seen(self, pk: str) -> list[dict[str, str]]:
        """What the handlers wrote under this key, once everything is done."""
        self.portal.settle()
        return self.ask("GET", f"/api/seen/{pk}").json()


@pytest.fixture
def aws() -> None:
    """The AWS of other tests is in this process; here it is the toy's."""


@pytest.fixture(scope="session")
def toy() -> Iterator[Toy]:
    arguments = ("--app", "tests.local.toy:app", "--no-seed", "--no-timers", "--retry-seconds", "0")
    with portal_process(*arguments, env={"PORTAL_NOW": NOW}) as process:
        yield Toy(process)


@pytest.fixture(scope="session")
def about(toy: Toy) -> dict[str, Any]:
    return toy.portal.about()


@pytest.fixture(scope="session")
def client(about: dict[str, Any]) -> Any:
    """Clients of the toy's AWS."""
    given = about["environment"]
    session = boto3.Session(given["AWS_ACCESS_KEY_ID"], given["AWS_SECRET_ACCESS_KEY"])
    config = Config(
        region_name=given["AWS_REGION"],
        signature_version=None,
        account_id_endpoint_mode="disabled",
        max_pool_connections=60,
        proxies={},
        s3={"addressing_style": "path"},
    )
    signed = config.merge(Config(signature_version="s3v4"))

    @cache
    def make(service: str) -> Any:
        chosen = signed if service == "s3" else config
        return session.client(service, endpoint_url=about["aws"], config=chosen)

    return make


@pytest.fixture(scope="session")
def table(about: dict[str, Any]) -> str:
    return about["environment"]["PORTAL_TABLE"]
