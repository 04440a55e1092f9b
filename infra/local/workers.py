"""Everything that happens by itself: queues, the stream, schedules; and when all of it is done."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from chalice.app import (
    CloudWatchEventConfig,
    DynamoDBEventConfig,
    LambdaFunction,
    ScheduledEventConfig,
    SQSEventConfig,
)

from infra.local.aws import LocalAws
from infra.local.handlers import Handlers, UnknownHandler
from infra.local.mailbox import Mailbox
from infra.local.queue_worker import QueueWorker
from infra.local.stream_worker import StreamWorker
from infra.local.words import say, where

SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
LOOK_EVERY_SECONDS = 0.01

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")


class NotSettled(TimeoutError):
    """Something still waits, runs or is hidden after the time given."""


class Workers:
    """Threads that feed the handlers of the app; `clients` makes boto3 clients."""

    def __init__(
        self,
        handlers: Handlers,
        aws: LocalAws,
        mailbox: Mailbox,
        *,
        clients: Callable[[str], Any],
        table: str,
        clock: Callable[[], datetime],
        retry_seconds: int,
    ) -> None:
        self._handlers, self._aws, self._mailbox, self._clock = handlers, aws, mailbox, clock
        self._stop = threading.Event()
        self._queues = [
            QueueWorker(it, handlers, clients("sqs"), retry_seconds=retry_seconds)
            for it in handlers.of_kind(SQSEventConfig)
        ]
        self._streams = [
            StreamWorker(it, handlers, clients=clients, table=table, bell=aws.table_changes)
            for it in handlers.of_kind(DynamoDBEventConfig)
        ]

    def start(self, *, timers: bool) -> None:
        for worker in (*self._queues, *self._streams):
            self._thread(self._work, worker)
        for schedule in self._handlers.of_kind(ScheduledEventConfig) if timers else []:
            if seconds := seconds_between(schedule):
                self._thread(self._repeat, schedule.name, seconds)

    def stop(self) -> None:
        self._stop.set()

    def fire(self, name: str, payload: dict[str, Any] | None = None) -> Any:
        """Run a schedule or a plain function now, and return what it returns.

        :raises UnknownHandler: there is none, or it is fed by a queue or by the stream.
        """
        source = self._handlers.find(name)
        if isinstance(source, LambdaFunction):
            return self._handlers.call(name, payload or {})
        if not isinstance(source, ScheduledEventConfig | CloudWatchEventConfig):
            raise UnknownHandler(f"{name} is fed by a queue or by the stream.")
        return self._handlers.call(name, _tick(name, self._clock()) | (payload or {}))

    def settle(self, seconds: float) -> None:
        """Return when queues are empty, nothing runs and the stream is read to its end.

        :raises NotSettled: with the names of what was still busy.
        """
        until = time.monotonic() + seconds
        while busy := [*self._busy()]:
            if time.monotonic() > until:
                raise NotSettled(", ".join(busy))
            self._stop.wait(LOOK_EVERY_SECONDS)

    def _busy(self) -> Iterator[str]:
        """Nothing at all comes out only if nothing was written between first and last look."""
        before = self._writes()
        if not self._mailbox.is_quiet:
            yield "mail events"
        if self._handlers.running:
            yield "handlers"
        yield from (it.name for it in self._streams if it.read_to < self._aws.table_changes.count)
        yield from (it.name for it in self._queues if not it.is_empty())
        if self._writes() != before or self._handlers.running:
            yield "writes"

    def _writes(self) -> tuple[int, int]:
        return self._aws.table_changes.count, self._aws.queue_changes.count

    def _thread(self, run: Callable[..., None], *args: Any) -> None:
        threading.Thread(target=run, args=args, daemon=True).start()

    def _work(self, worker: QueueWorker | StreamWorker) -> None:
        """A worker that cannot reach AWS has work again when it can: nothing is lost meanwhile."""
        while not self._stop.is_set():
            try:
                worker.run(self._stop)
            except Exception as error:  # noqa: BLE001 - one worker's trouble leaves the others be
                if not self._stop.wait(1):
                    say(f"{worker.name} begins again: {where(error)}")

    def _repeat(self, name: str, seconds: int) -> None:
        while not self._stop.wait(seconds):
            try:
                self.fire(name)
            except Exception as error:  # noqa: BLE001 - the next tick comes all the same
                say(f"{name} failed: {where(error)}")


def seconds_between(schedule: ScheduledEventConfig) -> int | None:
    """Return the period of a `rate(...)`; a `cron(...)` is only fired by hand."""
    expression = schedule.schedule_expression
    text = expression if isinstance(expression, str) else expression.to_string()
    rate = _RATE.fullmatch(text)
    return int(rate[1]) * SECONDS[rate[2]] if rate else None


def _tick(name: str, now: datetime) -> dict[str, Any]:
    return {
        "version": "0",
        "id": f"{name}-{now:%Y%m%d%H%M%S}",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "region": "eu-west-1",
        "resources": [f"arn:aws:events:eu-west-1:123456789012:rule/{name}"],
        "detail": {},
    }
