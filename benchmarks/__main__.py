"""`make bench`: measure, print the table, leave bench-output/results.json; end with 1 if missed."""

import os
import platform
import sys
from collections.abc import Iterator
from time import monotonic

from benchmarks import answering, group_days, months, starting, years
from benchmarks.measures import Measure, table, write
from benchmarks.rounds import ROOT
from infra.local.words import say

OUTPUT = ROOT / "bench-output/results.json"
STARTS = 15  # fresh processes of each kind
TURNS = 25  # of each program that stays


def main() -> int:
    began = monotonic()
    say(_about())
    measures = list(_measured())
    say(table(measures))
    write(measures, OUTPUT)
    say(f"Written to {OUTPUT.relative_to(ROOT)}, in {monotonic() - began:.0f} s.")
    return int(any(it.is_missed for it in measures))


def _measured() -> Iterator[Measure]:
    yield from starting.imports(STARTS)
    yield from starting.cold_starts(STARTS)
    yield from answering.routes(TURNS)
    yield from answering.reads(TURNS)
    yield from months.engine()
    yield from years.days()
    yield from group_days.crowds()
    yield from group_days.parents()


def _about() -> str:
    return (
        f"{_processor()}, {os.cpu_count()} processors, {platform.system()},"
        f" Python {platform.python_version()}; processor time, medians of"
        f" {STARTS} starts and {TURNS} times {answering.TIMES} requests, taking turns"
    )


def _processor() -> str:
    """Return the processor's name where Linux tells it, or else its kind."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - no path of ours
            names = [line.partition(":")[2].strip() for line in file if "model name" in line]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    sys.exit(main())
