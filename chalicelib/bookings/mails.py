"""What is written to parents about bookings."""

from datetime import date
from typing import ClassVar, Self

from chalicelib.core.values import dataclass
from chalicelib.mail.message import Mail


@dataclass(frozen=True)
class ExtraDayGranted(Mail):
    """To the parents: the child can come. `hours` is in words, `price` in cents."""

    template: ClassVar[str] = "extra-day-granted"

    child: str
    day: date
    group: str
    hours: str
    price: int
    rule: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            day=date(2026, 11, 12),
            group="Lieveheersbeestjes",
            hours="10,5",
            price=10952,
            rule="Er was plek: 11 van de 12 plaatsen waren bezet.",
        )


@dataclass(frozen=True)
class ExtraDayDeclined(Mail):
    """To the parents: it is not possible, with the planner's reason."""

    template: ClassVar[str] = "extra-day-declined"

    child: str
    day: date
    group: str
    reason: str
    rule: str

    @classmethod
    def example(cls) -> Self:
        return cls(
            child="Noor",
            day=date(2026, 11, 12),
            group="Lieveheersbeestjes",
            reason="Op donderdag is er die week een pedagogisch medewerker minder.",
            rule="Toen wij besloten waren 11 van de 12 plaatsen bezet.",
        )
