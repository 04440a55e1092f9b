"""A machine that is gone in the middle of its work, whatever it was doing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from chalicelib.aws.clients import client
from chalicelib.aws.table import connection


class MachineGone(BaseException):
    """No code of ours sees this: nothing is tidied up, nothing is told."""


@contextmanager
def stops_after(calls: int) -> Iterator[list[str]]:
    """Do so many requests to the table and to S3, and then nothing any more.

    Give it more calls than there are, and all is done: `sent` tells which they were.
    """
    sent: list[str] = []

    def before(model: Any, **_: object) -> None:
        if len(sent) == calls:
            raise MachineGone
        sent.append(model.name)

    with ExitStack() as stack:
        for of in (connection().connection.client, client("s3")):
            of.meta.events.register("before-call", before)
            stack.callback(of.meta.events.unregister, "before-call", before)
        with suppress(MachineGone):
            yield sent
