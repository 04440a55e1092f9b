"""Two hundred ask for the last five places of a day at the same moment: what that costs.

Only the decision about the group-day (`askers.py`), with some seeds; and the whole requests of
parents (`tests/bookings/parents_at_once.py`), with one.
"""

import json
import subprocess
import sys
from typing import Any

from benchmarks.askers import PLACES, Told
from benchmarks.environment import of_function
from benchmarks.measures import Measure
from benchmarks.rounds import ROOT

ASKERS = 200
MOST = 3  # writes for each who asks, whatever becomes of it
SEEDS = (1, 2, 3)
KINDS = {"later": "of two the later loses", "both": "of two both lose"}


def crowds() -> list[Measure]:
    """Return the writes that were tried for each who asked, the worst of some runs of each kind."""
    return [it for kind, words in KINDS.items() for it in _measured(kind, words)]


def parents() -> list[Measure]:
    """Return the same for whole requests: nobody may be told that it is busy."""
    crowds = [Told(**it) for it in _output("tests.bookings.parents_at_once", str(SEEDS[0]))]
    return [
        measure
        for told, words in zip(crowds, KINDS.values(), strict=True)
        for measure in _of_parents(
            told, f"{ASKERS} parents ask at once for {PLACES} places, {words}"
        )
    ]


def _of_parents(told: Told, who: str) -> list[Measure]:
    ended = sum(told.outcomes.get(it, 0) for it in ("granted", "waiting", "GroupIsFull"))
    return [
        Measure(
            name=f"{who}: writes tried in all; peer: one each",
            value=told.attempts,
            peer=ASKERS,
            unit="writes",
            limit=MOST,
        ),
        Measure(
            name=f"{who}: granted, and not {PLACES}",
            value=abs(told.outcomes.get("granted", 0) - PLACES),
            unit="requests",
            limit=0,
        ),
        Measure(
            name=f"{who}: told anything else than granted, waiting or full",
            value=ASKERS - ended,
            unit="requests",
            limit=0,
        ),
        Measure(
            name=f"{who}: the last answer; peer: the middle one",
            value=told.longest,
            peer=told.median,
            unit="s",
        ),
    ]


def _measured(kind: str, words: str) -> list[Measure]:
    told = [Told(**_output("benchmarks.askers", kind, str(ASKERS), str(it))) for it in SEEDS]
    wanted = {"granted": PLACES, "waiting": ASKERS - PLACES}
    who = f"{ASKERS} ask at once for {PLACES} places, {words}"
    return [
        Measure(
            name=f"{who}: writes tried; peer: one each",
            value=max(it.attempts for it in told),
            peer=ASKERS,
            unit="writes",
            limit=MOST,
        ),
        Measure(
            name=f"of {len(told)} such crowds: not {PLACES} granted and all others waiting",
            value=sum(it.outcomes != wanted for it in told),
            unit="crowds",
            limit=0,
        ),
        Measure(
            name="the last answer; peer: the middle one",
            value=max(it.longest for it in told),
            peer=max(it.median for it in told),
            unit="s",
        ),
    ]


def _output(*command: str) -> Any:
    done = subprocess.run(  # noqa: S603 - a command of ours
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=of_function(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)
