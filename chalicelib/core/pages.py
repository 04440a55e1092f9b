"""A part of a long list."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from chalicelib.core.values import dataclass

Thing = TypeVar("Thing")
Other = TypeVar("Other")


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """Some things in order, and where the next page begins; `next` is None on the last page."""

    items: Sequence[Thing]
    next: str | None = None

    def map(self, change: Callable[[Thing], Other]) -> "Page[Other]":
        return Page([change(item) for item in self.items], self.next)
