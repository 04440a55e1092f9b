"""Trouble with AWS, made with botocore's own events: no patched names, no stubs."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ReadTimeoutError

from chalicelib.aws.clients import client
from chalicelib.aws.table import connection

WRITES = ("TransactWriteItems", "UpdateItem", "PutItem", "DeleteItem")


@contextmanager
def at_once(parties: int = 2, *operations: str) -> Iterator[None]:
    """Hold the first requests until all parties are ready, then do all of them one by one.

    The lock stands in for DynamoDB, where writes to an item come one after the other. In moto they
    do not: two threads may both pass a condition, and a refused transaction puts back a copy of
    the tables over what another thread has just written.
    """
    arrivals, one_by_one = count(1), threading.Lock()
    ready = threading.Barrier(parties, timeout=20)
    wanted = operations or ("TransactWriteItems",)

    def before(model: Any, **_: object) -> None:
        if model.name in wanted and next(arrivals) <= parties:
            ready.wait()
        one_by_one.acquire()

    def after(**_: object) -> None:
        one_by_one.release()

    with when("before-call.dynamodb", before), when("after-call.dynamodb", after):
        yield


@contextmanager
def conflicts(times: int) -> Iterator[None]:
    """Let the next transactions meet another one on the same items."""
    left = iter(range(times))
    reasons = [{"Code": "TransactionConflict"}, {"Code": "None"}]

    def answer(**_: object) -> Any:
        return _cancelled(reasons) if next(left, None) is not None else None

    with when("before-call.dynamodb.TransactWriteItems", answer):
        yield


@contextmanager
def a_transaction_is_on_the_item() -> Iterator[None]:
    """Let single writes to items meet a transaction."""
    error = {"Code": "TransactionConflictException", "Message": "Transaction is ongoing"}

    def answer(**_: object) -> Any:
        return SimpleNamespace(status_code=400), {"Error": error}

    with when("before-call.dynamodb.UpdateItem", answer):
        yield


@contextmanager
def the_answer_is_lost() -> Iterator[None]:
    """Do the next transaction, but let the client believe that it has to send it again."""
    left = iter(range(1))

    def send_again(**_: object) -> int | None:
        return 0 if next(left, None) is not None else None  # seconds to wait

    with when("needs-retry.dynamodb.TransactWriteItems", send_again):
        yield


@contextmanager
def every_answer_is_lost() -> Iterator[None]:
    """Do the transactions, and let the connection break before each answer."""

    def break_off(**_: object) -> None:
        raise ReadTimeoutError(endpoint_url="https://dynamodb")

    with when("response-received.dynamodb.TransactWriteItems", break_off):
        yield


@contextmanager
def is_down(service: str, times: int = 99) -> Iterator[None]:
    """Let the next requests to a service (`sesv2`, `sqs`, `s3`) fail."""
    left = iter(range(times))

    def fail(**_: object) -> None:
        if next(left, None) is not None:
            raise ConnectionError(f"{service} is down")

    with _registered(client(service), f"before-call.{service}", fail):
        yield


@contextmanager
def requests_to_the_table() -> Iterator[list[str]]:
    """Collect the operations that go to DynamoDB."""
    sent: list[str] = []

    def note(model: Any, **_: object) -> None:
        sent.append(model.name)

    with when("before-call.dynamodb", note):
        yield sent


@contextmanager
def traced() -> Iterator[list[tuple[str, ...]]]:
    """Collect every request to AWS by its shape: service, operation, kinds of keys, expressions.

    Two requests with equal shapes differ in ids and values only.
    """
    trace: list[tuple[str, ...]] = []

    def note(model: Any, params: Any, **_: object) -> None:
        service = model.service_model.service_name
        body = params["body"]
        shape = _shapes(json.loads(body)) if service == "dynamodb" else ()
        trace.append((service, model.name, *shape))

    with ExitStack() as stack:
        stack.enter_context(when("before-call.dynamodb", note))
        for service in ("sqs", "sesv2", "s3", "secretsmanager"):
            stack.enter_context(_registered(client(service), f"before-call.{service}", note))
        yield trace


def _shapes(asked: Any) -> Iterator[str]:
    """Yield what does not depend on whose item it is: the kinds in keys, and expressions."""
    match asked:
        case {"pk": {"S": pk}, "sk": {"S": sk}}:
            yield f"{kinds_of(pk)} {kinds_of(sk)}"
        case dict():
            for name, value in asked.items():
                yield from [value] if name.endswith("Expression") else _shapes(value)
        case [*values]:
            for value in values:
                yield from _shapes(value)


def kinds_of(key: str) -> str:
    """Return a key with a star for each id: "ORG#*#ACCOUNT#*"."""
    return "#".join(it if re.fullmatch("[A-Z]+", it) else "*" for it in key.split("#"))


def when(event: str, act: Callable[..., Any]) -> AbstractContextManager[None]:
    return _registered(connection().connection.client, event, act)


def _cancelled(reasons: list[dict[str, str]]) -> Any:
    error = {"Code": "TransactionCanceledException", "Message": "Transaction cancelled"}
    return SimpleNamespace(status_code=400), {"Error": error, "CancellationReasons": reasons}


@contextmanager
def _registered(of: Any, event: str, act: Callable[..., Any]) -> Iterator[None]:
    of.meta.events.register(event, act)
    try:
        yield
    finally:
        of.meta.events.unregister(event, act)
