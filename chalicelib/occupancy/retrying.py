"""Decide, and decide again if somebody was faster: for what many want at the same moment.

Who loses waits, reads again and decides again; nothing is sent twice unseen. The waits are random
and mostly long: of a crowd that lost together a few come back early, one after the other, and find
nobody in their way; the many who come later read that the day is full by now, and write nothing to
it. `docs/decisions/0021` has the measurements behind the numbers.
"""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from chalicelib.core.errors import Busy
from chalicelib.occupancy.model import SomebodyWasFaster

Outcome = TypeVar("Outcome")

WINDOWS = (2.0, 2.5, 3.0)  # seconds; together they leave an API request of 10 s time for its work
PATIENT = (2.0, 3.0, 4.0, 5.0, 6.0)  # for jobs, which have a minute
STEEPNESS = 5.0  # at the end of a window e**5 times as many come back as at its beginning


class _Waiting:
    """How one waits, and where chance comes from."""

    def __init__(self) -> None:
        self.pause: Callable[[float], object] = time.sleep
        self.chance: Callable[[], float] = random.random


_waiting = _Waiting()


def retrying(decide: Callable[[], Outcome], *, windows: Sequence[float] = WINDOWS) -> Outcome:
    """Return what is decided; `decide` reads, checks and commits with `attempts=1`, and may again.

    What it read before must not be at hand any more when it looks a second time.

    :raises Busy: somebody was faster each time, also after the last wait.
    :raises PortalError: what `decide` refuses.
    """
    for window in windows:
        try:
            return decide()
        except (Busy, SomebodyWasFaster):
            _waiting.pause(_wait_in(window))
    try:
        return decide()
    except SomebodyWasFaster as refusal:
        raise Busy from refusal


@contextmanager
def pausing_with(
    pause: Callable[[float], object], *, chance: Callable[[], float] = random.random
) -> Iterator[None]:
    """Let this stand for the waiting: for tests and measurements, never on Lambda."""
    before = _waiting.pause, _waiting.chance
    _waiting.pause, _waiting.chance = pause, chance
    try:
        yield
    finally:
        _waiting.pause, _waiting.chance = before


def _wait_in(window: float) -> float:
    """Return seconds within the window; late moments are more likely, exponentially."""
    return window * math.log1p(_waiting.chance() * math.expm1(STEEPNESS)) / STEEPNESS
