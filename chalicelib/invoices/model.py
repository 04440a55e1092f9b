"""An invoice as it was issued: everything on it, so that nothing need ever be asked again."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.core.errors import Conflict
from chalicelib.core.language import Language
from chalicelib.core.periods import Month
from chalicelib.core.values import dataclass
from chalicelib.invoices.prices import MonthlyCare, price_of_hours
from chalicelib.organisations.model import CareType

# ISO 11649 counts letters from A = 10 on.
_BASE = 36
_CHECKED_BY = 97


class CannotBill(Conflict):
    """The invoice of this family cannot be made or sent; the run shows what is in the way."""


class LineKind(StrEnum):
    CONTRACT = "contract"
    EXTRA_DAY = "extra_day"
    CORRECTION = "correction"


@dataclass(frozen=True)
class ExtraDay:
    """A day on top of the contract; `hourly_rate` is in cents."""

    day: date
    hours: Decimal
    hourly_rate: int

    @property
    def amount(self) -> int:
        return price_of_hours(self.hours, self.hourly_rate)


@dataclass(frozen=True)
class Correction:
    """What an earlier month should have cost, in hours and cents, next to what was billed."""

    month: Month
    billed_hours: Decimal
    due_hours: Decimal
    billed: int
    due: int
    hourly_rate: int

    @property
    def hours(self) -> Decimal:
        return self.due_hours - self.billed_hours

    @property
    def amount(self) -> int:
        return self.due - self.billed


Reason = MonthlyCare | ExtraDay | Correction
KINDS: dict[type[Reason], LineKind] = {
    MonthlyCare: LineKind.CONTRACT,
    ExtraDay: LineKind.EXTRA_DAY,
    Correction: LineKind.CORRECTION,
}


@dataclass(frozen=True)
class InvoiceLine:
    """One thing that is paid for; `because` holds all that its amount was made of.

    `hours` (two decimals), `hourly_rate` and `amount` (cents) are copies: what was issued stays so,
    also if a rule were to give something else one day.
    """

    child_id: str
    child_name: str
    care_type: CareType
    location: str
    lrk_number: str
    hours: Decimal
    hourly_rate: int
    amount: int
    because: Reason

    @property
    def kind(self) -> LineKind:
        return KINDS[type(self.because)]


@dataclass(frozen=True)
class Cared:
    """Which child had the care, and where: what a line needs besides the reason for its amount."""

    child_id: str
    child_name: str
    care_type: CareType
    location: str
    lrk_number: str

    def line(self, because: Reason) -> InvoiceLine:
        """Return the line that this reason leads to."""
        return InvoiceLine(
            child_id=self.child_id,
            child_name=self.child_name,
            care_type=self.care_type,
            location=self.location,
            lrk_number=self.lrk_number,
            hours=because.hours,
            hourly_rate=because.hourly_rate,
            amount=because.amount,
            because=because,
        )


@dataclass(frozen=True)
class Addressee:
    """Who gets the invoice, as on an envelope."""

    name: str
    address_lines: tuple[str, ...]


@dataclass(frozen=True)
class Creditor:
    """The organisation as it stood when the invoice was issued."""

    name: str
    address_lines: tuple[str, ...]
    iban: str
    creditor_id: str
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class DirectDebit:
    """The organisation collects it on `debit_date`; `iban_end` is the last 4 of the account."""

    mandate_reference: str
    debit_date: date
    iban_end: str


@dataclass(frozen=True)
class Transfer:
    """The payer transfers it, with this structured reference (ISO 11649)."""

    reference: str


@dataclass(frozen=True)
class Invoice:
    """An issued invoice of one family for one care month."""

    number: str
    issue_date: date
    due_date: date
    month: Month
    language: Language
    debtor_number: str
    parent_name: str
    addressee: Addressee
    creditor: Creditor
    payment: DirectDebit | Transfer
    lines: tuple[InvoiceLine, ...]

    @property
    def total(self) -> int:
        """The sum of the lines, in cents. There is no VAT: childcare is exempt."""
        return sum(line.amount for line in self.lines)

    @property
    def lines_of_children(self) -> list[tuple[str, list[InvoiceLine]]]:
        """The lines by child, as (name, lines), children in the order of their first line."""
        children: dict[str, list[InvoiceLine]] = {}
        for line in self.lines:
            children.setdefault(line.child_id, []).append(line)
        return [(lines[0].child_name, lines) for lines in children.values()]


@dataclass(frozen=True)
class HouseStyle:
    """How an organisation looks: its name, a colour like "#1f6f5c", and perhaps a logo (PNG)."""

    name: str
    colour: str
    logo: bytes | None = None


@dataclass(frozen=True)
class Style:
    """A house style as it is kept with an invoice; the logo is a file's key."""

    name: str
    colour: str
    logo_key: str | None = None


@dataclass(frozen=True)
class IssuedInvoice:
    """An invoice as it is kept, with all that its PDF is drawn of, and could be again."""

    family_id: str
    invoice_id: str
    invoice: Invoice
    style: Style
    is_drawn: bool = False


def invoice_id_for(month: Month) -> str:
    """Return the id of a family's invoice for a month: it is the same in every attempt."""
    return str(month)


def invoice_number(year: int, sequence: int) -> str:
    """Return "2026-000123": the year, then a number that an organisation gives once, no gaps.

    :raises ValueError: the sequence starts at 1.
    """
    if sequence < 1:
        raise ValueError("the first invoice of a year has number 1")
    return f"{year:04}-{sequence:06}"


def payment_reference(number: str) -> str:
    """Return the creditor reference of an invoice number: "2026-000123" gives "RF722026000123".

    ISO 11649: two check digits by which a bank, and the payer's app, notice a typing error.

    :raises ValueError: no letters or digits in it, or more than the 21 that fit.
    """
    body = "".join(char for char in number.upper() if char.isascii() and char.isalnum())
    if not 1 <= len(body) <= 21:  # noqa: PLR2004 - ISO 11649: 25 at most, of which RF and 2 digits
        raise ValueError(f"{number} cannot be made a payment reference")
    digits = "".join(str(int(char, _BASE)) for char in f"{body}RF00")
    return f"RF{_CHECKED_BY + 1 - int(digits) % _CHECKED_BY:02}{body}"
