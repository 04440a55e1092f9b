"""Two hundred ask for the last five places of a day at the same moment: what that costs."""

import json
import subprocess
import sys

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


def _measured(kind: str, words: str) -> list[Measure]:
    told = [_run(kind, seed) for seed in SEEDS]
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


def _run(kind: str, seed: int) -> Told:
    done = subprocess.run(  # noqa: S603 - a command of ours
        [sys.executable, "-m", "benchmarks.askers", kind, str(ASKERS), str(seed)],
        cwd=ROOT,
        env=of_function(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Told(**json.loads(done.stdout))
