"""What can be asked next about what a request has made: its ids are in the answer.

OpenAPI calls these links. A client reads in them how to go on; `make fuzz` follows them.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

MADE = (HTTPStatus.CREATED, HTTPStatus.ACCEPTED)


def add_links(paths: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Add to each answer about something new the links to all operations on it."""
    operations = [it for path in paths.values() for it in path.values()]
    for path, of_path in paths.items():
        making = of_path.get("post", {"responses": {}})
        for status in map(str, MADE):
            if answer := making["responses"].get(status):
                made = _made(path, making, answer, schemas)
                links = dict(_links(_asked(making), made, operations))
                answer.update({"links": links} if links else {})


def _links(
    asked: dict[str, str], made: dict[str, str], operations: list[dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    known = asked | made
    for following in operations:
        names = _path_parameters(following)
        if made.keys() & set(names) and known.keys() >= set(names):
            name = following["operationId"]
            parameters = {it: known[it] for it in names}
            yield name, {"operationId": name, "parameters": parameters}


def _asked(operation: dict[str, Any]) -> dict[str, str]:
    return {name: f"$request.path.{name}" for name in _path_parameters(operation)}


def _made(
    path: str, operation: dict[str, Any], answer: dict[str, Any], schemas: dict[str, Any]
) -> dict[str, str]:
    """Return where the ids stand that are new: asked for were neither in the path nor the body.

    In a list only that of the last word of the path is sure to be there.
    """
    body = operation.get("requestBody")
    sent = _fields(body, schemas) if body else {}
    fields = _fields(answer, schemas)
    several = path.rpartition("/")[2]
    found = {name: f"/{name}" for name in fields}
    if items := fields.get(several, {}).get("items"):
        found |= {name: f"/{several}/0/{name}" for name in _properties(items, schemas)} | found
    return {
        name: f"$response.body#{pointer}"
        for name, pointer in found.items()
        if name.endswith("_id") and name not in sent and name not in _path_parameters(operation)
    }


def _path_parameters(operation: dict[str, Any]) -> list[str]:
    return [it["name"] for it in operation["parameters"] if it["in"] == "path"]


def _fields(holder: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    return _properties(holder["content"]["application/json"]["schema"], schemas)


def _properties(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    properties: dict[str, Any] = found.get("properties", {})
    return properties
