"""Two hundred parents ask for the last places of a day at once: the real requests, on moto.

Each is the whole use case: it reads, decides by the rules, pays with credits or by invoice, and
writes the month, the ledger, the request, mails and the audit trail with the day of the group, or
puts the request on the waiting list. One in three would rather not wait. Run with numbers it
prints, for each as a seed and each kind of conflict, what became of them, as JSON.
"""

import json
import random
import sys
from collections import Counter
from dataclasses import asdict
from statistics import median

from benchmarks.askers import Told
from benchmarks.crowd import Crowd
from benchmarks.turns import only_the_result
from chalicelib.aws.table import connection
from chalicelib.occupancy.retrying import pausing_with
from tests.bookings.askers import Asker
from tests.bookings.builders import decide_at_once, fill_up
from tests.builders import LADYBIRDS, an_organisation
from tests.conftest import an_empty_aws
from tests.faults import place

ASKERS, PLACES = 200, 5


def told(seeds: list[int]) -> list[Told]:
    """Return what became of each crowd, with each seed: the later loses, and then both do."""
    with an_empty_aws():
        an_organisation()
        decide_at_once()
        askers = [Asker.arrives(number) for number in range(ASKERS)]
        fill_up(LADYBIRDS.places - PLACES)
        start, found = place.keep(), []
        for seed in seeds:
            for both_lose in (False, True):
                place.put_back(start)
                found.append(_ask_at_once(askers, both_lose=both_lose, seed=seed))
        return found


def _ask_at_once(askers: list[Asker], *, both_lose: bool, seed: int) -> Told:
    dice = random.Random(seed)
    crowd = Crowd(both_lose, dice)
    with crowd.at(connection().connection.client), pausing_with(crowd.pause, chance=dice.random):
        outcomes = crowd.run([it.ask for it in askers])
    for asker, outcome in zip(askers, outcomes, strict=True):
        asker.check_books(outcome)
    return Told(
        outcomes=dict(Counter(outcomes)),
        attempts=crowd.attempts,
        conflicts=crowd.conflicts,
        median=median(crowd.took),
        longest=max(crowd.took),
    )


if __name__ == "__main__":
    with only_the_result() as result:
        crowds = told([int(it) for it in sys.argv[1:]])
        result.write(json.dumps([asdict(it) for it in crowds]))
