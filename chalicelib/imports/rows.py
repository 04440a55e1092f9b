"""What one line of each sheet says, in typed values.

Two rows are equal when they say the same, wherever they stand. Names of locations and groups are
compared with `same_name`; money is cents, hours are decimals, ages are months.
"""

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import field
from datetime import date, time
from decimal import Decimal

from chalicelib.core.language import Language
from chalicelib.core.periods import Period
from chalicelib.core.values import dataclass
from chalicelib.imports.cells.values import PaymentMethod
from chalicelib.imports.findings import Origin
from chalicelib.organisations.model import WORKING_DAYS, CareType

EVERYWHERE = "*"


def same_name(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@dataclass(frozen=True, kw_only=True)
class Address:
    street: str
    postcode: str
    city: str


@dataclass(frozen=True, kw_only=True)
class SheetRow(ABC):
    """`origin` is where it stands; rows that the portal made itself have none."""

    origin: Origin = field(default=Origin("", 0), compare=False)

    @property
    @abstractmethod
    def key(self) -> object:
        """What only one row of a kind may have."""

    @property
    @abstractmethod
    def label(self) -> str:
        """How people call the row; empty if it has no number or name."""


@dataclass(frozen=True, kw_only=True)
class LocationRow(SheetRow):
    """One care type of a location, with its own number in the national register."""

    location: str
    care_type: CareType
    lrk: str
    address: Address
    phone: str | None = None

    @property
    def key(self) -> object:
        return (same_name(self.location), self.care_type)

    @property
    def label(self) -> str:
        return self.location


@dataclass(frozen=True, kw_only=True)
class GroupRow(SheetRow):
    """Ages are in months, from and below; Monday is 0."""

    location: str
    group: str
    care_type: CareType
    age_from: int
    age_below: int
    places: int
    workers: int
    opens: time
    closes: time
    weekdays: tuple[int, ...] = WORKING_DAYS

    @property
    def key(self) -> object:
        return (same_name(self.location), same_name(self.group))

    @property
    def label(self) -> str:
        return self.group


@dataclass(frozen=True, kw_only=True)
class ClosingDayRow(SheetRow):
    """A day on which a location is closed; with `closes_at` it only closes early.

    Without a location it is for all of them.
    """

    location: str | None
    day: date
    reason: str
    closes_at: time | None = None

    @property
    def key(self) -> object:
        return (same_name(self.location or EVERYWHERE), self.day.isoformat())

    @property
    def label(self) -> str:
        return f"{self.day:%d-%m-%Y}"


@dataclass(frozen=True, kw_only=True)
class Mandate:
    iban: str
    reference: str
    signed_on: date


@dataclass(frozen=True, kw_only=True)
class FamilyRow(SheetRow):
    """Who pays by direct debit has a mandate; without one it is a payment link.

    `iban` is kept for who pays by payment link as well, if it was given and is valid.
    """

    number: str
    name: str
    address: Address
    payment_method: PaymentMethod
    iban: str | None = None
    mandate: Mandate | None = None

    @property
    def key(self) -> object:
        return self.number

    @property
    def label(self) -> str:
        return self.number


@dataclass(frozen=True, kw_only=True)
class ParentRow(SheetRow):
    """Without an address there is no account; equal addresses are one account."""

    family: str
    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    language: Language

    @property
    def key(self) -> object:
        """The row itself: parents have no number."""
        return self

    @property
    def label(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, kw_only=True)
class ChildRow(SheetRow):
    number: str
    family: str
    first_name: str
    last_name: str
    born_on: date
    allergies: str
    photo_permission: bool
    outing_permission: bool
    emergency_contact: str
    emergency_phone: str | None

    @property
    def key(self) -> object:
        return self.number

    @property
    def label(self) -> str:
        return self.number


@dataclass(frozen=True, kw_only=True)
class ContractRow(SheetRow):
    """`rate` is cents per hour."""

    number: str
    child: str
    care_type: CareType
    location: str
    group: str
    weekdays: tuple[int, ...]
    hours_per_day: Decimal
    weeks_per_year: int
    rate: int
    period: Period

    @property
    def key(self) -> object:
        return self.number

    @property
    def label(self) -> str:
        return self.number

    @property
    def group_key(self) -> tuple[str, ...]:
        return (same_name(self.location), same_name(self.group))


@dataclass(frozen=True, kw_only=True)
class CreditRow(SheetRow):
    child: str
    hours: Decimal
    earned_on: date
    valid_until: date
    reason: str

    @property
    def key(self) -> object:
        """The row itself: credits have no number."""
        return self

    @property
    def label(self) -> str:
        return self.child
