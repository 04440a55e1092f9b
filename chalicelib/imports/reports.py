"""What is told of an upload: how many rows there were, and what is wrong with which."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.core.values import dataclass
from chalicelib.imports.findings import Finding
from chalicelib.imports.texts import Severity

if TYPE_CHECKING:
    from chalicelib.imports.files.sheets import SheetKind


@dataclass(frozen=True)
class Count:
    """Rows that were read; of those `good` come in, and `again` are the same as another."""

    read: int
    good: int
    again: int


@dataclass(frozen=True)
class Report:
    """`held_back` are the debtor numbers of families that do not come in because of an error."""

    findings: tuple[Finding, ...]
    counts: "Mapping[SheetKind, Count]"
    held_back: tuple[str, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.severity is severity)
