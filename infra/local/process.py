"""A local portal in a process of its own: for tests, whose own moto must not touch it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from infra.local.client import LocalPortal
from infra.local.words import ROOT

READY = "Kiekeboe is at http://127.0.0.1:"
START_SECONDS = 180
STOP_SECONDS = 5


class DidNotStart(RuntimeError):
    """The process ended before the portal was there; the message is what it said."""


@dataclass(frozen=True)
class PortalProcess:
    """`lines` is what it has said so far."""

    portal: LocalPortal
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)


@contextmanager
def portal_process(
    *arguments: str, env: Mapping[str, str] | None = None
) -> Iterator[PortalProcess]:
    """Run `python -m infra.local` on a free port until the block ends.

    :raises DidNotStart: with everything that was said.
    """
    command = [sys.executable, "-m", "infra.local", "--port", "0", *arguments]
    with subprocess.Popen(  # noqa: S603 - our own module
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield _started(process)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _started(process: subprocess.Popen[str]) -> PortalProcess:
    lines: list[str] = []
    ready = threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if line.startswith(READY):
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    ready.wait(START_SECONDS)
    port = next((it.removeprefix(READY).split()[0] for it in lines if it.startswith(READY)), None)
    if port is None:
        raise DidNotStart("\n".join(lines))
    return PortalProcess(LocalPortal(int(port)), process, lines)
