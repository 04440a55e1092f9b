"""What the office fills in on its forms, and the refusals about it.

A form holds the `version` it was made from; when something newer stands there, the refusal shows
both. An IBAN is never shown, and so not part of a form that was read.
"""

from dataclasses import replace
from datetime import date, timedelta

from chalicelib.core.callers import Role
from chalicelib.core.errors import Conflict, Malformed
from chalicelib.core.language import Language
from chalicelib.core.values import dataclass
from chalicelib.families.model import Child, Family, ParentPerson, Payment, PaymentMethod

OLDEST = 20  # years
EARLIEST = timedelta(days=366)  # a place is asked for before a child is born


class FamilyChanged(Conflict):
    """Somebody else changed the family since `yours` was read: `current` stands there now."""

    facts = ("current", "yours")


class ParentChanged(Conflict):
    """Somebody else changed the parent since `yours` was read: `current` stands there now."""

    facts = ("current", "yours")


class ChildChanged(Conflict):
    """Somebody else changed the child since `yours` was read: `current` stands there now."""

    facts = ("current", "yours")


class MandateNeeded(Conflict):
    """A direct debit needs an IBAN, and a mandate with its reference and day."""


class UnlikelyBirthDate(Malformed):
    """The day lies more than a year ahead, or twenty years back."""

    facts = ("birth_date",)


@dataclass(frozen=True)
class FamilyDetails:
    """Name, address and way of paying."""

    name: str
    street: str
    postcode: str
    city: str
    payment_method: PaymentMethod
    mandate_reference: str | None
    mandate_signed_on: date | None
    version: int

    @classmethod
    def of(cls, family: Family) -> "FamilyDetails":
        return cls(
            name=family.name,
            street=family.street,
            postcode=family.postcode,
            city=family.city,
            payment_method=family.payment.method,
            mandate_reference=family.payment.mandate_reference,
            mandate_signed_on=family.payment.mandate_signed_on,
            version=family.details_version,
        )

    def applied_to(self, family: Family, *, iban: str | None) -> Family:
        """Return the family with these details, and its earlier IBAN if there is no new one.

        :raises FamilyChanged: they are not those of the version that stands here.
        :raises MandateNeeded: it is to pay by direct debit, and something for it is missing.
        """
        current = FamilyDetails.of(family)
        if current.version != self.version:
            raise FamilyChanged(current=current, yours=self)
        payment = Payment(
            method=self.payment_method,
            iban=iban or family.payment.iban,
            mandate_reference=self.mandate_reference,
            mandate_signed_on=self.mandate_signed_on,
        )
        check_mandate(payment)
        return replace(
            family,
            name=self.name,
            street=self.street,
            postcode=self.postcode,
            city=self.city,
            payment=payment,
            details_version=self.version + 1,
        )


@dataclass(frozen=True)
class ParentDetails:
    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    language: Language
    role: Role
    care_until: date | None
    version: int

    @classmethod
    def of(cls, parent: ParentPerson) -> "ParentDetails":
        return cls(
            first_name=parent.first_name,
            last_name=parent.last_name,
            email=parent.email,
            phone=parent.phone,
            language=parent.language,
            role=parent.role,
            care_until=parent.care_until,
            version=parent.version,
        )

    def applied_to(self, parent: ParentPerson) -> ParentPerson:
        """:raises ParentChanged: they are not those of the version that stands here."""
        current = ParentDetails.of(parent)
        if current.version != self.version:
            raise ParentChanged(current=current, yours=self)
        return replace(
            parent,
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email or parent.email,
            phone=self.phone,
            language=self.language,
            role=self.role,
            care_until=self.care_until,
            version=self.version + 1,
        )


@dataclass(frozen=True)
class ChildDetails:
    first_name: str
    last_name: str
    birth_date: date
    version: int

    @classmethod
    def of(cls, child: Child) -> "ChildDetails":
        return cls(child.first_name, child.last_name, child.birth_date, child.version)

    def applied_to(self, child: Child) -> Child:
        """:raises ChildChanged: they are not those of the version that stands here."""
        current = ChildDetails.of(child)
        if current.version != self.version:
            raise ChildChanged(current=current, yours=self)
        return replace(
            child,
            first_name=self.first_name,
            last_name=self.last_name,
            birth_date=self.birth_date,
            version=self.version + 1,
        )


def check_mandate(payment: Payment) -> None:
    """:raises MandateNeeded: it is a direct debit, and something for it is missing."""
    mandate = (payment.iban, payment.mandate_reference, payment.mandate_signed_on)
    if payment.method is PaymentMethod.DIRECT_DEBIT and not all(mandate):
        raise MandateNeeded


def check_birth_date(birth_date: date, *, today: date) -> None:
    """:raises UnlikelyBirthDate: nobody of that age comes to a nursery or after school."""
    if birth_date > today + EARLIEST or birth_date.year < today.year - OLDEST:
        raise UnlikelyBirthDate(birth_date=birth_date)
