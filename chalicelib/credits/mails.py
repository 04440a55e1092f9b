"""What is written to parents about credits."""

from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.message import Mail


@dataclass(frozen=True)
class CreditCorrected(Mail):
    """To the parents: the office gave or took something. `change` and `left` are in words."""

    template: ClassVar[str] = "credit-corrected"

    child: str
    change: str
    reason: str
    left: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            change="+ 5,5 uur",
            reason="De studiedag van 12 oktober was niet teruggegeven.",
            left="16 uur",
        )
