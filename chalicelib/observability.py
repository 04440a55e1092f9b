"""One line per request and per job, and a few counts. Never a name, an address or a free text."""

import functools
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, TypeVar

from chalicelib.core import clock

Event = TypeVar("Event")
Result = TypeVar("Result")

SERVICE = "kiekeboe"
_encoder = json.JSONEncoder(default=str)


class AsJson(logging.Formatter):
    """One object a line, as CloudWatch reads it. Powertools' costs more than the whole route."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "service": SERVICE,
            **getattr(record, "line", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception_name"] = record.exc_info[0].__name__
            line["exception"] = self.formatException(record.exc_info)
        return _encoder.encode(line)


def _logger() -> logging.Logger:
    """Return the logger with the app's name, to which Chalice logs the traceback of a 500 too."""
    made = logging.getLogger(SERVICE)
    made.setLevel(os.environ.get("POWERTOOLS_LOG_LEVEL", "INFO"))
    # Lambda has a handler of its own above this one, which would write everything again.
    made.propagate = "AWS_LAMBDA_FUNCTION_NAME" not in os.environ
    if not made.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(AsJson())
        made.addHandler(handler)
    return made


logger = _logger()

_requests: ContextVar[int] = ContextVar("requests", default=0)


def request_sent(**_: object) -> None:
    """Remember that one more request went to DynamoDB: a hook for botocore."""
    _requests.set(_requests.get() + 1)


def count(name: str) -> None:
    """Add one to a CloudWatch metric."""
    # Only workers count; the API never pays for this import.
    from aws_lambda_powertools import Metrics
    from aws_lambda_powertools.metrics import MetricUnit

    metrics = Metrics(namespace="Kiekeboe", service=SERVICE)
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
        logger.info(what, extra={"line": line})


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
