"""Write docs/openapi.json: `python -m infra.openapi`. Never packaged."""

import json
import sys
from collections import defaultdict
from http import HTTPStatus
from inspect import cleandoc, getdoc
from pathlib import Path
from typing import Any

import msgspec

import app
from chalicelib.core.errors import (
    Busy,
    Forbidden,
    NotFound,
    NotSignedIn,
    PortalError,
    TooOften,
    Unexpected,
)
from chalicelib.http.cookies import SESSION
from chalicelib.http.endpoints import Document, Endpoint
from chalicelib.http.guard import (
    BodyTooLarge,
    ForeignOrigin,
    NotJson,
    NotThroughFront,
    SecondFactorNeeded,
)
from chalicelib.http.paging import BadCursor
from chalicelib.http.parsing import InvalidRequest, Problem
from chalicelib.http.repeating import LONGEST, KeyNotUnderstood
from chalicelib.once.model import KeyUsedBefore
from infra.openapi_links import add_links

FILE = Path(__file__).parents[1] / "docs/openapi.json"
REF = "#/components/schemas/{name}"
PREFIX = "/api"
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Sent again with the same request, it gets the same answer, and nothing is done "
    "twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[ -~]+$"},
}


class Refused(msgspec.Struct):
    """What every refusal looks like.

    `code` is what a client can rely on, `message` a sentence for the person, `data` what it is
    about, and `fields` what is wrong with a request, field by field.
    """

    code: str
    message: str
    data: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    fields: list[Problem] | msgspec.UnsetType = msgspec.UNSET


def document() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of every route in app.py."""
    endpoints = [endpoint for routes in app.ROUTES for endpoint in routes.endpoints]
    shapes = [shape for it in endpoints for shape in _shapes(it)]
    _, schemas = msgspec.json.schema_components([*shapes, Refused], ref_template=REF)
    paths: dict[str, Any] = defaultdict(dict)
    for endpoint in endpoints:
        paths[endpoint.path][endpoint.method.lower()] = _operation(endpoint)
    add_links(paths, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kiekeboe",
            "version": "1",
            "description": "The portal between childcare organisations and parents. Every "
            "organisation has its own address, and its API is below it at /api.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": PREFIX}],
        "paths": paths,
        "components": {
            "schemas": {name: _described(schema) for name, schema in schemas.items()},
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": SESSION}},
        },
        "tags": [{"name": name} for name in sorted({_tag(it) for it in endpoints})],
    }


def text() -> str:
    return json.dumps(document(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with its docstring as Python 3.13 keeps it, under any Python."""
    if "description" in schema:
        return {**schema, "description": cleandoc(schema["description"])}
    return schema


def _shapes(endpoint: Endpoint) -> list[Any]:
    """Return every type on the wire: body, answer, and each parameter."""
    fields = [field for it in _parameter_structs(endpoint) for field in msgspec.structs.fields(it)]
    bodies = [it for it in (endpoint.body, endpoint.returns) if it and it is not Document]
    return [*bodies, *(field.type for field in fields)]


def _parameter_structs(endpoint: Endpoint) -> list[type[msgspec.Struct]]:
    return [it for it in (endpoint.path_params, endpoint.query) if it]


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    answer = {"description": endpoint.summary, "content": _answer(endpoint)}
    operation: dict[str, Any] = {
        "operationId": endpoint.view.__name__,
        "summary": endpoint.summary,
        "description": _for_whom(endpoint),
        "tags": [_tag(endpoint)],
        "parameters": [
            *_parameters(endpoint.path_params, "path"),
            *(_parameters(endpoint.query, "query") if endpoint.query else []),
            *([_KEY] if endpoint.once else []),
        ],
        "security": [] if endpoint.who is None else [{"session": []}],
        "responses": {str(endpoint.status): answer, **_refusals(endpoint)},
    }
    if endpoint.body:
        operation["requestBody"] = {"required": True, "content": _content(endpoint.body)}
    return operation


def _tag(endpoint: Endpoint) -> str:
    """Return the room: the part of the module name after `chalicelib`."""
    return endpoint.view.__module__.split(".")[1]


def _for_whom(endpoint: Endpoint) -> str:
    if endpoint.who is None:
        return "For everybody, without a session."
    return "For " + ", ".join(sorted(role.value for role in endpoint.who)) + "."


def _parameters(struct: type[msgspec.Struct], place: str) -> list[dict[str, Any]]:
    return [
        {
            "name": field.encode_name,
            "in": place,
            "required": field.required,
            "schema": _schema(field.type),
        }
        for field in msgspec.structs.fields(struct)
    ]


def _schema(kind: Any) -> Any:
    """Return the schema of a parameter, where a text is never null: it is left out instead."""
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=REF)
    options = [it for it in schema.get("anyOf", []) if it != {"type": "null"}]
    return options[0] if len(options) == 1 else schema


def _refusals(endpoint: Endpoint) -> dict[str, Any]:
    """Return one response per status; those that any endpoint can give are added here."""
    by_status: dict[int, list[type[PortalError]]] = defaultdict(list)
    for refusal in dict.fromkeys((*endpoint.refuses, *_common(endpoint))):
        by_status[refusal.status].append(refusal)
    return {
        str(status): {
            "description": "\n".join(f"`{it.__name__}`: {getdoc(it)}" for it in refusals),
            "content": _content(Refused),
            "x-codes": [it.__name__ for it in refusals],
            **(_RETRY if status == HTTPStatus.TOO_MANY_REQUESTS else {}),
        }
        for status, refusals in sorted(by_status.items())
    }


_RETRY = {"headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}}}


def _common(endpoint: Endpoint) -> list[type[PortalError]]:
    common: list[type[PortalError]] = [NotThroughFront, NotFound, Busy, TooOften, Unexpected]
    if endpoint.who is not None:
        common += [NotSignedIn, Forbidden]
        common += [] if endpoint.while_setting_up else [SecondFactorNeeded]
    if endpoint.method != "GET":
        common += [ForeignOrigin, NotJson, BodyTooLarge]
    if endpoint.once:
        common += [KeyNotUnderstood, KeyUsedBefore]
    if endpoint.query and "cursor" in endpoint.query.__struct_fields__:
        common.append(BadCursor)
    if endpoint.body or endpoint.query or endpoint.path_params.__struct_fields__:
        common.append(InvalidRequest)
    return common


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.returns is Document:
        return {endpoint.media_type: {"schema": {"type": "string"}}}
    return _content(endpoint.returns)


def _content(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REF.format(name=struct.__name__)}}}


def main() -> int:
    """Write the document, or with `--check` tell whether it is fresh."""
    if "--check" in sys.argv:
        return int(FILE.read_text(encoding="utf-8") != text())
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
