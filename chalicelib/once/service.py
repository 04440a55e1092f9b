"""Keep an answer with the change it tells about, and find it again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from chalicelib.aws.transactions import Transaction
from chalicelib.core.at_hand import AtHand, Key
from chalicelib.core.values import dataclass
from chalicelib.once.model import Asked
from chalicelib.once.store import OnceStore

Result = TypeVar("Result")


@dataclass(frozen=True)
class Once(Generic[Result]):
    """How a use case answers a request that has a key: `told` makes the JSON of its result."""

    asked: Asked | None
    told: Callable[[Result], str]

    def keep(self, result: Result, *, transaction: Transaction, now: datetime) -> None:
        """Keep the answer if, and only if, the transaction is committed; nothing without a key.

        :raises AnsweredBefore: on commit, if the same request was answered meanwhile.
        """
        if self.asked:
            store = OnceStore(self.asked.organisation_id)
            store.keep(self.asked, self.told(result), transaction=transaction, now=now)

    def part(self, name: str) -> "Once[Result]":
        """Return what keeps a part of the answer, for who needs several transactions."""
        return replace(self, asked=self.asked.part(name) if self.asked else None)

    def kept(self) -> str | None:
        """Return the JSON that was kept by an earlier try, if there was one; one request."""
        return answer_to(self.asked) if self.asked else None


def as_often_as_asked() -> Once[Any]:
    """Return what keeps nothing, for who has no key."""
    return Once(None, str)


def key_of(asked: Asked) -> Key:
    """Return where `answer_to` will look."""
    return OnceStore(asked.organisation_id).key(asked)


def answer_to(asked: Asked, *, at_hand: AtHand | None = None) -> str | None:
    """Return the JSON that was answered before, if it was.

    :raises KeyUsedBefore: the key came with something else.
    """
    answer = OnceStore(asked.organisation_id, at_hand=at_hand).answer(asked)
    return answer.to(asked) if answer else None
