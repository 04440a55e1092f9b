"""Transactions on the table: writes that happen together or not at all."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.aws.table import Item, connection, find_together
from chalicelib.core.errors import Busy, PortalError
from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass

ATTEMPTS = 6
FIRST_WAIT = 0.02  # seconds; the limit doubles with every attempt
LARGEST = 100  # writes that DynamoDB takes in one transaction


@dataclass(frozen=True, eq=False)
class _Write:
    rank: int
    add_to: Callable[[TransactWrite], None]
    otherwise: PortalError | None
    marked: Item | None = None


class Transaction:
    """Writes that happen together or not at all.

    `otherwise` is the refusal if the condition of that write fails. If several fail, the one that
    was added first speaks: put the refusal that explains most first.
    """

    def __init__(self, writes: Sequence[_Write] = (), mark: str | None = None) -> None:
        self._writes = list(writes)
        self._bundles: list[range] = []
        self._mark = mark or new_id()

    def __len__(self) -> int:
        return len(self._writes)

    def check(
        self, item: Item, *, condition: Condition, otherwise: PortalError | None = None
    ) -> None:
        """Write nothing to this item, but insist on its condition."""

        def add(tx: TransactWrite) -> None:
            tx.condition_check(type(item), item.pk, item.sk, condition)

        self._writes.append(_Write(0, add, otherwise))

    def delete(
        self,
        item: Item,
        *,
        condition: Condition | None = None,
        otherwise: PortalError | None = None,
    ) -> None:
        self._writes.append(_Write(1, lambda tx: tx.delete(item, condition), otherwise))

    def put(
        self,
        item: Item,
        *,
        condition: Condition | None = None,
        otherwise: PortalError | None = None,
    ) -> None:
        item.written_by = self._mark
        self._writes.append(_Write(2, lambda tx: tx.save(item, condition), otherwise, item))

    def update(
        self,
        item: Item,
        actions: Sequence[Action],
        *,
        condition: Condition | None = None,
        otherwise: PortalError | None = None,
    ) -> None:
        marked = [*actions, Item.written_by.set(self._mark)]
        self._writes.append(
            _Write(3, lambda tx: tx.update(item, marked, condition), otherwise, item)
        )

    def commit(self, *, attempts: int = ATTEMPTS) -> None:
        """Do all writes, or none. Without writes nothing is sent.

        One attempt is for who reads and decides again instead of sending the same again.

        :raises PortalError: the `otherwise` of the first write whose condition failed.
        :raises Busy: other transactions were on the same items at every attempt.
        """
        for attempt in range(attempts):
            if attempt:
                longest = FIRST_WAIT * 2 ** (attempt - 1)
                time.sleep(random.uniform(0, longest))  # noqa: S311 - not a secret
            if self._is_done():
                return
        raise Busy

    def _is_done(self) -> bool:
        """Tell whether it went through; if not, another transaction was on the same items.

        :raises PortalError: the `otherwise` of the first write whose condition failed.
        """
        try:
            self._send()
        except TransactWriteError as error:
            if self._was_done_before(error):
                return True
            codes = self._codes(error)
            for write in self._writes:
                if codes.get(write) == "ConditionalCheckFailed" and write.otherwise:
                    raise write.otherwise from error
            if "TransactionConflict" not in codes.values():
                raise
            return False
        return True

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let `commit_in_parts` never part what is written in here: at most a hundred writes."""
        first = len(self._writes)
        yield
        self._bundles.append(range(first, len(self._writes)))

    def commit_in_parts(self) -> None:
        """Do all writes; those that do not fit into one transaction go in parts, in their order.

        The last part is a full one, or almost: what was written `together` stays together. For
        what nobody sees before its last writes, and what is safe to do again from its beginning if
        it breaks off.

        :raises PortalError, Busy: as for `commit`, and the parts before stay done.
        """
        for start, end in pairwise([*self._starts(), len(self._writes)]):
            Transaction(self._writes[start:end], self._mark).commit()

    def _starts(self) -> list[int]:
        """Return where the parts begin."""
        starts, end = [], len(self._writes)
        while end > 0:
            start = max(0, end - LARGEST)
            end = next((it.stop for it in self._bundles if start in it[1:]), start)
            starts.append(end)
        return starts[::-1]

    def _send(self) -> None:
        if not self._writes:
            return
        with TransactWrite(connection=connection().connection) as tx:
            for write in self._writes:
                write.add_to(tx)

    def _was_done_before(self, error: TransactWriteError) -> bool:
        """Tell our own success from a refusal: its answer was lost, and it was sent again.

        DynamoDB recognises a repeated request for ten minutes; the mark also holds after that,
        and when every answer was lost. One row with it will do: others may have been written by
        somebody else since.
        """
        told = error.cause.__cause__ if error.cause else None  # PynamoDB leaves out the metadata
        response = getattr(told, "response", None)
        was_sent_once = response and not response.get("ResponseMetadata", {}).get("RetryAttempts")
        marked = [write.marked for write in self._writes if write.marked]
        if was_sent_once or not marked:
            return False
        return any(it is not None and it.written_by == self._mark for it in find_together(*marked))

    def _codes(self, error: TransactWriteError) -> dict[_Write, str]:
        """Return for each write that stood in the way the code that says why."""
        # DynamoDB gives its reasons in the order of the request, and PynamoDB sends checks, then
        # deletes, puts, and updates, whatever the order of the calls.
        sent = sorted(self._writes, key=lambda write: write.rank)
        reasons = zip(sent, error.cancellation_reasons, strict=False)
        return {write: reason.code for write, reason in reasons if reason}
