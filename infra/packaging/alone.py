"""Run as a script by a Python without any site-packages: import from the package, and only from it.

`alone.py '{"path": [...], "modules": [...], "attribute": ..., "services": [...]}'`
"""

import importlib
import json
import sys


def main() -> None:
    """Import all modules; get the attribute of the last; make a client for each service."""
    asked = json.loads(sys.argv[1])
    sys.path[:0] = asked["path"]
    module = None
    for name in asked["modules"]:
        module = importlib.import_module(name)
    if asked["attribute"]:
        getattr(module, asked["attribute"])
    if asked["services"]:
        _make_clients(asked["services"])


def _make_clients(services: list[str]) -> None:
    session = importlib.import_module("boto3").Session(region_name="eu-west-1")
    for service in services:
        session.client(service)


if __name__ == "__main__":
    main()
