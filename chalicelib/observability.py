"""One line per request and per job, and a few counts. Never a name, an address or a free text."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from time import perf_counter
from typing import Any, TypeVar

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from chalicelib.core import clock

Event = TypeVar("Event")
Result = TypeVar("Result")

# Chalice logs the traceback of a 500 to the logger with the app's name: this one, so as JSON.
logger = Logger(service="kiekeboe")

_requests: ContextVar[int] = ContextVar("requests", default=0)


def request_sent(**_: object) -> None:
    """Remember that one more request went to DynamoDB: a hook for botocore."""
    _requests.set(_requests.get() + 1)


def count(name: str) -> None:
    """Add one to a CloudWatch metric."""
    metrics = Metrics(namespace="Kiekeboe", service="kiekeboe")
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
    metrics.flush_metrics()
    metrics.clear_metrics()  # where metrics are switched off, flushing lets them pile up


@contextmanager
def observed(what: str) -> Iterator[dict[str, Any]]:
    """Log one line when the block ends, however it ends.

    The block gets a dict, with `status` 500 until it says better, and adds what it learns.
    """
    line: dict[str, Any] = {"status": 500}
    requests, started = _requests.get(), perf_counter()
    try:
        yield line
    finally:
        line["ms"] = round((perf_counter() - started) * 1000, 1)
        line["dynamodb_requests"] = _requests.get() - requests
        logger.info(what, extra=line)


def job(work: Callable[[Event, datetime], Result]) -> Callable[[Event], Result]:
    """Observe a handler outside HTTP, and tell it the time.

    A Lambda that is not the API imports its own module only: the middleware of `app.py` never
    runs there, so what every job needs is written on the job.
    """

    # A plain Lambda function also gets a context; an event source's handler does not.
    @functools.wraps(work)
    def handler(event: Event, _context: object = None) -> Result:
        with observed(f"job {work.__name__}") as line:
            result = work(event, clock.now())
            line["status"] = 200
            return result

    return handler
