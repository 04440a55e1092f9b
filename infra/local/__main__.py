"""`python -m infra.local` runs the portal; `fire` and `settle` speak to one that runs."""

import argparse
import importlib
import importlib.util
import json
import os
import signal
import sys
import threading
from datetime import datetime
from typing import Any

from infra.local import environment
from infra.local.client import LocalPortal, ToolRefused
from infra.local.words import say, where

PORT = 8080


def main() -> int:
    given = _arguments()
    if given.command == "run":
        return _run(given)
    portal = LocalPortal(given.port)
    try:
        if given.command == "settle":
            portal.settle()
        else:
            say(json.dumps(portal.fire(given.name, json.loads(given.payload))))
    except ConnectionError:
        say(
            f"There is no portal at port {given.port}: `make run` starts one, --port names another."
        )
        return 1
    except (ToolRefused, json.JSONDecodeError) as error:
        say(str(error))
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("command", nargs="?", default="run", choices=["run", "fire", "settle"])
    parser.add_argument("name", nargs="?", help="fire: the handler")
    parser.add_argument("--payload", default="{}", help="fire: JSON for the handler")
    parser.add_argument("--port", type=int, default=PORT, help="0 takes any that is free")
    parser.add_argument("--app", default="app:app", help="module:name of the Chalice app")
    parser.add_argument("--no-workers", action="store_true", help="queues and stream wait")
    parser.add_argument("--no-timers", action="store_true", help="schedules wait for `fire`")
    parser.add_argument("--no-seed", action="store_true", help="begin with an empty table")
    parser.add_argument("--retry-seconds", type=int, default=1, help="until a failed message")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.add_argument("--verbose", action="store_true", help="a line for each request and job")
    given = parser.parse_args()
    if given.command == "fire" and not given.name:
        parser.error("fire what? Give the name of a handler.")
    return given


def _run(given: argparse.Namespace) -> int:
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _serve(given)
    except KeyboardInterrupt:
        # Threads may sit in a handler or hold a keep-alive connection: nobody waits for them.
        sys.stdout.flush()
        os._exit(0)
    except Exception as error:  # noqa: BLE001 - whatever kept it from starting is told in a line
        say(f"The portal cannot start: {where(error)}")
    return 1


def _serve(given: argparse.Namespace) -> None:
    os.environ.setdefault("POWERTOOLS_LOG_LEVEL", "INFO" if given.verbose else "ERROR")
    from infra.local.run import Options, Portal

    options = Options(
        app=given.app,
        port=given.port,
        now=_now(),
        seed=None if given.no_seed else _seed(),
        workers=not given.no_workers,
        timers=not given.no_timers,
        retry_seconds=given.retry_seconds,
        quiet=given.quiet,
    )
    with Portal(options) as portal:
        for line in portal.lines:
            say(f"  {line}")
        say(f"  The code that colleagues need now: {portal.client.base}/-/code")
        say(f"  Mails that were sent: {portal.client.base}/mailbox")
        say(f"Kiekeboe is at {portal.client.base} (Ctrl-C stops it)")
        # A signal right before a wait without end would be noticed by nobody.
        while not threading.Event().wait(0.2):
            pass


def _now() -> datetime | None:
    text = os.environ.get("PORTAL_NOW", "")
    return environment.moment(text) if text else None


def _seed() -> Any:
    """Return what fills the portal, if the tree has it."""
    if not importlib.util.find_spec("infra.local.seed"):
        return None
    return importlib.import_module("infra.local.seed").seed


if __name__ == "__main__":
    sys.exit(main())
