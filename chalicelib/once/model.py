"""Answers that are kept. No input or output here."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from chalicelib.core.errors import Conflict, PortalError
from chalicelib.core.ids import fingerprint
from chalicelib.core.values import dataclass

KEPT = timedelta(days=2)

Result_contra = TypeVar("Result_contra", contravariant=True)


class KeyUsedBefore(Conflict):
    """The key came with another request before: a key is for one request only."""


class AnsweredBefore(PortalError):
    """The same request was just answered somewhere else: its answer is read, never this told."""


@dataclass(frozen=True)
class Asked:
    """One request by its key: who asked, and a fingerprint of what."""

    organisation_id: str
    account_id: str
    key: str
    what: str

    @classmethod
    def of(
        cls, key: str, *, organisation_id: str, account_id: str, route: str, path: str, body: bytes
    ) -> "Asked":
        what = fingerprint("\n".join((route, path, body.decode("utf-8", "replace"))))
        return cls(organisation_id, account_id, fingerprint(key), what)

    def part(self, name: str) -> "Asked":
        """Return under what a part of the answer is kept, of what is done step by step."""
        return replace(self, key=fingerprint(f"{self.key}/{name}"))


@dataclass(frozen=True)
class Answer:
    """What was answered; `body` is the JSON as it was sent."""

    what: str
    body: str

    def to(self, asked: Asked) -> str:
        """:raises KeyUsedBefore: the key came with something else."""
        if self.what != asked.what:
            raise KeyUsedBefore
        return self.body
