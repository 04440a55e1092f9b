"""The side of a program that is measured turn by turn; it runs under the peers' Python too."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any, TextIO


def take_turns(work: Callable[[], Any], *, proof: Callable[[Any], None] | None = None) -> None:
    """Do the work as often as each line says, and tell the seconds, until there are no lines.

    `proof` sees what comes of it once, before. What the work itself prints, such as its log, goes
    nowhere.
    """
    with only_the_result() as told:
        if proof:
            proof(work())
        for line in sys.stdin:
            told.write(f"{_seconds(work, int(line))}\n")
            told.flush()


@contextmanager
def only_the_result() -> Iterator[TextIO]:
    """Let what is printed, such as the log, go nowhere, and return where the result is told."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as told:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of ours
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        yield told


def _seconds(work: Callable[[], object], times: int) -> float:
    started = process_time()
    for _ in range(times):
        work()
    return process_time() - started
