"""What S3 checks and moto does not: signature, expiry and policy of presigned requests."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote
from xml.sax.saxutils import escape

ACCESS_KEY, SECRET_KEY = "local", "the-local-run-keeps-no-secrets"
CLOCK_SKEW = timedelta(minutes=15)

# Fields of the form that no condition needs to mention.
_FREE = frozenset({"policy", "file", "x-amz-signature"})


class Refused(Exception):
    """S3 does not take the request."""

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def xml(self) -> bytes:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<Error><Code>{self.code}</Code><Message>{escape(str(self))}</Message></Error>"
        ).encode()


def _denied(message: str) -> Refused:
    return Refused(HTTPStatus.FORBIDDEN, "AccessDenied", message)


def check_form(form: Mapping[str, str], *, bucket: str, size: int, now: datetime) -> None:
    """:raises Refused: the policy is not ours, has expired, or does not allow this file."""
    fields = {name.lower(): value for name, value in form.items()} | {"bucket": bucket}
    if "policy" not in fields:
        raise _denied("Access Denied")
    _check_signature(fields["policy"], fields)
    expiration, conditions = _decoded(fields["policy"])
    if now >= expiration:
        raise _denied("Invalid according to Policy: Policy expired.")
    for condition in conditions:
        _check_condition(condition, fields, size)
    _check_nothing_more(fields, conditions)


def _decoded(policy: str) -> tuple[datetime, list[Any]]:
    try:
        read = json.loads(base64.b64decode(policy, validate=True))
        return datetime.fromisoformat(read["expiration"]), _as_lists(read["conditions"])
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        problem = "Invalid Policy: it cannot be read."
        raise Refused(HTTPStatus.BAD_REQUEST, "InvalidPolicyDocument", problem) from error


def _as_lists(conditions: list[Any]) -> list[Any]:
    """Return `{"key": "a"}` as `["eq", "$key", "a"]`, and the rest as it is."""
    return [
        ["eq", "$" + next(iter(it)), next(iter(it.values()))] if isinstance(it, dict) else it
        for it in conditions
    ]


def _check_condition(condition: list[Any], fields: Mapping[str, str], size: int) -> None:
    kind, subject, value = condition
    if kind == "content-length-range":
        _check_size(size, int(subject), int(value))
        return
    given = fields.get(subject.removeprefix("$").lower(), "")
    if not (given == value if kind == "eq" else given.startswith(value)):
        failed = json.dumps(condition)
        raise _denied(f"Invalid according to Policy: Policy Condition failed: {failed}")


def _check_size(size: int, least: int, most: int) -> None:
    if size > most:
        problem = "Your proposed upload exceeds the maximum allowed size"
        raise Refused(HTTPStatus.BAD_REQUEST, "EntityTooLarge", problem)
    if size < least:
        problem = "Your proposed upload is smaller than the minimum allowed size"
        raise Refused(HTTPStatus.BAD_REQUEST, "EntityTooSmall", problem)


def _check_nothing_more(fields: Mapping[str, str], conditions: list[Any]) -> None:
    named = {str(it[1]).removeprefix("$").lower() for it in conditions}
    for name in fields.keys() - named - _FREE - {"bucket"}:
        if not name.startswith("x-ignore-"):
            raise _denied(f"Invalid according to Policy: Extra input fields: {name}")


def _check_signature(text: str, fields: Mapping[str, str]) -> None:
    """Compare `x-amz-signature` with ours of the text; other algorithms are refused."""
    scope = fields.get("x-amz-credential", "").split("/")[1:]
    expected = hmac.new(_signing_key(scope), text.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, fields.get("x-amz-signature", "")):
        problem = "The request signature we calculated does not match the signature you provided."
        raise Refused(HTTPStatus.FORBIDDEN, "SignatureDoesNotMatch", problem)


def _signing_key(scope: list[str]) -> bytes:
    key = f"AWS4{SECRET_KEY}".encode()
    for part in scope:  # date, region, service, "aws4_request"
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def check_link(
    method: str, target: str, headers: Mapping[str, str], *, moments: Sequence[datetime]
) -> None:
    """Check a presigned address; `target` is path and query as they came.

    :raises Refused: nobody signed it, or it is not valid at any of the moments.
    """
    path, _, query = target.partition("?")
    fields = dict(parse_qsl(query, keep_blank_values=True))
    if "X-Amz-Signature" not in fields:
        raise _denied("Access Denied")
    _check_moments(fields, moments)
    canonical = _canonical_request(method, path, fields, headers)
    lowered = {name.lower(): value for name, value in fields.items()}
    _check_signature(_string_to_sign(fields, canonical), lowered)


def _check_moments(fields: Mapping[str, str], moments: Sequence[datetime]) -> None:
    try:
        signed = datetime.strptime(fields["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        expires = signed + timedelta(seconds=int(fields["X-Amz-Expires"]))
    except (KeyError, ValueError) as error:
        problem = "X-Amz-Date and X-Amz-Expires are needed"
        raise Refused(
            HTTPStatus.BAD_REQUEST, "AuthorizationQueryParametersError", problem
        ) from error
    if any(signed - CLOCK_SKEW <= now < expires for now in moments):
        return
    expired = all(now >= expires for now in moments)
    raise _denied("Request has expired" if expired else "Request is not yet valid")


def _canonical_request(
    method: str, path: str, fields: Mapping[str, str], headers: Mapping[str, str]
) -> str:
    query = "&".join(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}"
        for name, value in sorted(fields.items())
        if name != "X-Amz-Signature"
    )
    signed = fields.get("X-Amz-SignedHeaders", "host")
    lines = "".join(f"{name}:{headers.get(name, '').strip()}\n" for name in signed.split(";"))
    return f"{method}\n{path}\n{query}\n{lines}\n{signed}\nUNSIGNED-PAYLOAD"


def _string_to_sign(fields: Mapping[str, str], canonical: str) -> str:
    scope = fields.get("X-Amz-Credential", "").partition("/")[2]
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return f"AWS4-HMAC-SHA256\n{fields['X-Amz-Date']}\n{scope}\n{digest}"
