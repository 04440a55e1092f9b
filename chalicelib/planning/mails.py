"""What is written to parents about contracts."""

from datetime import date
from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.message import Mail


@dataclass(frozen=True)
class ContractEnded(Mail):
    """To the parents: one of them has ended a contract; `until` is its last day."""

    template: ClassVar[str] = "contract-ended"

    child: str
    group: str
    until: date
    ended_by: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            group="Lieveheersbeestjes",
            until=date(2026, 12, 2),
            ended_by="Anna Yılmaz",
        )
