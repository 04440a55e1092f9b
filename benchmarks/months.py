"""A child's month, and what each of its days would take: what is decided, without a request.

It is what `GET /children/{child_id}/days` decides about a month. The days of the child are derived
from its contract, openings and what was said about single days; then each of the 31 is offered
(who comes to the group, the staff ratio, the rules, in which ways it can be paid) or refused. About
twelve can be had, the others are weekends, days off, booked already or full.

Run as a program it prints the seconds for one child. Each child is another one (`children.py`) with
group-days, contract and credits of its own, and nobody has looked at it before.
"""

import sys
from statistics import median
from time import process_time

from benchmarks.children import DAYS, a_situation
from benchmarks.environment import of_function
from benchmarks.measures import Measure
from benchmarks.rounds import FreshStart
from chalicelib.bookings.looking import outlooks
from chalicelib.bookings.situation import Situation

CHILDREN, ROUNDS, LEAST = 400, 5, 2000
FIRST = 12  # children whom nobody measures: methods of values are written when the first is made


def engine() -> list[Measure]:
    """Return how many children's months are derived and quoted in a second on one core."""
    start = FreshStart([sys.executable, "-m", "benchmarks.months"], of_function())
    seconds = median(start() for _ in range(ROUNDS))
    return [
        Measure(
            name=f"a child's month, and what each of its {len(DAYS)} days would take",
            value=1 / seconds,
            unit="months/s",
            limit=LEAST,
            is_gain=True,
        )
    ]


def seconds() -> float:
    """Return the processor's seconds for one child, of many."""
    for number in range(FIRST):
        _look(a_situation(number))
    situations = [a_situation(FIRST + number) for number in range(CHILDREN)]
    began = process_time()
    for situation in situations:
        _look(situation)
    return (process_time() - began) / CHILDREN


def _look(situation: Situation) -> None:
    situation.booked(DAYS)
    list(outlooks(situation, DAYS))


if __name__ == "__main__":
    sys.stdout.write(str(seconds()))
