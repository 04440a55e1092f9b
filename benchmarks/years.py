"""What days take of the table where there are ten years of them, against one."""

import json
import subprocess
import sys

from benchmarks.environment import of_function
from benchmarks.measures import Measure
from benchmarks.rounds import ROOT

# By what is asked: how many requests it may take, the session included.
ASKED = {
    "month_of_a_child": ("a child's month", 2),
    "quote_of_a_month": ("what each of 31 days would take", 2),
    "list_of_a_group": ("the list of a group's day, of 16 children", 2),
    "week_of_ten_groups": ("a week of ten groups", 2),
}
MOST_BYTES = 1.1
YEARS = 10


def days() -> list[Measure]:
    """Return what each takes, and what it would take with one year only."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.counted.ten_years"],
        cwd=ROOT,
        env=of_function(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = json.loads(done.stdout)
    found = [it for name in ASKED for it in _measures(name, told["one"][name], told["ten"][name])]
    granting = Measure(
        name="granting a day: transactions",
        value=told["transactions"],
        unit="transactions",
        limit=1,
    )
    return [*found, granting]


def _measures(name: str, one: dict[str, int], ten: dict[str, int]) -> list[Measure]:
    words, most = ASKED[name]
    with_years = f"{words}, with {YEARS} years of days"
    return [
        Measure(
            name=f"{with_years}: requests, the session included",
            value=ten["requests"],
            unit="requests",
            limit=most,
        ),
        Measure(
            name=f"{with_years}: requests more than with one year",
            value=ten["requests"] - one["requests"],
            unit="requests",
            limit=0,
        ),
        Measure(
            name=f"{with_years}: evaluated items; peer: with one year",
            value=ten["items"],
            peer=one["items"],
            unit="items",
            limit=1,
        ),
        Measure(
            name=f"{with_years}: bytes that come back; peer: with one year",
            value=ten["size"],
            peer=one["size"],
            unit="bytes",
            limit=MOST_BYTES,
        ),
    ]
