"""Items that were read in the same request as the session, because the path names them."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Key: TypeAlias = tuple[str, str]  # pk and sk, the organisation first


class AtHand:
    """What a request found under keys that were known before anybody was let in.

    Each key is good for one look: who looks again, after somebody else was faster, wants to know
    what stands there then. It lives and ends with its caller.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[Key, Any] | None = None) -> None:
        self._items = dict(items or {})

    def __contains__(self, key: Key) -> bool:
        return key in self._items

    def put(self, items: Mapping[Key, Any]) -> None:
        """Add what was just read for several stores at once, or before the session."""
        self._items.update(items)

    def copy(self) -> "AtHand":
        """Return the same for who looks at it once more, as several children may share a group."""
        return AtHand(self._items)

    def take(self, key: Key) -> Any:
        """Return the item as the table gave it, or None if nothing stands there; only once."""
        return self._items.pop(key)
