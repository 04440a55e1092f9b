"""Two at once, in any order: one is at work at a time, up to its next request to AWS.

moto is not made for threads. Here there are some, but only the one whose turn it is runs.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Semaphore, Thread, current_thread
from typing import Any

from tests.faults.injector import Injector

READS = ("BatchGetItem", "GetItem", "GetObject", "Query")
# Of the workers that can go on, by what each asks for next, pick one.
Pick = Callable[[dict[int, str]], int]


class Worker(Thread):
    """Somebody who stops before every request until it is their turn."""

    def __init__(self, number: int, work: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.number, self.outcome, self.next, self.is_done = number, None, "", False
        self._work, self._go, self._stopped = work, Semaphore(0), Semaphore(0)

    def run(self) -> None:
        self._go.acquire()
        try:
            self.outcome = self._work()
        finally:
            self.is_done = True
            self._stopped.release()

    def step(self) -> None:
        """Let it send the request it has stopped before, and go on to the next, or to its end."""
        self._go.release()
        self._stopped.acquire()

    def stop_before(self, operation: str) -> None:
        self.next = operation
        self._stopped.release()
        self._go.acquire()


def take_turns(injector: Injector, works: Sequence[Callable[[], Any]], pick: Pick) -> list[Any]:
    """Return what became of each."""
    workers = [Worker(at, work) for at, work in enumerate(works)]

    def stop(operation: str) -> None:
        worker = current_thread()
        if isinstance(worker, Worker):
            worker.stop_before(operation)

    before, injector.before_each = injector.before_each, stop
    try:
        for worker in workers:
            worker.start()
            worker.step()  # to the first request: nothing has been asked yet
        while can := {it.number: it.next for it in workers if not it.is_done}:
            workers[pick(can)].step()
    finally:
        injector.before_each = before
    return [it.outcome for it in workers]


@dataclass
class EveryOrder:
    """Picks so that each round goes another way, until all were gone.

    Two reads, one after the other, might as well change places: only one of the two orders is
    tried.
    """

    first: list[int]
    made: list[tuple[int, list[int]]]
    before: tuple[int, str] | None = None

    def __call__(self, can: dict[int, str]) -> int:
        options = [it for it in sorted(can) if not self._is_known(it, can[it])] or sorted(can)
        at = len(self.made)
        picked = self.first[at] if at < len(self.first) else options[0]
        self.made.append((picked, options))
        self.before = picked, can[picked]
        return picked

    def _is_known(self, number: int, operation: str) -> bool:
        if self.before is None:
            return False
        last, asked = self.before
        return number < last and asked in READS and operation in READS

    def following(self) -> "EveryOrder | None":
        """Return the next order, or None after the last."""
        for at in reversed(range(len(self.made))):
            picked, options = self.made[at]
            later = options[options.index(picked) + 1 :]
            if later:
                return EveryOrder([it for it, _ in self.made[:at]] + later[:1], [])
        return None


def every_order() -> Iterator[EveryOrder]:
    """Yield orders; each must be used before the next one is asked for."""
    order: EveryOrder | None = EveryOrder([], [])
    while order:
        yield order
        order = order.following()


def some_orders(count: int, *, seed: int) -> Iterator[Pick]:
    for number in range(count):
        dice = random.Random(f"{seed}.{number}")
        yield lambda can, dice=dice: dice.choice(sorted(can))
