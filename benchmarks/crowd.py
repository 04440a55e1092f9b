"""Many at once in a time of their own: nobody waits for a clock, and each run can be had again.

Every thread that has to wait, for an answer or before it tries again, says for how long. The one
whose time comes first goes on, and only that one: moto is not made for threads. A transaction takes
a while, and meets every other one on the same items that is under way in that while.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from threading import Semaphore, Thread, local
from types import SimpleNamespace
from typing import Any

READ, TRANSACTION = 0.008, 0.02  # seconds, about the middle; some take twice as long
SPREAD = 0.02  # seconds in which all begin


@dataclass
class _Transaction:
    items: frozenset[str]
    is_lost: bool = False


@dataclass
class Crowd:
    """What was sent, and what met another; `both_lose`, or else only the one that came later."""

    both_lose: bool
    dice: random.Random
    now: float = 0
    attempts: int = 0
    conflicts: int = 0
    took: list[float] = field(default_factory=list)
    _asleep: list[tuple[float, int, Semaphore]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    _stopped: Semaphore = field(default_factory=lambda: Semaphore(0))
    _under_way: list[_Transaction] = field(default_factory=list)
    _mine: local = field(default_factory=local)

    def run(self, works: Sequence[Callable[[], str]]) -> list[str]:
        """Return what became of each; an exception becomes its name."""
        outcomes = [""] * len(works)
        for number, work in enumerate(works):
            Thread(target=self._live, args=(number, work, outcomes), daemon=True).start()
            self._stopped.acquire()
        while self._asleep:
            self.now, _, go_on = heappop(self._asleep)
            go_on.release()
            self._stopped.acquire()
        return outcomes

    def pause(self, seconds: float) -> None:
        """Let the others go on for so long."""
        go_on = Semaphore(0)
        heappush(self._asleep, (self.now + seconds, next(self._order), go_on))
        self._stopped.release()
        go_on.acquire()

    @contextmanager
    def at(self, client: Any) -> Iterator[None]:
        """Let the requests of this client to DynamoDB take their time."""
        client.meta.events.register("before-call.dynamodb", self._before)
        try:
            yield
        finally:
            client.meta.events.unregister("before-call.dynamodb", self._before)

    def _live(self, number: int, work: Callable[[], str], outcomes: list[str]) -> None:
        self._mine.is_here = True
        self.pause(self.dice.uniform(0, SPREAD))
        began = self.now
        try:
            outcomes[number] = work()
        except Exception as error:  # noqa: BLE001 - whatever it was is what became of it
            outcomes[number] = type(error).__name__
        self.took.append(self.now - began)
        self._stopped.release()

    def _before(self, *, model: Any, params: Any, **_: object) -> Any:
        if not getattr(self._mine, "is_here", False):
            return None
        if model.name == "TransactWriteItems":
            return self._transact(json.loads(params["body"])["TransactItems"])
        self.pause(self._about(READ))
        return None

    def _transact(self, writes: list[dict[str, Any]]) -> Any:
        self.attempts += 1
        own = _Transaction(frozenset(map(_item, writes)))
        others = [it for it in self._under_way if not it.items.isdisjoint(own.items)]
        own.is_lost = bool(others)
        if self.both_lose:
            for other in others:
                other.is_lost = True
        if self.both_lose or not own.is_lost:
            self._under_way.append(own)
        self.pause(self._about(TRANSACTION))
        self._under_way = [it for it in self._under_way if it is not own]
        if not own.is_lost:
            return None
        self.conflicts += 1
        return _conflict(len(writes))

    def _about(self, seconds: float) -> float:
        return seconds * self.dice.lognormvariate(0, 0.35)


def _item(write: dict[str, Any]) -> str:
    (operation,) = write.values()
    key = operation.get("Key") or operation["Item"]
    return json.dumps([key["pk"], key["sk"]])


def _conflict(writes: int) -> Any:
    error = {"Code": "TransactionCanceledException", "Message": "Transaction cancelled"}
    reasons = [{"Code": "TransactionConflict"}, *[{"Code": "None"}] * (writes - 1)]
    return SimpleNamespace(status_code=400), {"Error": error, "CancellationReasons": reasons}
