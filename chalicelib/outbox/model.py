"""Errands. No input or output here."""

from collections.abc import Mapping
from dataclasses import field
from datetime import timedelta
from typing import Any

from chalicelib.core.ids import new_id
from chalicelib.core.values import dataclass

CLAIM = timedelta(minutes=5)  # longer than a worker on a queue may run
KEPT = timedelta(days=30)
SHARDS = 4  # partitions of the waiting errands of one organisation


class StillClaimed(Exception):
    """Another worker is at it: this message comes back later."""


@dataclass(frozen=True)
class Errand:
    """A message for the worker of a queue. `body` is plain JSON, with ids and no secrets."""

    organisation_id: str
    queue: str
    body: Mapping[str, Any]
    errand_id: str = field(default_factory=new_id)

    @property
    def shard(self) -> int:
        return sum(self.errand_id.encode()) % SHARDS
