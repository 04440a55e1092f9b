"""Which services of AWS the portal calls: read from its sources, not from a list."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Unreadable(Exception):
    """A client is made for a service whose name is not written there."""


@cache
def called(folder: Path = ROOT / "chalicelib") -> frozenset[str]:
    """Return botocore's names: `s3`, `sqs`, ... and `dynamodb` if PynamoDB is imported.

    :raises Unreadable: with the file and line that does not say it.
    """
    return frozenset(service for path in folder.rglob("*.py") for service in _in_file(path))


def _in_file(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pynamodb"):
            yield "dynamodb"
        if isinstance(node, ast.Call) and _makes_a_client(node, path):
            yield _named(node, path)


def _makes_a_client(node: ast.Call, path: Path) -> bool:
    """`client("s3")` of chalicelib/aws/clients.py; in that file `boto3.client(service)`."""
    return isinstance(node.func, ast.Name) and node.func.id == "client" and path.stem != "clients"


def _named(node: ast.Call, path: Path) -> str:
    match node.args:
        case [ast.Constant(value=str() as service)]:
            return service
    raise Unreadable(f"{path.name}:{node.lineno} makes a client, but does not say for what")
