"""Parents who ask for a day at the same moment, and what must be true of each afterwards."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from chalicelib.bookings import asking
from chalicelib.bookings.asking import Asking
from chalicelib.bookings.model import Wanted
from chalicelib.core.errors import PortalError
from chalicelib.days.model import Request, RequestState
from chalicelib.families.model import Family
from chalicelib.once.service import as_often_as_asked
from tests.bookings.builders import a_child_in_care, anna_of, give_credit, request_of
from tests.bookings.situations import NOW, THURSDAY
from tests.credits.builders import a_grant
from tests.credits.keeping import ledger

HOURS = Decimal("10.5")


@dataclass(frozen=True)
class Asker:
    """Every second one has credit, and of every three one would rather not wait."""

    number: int
    family: Family

    @classmethod
    def arrives(cls, number: int) -> "Asker":
        family = a_child_in_care(f"{number:06}", weekdays={0})
        if number % 2:
            give_credit(family, a_grant(f"grant-{number}"))
        return cls(number, family)

    @property
    def child_id(self) -> str:
        return self.family.children[0].child_id

    @property
    def has_credit(self) -> bool:
        return bool(self.number % 2)

    @property
    def waits(self) -> bool:
        return bool(self.number % 3)

    def ask(self) -> str:
        """Return what became of it: the state, or what was refused."""
        try:
            return self._ask().state.value
        except PortalError as refusal:
            return refusal.code

    def _ask(self) -> Request:
        return asking.ask(
            caller=anna_of(self.family),
            child_id=self.child_id,
            asking=Asking(Wanted(THURSDAY), or_wait=self.waits),
            once=as_often_as_asked(),
            now=NOW + timedelta(milliseconds=self.number),
        )

    def check_books(self, outcome: str) -> None:
        """Insist that credits, ledger and month say what this parent was told."""
        is_paid = self.has_credit and outcome == RequestState.GRANTED
        assert sum(it.change for it in ledger(self.child_id)) == (
            HOURS if self.has_credit and not is_paid else 0
        )
        request = request_of(self.family)
        assert (request.state.value if request else "GroupIsFull") == outcome
        if request and outcome == RequestState.GRANTED:
            paid = request.payment
            assert (paid.credit_hours, paid.invoice_hours) == (
                (HOURS, 0) if self.has_credit else (0, HOURS)
            )
