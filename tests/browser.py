"""A browser at an organisation's address: it keeps cookies and says what real ones say."""

import json
from dataclasses import dataclass, field
from typing import Any

from chalice.test import Client
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from chalicelib.aws import secrets
from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.core.ids import new_id
from chalicelib.core.language import Language
from chalicelib.http import cookies, guard
from chalicelib.sessions import opening
from chalicelib.sessions import service as sessions
from chalicelib.sessions.model import Access
from chalicelib.sessions.opening import Opened


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, Any]
    raw: bytes = field(default=b"", repr=False)

    @property
    def code(self) -> str:
        return self.body["code"]


@dataclass
class Browser:
    client: Client
    organisation_id: str
    language: str = "nl"
    address: str = "192.0.2.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, b"", headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("POST", path, self._encoded(body), headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("PUT", path, self._encoded(body), headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.send("DELETE", path, b"", headers)

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        told = {**self._headers(), **{name.replace("_", "-"): it for name, it in headers.items()}}
        before = len(written())
        answer = self.client.http.request(method, path, headers=told, body=body)
        self._keep(answer.headers)
        if method != "GET" and answer.status_code < 400:
            check_record(written()[before:], f"{method} {path}")
        return Answer(answer.status_code, answer.json_body, dict(answer.headers), answer.body)

    def signed_in(
        self,
        *,
        account_id: str | None = None,
        families: dict[str, Role] | None = None,
        staff_role: Role | None = None,
        group_ids: frozenset[str] = frozenset(),
        language: Language = Language.NL,
    ) -> "Browser":
        """Open a session for an account with this access, without its password."""
        account_id = account_id or new_id()
        access = sessions.access_of(
            organisation_id=self.organisation_id, account_id=account_id
        ) or self._granted(account_id, families or {}, staff_role, group_ids, language)
        opened = a_session(access)
        self.cookies[cookies.SESSION] = str(opened.session)
        return self

    def _granted(
        self,
        account_id: str,
        families: dict[str, Role],
        staff_role: Role | None,
        group_ids: frozenset[str],
        language: Language,
    ) -> Access:
        from chalicelib.aws.transactions import Transaction

        access = Access(self.organisation_id, account_id, language, families, staff_role, group_ids)
        transaction = Transaction()
        sessions.grant(access, instead_of=None, transaction=transaction)
        transaction.commit()
        return access

    def _headers(self) -> dict[str, str]:
        _, _, host = guard.origin_of(self.organisation_id).partition("://")
        return {
            "x-origin-secret": secrets.key("origin").hex(),
            "x-viewer-host": host,
            "x-viewer-address": self.address,
            "user-agent": "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
            "accept-language": self.language,
            "sec-fetch-site": "same-origin",
            "content-type": "application/json",
            "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def _keep(self, headers: Any) -> None:
        set_cookies = headers.get("set-cookie") or headers.get("Set-Cookie") or []
        for each in [set_cookies] if isinstance(set_cookies, str) else set_cookies:
            name, _, rest = each.partition("=")
            value = rest.partition(";")[0]
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value

    @staticmethod
    def _encoded(body: Any) -> bytes:
        return body if isinstance(body, bytes) else json.dumps(body or {}).encode()


def written() -> list[Any]:
    """Every write since AWS was emptied, as the table's stream has it."""
    tables = dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].tables.values()
    return next((table.stream_shard.items for table in tables), [])


def check_record(writes: list[Any], request: str) -> None:
    """Whoever changes something leaves a record of it.

    A try that is counted is no change, nor is that somebody with a session was seen.
    """
    keys = [_key(it) for it in writes if not _is_seen(it)]
    changes = [key for key in keys if "#LIMIT#" not in key]
    assert not changes or any("#AUDIT#" in key for key in changes), (request, changes)


def _key(write: Any) -> str:
    return write.record["dynamodb"]["Keys"]["pk"]["S"]


def _is_seen(write: Any) -> bool:
    is_change = write.record["eventName"] == "MODIFY"
    return is_change and write.record["dynamodb"]["Keys"]["sk"]["S"].startswith("SESSION#")


def a_session(access: Access, *, remember: bool = False) -> Opened:
    """Open a session as who has just logged in on a device of tests."""
    from chalicelib.aws.transactions import Transaction

    transaction = Transaction()
    opened = opening.open_session(
        access=access,
        device="test",
        device_id="test",
        remember=remember,
        transaction=transaction,
        now=clock.now(),
    )
    transaction.commit()
    return opened
